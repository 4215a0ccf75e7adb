// Starts the city: checks Node, builds what is newer than the last build, and serves; with --watch it does so on each change.

import { spawn } from 'node:child_process'
import { watch } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { requireNode } from './node.mjs'

requireNode()
const { build, out, root } = await import('./build.mjs')
const main = join(out, 'main.js')
const passed = process.argv.slice(2).filter((word) => word !== '--watch')

if (process.argv.includes('--watch')) await serveAndWatch()
else await serve()

/** In this very process, so that signals and the exit code are the city's own. */
async function serve() {
  await build()
  process.setSourceMapsEnabled(true)
  process.argv = [process.execPath, main, 'serve', ...passed]
  await import(pathToFileURL(main).href)
}

/** A child, since a new build needs a new process: one process holds the data folder, so the old one ends first. */
async function serveAndWatch() {
  let city = null
  let leaving = false
  let timer = null
  let turn = Promise.resolve()

  const stop = () =>
    new Promise((done) => {
      if (!city || city.exitCode !== null || city.signalCode !== null) return done()
      city.once('exit', () => done())
      city.kill('SIGTERM')
    })

  const restart = async () => {
    if (leaving) return
    try {
      const { built, ms } = await build()
      if (!built && city && city.exitCode === null) return
      if (built) console.log(`Собрано за ${ms} мс (built)`)
    } catch (error) {
      // esbuild has already shown the place; the city goes on as it was until the source is mended.
      console.error(`Не собралось, жду исправления (waiting for a mend): ${error.message.split('\n')[0]}`)
      return
    }
    await stop()
    if (leaving) return
    city = spawn(process.execPath, ['--enable-source-maps', main, 'serve', ...passed], { stdio: 'inherit' })
  }

  const soon = () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      turn = turn.then(restart)
    }, 100)
  }

  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, async () => {
      if (leaving) return
      leaving = true
      await stop()
      process.exit(0)
    })
  }

  watch(join(root, 'src'), { recursive: true }, soon)
  turn = restart()
  await turn
}
