// Keys and names of the record change in everybody's sight; the clock changes nothing.
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openNote, proofFrom, verifyReceipt } from '#engines/transparency-log/index.ts'
import { entries } from './index.ts'
import { say } from './saying.testing.ts'
import { openSealed, type Running, type Sealed } from './sealed.testing.ts'

let sealed: Sealed
let running: Running
beforeEach(async () => {
  sealed = await openSealed()
  running = await sealed.start()
})
afterEach(() => sealed.close())

const checkpoint = () => running.checkpoint()
const verifiers = () => running.verifiers()
const audit = () => running.audit()
const textOf = (bytes: Uint8Array | null) => Buffer.from(bytes ?? []).toString()

async function saySo(times: number): Promise<void> {
  for (let n = 0; n < times; n += 1) await say(sealed.bare.as(), { subject: 't:1' })
}

test('a new key is told in the record, both sign, and the old one may go', async () => {
  await saySo(1)
  await running.settle()
  const [old] = await verifiers()
  const { from, to } = await running.seal.rotate()
  await running.settle()
  const [told] = await entries(sealed.bare.as(), { subject: 'chronicle:key' })
  expect(JSON.parse(told?.body ?? '')).toMatchObject({ kind: 'chronicle.key-rotated', data: { from, to } })
  const both = await checkpoint()
  expect(openNote(both, await verifiers()).signed.length).toBe(2)
  expect(old && openNote(both, [old]).signed.length).toBe(1)
  const receipt = (await running.read('receipts/0.json')) ?? new Uint8Array()
  expect(JSON.parse(textOf(receipt)).vkeys).toEqual([to, from])
  expect(verifyReceipt(receipt)).toMatchObject({ verdict: 'true' })
  const file = join(sealed.folder, 'keys', 'chronicle')
  const [current = ''] = (await readFile(file, 'utf8')).split('\n')
  await writeFile(file, `${current}\n`)
  expect(await running.settle()).toEqual([])
  expect(openNote(await checkpoint(), await verifiers()).signed.length).toBe(1)
  expect(old && openNote(await checkpoint(), [old]).signed).toEqual([])
  expect(await audit()).toMatchObject({ ok: true, size: 2 })
})

test('a log that ended is begun anew under another name, over the same entries', async () => {
  await saySo(3)
  await running.settle()
  await rm(join(sealed.folder, 'chronicle', 'head'))
  running = await sealed.start({ CHRONICLE_ORIGIN: 'city.example/2', CHRONICLE_KEY_FILE: join(sealed.folder, 'key') })
  expect(await running.settle()).toEqual([])
  expect(await audit()).toMatchObject({ ok: true, origin: 'city.example/2', size: 4 })
})

test('a key that signs now may not be taken out of the file', async () => {
  await saySo(1)
  await running.settle()
  await running.seal.rotate()
  await running.settle()
  const file = join(sealed.folder, 'keys', 'chronicle')
  const [, old = ''] = (await readFile(file, 'utf8')).split('\n')
  await writeFile(file, `${old}\n`)
  await saySo(1)
  expect(await running.settle()).toEqual(['chronicle.trouble.key'])
})

test('a clock that runs backwards changes neither order nor places', async () => {
  await saySo(2)
  await running.settle()
  sealed.bare.now = new Date('2020-01-01T00:00:00Z')
  await saySo(2)
  expect(await running.settle()).toEqual([])
  expect(await audit()).toMatchObject({ ok: true, size: 4 })
  const receipt = (await running.read('receipts/of/t:1.json')) ?? new Uint8Array()
  expect(verifyReceipt(receipt)).toMatchObject({ verdict: 'true' })
  expect(JSON.parse(textOf(receipt)).earlier.map(({ proof }: { proof: string }) => proofFrom(proof).index)).toEqual([
    0, 1, 2,
  ])
})
