// Cuts Golos Text to what the pages use: small woff2 files for browsers, plain TTF files for pictures made on the server.

import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import subsetFont from 'subset-font'

const require = createRequire(import.meta.url)

const between = (first, last) => String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, n) => first + n))

/** What each file holds; a browser loads only those whose letters stand on the page. */
const CUTS = [
  // Russian first: it is on every page. U+0301 is the stress mark.
  { name: 'cyrillic', letters: `${between(0x0410, 0x044f)}Ёё\u0301№`, source: 'cyrillic', preload: true },
  // Digits and signs stand in the Latin file of the family; Russian pages need them, and mostly no Latin letters.
  {
    name: 'signs',
    letters: `${between(0x20, 0x40)}[\\]_{|}~\u00a0§©«®°±²³·»×÷–—‘’“”„•…‹›€™−↑↓`,
    source: 'latin',
    preload: true,
  },
  { name: 'latin', letters: `${between(0x41, 0x5a)}${between(0x61, 0x7a)}${between(0xc0, 0xff)}`, source: 'latin' },
  {
    name: 'cyrillic-more',
    letters: `Ѐ${between(0x0402, 0x040f)}ѐ${between(0x0452, 0x045f)}`,
    source: 'cyrillic',
  },
  // Udmurt ӝ ӟ ӥ ӧ ӵ, and the letters of the neighbours.
  { name: 'cyrillic-ext', letters: between(0x0460, 0x052f), source: 'cyrillic-ext' },
  { name: 'rouble', letters: '₽', source: 'latin-ext' },
]

const FEATURES = ['kern', 'mark', 'mkmk', 'ccmp', 'locl', 'lnum', 'tnum']

/**
 * Writes the browsers' files into `outDir` and those for pictures, with their fonts.conf, into `picturesDir`.
 * Answers the names of the files that every page needs at once.
 */
export async function buildFonts(outDir, picturesDir = join(dirname(outDir), 'fonts')) {
  const { files, preload } = await cutFonts()
  await mkdir(outDir, { recursive: true })
  await Promise.all(files.map(({ name, contents }) => writeFile(join(outDir, name), contents)))
  await buildPictureFonts(picturesDir)
  return preload
}

/** The browsers' files, and the @font-face text that names them by what they hold. */
export async function cutFonts() {
  const cuts = await Promise.all(CUTS.map(cutForBrowsers))
  return {
    files: cuts.map(({ name, contents }) => ({ name, contents })),
    preload: cuts.filter((cut) => cut.preload).map((cut) => cut.name),
    css: HEAD + cuts.map(faceOf).join('\n'),
  }
}

/** Static regular and bold for pictures and documents. For sharp: fontconfig reads no woff, and asks for its folder by fonts.conf. Answers its path. */
export async function buildPictureFonts(folder) {
  await mkdir(folder, { recursive: true })
  for (const { name, letters, source } of CUTS) {
    const whole = await readFile(sourceFile(source))
    for (const weight of [400, 700]) {
      const cut = await subsetFont(whole, letters, { targetFormat: 'sfnt', variationAxes: { wght: weight } })
      await writeFile(join(folder, `golos-${name}-${weight}.ttf`), cut)
    }
  }
  // Documents put a line together of these files, so they must know which letters each holds.
  const parts = CUTS.map(({ name, letters }) => ({ name, letters: [...new Set(letters)].join('') }))
  await writeFile(join(folder, 'parts.json'), JSON.stringify(parts))
  const conf = join(folder, 'fonts.conf')
  await writeFile(conf, fontsConf(folder))
  return conf
}

async function cutForBrowsers({ name, letters, source, preload = false }) {
  const whole = await readFile(sourceFile(source))
  const contents = await subsetFont(whole, letters, {
    targetFormat: 'woff2',
    variationAxes: { wght: { min: 400, max: 700 } },
    keepFeatures: FEATURES,
    noHinting: true,
  })
  const hash = createHash('sha256').update(contents).digest('hex').slice(0, 8).toUpperCase()
  return { name: `golos-${name}-${hash}.woff2`, contents, preload, letters }
}

const HEAD = '/* Made by `node src/web/fonts.mjs`; fonts.process.test.ts compares. */\n'

function faceOf({ name, letters }) {
  return `@font-face {
  font-family: Golos;
  src: url("./${name}") format("woff2");
  font-weight: 400 700;
  font-display: swap;
  unicode-range: ${rangesOf(letters)};
}
`
}

/** Letters as the ranges of CSS: U+0400-045F, U+2116. */
function rangesOf(letters) {
  const points = [...new Set([...letters].map((letter) => letter.codePointAt(0)))].sort((a, b) => a - b)
  const ranges = []
  for (const point of points) {
    const last = ranges.at(-1)
    if (last && last[1] === point - 1) last[1] = point
    else ranges.push([point, point])
  }
  const hex = (point) => point.toString(16).toUpperCase()
  return ranges.map(([from, to]) => `U+${hex(from)}${to > from ? `-${hex(to)}` : ''}`).join(', ')
}

function fontsConf(folder) {
  const escaped = folder.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>${escaped}</dir>
  <cachedir>${escaped}/cache</cachedir>
</fontconfig>
`
}

function sourceFile(subset) {
  return require.resolve(`@fontsource-variable/golos-text/files/golos-text-${subset}-wght-normal.woff2`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { css, files } = await cutFonts()
  await writeFile(join(dirname(fileURLToPath(import.meta.url)), 'styles/fonts.css'), css)
  for (const { name, contents } of files) console.log(name, contents.length)
}
