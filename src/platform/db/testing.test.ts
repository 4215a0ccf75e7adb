// Databases for tests: migrated, fresh, and apart from each other.
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenDatabase } from './open.ts'
import { filledDatabase, testDatabase, testDatabaseUrl } from './testing.ts'

const url = testDatabaseUrl()
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'italmas-'))
  await mkdir(join(folder, 'cases'))
  await writeFile(join(folder, 'cases', '001_cases.sql'), `create table cases.cases (id int); -- ${folder}`)
})

afterAll(() => rm(folder, { recursive: true }))

const fresh = () =>
  testDatabase([{ name: 'cases', folder: join(folder, 'cases') }], { url, cache: join(folder, 'cache') })

const rowsIn = async (database: OpenDatabase) =>
  (await sql`select id from cases.cases`.execute(database.kysely)).rows.length

test('each has the tables and none has the rows of another, made first or from what was kept', async () => {
  const first = await fresh()
  await sql`insert into cases.cases values (1)`.execute(first.kysely)
  const second = await fresh()
  const [third, fourth] = await Promise.all([fresh(), fresh()])
  expect([await rowsIn(first), await rowsIn(second), await rowsIn(third), await rowsIn(fourth)]).toEqual([1, 0, 0, 0])
  for (const each of [first, second, third, fourth]) await each.close()
  if (url === undefined) expect(await readdir(join(folder, 'cache'))).toHaveLength(1)
})

test('what was put in once is in each copy, and copies do not see each other', async () => {
  const modules = [{ name: 'cases', folder: join(folder, 'cases') }]
  const copy = await filledDatabase(modules, { url, cache: join(folder, 'cache') }, async (database) => {
    await sql`insert into cases.cases values (1), (2)`.execute(database.kysely)
  })
  const [one, other] = await Promise.all([copy(), copy()])
  await sql`insert into cases.cases values (3)`.execute(one.kysely)
  expect([await rowsIn(one), await rowsIn(other)]).toEqual([3, 2])
  for (const each of [one, other]) await each.close()
})

if (url !== undefined) {
  test('a server: closing drops the database', async () => {
    const one = await fresh()
    const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(one.kysely)
    await one.close()
    const two = await fresh()
    const left = await sql`select 1 from pg_database where datname = ${rows[0]?.name}`.execute(two.kysely)
    await two.close()
    expect(left.rows).toEqual([])
  })
}
