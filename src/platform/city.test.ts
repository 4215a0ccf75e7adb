// Actions: what the database undid for another's sake is tried once more, and everything else is thrown as it is.
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BareCity, openBareCity } from '#tests/bare-city.ts'
import { action } from './city.ts'
import { isDatabaseBusy } from './db/busy.ts'

let bare: BareCity
beforeAll(async () => {
  bare = await openBareCity([])
  await bare.database.run('create table public.stones (name text not null)')
})
afterAll(() => bare.close())

/** Lays a stone, and is undone with this SQLSTATE the first `times` times. */
function layStone(code: string, times: number) {
  let tries = 0
  const act = action('test', async (city, name: string) => {
    tries += 1
    await sql`insert into public.stones (name) values (${name})`.execute(city.db)
    if (tries <= times)
      await sql`do ${sql.lit(`begin raise exception 'gave way' using errcode = '${code}'; end`)}`.execute(city.db)
    return tries
  })
  return { act, tries: () => tries }
}

const stones = async (name: string) =>
  (await sql`select from public.stones where name = ${name}`.execute(bare.database.kysely)).rows.length

test.each(['40P01', '40001', '55P03'])(
  'an action undone by %s is tried once more and leaves one trace',
  async (code) => {
    expect(await layStone(code, 1).act(bare.as(), code)).toBe(2)
    expect(await stones(code)).toBe(1)
  },
)

test('undone twice, it says that the database is busy, and nothing is left', async () => {
  const { act, tries } = layStone('40P01', 2)
  const error = await act(bare.as(), 'twice').catch((thrown: unknown) => thrown)
  expect(isDatabaseBusy(error)).toBe(true)
  expect([tries(), await stones('twice')]).toEqual([2, 0])
})

test('any other failure is thrown at once', async () => {
  const { act, tries } = layStone('23505', 1)
  const error = await act(bare.as(), 'other').catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ code: '23505' })
  expect(isDatabaseBusy(error)).toBe(false)
  expect(tries()).toBe(1)
})

test('inside another action it is that one that is tried again', async () => {
  const { act, tries } = layStone('40P01', 1)
  const outer = action('test', async (city, name: string) => {
    await sql`insert into public.stones (name) values (${name})`.execute(city.db)
    return act(city, name)
  })
  expect(await outer(bare.as(), 'nested')).toBe(2)
  expect([tries(), await stones('nested')]).toEqual([2, 2])
})
