// Witnesses over real connections: they cosign what goes on, refuse what was rewritten, and none of them holds up the city.
import { copyFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  newSigner,
  openNote,
  type Signer,
  verifierFrom,
  verifyReceipt,
  vkeyOf,
  type WitnessState,
  witnessAnswer,
} from '#engines/transparency-log/index.ts'
import { serveWitness } from '#outside/witness/real.ts'
import { say } from './saying.testing.ts'
import { openSealed, type Running, type Sealed } from './sealed.testing.ts'
import { chronicleDb } from './tables.ts'

let sealed: Sealed
let running: Running
const closing: (() => Promise<void>)[] = []
beforeEach(async () => {
  sealed = await openSealed()
  running = await sealed.start()
})
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
  await sealed.close()
})

const textOf = (bytes: Uint8Array | null) => (bytes === null ? '' : Buffer.from(bytes).toString())
const checkpoint = async () => textOf(await running.read('checkpoint'))

/** A witness that knows this city's key; `signsAs` signs in its place. */
async function witness(name: string, signsAs?: Signer) {
  const signer = newSigner(name, undefined, 'witness')
  const logs = textOf(await running.read('vkey'))
    .trim()
    .split('\n')
    .map(verifierFrom)
  let state: WitnessState = {}
  const statuses: number[] = []
  const { url, close } = await serveWitness(
    { host: '127.0.0.1', port: 0 },
    {
      front: '',
      answer: async (request) => {
        const answer = witnessAnswer(state, request, { logs, witness: signsAs ?? signer, seconds: 1_800_000_000 })
        state = answer.state
        statuses.push(answer.status)
        return answer
      },
    },
  )
  closing.push(close)
  return { line: `${vkeyOf(signer)} ${url}`, vkey: vkeyOf(signer), statuses }
}

async function startWith(lines: readonly string[], of = sealed): Promise<Running> {
  const file = join(of.folder, 'witnesses')
  await writeFile(file, `# who cosigns\n\n${lines.join('\n')}\n`)
  return of.start({ CHRONICLE_WITNESSES_FILE: file })
}

async function grow(times: number, city = sealed, of = running): Promise<void> {
  for (let n = 0; n < times; n += 1) await say(city.bare.as(), { subject: 't:1' })
  await of.settle()
}

const unwell = async () => (await running.health()).filter(({ ok }) => !ok).map(({ values }) => `${values.error}`)

test('each new checkpoint is cosigned once, and its cosignature is served with it and stands in receipts', async () => {
  const one = await witness('paper.example/w')
  const two = await witness('university.example/w')
  running = await startWith([one.line, two.line])
  for (const times of [3, 0, 20]) {
    await grow(times)
    await running.cosign()
    const opened = openNote(
      await checkpoint(),
      [one, two].map(({ vkey }) => verifierFrom(vkey)),
    )
    expect(opened.signed.map(({ by, seconds }) => [by.name, seconds])).toEqual(
      [
        ...(one.vkey < two.vkey
          ? ['paper.example/w', 'university.example/w']
          : ['university.example/w', 'paper.example/w']),
      ].map((name) => [name, 1_800_000_000]),
    )
  }
  expect([one.statuses, two.statuses]).toEqual([
    [200, 200],
    [200, 200],
  ])
  const receipt = (await running.read('receipts/of/t:1.json')) ?? new Uint8Array()
  expect(JSON.parse(textOf(receipt)).witnesses.toSorted()).toEqual([one.vkey, two.vkey].toSorted())
  expect(verifyReceipt(receipt)).toMatchObject({ verdict: 'true', size: 23 })
  expect(await unwell()).toEqual([])
})

test('a receipt goes to the checkpoint that a witness has seen, as long as it holds the entry', async () => {
  const one = await witness('paper.example/w')
  running = await startWith([one.line])
  await grow(3)
  await running.cosign()
  await grow(2)
  const sizes = async (place: number) => {
    const receipt = (await running.read(`receipts/${place}.json`)) ?? new Uint8Array()
    const { size, verdict } = verifyReceipt(receipt)
    return [verdict, size, JSON.parse(textOf(receipt)).witnesses.length]
  }
  expect(await sizes(2)).toEqual(['true', 3, 1])
  expect(await sizes(3)).toEqual(['true', 5, 0])
})

test('a witness that has seen more than we remember is asked again from there', async () => {
  const one = await witness('paper.example/w')
  running = await startWith([one.line])
  await grow(5)
  await running.cosign()
  await chronicleDb(sealed.bare.as()).deleteFrom('chronicle.witnesses').execute()
  await grow(4)
  await running.cosign()
  expect(one.statuses).toEqual([200, 409, 200])
  expect(await unwell()).toEqual([])
})

test('a rewritten log under the same key gets no cosignature, and both sides know', async () => {
  const one = await witness('paper.example/w')
  running = await startWith([one.line])
  await grow(5)
  await running.cosign()
  // The same key over other entries, in a folder that remembers nothing: as somebody does who writes history anew.
  const other = await openSealed()
  closing.push(() => other.close())
  const own = await other.start()
  await own.settle()
  await copyFile(join(sealed.folder, 'keys', 'chronicle'), join(other.folder, 'key'))
  await writeFile(join(other.folder, 'witnesses'), `${one.line}\n`)
  for (let n = 0; n < 9; n += 1) await say(other.bare.as(), { subject: 't:2' })
  await chronicleDb(other.bare.as()).updateTable('chronicle.head').set({ note: null, vkeys: null }).execute()
  const forger = await other.start({
    CHRONICLE_KEY_FILE: join(other.folder, 'key'),
    CHRONICLE_WITNESSES_FILE: join(other.folder, 'witnesses'),
  })
  await forger.settle()
  await forger.cosign()
  expect(one.statuses).toEqual([200, 409, 422])
  expect((await forger.health()).filter(({ ok }) => !ok).map(({ values }) => values.error)).toEqual([
    expect.stringContaining('422'),
  ])
  expect(openNote(textOf(await forger.read('checkpoint')), [verifierFrom(one.vkey)]).signed).toEqual([])
})

describe('a witness that is not to be had', () => {
  const still = async (answer: (body: string) => string | null) => {
    const server = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk: Buffer) => {
        body += chunk.toString()
      })
      request.on('end', () => {
        const said = answer(body)
        if (said !== null) response.end(said)
      })
    })
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    closing.push(async () => {
      server.closeAllConnections()
      server.close()
    })
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    return `${vkeyOf(newSigner('bad.example/w', undefined, 'witness'))} http://127.0.0.1:${port}`
  }

  /** An address where somebody has just stopped listening. */
  const gone = async () => {
    const line = await still(() => null)
    await closing.pop()?.()
    return line
  }

  test.each<[string, () => Promise<string>, string]>([
    ['is down', () => gone(), 'ECONNREFUSED'],
    ['is slow', () => still(() => null), 'timeout'],
    ['talks nonsense', () => still(() => '— bad.example/w AAAA\n\u0000'), 'no signature'],
    ['says too much', () => still(() => 'x'.repeat(100_000)), 'bytes'],
    [
      'signs by another key',
      async () => (await witness('bad.example/w', newSigner('bad.example/w', undefined, 'witness'))).line,
      'no signature',
    ],
  ])('that %s is set aside, and the others cosign', async (_, bad, error) => {
    const good = await witness('paper.example/w')
    running = await startWith([await bad(), good.line])
    await grow(2)
    await running.cosign()
    expect(openNote(await checkpoint(), [verifierFrom(good.vkey)]).signed.length).toBe(1)
    expect(await unwell()).toEqual([expect.stringContaining(error)])
    // It rests a minute; then it is asked again.
    const tries = async () => (await running.health()).find(({ ok }) => !ok)?.values.tries
    await running.cosign()
    expect(await tries()).toBe(1)
    sealed.bare.now = new Date(sealed.bare.now.getTime() + 61_000)
    await running.cosign()
    expect(await tries()).toBe(2)
    // A clock set back does not make it rest for ever.
    sealed.bare.now = new Date('2020-01-01T00:00:00Z')
    await running.cosign()
    expect(await tries()).toBe(3)
  })
})

test('a file of witnesses that cannot be read is said by its line', async () => {
  await expect(startWith(['paper.example/w http://127.0.0.1:1'])).rejects.toThrow('line 3')
  const log = vkeyOf(newSigner('log.example'))
  await expect(startWith([`${log} http://127.0.0.1:1`])).rejects.toThrow('line 3')
  await expect(
    startWith([(await witness('w.example')).line, `${(await witness('w.example')).vkey} ftp://x`]),
  ).rejects.toThrow('line 4')
})
