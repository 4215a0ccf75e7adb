// A real city's record from outside: published when it is ready, also after kill -9; its keys rotated while it runs; and cosigned
// by a witness in a process of its own.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkpointFrom, openNote, readNote, verifierFrom } from '#engines/transparency-log/index.ts'
import { projectRoot } from '#platform/root.ts'
import { run, type Started, startCity } from './started.ts'

let folder: string
let witness: ChildProcess | undefined
const data = () => join(folder, 'data')
const italmas = (...words: string[]) => run(data(), 'scripts/italmas.mjs', words)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'italmas-chronicle-'))
})
afterAll(async () => {
  witness?.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

const text = async (city: Started, path: string) => (await fetch(`${city.url}/chronicle/${path}`)).text()
const sizeNow = async (city: Started) => checkpointFrom(readNote(await text(city, 'checkpoint')).text).size
const walk = async (city: Started) => JSON.parse((await italmas('verify-log', city.url, '--json')).out)

test('a fresh city has a hundred entries under its checkpoint when it is ready, and again after kill -9', async () => {
  const city = await startCity(data())
  expect((await fetch(`${city.url}/readyz`)).status).toBe(200)
  const size = await sizeNow(city)
  expect(size).toBeGreaterThanOrEqual(100)
  expect(await walk(city)).toMatchObject({ ok: true, size })
  await city.end('SIGKILL')
  const again = await startCity(data())
  expect(await sizeNow(again)).toBeGreaterThanOrEqual(size)
  expect(await walk(again)).toMatchObject({ ok: true })
  const receipt = join(folder, 'receipt.json')
  await writeFile(receipt, await text(again, 'receipts/99.json'))
  await again.end('SIGTERM')
  // Offline: the city is gone.
  expect(await italmas('verify', receipt)).toMatchObject({ code: 0 })
  expect((await stat(join(data(), 'keys', 'chronicle'))).mode & 0o777).toBe(0o600)
})

test('a running city takes a new key, tells it in its record, and a witness of the old key goes on', async () => {
  const vkey = await keyOfCity()
  const seen = await startWitness(vkey)
  await writeFile(join(folder, 'witnesses'), `${seen.vkey} ${seen.url}\n`)
  const city = await startCity(data(), { CHRONICLE_WITNESSES_FILE: join(folder, 'witnesses') })
  await cosigned(city, seen.vkey)
  const rotated = JSON.parse((await italmas('chronicle', 'rotate', '--json')).out)
  expect(rotated).toEqual({ from: vkey, to: expect.stringContaining('demo.italmas/chronicle+') })
  expect(await text(city, 'vkey')).toBe(`${rotated.to}\n${vkey}\n`)
  const note = await text(city, 'checkpoint')
  expect(openNote(note, [rotated.to, vkey].map(verifierFrom)).signed.length).toBe(2)
  const told = await (
    await fetch(`${city.url}/chronicle/entries/${(await sizeNow(city)) - 1}`, {
      headers: { accept: 'application/json' },
    })
  ).json()
  expect(JSON.parse(told.body)).toMatchObject({ kind: 'chronicle.key-rotated', data: rotated })
  expect((await italmas('doctor')).out).toContain('✓ chronicle')
  await city.end('SIGTERM')
  expect((await italmas('chronicle', 'fly')).code).toBe(2)
})

test('a key is made without a city, once, and a live city says which command makes it', async () => {
  const file = join(folder, 'live-key')
  const live = { CITY_MODE: 'live', PUBLIC_URL: 'https://city.example', CHRONICLE_KEY_FILE: file }
  const lacking = await run(data(), 'scripts/italmas.mjs', ['serve'], live)
  expect([lacking.code, lacking.err]).toEqual([1, expect.stringContaining('npx italmas chronicle key')])
  const key = async () =>
    JSON.parse((await run(data(), 'scripts/italmas.mjs', ['chronicle', 'key', '--json'], live)).out)
  const made = await key()
  expect(made).toMatchObject({ made: true, file, vkey: expect.stringContaining('city.example/chronicle+') })
  expect(await key()).toEqual({ ...made, made: false })
})

async function keyOfCity(): Promise<string> {
  const city = await startCity(data())
  const vkey = (await text(city, 'vkey')).trim()
  await city.end('SIGTERM')
  return vkey
}

async function startWitness(vkey: string): Promise<{ url: string; vkey: string }> {
  witness = spawn(
    process.execPath,
    [
      join(projectRoot, 'scripts/italmas.mjs'),
      ...['witness', '--listen', '127.0.0.1:0', '--key', join(folder, 'witness-key'), '--name', 'paper.example/w'],
      ...['--log', vkey],
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const found = { url: '', vkey: '' }
  if (!witness.stdout) throw new Error('the witness says nothing')
  for await (const line of createInterface({ input: witness.stdout })) {
    found.vkey ||= /key: (\S+)/.exec(line)?.[1] ?? ''
    found.url ||= /listens: (\S+)/.exec(line)?.[1] ?? ''
    if (found.url && found.vkey) return found
  }
  throw new Error('the witness did not listen')
}

/** Waits until the checkpoint bears the witness's signature: the minute's stroke comes with the start. */
async function cosigned(city: Started, vkey: string): Promise<void> {
  for (;;) {
    const { signed } = openNote(await text(city, 'checkpoint'), [verifierFrom(vkey)])
    if (signed.length > 0) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}
