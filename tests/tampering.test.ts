// Rows of the record changed behind the city's back: whoever walks the published log over HTTP is told the first wrong entry.
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { auditLog, verifierFrom, verifyReceipt } from '#engines/transparency-log/index.ts'
import { inscribe } from '#kernel/chronicle/index.ts'
import { openLog } from '#outside/log/real.ts'
import { action } from '#platform/city.ts'
import { machinery } from '#platform/policy.ts'
import { openStage, type Stage } from './people.ts'

let stage: Stage
let address: string
let size: number

const said = action('tests', async (city, { from, times }: { from: number; times: number }) => {
  for (let n = from; n < from + times; n += 1) {
    await inscribe(city, {
      kind: 'tests.said',
      subject: `t:${n % 7}`,
      basis: { kind: 'city' },
      office: null,
      data: { n },
    })
  }
})

beforeAll(async () => {
  stage = await openStage()
  await said(stage.city.cityFor(machinery('test')), { from: 0, times: 300 })
  await stage.settle()
  const origin = await stage.city.app.listen({ host: '127.0.0.1', port: 0 })
  address = `${origin}/chronicle`
  await run('create table chronicle.true_entries as table chronicle.entries')
  size = (await run('select count(*)::int as n from chronicle.entries')).rows[0]?.n ?? 0
  expect(size).toBeGreaterThan(400)
})
afterAll(() => stage.close())
beforeEach(restore)

const run = (statement: string) => sql.raw<{ n: number }>(statement).execute(stage.database.kysely)

async function restore(): Promise<void> {
  await run('delete from chronicle.entries')
  await run('insert into chronicle.entries select * from chronicle.true_entries')
}

async function audit(since?: Parameters<typeof auditLog>[1]['before']) {
  const log = await openLog(address)
  const keys = Buffer.from((await log.read('vkey')) ?? [])
    .toString()
    .trim()
    .split('\n')
  return auditLog(log.read, { verifiers: keys.map(verifierFrom), ...(since ? { before: since } : {}) })
}

test('the untouched record is true', async () => {
  expect(await audit()).toMatchObject({ ok: true, size, first_bad: null })
})

describe('the first wrong entry is named', () => {
  const place = fc.nat({ max: 399 })

  test('when one is changed, in its body alone', async () => {
    await fc.assert(
      fc.asyncProperty(place, async (at) => {
        await restore()
        await run(`update chronicle.entries set body = replace(body, '"v":1', '"v":2') where place = ${at}`)
        expect(await audit()).toMatchObject({ ok: false, first_bad: at })
      }),
      { numRuns: 6 },
    )
  })

  test('when one is removed, with a gap or with all that follow moved up', async () => {
    await fc.assert(
      fc.asyncProperty(place, fc.boolean(), async (at, closed) => {
        await restore()
        await run(`delete from chronicle.entries where place = ${at}`)
        if (closed) await shift(`place > ${at}`, -1)
        expect(await audit()).toMatchObject({ ok: false, first_bad: at })
      }),
      { numRuns: 6 },
    )
  })

  test('when one is slipped in', async () => {
    await fc.assert(
      fc.asyncProperty(place, async (at) => {
        await restore()
        await shift(`place >= ${at}`, 1)
        await run(
          `insert into chronicle.entries (place, body, kind, subject, at) values (${at}, '{"v":1}', 'a.b', 't:1', now())`,
        )
        expect(await audit()).toMatchObject({ ok: false, first_bad: at })
      }),
      { numRuns: 6 },
    )
  })

  test('when two change places', async () => {
    await fc.assert(
      fc.asyncProperty(place, place, async (one, other) => {
        fc.pre(one !== other)
        await restore()
        await run(`update chronicle.entries e set body = o.body from chronicle.true_entries o
          where (e.place, o.place) in ((${one}, ${other}), (${other}, ${one}))`)
        expect(await audit()).toMatchObject({ ok: false, first_bad: Math.min(one, other) })
      }),
      { numRuns: 6 },
    )
  })

  test('and the receipt of the entry that was changed does not hold, while the others do', async () => {
    await run(`update chronicle.entries set body = replace(body, '"v":1', '"v":2') where place = 7`)
    const receipt = async (at: number) => {
      const answer = await fetch(`${address}/receipts/${at}.json`)
      return verifyReceipt(new Uint8Array(await answer.arrayBuffer())).verdict
    }
    expect([await receipt(6), await receipt(7), await receipt(8)]).toEqual(['true', 'false', 'true'])
  })
})

// Places are unique at every instant, so rows move by way of numbers that no place has.
async function shift(which: string, by: number): Promise<void> {
  await run(`update chronicle.entries set place = -place - 1 where ${which}`)
  await run(`update chronicle.entries set place = -place - 1 + ${by} where place < 0`)
}

test('a whole older copy is found, with the first entry that it lacks', async () => {
  const older = ['entries', 'tiles', 'head']
  for (const name of older) await run(`create table chronicle.old_${name} as table chronicle.${name}`)
  await said(stage.city.cityFor(machinery('test')), { from: 300, times: 20 })
  await stage.settle()
  expect(await audit()).toMatchObject({ ok: true, size: size + 20 })
  for (const name of older) {
    await run(`create table chronicle.new_${name} as table chronicle.${name}`)
    await run(`delete from chronicle.${name}`)
    await run(`insert into chronicle.${name} select * from chronicle.old_${name}`)
  }
  // Whatever is said meanwhile, the published checkpoint stays, and what it promised is missed.
  await said(stage.city.cityFor(machinery('test')), { from: 900, times: 2 })
  await stage.settle()
  expect(await audit()).toMatchObject({ ok: false, size: size + 20, first_bad: size })
  const desk = await (await stage.as('nina')).get('/desk/house')
  expect(desk.body).toContain('Похоже, базу вернули из старой копии')
  for (const name of older) {
    await run(`delete from chronicle.${name}`)
    await run(`insert into chronicle.${name} select * from chronicle.new_${name}`)
  }
  await stage.settle()
  expect(await audit()).toMatchObject({ ok: true, size: size + 22 })
})

test('programs are answered alike under any language, with the headers of the specification', async () => {
  const get = async (path: string) => {
    const answer = await stage.city.app.inject({ method: 'GET', url: path, remoteAddress: '10.9.9.9' })
    return { status: answer.statusCode, body: answer.rawPayload.toString('base64'), headers: answer.headers }
  }
  for (const [path, type, cache] of [
    ['/chronicle/checkpoint', 'text/plain; charset=utf-8', 'no-cache'],
    ['/chronicle/vkey', 'text/plain; charset=utf-8', 'no-cache'],
    ['/chronicle/tile/0/000', 'application/octet-stream', 'public, max-age=31536000, immutable'],
    ['/chronicle/tile/entries/000', 'application/octet-stream', 'public, max-age=31536000, immutable'],
    ['/chronicle/receipts/0.json', 'application/json', 'no-cache'],
  ] as const) {
    const [plain, english] = [await get(path), await get(`/en${path}`)]
    expect([path, plain.status, english.status]).toEqual([path, 200, 200])
    expect(english.body).toBe(plain.body)
    expect([plain.headers['content-type'], plain.headers['cache-control']]).toEqual([type, cache])
  }
  for (const path of ['tile/0/000/', 'tile/0/%30%30%30', 'tile/0/9', 'tile/64/000', 'tile/entries/x000/000', 'tile/']) {
    expect([path, (await get(`/chronicle/${path}`)).status]).toEqual([path, 404])
  }
  const packed = await stage.city.app.inject({
    method: 'GET',
    url: '/chronicle/tile/entries/000',
    headers: { 'accept-encoding': 'gzip' },
  })
  expect(packed.headers['content-encoding']).toBe('gzip')
})
