// Savepoints: reactions that fail alone, and tests that leave nothing behind.
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Database, type OpenDatabase, openDatabase } from './open.ts'
import { beginTest, inSavepoint } from './savepoints.ts'
import { testDatabase, testDatabaseUrl } from './testing.ts'

const url = testDatabaseUrl()
let database: OpenDatabase
let opened: { rollback(): Promise<void> }

beforeAll(async () => {
  database = await testDatabase([], { url })
  await database.run('create table yards (name text primary key)')
})

afterAll(() => database.close())

beforeEach(async () => {
  opened = await beginTest(database)
})

afterEach(async () => {
  await opened.rollback()
  expect(await yards(), 'a test left rows behind').toEqual([])
})

const add = (db: Database, name: string) => sql`insert into yards values (${name})`.execute(db)

async function yards(db: Database = database.kysely): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from yards order by name`.execute(db)
  return rows.map((each) => each.name)
}

const twice = { code: '23505' }

test('what a transaction commits is seen in the test', async () => {
  await database.kysely.transaction().execute((trx) => add(trx, 'a'))
  await add(database.kysely, 'b')
  expect(await yards()).toEqual(['a', 'b'])
})

test('what a transaction rolls back is not seen', async () => {
  const failing = database.kysely.transaction().execute(async (trx) => {
    await add(trx, 'a')
    throw new Error('changed my mind')
  })
  await expect(failing).rejects.toThrow('changed my mind')
  expect(await yards()).toEqual([])
})

test('a duplicate key ends neither the test nor what was written before, in a transaction or outside', async () => {
  await add(database.kysely, 'a')
  await expect(add(database.kysely, 'a')).rejects.toMatchObject(twice)
  await expect(database.kysely.transaction().execute((trx) => add(trx, 'a'))).rejects.toMatchObject(twice)
  await add(database.kysely, 'b')
  expect(await yards()).toEqual(['a', 'b'])
})

test('a transaction that swallows an error is not committed, as without a test', async () => {
  const swallowing = database.kysely.transaction().execute(async (trx) => {
    await add(trx, 'a')
    await add(trx, 'a').catch(() => undefined)
  })
  await expect(swallowing).rejects.toThrow()
  expect(await yards()).toEqual([])
  await add(database.kysely, 'b')
  expect(await yards()).toEqual(['b'])
})

test('a savepoint undoes its own work only, also inside another', async () => {
  await database.kysely.transaction().execute(async (trx) => {
    await add(trx, 'a')
    await inSavepoint(trx, async () => {
      await add(trx, 'b')
      await expect(inSavepoint(trx, () => add(trx, 'a'))).rejects.toMatchObject(twice)
      await add(trx, 'c')
    })
    const undone = inSavepoint(trx, async () => {
      await add(trx, 'd')
      throw new Error('undo')
    })
    await expect(undone).rejects.toThrow('undo')
  })
  expect(await yards()).toEqual(['a', 'b', 'c'])
})

test('a savepoint without a transaction is refused', async () => {
  await expect(inSavepoint(database.kysely, () => yards())).rejects.toThrow('needs an open transaction')
})

test("Kysely's own controlled transactions with savepoints work as well", async () => {
  const trx = await database.kysely.startTransaction().execute()
  await add(trx, 'a')
  const after = await trx.savepoint('here').execute()
  await add(after, 'b')
  const back = await after.rollbackToSavepoint('here').execute()
  await back.commit().execute()
  expect(await yards()).toEqual(['a'])
})

test('transactions that start at once follow one another', async () => {
  await Promise.all(['a', 'b', 'c'].map((name) => database.kysely.transaction().execute((trx) => add(trx, name))))
  expect(await yards()).toEqual(['a', 'b', 'c'])
})

test('a second test on the same database is refused, and so is a wide pool', async () => {
  await expect(beginTest(database)).rejects.toThrow('already open')
  const wide = await openDatabase({ url: 'postgres://nobody@127.0.0.1:1/nothing', poolSize: 2 })
  await expect(beginTest(wide)).rejects.toThrow('pool of one')
  await wide.close()
})
