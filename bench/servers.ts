// The servers of the benchmark, each a process on the first core; the load runs on the others.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Target } from './load.ts'

export interface City {
  name: string
  origin: string
  stop(): Promise<void>
}

const root = join(import.meta.dirname, '..')

/** Starts the built city on an empty folder and waits until its story is told. */
export async function startCity(name: string, folder: string, databaseUrl: string | null): Promise<City> {
  const port = await freePort()
  const child = onFirstCore([join(root, 'build/main.js'), 'serve'], {
    DATA_DIR: folder,
    PORT: String(port),
    LOG_LEVEL: 'silent',
    NODE_ENV: 'production',
    TRUST_PROXY: 'yes',
    READS_PER_MINUTE: '100000000',
    WRITES_PER_MINUTE: '100000000',
    ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
  })
  const origin = `http://127.0.0.1:${port}`
  await ready(`${origin}/readyz`, child)
  return { name, origin, stop: () => end(child) }
}

/** A raw server that answers every request with the bytes and headers that the target answers. */
export async function startFloor(target: Target | undefined): Promise<{ target: Target; stop(): Promise<void> }> {
  if (!target) throw new Error('nothing to measure')
  const answer = await fetch(target.origin + target.path, {
    method: target.method,
    headers: target.headers ?? {},
    ...(target.body === undefined ? {} : { body: target.body }),
  })
  const file = join(root, 'build', `floor-${process.pid}.json`)
  const names = [
    'content-type',
    'content-security-policy',
    'cache-control',
    'etag',
    'vary',
    'x-content-type-options',
    'referrer-policy',
  ]
  const headers = Object.fromEntries(
    names.flatMap((name) => (answer.headers.has(name) ? [[name, answer.headers.get(name)]] : [])),
  )
  await writeFile(file, JSON.stringify({ status: answer.status, headers, body: await answer.text() }))
  const port = await freePort()
  const child = onFirstCore([join(import.meta.dirname, 'floor.ts'), file, String(port)], { NODE_ENV: 'production' })
  const origin = `http://127.0.0.1:${port}`
  await ready(origin, child)
  return { target: { ...target, on: 'raw node:http', origin }, stop: () => end(child) }
}

function onFirstCore(args: string[], env: Record<string, string>): ChildProcess {
  const [program, first] =
    process.platform === 'linux' ? ['taskset', ['-c', '0', process.execPath]] : [process.execPath, []]
  return spawn(program, [...first, ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

async function ready(url: string, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`a server ended with ${child.exitCode} before it was ready`)
    const answer = await fetch(url).catch(() => null)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
