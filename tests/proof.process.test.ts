// The commands that check the city from outside, as real processes: a receipt, a whole log, and a witness of it.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addCheckpointRequest, newSigner, openNote, verifierFrom, vkeyOf } from '#engines/transparency-log/index.ts'
import { askWitness } from '#outside/witness/real.ts'
import { projectRoot } from '#platform/root.ts'
import { entryFor, type Files, publishLog, putEntries, serveFiles } from './published-log.ts'
import { run } from './started.ts'

const city = newSigner('city.example/chronicle')
const paper = newSigner('paper.example/witness', undefined, 'witness')
const entriesOf = (size: number) => Array.from({ length: size }, (_, n) => entryFor(`indicator:${n % 3}`, { n }))
const log = publishLog(entriesOf(700), city, [paper])

let folder: string
let files: Files = log.files
let server: Awaited<ReturnType<typeof serveFiles>>
const witnesses: ChildProcess[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'italmas-proof-'))
  server = await serveFiles(() => files)
})

afterAll(async () => {
  for (const child of witnesses) if (child.exitCode === null) child.kill('SIGKILL')
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

// These need no data folder, so they get one that cannot be made.
const italmas = (...words: string[]) => run('/dev/null/none', 'scripts/italmas.mjs', words)

async function put(name: string, content: Uint8Array | string): Promise<string> {
  await writeFile(join(folder, name), content)
  return join(folder, name)
}

/** The exit code and the one line of JSON. */
async function asked(...words: string[]): Promise<[number | null, Record<string, unknown>]> {
  const said = await italmas(...words, '--json')
  expect([said.out.split('\n').length, said.err]).toEqual([2, ''])
  return [said.code, JSON.parse(said.out)]
}

test('a true receipt ends with 0, a changed one with 1, and what is none with 2', async () => {
  const root = log.note.split('\n')[2]
  const good = await put('good.json', log.receiptOfPromise('indicator:1', [1, 4, 40]))
  expect(await asked('verify', good)).toEqual([
    0,
    expect.objectContaining({ ok: true, size: 700, root, first_bad: null, places: [1, 4, 40], why: null }),
  ])
  const said = await italmas('verify', good)
  expect(said.out).toMatch(/✓ верна \/ true[\s\S]*запись \/ entry 40[\s\S]*cannot prove[\s\S]*Compare the key/)
  expect(said.out).toContain(`city.example/chronicle ${city.id}`)
  const forged = JSON.parse(Buffer.from(log.receiptOf(5)).toString())
  forged.entry = Buffer.from(entryFor('indicator:2', { n: 6 })).toString('base64')
  const bad = await put('bad.json', JSON.stringify(forged))
  expect(await asked('verify', bad)).toEqual([
    1,
    expect.objectContaining({ ok: false, size: 700, root, first_bad: 5, why: 'not-in-log' }),
  ])
  for (const unreadable of [join(folder, 'none.json'), folder, await put('text', '{'), await put('other.json', '{}')])
    expect(await asked('verify', unreadable)).toEqual([
      2,
      expect.objectContaining({ ok: false, size: null, root: null, first_bad: null }),
    ])
  expect((await italmas('verify')).code).toBe(2)
})

test('a key that the reader trusts decides whose receipt it is', async () => {
  const good = await put('mine.json', log.receiptOf(5))
  const stranger = vkeyOf(newSigner(city.name))
  expect((await asked('verify', good, '--vkey', stranger, '--vkey', vkeyOf(city)))[0]).toBe(0)
  expect(await asked('verify', good, '--vkey', stranger)).toEqual([1, expect.objectContaining({ why: 'foreign-key' })])
  expect((await asked('verify', good, '--vkey', 'nonsense'))[0]).toBe(2)
})

test('a bare proof is checked with its entry and a key', async () => {
  const proof = await put('one.tlog-proof', log.proofOf(5))
  const entry = await put('entry.json', log.entries[5] ?? '')
  const other = await put('other-entry.json', log.entries[6] ?? '')
  const key = ['--vkey', vkeyOf(city)]
  expect(await asked('verify', proof, '--entry', entry, ...key)).toEqual([0, expect.objectContaining({ places: [5] })])
  expect(await asked('verify', proof, '--entry', other, ...key)).toEqual([1, expect.objectContaining({ first_bad: 5 })])
  expect(await asked('verify', proof)).toEqual([2, expect.objectContaining({ why: 'no-entry' })])
})

test('a whole log is walked by the address of its city, and its first wrong entry is named', async () => {
  files = log.files
  expect(await asked('verify-log', server.url, '--vkey', vkeyOf(city))).toEqual([
    0,
    expect.objectContaining({ ok: true, size: 700, first_bad: null, address: `${server.url}/chronicle` }),
  ])
  files = new Map(log.files)
  putEntries(files, 700, log.entries.toSpliced(300, 1))
  expect(await asked('verify-log', `${server.url}/chronicle/`)).toEqual([
    1,
    expect.objectContaining({ ok: false, first_bad: 300, why: 'wrong-entry' }),
  ])
  files = new Map(log.files)
  files.delete('tile/entries/001')
  const said = await italmas('verify-log', server.url)
  expect([said.code, said.out]).toEqual([1, expect.stringMatching(/entries are missing, запись \/ entry 256/)])
  expect((await asked('verify-log', server.url, '--vkey', vkeyOf(newSigner(city.name))))[1].why).toBe('bad-signature')
  files = new Map()
  expect((await asked('verify-log', server.url))[0]).toBe(2)
  expect((await asked('verify-log', 'http://127.0.0.1:1/'))[0]).toBe(2)
})

test('an older checkpoint or receipt finds a log that was rewritten and signed anew', async () => {
  const older = publishLog(entriesOf(400), city)
  const note = await put('older.checkpoint', older.note)
  const receipt = await put('older.json', older.receiptOf(3))
  files = log.files
  expect((await asked('verify-log', server.url, '--since', note))[0]).toBe(0)
  expect((await asked('verify-log', server.url, '--since', receipt))[0]).toBe(0)
  files = publishLog(entriesOf(700).with(3, entryFor('indicator:0', { n: 0 })), city).files
  expect((await asked('verify-log', server.url))[0]).toBe(0)
  expect(await asked('verify-log', server.url, '--since', note)).toEqual([
    1,
    expect.objectContaining({ why: 'rewritten' }),
  ])
  expect(await asked('verify-log', server.url, '--since', receipt)).toEqual([
    1,
    expect.objectContaining({ why: 'rewritten', first_bad: 3 }),
  ])
  const strange = await put('strange.checkpoint', publishLog(entriesOf(4), newSigner(city.name)).note)
  for (const useless of [strange, await put('nothing', ''), join(folder, 'none')])
    expect((await asked('verify-log', server.url, '--since', useless))[0]).toBe(2)
})

/** Starts a witness and waits until it listens. */
async function startWitness(
  key: string,
): Promise<{ url: string; vkey: string; end(signal: NodeJS.Signals): Promise<unknown> }> {
  const words = ['witness', '--listen', '0', '--key', key, '--log', vkeyOf(city), '--name', 'paper.example/w']
  const child = spawn(process.execPath, [join(projectRoot, 'scripts/italmas.mjs'), ...words], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  witnesses.push(child)
  const ended = once(child, 'exit')
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal)
    return ended
  }
  let vkey = ''
  for await (const line of createInterface({ input: child.stdout })) {
    vkey = /key: (\S+)/.exec(line)?.[1] ?? vkey
    const url = /listens: (\S+)/.exec(line)?.[1]
    if (url) return { url, vkey, end }
  }
  throw new Error('the witness did not start')
}

test('a witness cosigns a log that grows and never one that was rewritten, also after it was killed', async () => {
  const key = join(folder, 'witness.key')
  const small = publishLog(entriesOf(5), city)
  const first = await startWitness(key)
  expect((await stat(key)).mode & 0o777).toBe(0o600)
  expect(await (await fetch(first.url)).text()).toBe(`${first.vkey}\n`)
  const begun = await askWitness(first.url, addCheckpointRequest({ old: 0, proof: [], note: small.note }))
  expect(begun.status).toBe(200)
  const second = await italmas('witness', '--listen', '0', '--key', key, '--log', vkeyOf(city))
  expect([second.code, second.err]).toEqual([1, expect.stringContaining('in use')])
  await first.end('SIGKILL')

  const again = await startWitness(key)
  expect(again.vkey).toBe(first.vkey)
  const forked = publishLog(entriesOf(700).with(2, entryFor('indicator:2', { n: 9 })), city)
  const ask = (from: typeof log, old: number) =>
    askWitness(
      again.url,
      addCheckpointRequest({ old, proof: old === 0 ? [] : from.consistencyFrom(old), note: from.note }),
    )
  expect((await ask(forked, 5)).status).toBe(422)
  expect(await ask(forked, 0)).toMatchObject({ status: 409, type: 'text/x.tlog.size', body: '5\n' })
  const grown = await ask(log, 5)
  expect(grown.status).toBe(200)
  const { signed } = openNote(log.note + grown.body, [verifierFrom(vkeyOf(city)), verifierFrom(again.vkey)])
  expect(signed.map(({ by }) => by.name)).toEqual([city.name, 'paper.example/w'])
  expect((await ask(forked, 700)).status).toBe(409)
  expect((await ask(small, 5)).status).toBe(409)
  expect(await again.end('SIGTERM')).toEqual([0, null])
  expect((await readdir(`${key}.seen`)).filter((name) => name.startsWith('.'))).toEqual([])
  await writeFile(join(`${key}.seen`, 'state.json'), '{"city')
  const damaged = await italmas('witness', '--listen', '0', '--key', key, '--log', vkeyOf(city))
  expect([damaged.code, damaged.err]).toEqual([1, expect.stringContaining('damaged')])
})

test('a witness without what it needs says what that is', async () => {
  expect((await italmas('witness')).err).toMatch(/--listen.*--key.*--log/)
  const bad = await italmas('witness', '--listen', 'x:y', '--key', join(folder, 'k'), '--log', 'nonsense')
  expect([bad.code, bad.err]).toEqual([2, expect.stringMatching(/--listen.*--log/)])
  const taken = await put('log.key', 'nonsense')
  const wrongKey = await italmas('witness', '--listen', '0', '--key', taken, '--log', vkeyOf(city))
  expect([wrongKey.code, wrongKey.err]).toEqual([1, expect.stringContaining('private key')])
})
