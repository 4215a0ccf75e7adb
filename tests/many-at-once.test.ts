// Many at once: whatever residents, programs, staff and workers do at the same moment, the city's books add up afterwards.
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { yard } from '#kernel/media/yard.testing.ts'
import type { Log } from '#platform/log.ts'
import { type Crowd, deeds, gather } from './crowd.ts'
import { openStage, type Stage } from './people.ts'

let stage: Stage
let crowd: Crowd
const logged: string[] = []

const log: Log = {
  info: () => {},
  warn: (fields) => void logged.push(JSON.stringify(fields)),
  error: (fields) => void logged.push(JSON.stringify(fields)),
  child: () => log,
}

beforeAll(async () => {
  stage = await openStage({ poolSize: 8, log })
  crowd = await gather(stage)
})
afterAll(() => stage.close())

test('whatever many do at once, the books add up', { timeout: 120_000 }, async () => {
  for (let n = 0; n < 4; n += 1) await crowd.report()
  // What leads a case to a win is drawn more often: else few would get so far.
  const what = fc.constantFrom(...deeds, 'resolve', 'resolve', 'confirm twice', 'confirm twice', 'publish', 'publish')
  const deed = fc.record({ what, which: fc.nat(20) })
  const moment = fc.array(deed, { minLength: 3, maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(fc.array(moment, { minLength: 2, maxLength: 4 }), async (moments) => {
      for (const atOnce of moments) {
        await Promise.all(atOnce.map((one) => crowd.act(one)))
        stage.now = new Date(stage.now.getTime() + 3_600_000)
      }
      await booksAddUp()
    }),
    { numRuns: 12, endOnFailure: true },
  )
})

test('cases that are reopened while their wins are published leave nothing in the count', {
  timeout: 60_000,
}, async () => {
  const before = await count('small_wins.withdrawals')
  const told = []
  for (let n = 0; n < 5; n += 1) told.push(await crowd.report())
  await Promise.all(told.map((one) => crowd.resolve(one)))
  await Promise.all(told.map((one) => crowd.confirm(one)))
  await atWork()
  const drafts = await crowd.drafts()
  const published = Promise.all(drafts.map((draft) => crowd.publish(draft)))
  const reopened = Promise.all(told.map((one) => crowd.reopen(one)))
  await Promise.all([published, reopened, atWork(), atWork(), atWork()])
  expect(await reopened).toEqual(told.map(() => 303))
  await booksAddUp()
  const made = (await published).filter((status) => status === 303).length
  expect((await count('small_wins.withdrawals')) - before).toBeGreaterThanOrEqual(made - (drafts.length - told.length))
})

test('one photo closes one case, however many it is sent for at once', { timeout: 60_000 }, async () => {
  const open = []
  for (let n = 0; n < 4; n += 1) open.push(await crowd.report())
  const bytes = await yard(99)
  const statuses = await Promise.all(open.map((one) => crowd.resolve(one, bytes)))
  expect(statuses.sort()).toEqual([303, 422, 422, 422])
  await booksAddUp()
})

test('of two editors who save the same rule one is told that it changed meanwhile', { timeout: 60_000 }, async () => {
  const before = crowd.answers.length
  await crowd.act({ what: 'change a rule', which: 4 })
  const saved = crowd.answers.slice(before).filter(({ what }) => what.startsWith('POST'))
  expect(saved.map(({ status }) => status).sort()).toEqual([303, 409])
})

test('whom the database undoes is tried again, and twice undone is told to come back', {
  timeout: 60_000,
}, async () => {
  const one = await crowd.report()
  const { kysely } = stage.database
  await sql`create sequence public.turns`.execute(kysely)
  await sql`create function public.give_way() returns trigger language plpgsql as $$
    begin
      if nextval('public.turns') in (1, 3, 4) then raise exception 'gave way' using errcode = '40P01'; end if;
      return new;
    end $$`.execute(kysely)
  await sql`create trigger give_way before insert on cases.joins for each row execute function public.give_way()`.execute(
    kysely,
  )
  const join = () => stage.guest().post(`/cases/${one.number}/joining`, {})
  expect((await join()).statusCode).toBe(303)
  const refused = await join()
  expect(refused.statusCode).toBe(503)
  expect(refused.body).not.toContain('gave way')
  expect((await stage.guest().json<{ joined: number }>(`/cases/${one.number}`)).joined).toBe(1)
  await sql`drop trigger give_way on cases.joins`.execute(kysely)
  await sql`drop function public.give_way`.execute(kysely)
  await sql`drop sequence public.turns`.execute(kysely)
})

/** Workers go on until nothing is due, also what had to wait for another try. */
async function atWork(): Promise<void> {
  for (let hour = 0; hour < 3; hour += 1) {
    await Promise.all([1, 2, 3].map(() => stage.settle()))
    stage.now = new Date(stage.now.getTime() + 3_600_000)
  }
}

async function booksAddUp(): Promise<void> {
  await atWork()
  expect(
    crowd.answers.filter(({ status }) => status >= 500 && status !== 503),
    logged.join('\n'),
  ).toEqual([])
  expect(logged.filter((line) => /a bug|40P01|40001|deadlock|serialize/.test(line))).toEqual([])
  for (const [what, query] of Object.entries(mustBeEmpty)) {
    expect((await query.execute(stage.database.kysely)).rows, what).toEqual([])
  }
  for (const [kind, table] of Object.entries(entered)) {
    const { rows } = await sql<{ n: number }>`select count(*) as n from chronicle.entries where kind = ${kind}`.execute(
      stage.database.kysely,
    )
    expect(rows[0]?.n, kind).toBe(await count(table))
  }
  const own = await stage.guest().json<{ value: number }>('/strategy/indicators/own-confirmed-fixes')
  const standing = await count(`small_wins.wins w
    where kind = 'win' and basis <> 'press' and not exists (select from small_wins.withdrawals d where d.win = w.id)`)
  expect(own.value).toBe(standing)
  const { rows } = await sql<{ sum: number }>`
    select coalesce(sum(value), 0)::int as sum from strategy.measurements where indicator = 'own-confirmed-fixes'`.execute(
    stage.database.kysely,
  )
  expect(rows[0]?.sum).toBe(standing)
}

async function count(of: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.raw(of)}`.execute(stage.database.kysely)
  return rows[0]?.n ?? 0
}

/** Kinds of entries, and the rows each of which has one. */
const entered = {
  'cases.due-set': 'cases.cases',
  'cases.handed-over': "cases.holdings where begun_by = 'handed-over'",
  'cases.resolved': 'cases.resolutions',
  'cases.confirmed': 'cases.confirmations',
  'cases.reopened': 'cases.reopenings',
  'small-wins.published': "small_wins.wins where kind = 'win' and basis <> 'press'",
  'small-wins.withdrawn': 'small_wins.withdrawals',
  'strategy.measured': 'strategy.measurements',
}

const mustBeEmpty = {
  'numbers have no gaps': sql`
    select number from (select number, row_number() over (order by number) as n from cases.cases) numbered
    where right(number, 6)::int <> n
    union all select year::text from cases.numbers where last <> (select count(*) from cases.cases)`,
  'at most one clock of a case runs': sql`
    select case_id from cases.holdings where until is null group by case_id having count(*) > 1`,
  'clocks follow each other': sql`
    select h.case_id from cases.holdings h join cases.holdings n
      on n.case_id = h.case_id and n.place_in_chain = h.place_in_chain + 1
    where h.until is null or n.since < h.until`,
  'cases stand as their rows say': sql`
    select s.id from cases.standing s join cases.holdings h on h.id = s.holding
    where (s.status = 'open') <> (h.until is null)
      or exists (select from cases.holdings l where l.case_id = s.id and l.place_in_chain > h.place_in_chain)
      or (s.status = 'confirmed') <> exists (
        select from cases.resolutions r join cases.confirmations f on f.resolution = r.id where r.holding = h.id)`,
  'no win stands whose repair was reopened': sql`
    select w.id from small_wins.wins w join cases.reopenings r on r.of::text = w.resolution
    where not exists (select from small_wins.withdrawals d where d.win = w.id)`,
  'every published draft is a win, and no other': sql`
    select d.id from small_wins.drafts d
    where (d.ended is not distinct from 'published') <> exists (select from small_wins.wins w where w.id = d.id::text)`,
  'every confirmed repair has its draft': sql`
    select f.resolution from cases.confirmations f
    where not exists (select from small_wins.drafts d where d.resolution = f.resolution::text)
      and not exists (select from cases.reopenings r where r.of = f.resolution)`,
  'the shelf counts every win': sql`
    select facets->'total' as total from small_wins.shelf
    where (facets->>'total')::int <> (select count(*) from small_wins.wins where status = 'done')`,
  'places of the record have no gaps': sql`
    select place from (select place, row_number() over (order by place) - 1 as n from chronicle.entries) placed
    where place <> n
    union all select size from chronicle.head where size <> (select count(*) from chronicle.entries)
    union all select id from chronicle.inscriptions`,
  'entries of one case stand in the order of its steps': sql`
    select e.place from chronicle.entries e join chronicle.entries f
      on f.subject = e.subject and f.place > e.place and f.at < e.at
    where e.subject like 'case:%'`,
  'every delivery is done': sql`select id, reaction, error from facts.deliveries where done_at is null`,
  'facts of one subject were heard in order': sql`
    select d.id from facts.deliveries d join facts.deliveries n
      on n.reaction = d.reaction and n.subject = d.subject and n.id > d.id and n.done_at < d.done_at`,
}
