// A real city in a process of its own, and the operator's command beside it.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { projectRoot } from '#platform/root.ts'

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
