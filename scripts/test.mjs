// Runs the whole suite: builds the city, finds a browser, then counts honestly. With --postgres: on a PostgreSQL server, all tests that
// open a database; the others would be run with nothing changed.

import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { requireNode } from './node.mjs'

requireNode()
const { build, root } = await import('./build.mjs')
const { findChromium } = await import('./chromium.mjs')
const { startPostgres } = await import('./postgres.mjs')
const { verdictOf } = await import('./verdict.mjs')

const words = process.argv.slice(2)
const onPostgres = words.includes('--postgres')
const passed = words.filter((word) => word !== '--postgres')

// Ctrl-C reaches vitest as well; this process stays to stop the server and to count.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child?.kill(signal))
let child = null

const databases = 'src/platform/db/testing.ts'
// A test's city throws away tens of megabytes at once; with V8's own 16 MB of young space the collector takes a third of all time.
const memory = '--max-semi-space-size=64'

const folder = await mkdtemp(join(tmpdir(), 'italmas-test-'))
let server = null
try {
  await build()
  const chromium = await findChromium()
  const env = { ...cleanEnvironment(), ITALMAS_CHROMIUM: chromium.path }
  if (onPostgres) {
    if (!process.env.TEST_DATABASE_URL) server = await startPostgres()
    env.TEST_DATABASE_URL = process.env.TEST_DATABASE_URL || server.url
  }
  const report = join(folder, 'report.json')
  const code = await vitest(report, env)
  const verdict = verdictOf(await readFile(report, 'utf8').catch(() => null), { code, chosen: choosesByName(passed) })
  for (const sentence of verdict.sentences) console.error(sentence)
  console.log(`${verdict.passed} passed, ${verdict.failed} failed`)
  process.exitCode = verdict.good ? 0 : 1
} finally {
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
}

function vitest(report, env) {
  const program = join(fileURLToPath(import.meta.resolve('vitest')), '..', '..', 'vitest.mjs')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  // Whoever names files gets those. Only testing.ts reads which server to use, so what does not reach it opens no database on it.
  const which = onPostgres && !passed.some((word) => !word.startsWith('-')) ? ['related', '--run', databases] : ['run']
  return new Promise((resolve, reject) => {
    child = spawn(process.execPath, [memory, program, ...which, ...reporters, ...passed], {
      cwd: root,
      env,
      stdio: 'inherit',
    })
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

/** The operator's own settings stay outside: no test may ever meet the database of a living city. */
function cleanEnvironment() {
  const theirs = ['DATABASE_URL', 'TEST_DATABASE_URL', 'DATA_DIR', 'HOST', 'PORT']
  const entries = Object.entries(process.env)
  return Object.fromEntries(entries.filter(([name]) => !theirs.includes(name) && !name.startsWith('CITY_')))
}

function choosesByName(args) {
  return args.some((word) => word === '-t' || word.startsWith('--testNamePattern'))
}
