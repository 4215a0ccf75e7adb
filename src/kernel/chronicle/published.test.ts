// What is published holds: tiles, roots and receipts verify after any plan of statements, failures and restarts; and the city
// signs nothing that does not go on from what it has published.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  checkpointFrom,
  newSigner,
  readNote,
  signerText,
  verifyConsistency,
  verifyReceipt,
} from '#engines/transparency-log/index.ts'
import { receiptHref } from './index.ts'
import { say } from './saying.testing.ts'
import { openSealed, type Running, type Sealed } from './sealed.testing.ts'
import { proofBetween } from './tree.ts'

let sealed: Sealed
let running: Running
beforeEach(async () => {
  sealed = await openSealed()
  running = await sealed.start()
})
afterEach(() => sealed.close())

const checkpoint = (city = running) => city.checkpoint()
const audit = () => running.audit()
const textOf = (bytes: Uint8Array | null) => Buffer.from(bytes ?? []).toString()
const sizeOf = (note: string) => checkpointFrom(readNote(note).text).size
const run = (statement: string) => sql.raw(statement).execute(sealed.bare.database.kysely)

async function saySo(times: number, subject = 't:1'): Promise<void> {
  for (let n = 0; n < times; n += 1) await say(sealed.bare.as(), { subject, text: `слово ${n}` })
}

describe('whatever is said, fails and ends', () => {
  test('the log verifies, goes on from every checkpoint shown, and every receipt holds', async () => {
    const shown: string[] = []
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.record({ say: fc.integer({ min: 1, max: 5 }), fails: fc.boolean() }) },
      { weight: 2, arbitrary: fc.constant('settle' as const) },
      { weight: 1, arbitrary: fc.constant('restart' as const) },
      { weight: 1, arbitrary: fc.constant('rotate' as const) },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 10 }), async (plan) => {
        for (const next of plan) {
          if (next === 'settle') expect(await running.settle()).toEqual([])
          else if (next === 'restart') running = await sealed.start()
          else if (next === 'rotate') await running.seal.rotate()
          else {
            const said = Array.from({ length: next.say }, (_, n) => ({
              subject: `t:${n % 2}`,
              text: 'слово',
              fails: next.fails && n % 2 === 0,
            }))
            await Promise.all(said.map((input) => say(sealed.bare.as(), input).catch(() => undefined)))
          }
        }
        expect(await running.settle()).toEqual([])
        shown.push(await checkpoint())
        expect(await audit()).toMatchObject({ ok: true, size: sizeOf(shown.at(-1) ?? '') })
      }),
      { numRuns: 6 },
    )
    const last = checkpointFrom(readNote(shown.at(-1) ?? '').text)
    for (const note of shown) {
      const { size, root } = checkpointFrom(readNote(note).text)
      const proof = size === 0 ? null : await proofBetween(sealed.bare.as(), size, last.size)
      expect(proof && verifyConsistency({ from: size, to: last.size, fromRoot: root, toRoot: last.root, proof })).toBe(
        size === 0 ? null : true,
      )
    }
    for (let place = 0; place < last.size; place += 1) {
      const receipt = await running.read(`receipts/${place}.json`)
      expect(receipt && verifyReceipt(receipt)).toMatchObject({ verdict: 'true', size: last.size })
    }
    for (const subject of ['t:0', 't:1']) {
      const receipt = await running.read(receiptHref(subject).slice('/chronicle/'.length))
      expect(receipt && verifyReceipt(receipt)).toMatchObject({ verdict: 'true', size: last.size })
    }
  })

  test('a record of before there were tiles is brought into the tree in pages, and only then signed', async () => {
    await run(`insert into chronicle.entries (place, body, kind, subject, at)
      select n, '{"n":' || n || '}', 'a.b', 't:1', now() from generate_series(0, 1299) as n`)
    await run('update chronicle.head set size = 1300, grown = 0, note = null, vkeys = null')
    await saySo(1)
    expect(await running.worker.step('whenever')).toBe(true)
    expect(await running.read('checkpoint')).toBe(null)
    expect(await running.settle()).toEqual([])
    expect(await audit()).toMatchObject({ ok: true, size: 1301 })
  })

  test('two processes that sequence at once leave one log', async () => {
    const other = await sealed.start()
    await saySo(30)
    await Promise.all([running.worker.settle(), other.worker.settle(), saySo(10)])
    expect([await running.settle(), await other.settle()]).toEqual([[], []])
    expect(await checkpoint(other)).toBe(await checkpoint())
    expect(await audit()).toMatchObject({ ok: true, size: 40 })
  })
})

describe('what is not there is not shown', () => {
  test('beyond the tree, in another spelling, or wider than it is: nothing', async () => {
    await saySo(3)
    await running.settle()
    expect((await running.read('tile/0/000.p/3'))?.length).toBe(96)
    expect((await running.read('tile/0/000.p/2'))?.length).toBe(64)
    for (const path of [
      ...['tile/0/000', 'tile/0/000.p/4', 'tile/0/001.p/1', 'tile/1/000.p/1', 'tile/entries/000', 'tile/00/000.p/3'],
      ...['tile/0/0.p/3', 'tile/0/000.p/03', 'tile/entries/000.p/4', 'receipts/3.json', 'receipts/03.json'],
      ...['receipts/-1.json', 'receipts/x.json', 'receipts/of/t:2.json', 'receipts/of/.json'],
    ]) {
      expect([path, await running.read(path)]).toEqual([path, null])
    }
  })

  test('a statement without a place yet has no receipt, and an erased text is left out of it', async () => {
    await saySo(1)
    expect(await running.read('receipts/0.json')).toBe(null)
    await running.settle()
    const whole = verifyReceipt((await running.read('receipts/0.json')) ?? new Uint8Array())
    expect(whole).toMatchObject({ verdict: 'true' })
    await run(`update chronicle.papers set salt = null, content = null, erased_because = 'просьба'`)
    const receipt = (await running.read('receipts/0.json')) ?? new Uint8Array()
    expect(textOf(receipt)).not.toContain('слово')
    expect(verifyReceipt(receipt)).toMatchObject({ verdict: 'true' })
  })
})

describe('the city refuses to sign, says why, and shows what it published last', () => {
  const published = async () => {
    await saySo(5)
    await running.settle()
    return checkpoint()
  }

  const refused = async (key: string, before: string) => {
    await saySo(1)
    expect(await running.settle()).toEqual([`chronicle.trouble.${key}`])
    expect(await checkpoint()).toBe(before)
    running = await sealed.start()
    expect(await running.settle()).toEqual([`chronicle.trouble.${key}`])
    expect(await checkpoint()).toBe(before)
    // What was said meanwhile waits.
    expect((await run('select from chronicle.inscriptions')).rows.length).toBe(1)
  }

  test('when the database went back to an older copy, and goes on when a newer one is brought', async () => {
    await saySo(2)
    await running.settle()
    const tables = ['entries', 'tiles', 'head']
    for (const name of tables) await run(`create table chronicle.old_${name} as table chronicle.${name}`)
    const before = await published()
    for (const name of tables) await run(`create table chronicle.new_${name} as table chronicle.${name}`)
    const restore = async (copy: string) => {
      for (const name of tables) {
        await run(`delete from chronicle.${name}`)
        await run(`insert into chronicle.${name} select * from chronicle.${copy}_${name}`)
      }
    }
    await restore('old')
    await refused('behind', before)
    expect(await audit()).toMatchObject({ ok: false, size: 7, first_bad: 2 })
    await restore('new')
    expect(await running.settle()).toEqual([])
    expect(await audit()).toMatchObject({ ok: true, size: 8 })
  })

  test('when history was written anew, tree and all', async () => {
    const before = await published()
    await run(`update chronicle.entries set body = replace(body, 'tests.said', 'tests.sad') where place = 2`)
    await run('delete from chronicle.tiles')
    await run('update chronicle.head set grown = 0, note = null, vkeys = null')
    await refused('behind', before)
    expect(await audit()).toMatchObject({ ok: false, why: 'missing-tile' })
  })

  test('when a key signed a tree that does not go on from the one published', async () => {
    const before = await published()
    // The same key over the same tables, in a folder that has published nothing: the strongest forger.
    const other = await openSealed()
    try {
      for (const text of ['a', 'b', 'c', 'd', 'e', 'f']) await say(other.bare.as(), { subject: 't:1', text })
      await writeFile(join(other.folder, 'key'), await readFile(join(sealed.folder, 'keys', 'chronicle')))
      const forger = await openSealedOn(other)
      await forger.settle()
      const head = (
        await sql<{ note: string; vkeys: string }>`select note, vkeys from chronicle.head`.execute(
          other.bare.database.kysely,
        )
      ).rows[0]
      const tiles = await sql<{ level: number; index: number; hashes: Buffer }>`select * from chronicle.tiles`.execute(
        other.bare.database.kysely,
      )
      for (const { level, index, hashes } of tiles.rows) {
        await sql`update chronicle.tiles set hashes = ${hashes} where level = ${level} and index = ${index}`.execute(
          sealed.bare.database.kysely,
        )
      }
      await sql`update chronicle.head set size = 6, grown = 6, note = ${head?.note}, vkeys = ${head?.vkeys}`.execute(
        sealed.bare.database.kysely,
      )
      await refused('rewritten', before)
    } finally {
      await other.close()
    }
  })

  test('when tiles were changed or lost', async () => {
    const before = await published()
    await run(`update chronicle.tiles set hashes = substring(hashes from 33)`)
    await refused('tiles', before)
  })

  test('when a row was put where the next entry belongs', async () => {
    const before = await published()
    await run(`insert into chronicle.entries (place, body, kind, subject, at) values (5, '{}', 'a.b', 't:9', now())`)
    await refused('taken', before)
    expect(await audit()).toMatchObject({ ok: true, size: 5 })
  })

  test('when the key that signed is gone from the file, or the record is called otherwise', async () => {
    const before = await published()
    const file = join(sealed.folder, 'keys', 'chronicle')
    const right = await readFile(file, 'utf8')
    await writeFile(file, `${signerText(newSigner('demo.italmas/chronicle'))}\n`)
    running = await sealed.start()
    expect(await running.settle()).toEqual(['chronicle.trouble.foreign'])
    await writeFile(file, right)
    await expect(openSealedOn(sealed, { CHRONICLE_ORIGIN: 'other/chronicle' })).rejects.toThrow('CHRONICLE_ORIGIN')
    running = await sealed.start()
    expect(await running.settle()).toEqual([])
    expect(await checkpoint()).toBe(before)
  })
})

/** The same record with other settings. */
function openSealedOn(of: Sealed, env: Record<string, string> = { CHRONICLE_KEY_FILE: join(of.folder, 'key') }) {
  return of.start(env)
}
