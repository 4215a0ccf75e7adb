// The open database: how values look, what is named, how waiting ends, what is heard.
import { type Generated, type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, expect, expectTypeOf, test } from 'vitest'
import { DatabaseBusy, isDatabaseBusy } from './busy.ts'
import { type Database, type OpenDatabase, openDatabase } from './open.ts'
import { testDatabase, testDatabaseUrl } from './testing.ts'

interface WinsTable {
  id: Generated<number>
  title: string
  length: string | null
}

const url = testDatabaseUrl()
let database: OpenDatabase

beforeAll(async () => {
  database = await testDatabase([], { url })
  await database.run('create schema small_wins')
  await database.run(
    'create table small_wins.wins (id int generated always as identity primary key, title text not null, length numeric)',
  )
})

afterAll(() => database.close())

test('a module sees its own tables, typed', async () => {
  const db = database.kysely.withTables<{ 'small_wins.wins': WinsTable }>()
  const query = db
    .insertInto('small_wins.wins')
    .values({ title: 'Лавочка', length: '1.50' })
    .returning(['title', 'length'])
  expectTypeOf(await query.executeTakeFirstOrThrow()).toEqualTypeOf<{ title: string; length: string | null }>()
  const won = await db.selectFrom('small_wins.wins').select(['title', 'length']).executeTakeFirstOrThrow()
  expect(won).toEqual({ title: 'Лавочка', length: '1.50' })
  // @ts-expect-error a column that the table does not have
  const wrong = () => db.selectFrom('small_wins.wins').select('name').execute()
  await expect(wrong()).rejects.toMatchObject({ code: '42703' })
})

test('an open transaction is a database, too, and one without types shows no table', () => {
  type InTransaction = Parameters<Parameters<ReturnType<Database['transaction']>['execute']>[0]>[0]
  expectTypeOf<InTransaction>().toExtend<Database>()
  expectTypeOf<Database>().toEqualTypeOf<Kysely<Record<never, never>>>()
})

test('numbers stay exact, days stay days, instants are instants', async () => {
  const { rows } = await sql`
    select 9007199254740991::int8 as whole, 0.10::numeric as money, date '2026-03-29' as day,
      timestamptz '2026-03-29 01:30:00+04' as instant, array[1::int8, null] as wholes, array[0.10::numeric] as moneys,
      array[date '2026-03-29'] as days, array[array[1::int8], array[2::int8]] as nested, '{"a": [1]}'::jsonb as doc
  `.execute(database.kysely)
  expect(rows[0]).toEqual({
    whole: 9007199254740991,
    money: '0.10',
    day: '2026-03-29',
    instant: new Date('2026-03-28T21:30:00Z'),
    wholes: [1, null],
    moneys: ['0.10'],
    days: ['2026-03-29'],
    nested: [[1], [2]],
    doc: { a: [1] },
  })
})

test('an integer that a number cannot hold is refused, not rounded, and the connection goes on', async () => {
  await expect(sql`select 9007199254740993::int8 as n`.execute(database.kysely)).rejects.toThrow(
    'too large to be exact',
  )
  expect((await sql`select 1 as n`.execute(database.kysely)).rows).toEqual([{ n: 1 }])
})

test('the time zone of the machine and of the server do not matter', async () => {
  const at = new Date('2026-10-25T22:30:00.123Z')
  const { rows } = await sql`
    select current_setting('timezone') as zone, ${at}::timestamptz as back, (${at}::timestamptz)::date as day
  `.execute(database.kysely)
  expect(rows[0]).toEqual({ zone: 'UTC', back: at, day: '2026-10-25' })
})

test('a statement with parameters is planned once, under a name', async () => {
  const asked = () => sql<{ n: number }>`select ${41}::int4 + 1 as n /* planned once */`.execute(database.kysely)
  expect((await asked()).rows).toEqual((await asked()).rows)
  const { rows } = await sql<{ name: string }>`
    select name from pg_prepared_statements where statement like ${'%planned once%'} and statement not like '%pg_prepared%'
  `.execute(database.kysely)
  expect(rows).toHaveLength(1)
  expect(rows[0]?.name).toMatch(/^s\d+_[\w-]{24}$/)
})

test('a statement whose table has changed since it was planned works again at the next try', async () => {
  const asked = () => sql`select * from small_wins.changing where ${true}`.execute(database.kysely)
  await database.run('create table small_wins.changing (one int)')
  await asked()
  await database.run('alter table small_wins.changing add column two int')
  await expect(asked()).rejects.toThrow('cached plan')
  await database.run('insert into small_wins.changing values (1, 2)')
  expect((await asked()).rows).toEqual([{ one: 1, two: 2 }])
})

test('NOTIFY is heard after the commit, not after a rollback, and no longer once nobody listens', async () => {
  const heard: string[] = []
  let wake = () => {}
  const arrived = (payload: string) =>
    new Promise<void>((resolve) => {
      wake = () => heard.at(-1) === payload && resolve()
    })
  const stop = await database.listen('Kiosk "1"', (payload) => {
    heard.push(payload)
    wake()
  })
  const say = (db: Database, payload: string) => sql`select pg_notify('Kiosk "1"', ${payload})`.execute(db)
  const undone = database.kysely.transaction().execute(async (trx) => {
    await say(trx, 'undone')
    throw new Error('no')
  })
  await expect(undone).rejects.toThrow('no')
  const first = arrived('done')
  await database.kysely.transaction().execute((trx) => say(trx, 'done'))
  await first
  await stop()
  const other = arrived('after')
  const stopOther = await database.listen('Kiosk "1"', (payload) => {
    heard.push(payload)
    wake()
  })
  await say(database.kysely, 'after')
  await other
  await stopOther()
  expect(heard).toEqual(['done', 'after'])
})

test('waiting too long for a connection ends as DatabaseBusy, and later requests are served', async () => {
  const small = await openDatabase(
    url === undefined ? { memory: true, acquireMs: 50 } : { url, poolSize: 1, acquireMs: 50 },
  )
  try {
    const inside = small.kysely.transaction().execute(() => sql`select 1`.execute(small.kysely))
    const error: unknown = await inside.catch((reason: unknown) => reason)
    expect(isDatabaseBusy(error)).toBe(true)
    expect((await sql`select 1 as n`.execute(small.kysely)).rows).toEqual([{ n: 1 }])
  } finally {
    await small.close()
  }
})

test('a server that is not there is a busy database', async () => {
  const nowhere = await openDatabase({ url: 'postgres://nobody@127.0.0.1:1/nothing', acquireMs: 500 })
  await expect(sql`select 1`.execute(nowhere.kysely)).rejects.toThrow(DatabaseBusy)
  await nowhere.close()
})

test('a database needs a place', async () => {
  await expect(openDatabase({})).rejects.toThrow('needs an address')
})

if (url !== undefined) {
  test('a server: the listener comes back when its connection is lost, and says that something may be missed', async () => {
    const wide = await openDatabase({ url, poolSize: 2 })
    const heard: string[] = []
    let wake = () => {}
    const next = () =>
      new Promise<void>((resolve) => {
        wake = resolve
      })
    const stop = await wide.listen('lost_and_found', (payload) => {
      heard.push(payload)
      wake()
    })
    const back = next()
    await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where query ilike 'listen "lost_and_found"' and pid <> pg_backend_pid()`.execute(wide.kysely)
    await back
    const said = next()
    await sql`select pg_notify('lost_and_found', 'again')`.execute(wide.kysely)
    await said
    expect(heard).toEqual(['', 'again'])
    await stop()
    await wide.close()
  })
}
