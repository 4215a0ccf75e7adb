// Migrations: each file once, in order, and none that landed may change.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { migrate, migrationHash, pendingMigrations, schemaNameOf } from './migrate.ts'
import { type OpenDatabase, openDatabase } from './open.ts'
import { testDatabase, testDatabaseUrl } from './testing.ts'

const url = testDatabaseUrl()
let folder: string
let database: OpenDatabase

beforeAll(async () => {
  database = await testDatabase([], { url })
})

afterAll(() => database.close())

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'italmas-'))
})

afterEach(async () => {
  await rm(folder, { recursive: true })
  for (const schema of ['small_wins', 'cases', 'platform'])
    await database.run(`drop schema if exists ${schema} cascade`)
})

async function write(module: string, file: string, text: string): Promise<void> {
  await mkdir(join(folder, module), { recursive: true })
  await writeFile(join(folder, module, file), text)
}

const modules = () => ['small-wins', 'cases'].map((name) => ({ name, folder: join(folder, name) }))

async function twoModules(): Promise<void> {
  await write('small-wins', '002_more.sql', 'alter table small_wins.wins add column title text;')
  await write(
    'small-wins',
    '001_wins.sql',
    'create table small_wins.wins (id int); create index on small_wins.wins (id);',
  )
  await write('cases', '001_cases.sql', 'create table cases.cases (id int)')
}

test('runs the files in the order of modules and names, once, and makes the schemas', async () => {
  await twoModules()
  const order = ['small-wins/001_wins.sql', 'small-wins/002_more.sql', 'cases/001_cases.sql']
  expect(await pendingMigrations(database, modules())).toEqual(order)
  expect(await migrate(database, modules())).toEqual({ applied: order })
  expect(await migrate(database, modules())).toEqual({ applied: [] })
  expect(await pendingMigrations(database, modules())).toEqual([])
  await database.run('insert into small_wins.wins (id, title) values (1, $$x$$)')
})

test('a changed file that landed stops with a sentence, other line ends do not', async () => {
  await twoModules()
  await migrate(database, modules())
  await write('cases', '001_cases.sql', 'create table cases.cases (id int8)')
  await expect(migrate(database, modules())).rejects.toThrow('cases/001_cases.sql was changed after it landed')
  await expect(pendingMigrations(database, modules())).rejects.toThrow('was changed')
  await write('cases', '001_cases.sql', 'select 1;\nselect 2;')
  const hash = await migrationHash(modules())
  await write('cases', '001_cases.sql', 'select 1;\r\nselect 2;')
  expect(await migrationHash(modules())).toBe(hash)
})

test('a landed file that is gone stops, also when the whole folder is gone; a module that left the house does not', async () => {
  await twoModules()
  await migrate(database, modules())
  await rm(join(folder, 'cases'), { recursive: true })
  await expect(migrate(database, modules())).rejects.toThrow('cases/001_cases.sql has landed in this database, but')
  expect(await migrate(database, modules().slice(0, 1))).toEqual({ applied: [] })
})

test('a file that comes before a landed one stops', async () => {
  await write('cases', '002_second.sql', 'select 1')
  await migrate(database, modules())
  await write('cases', '001_first.sql', 'select 1')
  await expect(migrate(database, modules())).rejects.toThrow('cases/001_first.sql comes before 002_second.sql')
})

test('a failing file leaves nothing of itself, keeps what came before, and says which it was', async () => {
  await write('cases', '001_cases.sql', 'create table cases.cases (id int)')
  await write('cases', '002_broken.sql', 'create table cases.half (id int); select nonsense')
  await expect(migrate(database, modules())).rejects.toThrow('cases/002_broken.sql failed: column "nonsense"')
  expect(await pendingMigrations(database, modules())).toEqual(['cases/002_broken.sql'])
  const { rows } =
    await sql`select to_regclass('cases.half') as half, to_regclass('cases.cases') is not null as whole`.execute(
      database.kysely,
    )
  expect(rows).toEqual([{ half: null, whole: true }])
})

test('file names are told apart from words, and numbers are not used twice', async () => {
  await write('cases', '1_cases.sql', '')
  await expect(migrate(database, modules())).rejects.toThrow('is not named like 001_words.sql')
  await rm(join(folder, 'cases'), { recursive: true })
  await write('cases', '001_a.sql', '')
  await write('cases', '001_b.sql', '')
  await expect(migrate(database, modules())).rejects.toThrow('Two migrations of cases have the number 001')
})

test('the hash follows the files, their names and the order of modules', async () => {
  await twoModules()
  const hashes = [await migrationHash(modules()), await migrationHash(modules().reverse())]
  await write('cases', '002_next.sql', '')
  hashes.push(await migrationHash(modules()))
  expect(new Set(hashes).size).toBe(3)
})

test('a schema is the module in snake case, and nothing else is a module', () => {
  expect(schemaNameOf('i-love-izhevsk')).toBe('i_love_izhevsk')
  for (const wrong of ['', 'Cases', 'a--b', '-a', 'a_b', 'a"; drop'])
    expect(() => schemaNameOf(wrong)).toThrow('module name')
})

test('several at once apply each file once', async () => {
  await twoModules()
  const addressed =
    url === undefined
      ? undefined
      : await sql<{ name: string }>`select current_database() as name`.execute(database.kysely)
  const name = addressed?.rows[0]?.name
  const others =
    url === undefined || name === undefined
      ? [database, database, database]
      : await Promise.all([1, 2, 3].map(() => openDatabase({ url: url.replace(/\/[^/]*$/, `/${name}`), poolSize: 2 })))
  const all = await Promise.all(others.map((each) => migrate(each, modules())))
  expect(all.flatMap((each) => each.applied).sort()).toEqual([
    'cases/001_cases.sql',
    'small-wins/001_wins.sql',
    'small-wins/002_more.sql',
  ])
  for (const each of new Set(others)) if (each !== database) await each.close()
})
