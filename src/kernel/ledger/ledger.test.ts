// Sums are what entries make, however they are counted; nothing is overspent, changed or taken back twice.
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { City } from '#platform/city.ts'
import { type BareCity, openBareCity } from '#tests/bare-city.ts'
import {
  accountFor,
  balancesOf,
  entriesOf,
  ledger,
  openAccount,
  post,
  reverse,
  sumsByUnit,
  turnoverOf,
  unequalSums,
} from './index.ts'

const pools = [1, 10] as const
const cities = new Map<number, BareCity>()
beforeAll(async () => {
  for (const size of pools) cities.set(size, await openBareCity([ledger], size))
})
afterAll(async () => {
  for (const bare of cities.values()) await bare.close()
})

let turn = 0
const cityOf = (size: number): City => {
  const bare = cities.get(size)
  if (!bare) throw new Error('no such city')
  return bare.as()
}
const open = (city: City, kind: string, floor: number | null, subject = `call:${turn}`) =>
  openAccount(city, { kind: `tests.${kind}`, owner: 'tests', subject, unit: 'kopecks', floor })
const paper = { owner: 'tests', purpose: 'tests.for', document: 'Приказ № 1' }
const moving = (from: string, to: string, amount: number) => [
  { account: from, amount: -amount },
  { account: to, amount },
]

async function stage(city: City, budget: number) {
  turn += 1
  const [source, pot, given] = [
    await open(city, 'source', null),
    await open(city, 'pot', 0),
    await open(city, 'given', 0),
  ]
  const entry = { ...paper, key: `fund ${turn}`, subject: `call:${turn}`, day: '2026-11-01' }
  if (budget > 0) await post(city, { ...entry, postings: moving(source, pot, budget) })
  return { source, pot, given, subject: `call:${turn}`, n: turn }
}

test('balances, turnover by day and a recount of all postings say the same, for any entries and corrections', async () => {
  const city = cityOf(10)
  const step = fc.record({
    from: fc.nat(3),
    to: fc.nat(3),
    amount: fc.integer({ min: 1, max: 2 ** 40 }),
    day: fc.integer({ min: 1, max: 28 }),
    back: fc.option(fc.integer({ min: 1, max: 2 ** 40 }), { nil: null }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      turn += 1
      const run = turn
      const ids: string[] = []
      for (const kind of ['a', 'b', 'c', 'd']) ids.push(await open(city, kind, null))
      const counted = new Map(ids.map((id) => [id, 0n]))
      const move = (account: string, amount: number) =>
        counted.set(account, (counted.get(account) ?? 0n) + BigInt(amount))
      for (const [at, { from, to, amount, day, back }] of steps.entries()) {
        if (from === to) continue
        const [giver = '', taker = ''] = [ids[from], ids[to]]
        const said = { ...paper, day: `2026-11-${String(day).padStart(2, '0')}` }
        const { id } = await post(city, {
          ...said,
          key: `${run} ${at}`,
          subject: `call:${run}`,
          postings: moving(giver, taker, amount),
        })
        move(giver, -amount)
        move(taker, amount)
        if (back === null) continue
        const undone = reverse(city, { ...said, key: `${run} ${at} back`, entry: id, part: back })
        if (back > amount) await expect(undone).rejects.toMatchObject({ kind: 'conflict' })
        else {
          await undone
          move(giver, back)
          move(taker, -back)
        }
      }
      const now = await balancesOf(city, ids)
      const dated = await balancesOf(city, ids, '2026-12-01')
      const days = await turnoverOf(city, { accounts: ids, from: '2026-11-01', to: '2026-11-30' })
      for (const id of ids) {
        const expected = Number(counted.get(id))
        const byDays = days
          .filter(({ account }) => account === id)
          .reduce((sum, { received, given }) => sum + received - given, 0)
        expect([now.get(id), dated.get(id), byDays]).toEqual([expected, expected, expected])
      }
      expect(await unequalSums(city, ids)).toEqual([])
      expect((await sumsByUnit(city)).map(({ sum }) => sum)).toEqual([0])
    }),
    { numRuns: 25 },
  )
})

describe.each(pools)('with %i connections', (size) => {
  test('no account is overspent by 200 tries at once, and whoever is refused learns what is left', async () => {
    const city = cityOf(size)
    const { pot, given, subject, n } = await stage(city, 10_000)
    const tries = Array.from({ length: 200 }, (_, at) =>
      post(city, { ...paper, key: `try ${n} ${at}`, subject, day: '2026-11-02', postings: moving(pot, given, 130) }),
    )
    const ended = await Promise.allSettled(tries)
    expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(76)
    for (const one of ended)
      if (one.status === 'rejected')
        expect(one.reason).toMatchObject({ key: 'ledger.refusal.overspent', values: { left: 120, asked: 130 } })
    const now = await balancesOf(city, [pot, given])
    expect([now.get(pot), now.get(given)]).toEqual([120, 9_880])
    expect(await unequalSums(city, [pot, given])).toEqual([])
  })

  test('entries that cross each other at once neither lock each other out nor lose a kopeck', async () => {
    const city = cityOf(size)
    const { pot, given, subject, n } = await stage(city, 1_000)
    await post(city, { ...paper, key: `half ${n}`, subject, day: '2026-11-02', postings: moving(pot, given, 500) })
    await Promise.all(
      Array.from({ length: 40 }, (_, at) =>
        post(city, {
          ...{ ...paper, key: `cross ${n} ${at}`, subject, day: '2026-11-02' },
          postings: at % 2 === 0 ? moving(pot, given, 1) : moving(given, pot, 1),
        }),
      ),
    )
    const now = await balancesOf(city, [pot, given])
    expect([now.get(pot), now.get(given)]).toEqual([500, 500])
  })

  test('the same key twenty times at once is one entry; the same key with something else is refused', async () => {
    const city = cityOf(size)
    const { pot, given, subject, n } = await stage(city, 1_000)
    const entry = { ...paper, key: `once ${n}`, subject, day: '2026-11-02', postings: moving(pot, given, 100) }
    const ended = await Promise.all(Array.from({ length: 20 }, () => post(city, entry)))
    expect(ended.filter(({ added }) => added)).toHaveLength(1)
    expect(new Set(ended.map(({ id }) => id)).size).toBe(1)
    await expect(post(city, { ...entry, postings: moving(pot, given, 99) })).rejects.toMatchObject({
      key: 'ledger.refusal.otherContent',
    })
    expect((await balancesOf(city, [given])).get(given)).toBe(100)
  })

  test('an entry is taken back once however many ask at once, and never more than it gave', async () => {
    const city = cityOf(size)
    const { pot, given, subject, n } = await stage(city, 1_000)
    const { id } = await post(city, {
      ...{ ...paper, key: `give ${n}`, subject, day: '2026-11-02' },
      postings: moving(pot, given, 300),
    })
    const back = (key: string, part?: number) =>
      reverse(city, { ...paper, key: `${key} ${n}`, entry: id, day: '2026-11-03', ...(part ? { part } : {}) })
    const ended = await Promise.allSettled(Array.from({ length: 10 }, (_, at) => back(`part ${at}`, 100)))
    expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
    await expect(back('rest')).rejects.toMatchObject({ key: 'ledger.refusal.tooMuchBack' })
    expect((await balancesOf(city, [pot])).get(pot)).toBe(1_000)
    const first = ended.findIndex(({ status }) => status === 'fulfilled')
    expect((await back(`part ${first}`, 100)).added).toBe(false)
  })
})

test('balances of a day are those of its evening', async () => {
  const city = cityOf(1)
  const { pot, given, subject, n } = await stage(city, 1_000)
  for (const day of ['2026-11-03', '2026-11-05'])
    await post(city, { ...paper, key: `${day} ${n}`, subject, day, postings: moving(pot, given, 10) })
  const on = async (day: string) => (await balancesOf(city, [given], day)).get(given)
  expect([await on('2026-11-02'), await on('2026-11-03'), await on('2026-11-04'), await on('2026-11-05')]).toEqual([
    0, 10, 10, 20,
  ])
})

test('whoever writes past the actions changes, erases, overspends and unbalances nothing', async () => {
  const city = cityOf(1)
  const { pot, given, source } = await stage(city, 100)
  const tries: [string, ReturnType<typeof sql>][] = [
    ['only grows', sql`update ledger.postings set amount = amount * 2`],
    ['only grows', sql`delete from ledger.postings`],
    ['only grows', sql`delete from ledger.entries`],
    ['only grows', sql`update ledger.entries set document = 'другой'`],
    ['only grows', sql`update ledger.accounts set floor = null`],
    ['only grows', sql`truncate ledger.entries cascade`],
    ['added up from postings only', sql`update ledger.standing set balance = 0`],
    ['added up from postings only', sql`delete from ledger.days`],
    [
      'never_overspent',
      sql`with e as (insert into ledger.entries (id, owner, key, content, subject, purpose, on_day, document, basis, at)
        values (gen_random_uuid(), 'tests', 'past', 'x', 's', 'p', '2026-11-01', 'd', 'city', now()) returning id, place)
      insert into ledger.postings (entry, account, amount, place)
        select e.id, a.account, a.amount, e.place from e, (values (${pot}::uuid, -101), (${given}::uuid, 101)) a (account, amount)`,
    ],
    [
      'does not balance',
      sql`with e as (insert into ledger.entries (id, owner, key, content, subject, purpose, on_day, document, basis, at)
        values (gen_random_uuid(), 'tests', 'past 2', 'x', 's', 'p', '2026-11-01', 'd', 'city', now()) returning id, place)
      insert into ledger.postings (entry, account, amount, place) select e.id, ${source}::uuid, 5, e.place from e`,
    ],
    [
      'does not balance',
      sql`insert into ledger.postings (entry, account, amount, place)
      select p.entry, ${given}::uuid, 7, p.place from ledger.postings p where p.account = ${pot}::uuid`,
    ],
  ]
  for (const [said, statement] of tries) await expect(statement.execute(city.db)).rejects.toThrow(said)
  expect((await accountFor(city, pot))?.balance).toBe(100)
})

test('an account opened again is the same, and differs by nothing', async () => {
  const city = cityOf(1)
  const { pot, subject } = await stage(city, 0)
  expect(await open(city, 'pot', 0, subject)).toBe(pot)
  await expect(open(city, 'pot', null, subject)).rejects.toMatchObject({ key: 'ledger.refusal.otherAccount' })
})

test('entries come page by page, without gap and without doubles', async () => {
  const city = cityOf(1)
  const { pot, given, subject, n } = await stage(city, 1_000)
  for (let at = 0; at < 7; at++)
    await post(city, { ...paper, key: `page ${n} ${at}`, subject, day: '2026-11-02', postings: moving(pot, given, 1) })
  const seen: number[] = []
  let before: number | undefined
  for (;;) {
    const page = await entriesOf(city, { account: given, most: 3, ...(before === undefined ? {} : { before }) })
    if (page.length === 0) break
    seen.push(...page.map(({ place }) => place))
    before = page.at(-1)?.place
  }
  expect(seen).toHaveLength(7)
  expect(seen).toEqual([...new Set(seen)].sort((a, b) => b - a))
})
