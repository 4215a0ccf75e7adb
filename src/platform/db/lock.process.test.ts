// One process for each data folder: whoever starts, whoever is killed, exactly one has it.
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { askHolder, type Held, type Holding, holdFolder } from './lock.ts'

type Child = ChildProcessByStdio<Writable, Readable, null>

let folder: string
let children: Child[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'italmas-'))
})

afterEach(async () => {
  await Promise.all(children.map(kill))
  children = []
  await rm(folder, { recursive: true })
})

const quiet = { answer: async () => null }

async function held(holding: Holding = quiet): Promise<Held> {
  const got = await holdFolder(folder, holding)
  if ('takenBy' in got) throw new Error(`taken by ${got.takenBy.pid}`)
  return got
}

test('a second start is told who has the folder and where it answers; after release it may have it', async () => {
  const first = await held({ ...quiet, url: () => 'http://127.0.0.1:3000' })
  expect(await holdFolder(folder, quiet)).toEqual({ takenBy: { pid: process.pid, url: 'http://127.0.0.1:3000' } })
  await first.release()
  expect(await askHolder(folder, 'anybody?')).toEqual({ holder: undefined })
  await (await held()).release()
})

test('the folder is its owner’s only, and so is the socket', async () => {
  const one = await held()
  expect((await stat(folder)).mode & 0o777).toBe(0o700)
  expect((await stat(join(folder, 'lock.sock'))).mode & 0o777).toBe(0o600)
  expect((await stat(join(folder, 'lock.sock'))).isSocket()).toBe(true)
  await one.release()
})

test('a question reaches the holder, its lines come one by one, and a failure comes as its sentence', async () => {
  const one = await held({
    async answer(request, say) {
      if (request === 'fail') throw new Error('Не вышло')
      for (const line of ['раз', 'два\n', { three: 3 }]) say(line)
      return { request }
    },
  })
  const lines: unknown[] = []
  const answer = await askHolder(folder, { load: 'карта'.repeat(50_000) }, (line) => lines.push(line))
  expect(answer).toEqual({ holder: process.pid, answer: { request: { load: 'карта'.repeat(50_000) } } })
  expect(lines).toEqual(['раз', 'два\n', { three: 3 }])
  await expect(askHolder(folder, 'fail')).rejects.toThrow('Не вышло')
  await expect(askHolder(folder, 'x'.repeat(2_000_000))).rejects.toThrow()
  expect(await askHolder(folder, 'still there')).toMatchObject({ holder: process.pid })
  await one.release()
})

test('a holder that stops amid an answer is noticed', async () => {
  let asked = () => {}
  const reached = new Promise<void>((resolve) => {
    asked = resolve
  })
  const one = await held({
    answer: () => {
      asked()
      return new Promise(() => {})
    },
  })
  const asking = expect(askHolder(folder, 'wait')).rejects.toThrow('stopped before it had answered')
  await reached
  await one.release()
  await asking
})

test('a folder whose path is longer than a socket allows can be held and asked', async () => {
  const short = folder
  folder = join(folder, 'очень-длинное-имя'.repeat(4), 'b'.repeat(100))
  await mkdir(folder, { recursive: true })
  const one = await held({ answer: async () => 'here' })
  expect(await askHolder(folder, 'where?')).toMatchObject({ answer: 'here' })
  expect(await holdFolder(folder, quiet)).toMatchObject({ takenBy: { pid: process.pid } })
  await one.release()
  folder = short
})

test('after kill -9 the next start has the folder at once', async () => {
  for (let round = 0; round < 3; round += 1) {
    const child = await starter()
    expect(await go(child)).toBe('held')
    expect(await askHolder(folder, round)).toEqual({ holder: child.pid, answer: child.pid })
    await kill(child)
    expect(await askHolder(folder, round)).toEqual({ holder: undefined })
  }
  await (await held()).release()
})

test('of twenty that start at once over a dead holder’s socket exactly one has the folder', async () => {
  const dead = await starter()
  expect(await go(dead)).toBe('held')
  await kill(dead)
  const starters = await Promise.all(Array.from({ length: 20 }, starter))
  const told = await Promise.all(starters.map(go))
  const winners = starters.filter((_, at) => told[at] === 'held')
  expect(winners).toHaveLength(1)
  expect(new Set(told)).toEqual(new Set(['held', `taken by ${winners[0]?.pid}`]))
  expect(await askHolder(folder, 'who?')).toMatchObject({ holder: winners[0]?.pid })
  // Losers leave nothing behind: the token and the winner's socket.
  expect(await readdir(join(folder, 'lock'))).toHaveLength(2)
})

test('of many that start at once in one process on a new folder exactly one has it, again and again', async () => {
  for (let round = 0; round < 10; round += 1) {
    const all = await Promise.all(Array.from({ length: 12 }, () => holdFolder(folder, quiet)))
    const winners = all.flatMap((each) => ('takenBy' in each ? [] : [each]))
    expect(winners).toHaveLength(1)
    for (const each of winners) await each.release()
  }
})

test('a holder too busy to answer holds all the same', async () => {
  const child = await starter()
  expect(await go(child)).toBe('held')
  child.kill('SIGSTOP')
  expect(await holdFolder(folder, quiet)).toEqual({ takenBy: { pid: child.pid } })
  child.kill('SIGCONT')
})

test('a folder with two tokens is refused with a sentence', async () => {
  await (await held()).release()
  const [token] = (await readdir(join(folder, 'lock'))).filter((each) => each.startsWith('holder.'))
  await copyFile(join(folder, 'lock', token ?? ''), join(folder, 'lock', 'holder.1-copy'))
  await expect(holdFolder(folder, quiet)).rejects.toThrow('does not hold exactly one token')
})

async function starter(): Promise<Child> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'lock.child.ts'), folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  children.push(child)
  expect(await line(child)).toBe('ready')
  return child
}

async function go(child: Child): Promise<string> {
  const told = line(child)
  child.stdin.write('go\n')
  return told
}

async function line(child: Child): Promise<string> {
  const [chunk]: unknown[] = await once(child.stdout, 'data')
  return String(chunk).trim()
}

async function kill(child: Child): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}
