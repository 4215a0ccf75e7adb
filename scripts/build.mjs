// Builds the server bundle, the styles and the islands into build/, and only when a source is newer than the last build.

import { createHash } from 'node:crypto'
import { existsSync, realpathSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { requireNode } from './node.mjs'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..')
export const out = join(root, 'build')
const publicOut = join(out, 'public')
const stampFile = join(out, 'stamp.json')

/** Builds what is out of date. Answers { built, ms }; throws what esbuild says about a source it cannot read. */
export async function build({ force = false } = {}) {
  const began = performance.now()
  const stamp = await sourcesStamp()
  if (!force && (await isFresh(stamp))) return { built: false, ms: Math.round(performance.now() - began) }
  await mkdir(publicOut, { recursive: true })
  const [server, styles, islands, fonts, icon, offline] = await Promise.all([
    bundleServer(),
    bundleStyles(),
    bundleIslands(),
    subsetFonts(),
    drawIcon(),
    bundleServiceWorker(),
  ])
  const files = [...styles.files, ...islands.files, ...icon.files]
  await Promise.all(files.map((file) => writeWhole(file.path, file.contents)))
  const kept = [...files.map((file) => basename(file.path)), ...fonts.files]
  await precompress(kept)
  const assets = {
    ...{ css: styles.entry, scripts: islands.entries, fonts: fonts.value, files: kept },
    ...{ icon: icon.entry, icons: icon.icons },
  }
  await writeWhole(join(out, 'assets.json'), json(assets))
  await Promise.all(offline.map((file) => writeWhole(file.path, file.contents)))
  // The server goes last: whoever sees the new main.js finds the pages' files it names already there.
  await Promise.all(server.map((file) => writeWhole(file.path, file.contents)))
  await removeAllBut(kept)
  await writeWhole(stampFile, json({ stamp }))
  return { built: true, ms: Math.round(performance.now() - began) }
}

/** What the sources look like now: a hash over path, size and time of each, so that a deleted or older file counts too. */
async function sourcesStamp() {
  const hash = createHash('sha256')
  const own = ['package.json', 'package-lock.json', 'scripts/build.mjs']
  const paths = [...(await filesUnder(join(root, 'src'))), ...own]
  for (const path of paths.sort()) {
    if (/\.test\.tsx?$|\.md$/.test(path)) continue
    const { mtimeMs, size } = await stat(join(root, path))
    hash.update(`${path}\0${mtimeMs}\0${size}\n`)
  }
  return hash.digest('hex')
}

async function filesUnder(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(root, join(entry.parentPath, entry.name)))
}

async function isFresh(stamp) {
  if (!['main.js', 'assets.json', 'service-worker.js'].every((name) => existsSync(join(out, name)))) return false
  return (await readJson(stampFile))?.stamp === stamp
}

const threads = {
  'sheets-work': 'src/platform/sheets/work.ts',
  'ical-work': 'src/platform/calendar/reading/work.ts',
  'texts-work': 'src/services/events/sources/texts-work.ts',
}

async function bundleServer() {
  const { build: esbuild } = await import('esbuild')
  const result = await esbuild({
    ...common,
    // A thread begins with a file of its own, and so do the verbs that need no city.
    entryPoints: { main: 'src/main.ts', alone: 'src/commands/alone.ts', ...threads },
    outdir: 'build',
    platform: 'node',
    target: 'node24',
    // Packages stay outside: PGlite's and sharp's own files break inside a bundle.
    packages: 'external',
    sourcemap: 'linked',
  })
  return result.outputFiles
}

async function bundleStyles() {
  if (!existsSync(join(root, 'src/web/styles/main.css'))) return { files: [], entry: null }
  const { build: esbuild } = await import('esbuild')
  const result = await esbuild({
    ...common,
    entryPoints: { main: 'src/web/styles/main.css' },
    outdir: 'build/public',
    entryNames: '[name]-[hash]',
    // Fonts are made by their own step and are named by their place on the site.
    external: ['*.woff2', '/static/*'],
    minify: true,
    target: ['chrome111', 'firefox114', 'safari16.4'],
  })
  return { files: result.outputFiles, entry: entriesOf(result).main ?? null }
}

async function bundleIslands() {
  if (!existsSync(join(root, 'src/web/islands/main.ts'))) return { files: [], entries: {} }
  const { build: esbuild } = await import('esbuild')
  const result = await esbuild({
    ...common,
    entryPoints: { main: 'src/web/islands/main.ts' },
    outdir: 'build/public',
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    platform: 'browser',
    target: ['chrome111', 'firefox114', 'safari16.4'],
    splitting: true,
    minify: true,
    plugins: [browserPrimitives],
  })
  return { files: result.outputFiles, entries: entriesOf(result) }
}

/** What stands between the pages and the network in the browser: one file of its own, served at the root of the site. */
async function bundleServiceWorker() {
  const { build: esbuild } = await import('esbuild')
  const result = await esbuild({
    ...common,
    entryPoints: { 'service-worker': 'src/web/islands/service-worker.ts' },
    outdir: 'build',
    // Not every browser runs modules there.
    format: 'iife',
    platform: 'browser',
    target: ['chrome111', 'firefox114', 'safari16.4'],
    minify: true,
  })
  return result.outputFiles
}

/** An engine's primitives.ts is Node's; beside it lies the one for browsers, with the same names. */
const browserPrimitives = {
  name: 'browser-primitives',
  setup(build) {
    build.onResolve({ filter: /\/primitives\.ts$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.replace(/\.ts$/, '.browser.ts')),
    }))
  },
}

const common = {
  absWorkingDir: root,
  bundle: true,
  format: 'esm',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  metafile: true,
  write: false,
  logLevel: 'error',
}

/** The files that a page names itself; pieces loaded later are named by them. */
function entriesOf(result) {
  const entries = Object.entries(result.metafile.outputs).filter(([, output]) => entryOf[output.entryPoint])
  return Object.fromEntries(entries.map(([path, output]) => [entryOf[output.entryPoint], basename(path)]))
}

const entryOf = { 'src/web/styles/main.css': 'main', 'src/web/islands/main.ts': 'main' }

/** Fonts are cut once for a version of their recipe, since cutting takes longer than all the rest. */
async function subsetFonts() {
  const recipe = join(root, 'src/web/fonts.mjs')
  if (!existsSync(recipe)) return { files: [], value: [] }
  const lock = await readFile(join(root, 'package-lock.json'))
  // The fonts for pictures name their folder by its full path, so a moved project cuts anew.
  const key = createHash('sha256')
    .update(await readFile(recipe))
    .update(lock)
    .update(root)
    .digest('hex')
  const cache = join(out, 'fonts.json')
  const known = await readJson(cache)
  if (
    known?.key === key &&
    known.files.every((file) => existsSync(join(publicOut, file))) &&
    existsSync(join(out, 'fonts'))
  )
    return known
  const staging = join(out, `fonts-${process.pid}`)
  await rm(staging, { recursive: true, force: true })
  await mkdir(staging, { recursive: true })
  const { buildFonts } = await import(pathToFileURL(recipe).href)
  const value = await buildFonts(staging)
  const files = await readdir(staging)
  for (const file of files) await rename(join(staging, file), join(publicOut, file))
  await rm(staging, { recursive: true, force: true })
  const made = { key, files, value: value ?? files }
  await writeWhole(cache, json(made))
  return made
}

/** The mark draws itself as a file, so the icon in the browser's tab can never differ from the one on the page. */
async function drawIcon() {
  if (!existsSync(join(root, 'src/web/components/mark/mark.tsx'))) return { files: [], entry: null, icons: [] }
  const { build: esbuild } = await import('esbuild')
  const entryPoints = ['src/web/components/mark/mark.tsx']
  const result = await esbuild({ ...common, entryPoints, outdir: 'build', platform: 'node' })
  const code = Buffer.from(result.outputFiles[0].contents).toString('base64')
  const { markSvg } = await import(`data:text/javascript;base64,${code}`)
  const svg = markSvg()
  const name = hashedName('icon', svg, 'svg')
  const icons = await Promise.all(iconShapes.map((shape) => drawnIcon(markSvg(512), shape)))
  return {
    files: [{ path: join(publicOut, name), contents: svg }, ...icons.map(({ file }) => file)],
    entry: name,
    icons: icons.map(({ icon }) => icon),
  }
}

// On a phone's own screen. A maskable one is cut to a circle: what matters lies within 40 % of its middle (W3C Manifest, icon masks).
const iconShapes = [192, 512].flatMap((side) => [
  { side, purpose: 'any', share: 0.92 },
  { side, purpose: 'maskable', share: 0.62 },
])

async function drawnIcon(svg, { side, purpose, share }) {
  const { default: sharp } = await import('sharp')
  const flower = await sharp(Buffer.from(svg))
    .resize(Math.round(side * share))
    .png()
    .toBuffer()
  const paper = { create: { width: side, height: side, channels: 4, background: '#fbfaf6' } }
  const contents = await sharp(paper)
    .composite([{ input: flower, gravity: 'centre' }])
    .png({ compressionLevel: 9 })
    .toBuffer()
  const file = hashedName(`icon-${purpose}-${side}`, contents, 'png')
  return { file: { path: join(publicOut, file), contents }, icon: { file, side, purpose } }
}

function hashedName(name, contents, ending) {
  return `${name}-${createHash('sha256').update(contents).digest('hex').slice(0, 8).toUpperCase()}.${ending}`
}

async function precompress(names) {
  const worthwhile = names.filter((name) => /\.(js|css|svg|webmanifest|json|txt)$/.test(name))
  await Promise.all(
    worthwhile.map(async (name) => {
      const path = join(publicOut, name)
      const contents = await readFile(path)
      // A name with a hash never changes its content, so packing it again is lost time.
      if (/-[0-9A-Z]{8}\./.test(name) && existsSync(`${path}.br`) && existsSync(`${path}.gz`)) return
      const [br, gz] = await Promise.all([
        promisify(brotliCompress)(contents, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
        promisify(gzip)(contents, { level: 9 }),
      ])
      await Promise.all([writeWhole(`${path}.br`, br), writeWhole(`${path}.gz`, gz)])
    }),
  )
}

async function removeAllBut(kept) {
  const wanted = new Set(kept.flatMap((name) => [name, `${name}.br`, `${name}.gz`]))
  const present = await readdir(publicOut)
  await Promise.all(
    present.filter((name) => !wanted.has(name)).map((name) => rm(join(publicOut, name), { force: true })),
  )
}

/** Writes beside and renames, so that a city that is starting never reads half a file. */
async function writeWhole(path, contents) {
  const beside = `${path}.${process.pid}.part`
  await writeFile(beside, contents)
  await rename(beside, path)
}

async function readJson(path) {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch {
    return null
  }
}

function json(value) {
  return `${JSON.stringify(value, null, 2)}\n`
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  requireNode()
  const { built, ms } = await build({ force: process.argv.includes('--force') })
  console.log(built ? `Собрано за ${ms} мс (built)` : `Уже собрано (fresh, ${ms} ms)`)
}
