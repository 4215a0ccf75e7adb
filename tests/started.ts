// A real city in a process of its own, and the operator's command beside it.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { cp, mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { inject } from 'vitest'
import { projectRoot } from '#platform/root.ts'
import './ready-city.ts'

export interface Started {
  url: string
  process: ChildProcess
  /** Ends the process and waits for it. */
  end(signal: NodeJS.Signals): Promise<void>
}

export interface Said {
  code: number | null
  out: string
  err: string
}

const environment = (folder: string): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  TZ: 'Europe/Samara',
  DATA_DIR: folder,
  PORT: '0',
  LOG_LEVEL: 'warn',
  WRITES_PER_MINUTE: '1000000',
})

/** Starts a city on a folder and waits until it is open; `more` are settings beside the usual ones. */
export async function startCity(folder: string, more: Record<string, string> = {}): Promise<Started> {
  const child = spawn(process.execPath, [join(projectRoot, 'scripts/start.mjs')], {
    env: { ...environment(folder), ...more },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal)
    await ended
  }
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /Италмас открыт: (http:\S+)/.exec(line)?.[1]
    if (url) return { url, process: child, end }
  }
  throw new Error('the city did not open')
}

/** The same with yesterday's demo in the folder: made by whoever asks first in a run of tests, copied by the others. */
export async function startReadyCity(folder: string, more: Record<string, string> = {}): Promise<Started> {
  const place = inject('readyCity')
  const [making, ready] = [join(place, 'making'), join(place, 'ready')]
  if (!existsSync(ready) && (await mkdir(making).then(() => true, isThere))) {
    await (await startCity(making)).end('SIGTERM')
    await rename(making, ready)
  }
  // While another makes it, this one fills its own.
  if (existsSync(ready)) await cp(ready, folder, { recursive: true })
  return startCity(folder, more)
}

function isThere(error: unknown): false {
  if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
  throw error
}

/** Runs a program of the project to its end. */
export async function run(
  folder: string,
  script: string,
  words: string[] = [],
  more: Record<string, string> = {},
): Promise<Said> {
  const child = spawn(process.execPath, [join(projectRoot, script), ...words], {
    env: { ...environment(folder), ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: Said = { code: null, out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => {
    said.out += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    said.err += chunk.toString()
  })
  await once(child, 'close')
  said.code = child.exitCode
  return said
}
