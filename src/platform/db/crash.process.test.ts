// A killed process loses nothing that it had acknowledged.
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from './open.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'italmas-'))
})

afterEach(() => rm(folder, { recursive: true }))

test('kill -9 while rows are written: every acknowledged row is there, whole, round after round', async () => {
  const acknowledged: number[] = []
  for (let round = 0; round < 5; round += 1) {
    acknowledged.push(...(await writeUntilKilled(60 + round * 37)))
    const database = await openDatabase({ folder })
    const { rows } = await sql<{ id: number; copy: number }>`select id, copy from reports order by id`.execute(
      database.kysely,
    )
    await database.close()
    const kept = new Set(rows.map((each) => each.id))
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([])
    expect(rows.filter((each) => each.copy !== each.id)).toEqual([])
  }
  expect(acknowledged.length).toBeGreaterThan(5 * 60)
})

test('a first start that was killed half-way is begun anew', async () => {
  await mkdir(join(folder, 'pg.new'))
  await writeFile(join(folder, 'pg.new', 'PG_VERSION'), '18\n')
  const database = await openDatabase({ folder })
  expect((await sql`select 1 as n`.execute(database.kysely)).rows).toEqual([{ n: 1 }])
  await database.close()
})

test('each commit on disk is one sync, a reading none, and a copy opens from a dump', async () => {
  const database = await openDatabase({ folder })
  await sql`create table reports (id int primary key)`.execute(database.kysely)
  const syncs = () => database.syncs?.() ?? 0
  let before = syncs()
  for (let id = 1; id <= 30; id += 1) await sql`insert into reports values (${id})`.execute(database.kysely)
  expect(syncs() - before).toBe(30)
  before = syncs()
  await database.kysely.transaction().execute(async (trx) => {
    for (let id = 31; id <= 40; id += 1) await sql`insert into reports values (${id})`.execute(trx)
  })
  expect(syncs() - before).toBe(1)
  before = syncs()
  for (let id = 1; id <= 10; id += 1) await sql`select * from reports where id = ${id}`.execute(database.kysely)
  expect(syncs() - before).toBe(0)
  await sql`checkpoint`.execute(database.kysely)
  expect(syncs() - before).toBeGreaterThan(1)
  const image = await database.dump?.()
  await database.close()
  const copy = await openDatabase({ folder: join(folder, 'copy'), ...(image ? { image } : {}) })
  expect((await sql`select count(*) as n from reports`.execute(copy.kysely)).rows).toEqual([{ n: 40 }])
  await copy.close()
})

// Runs the writing process until it has acknowledged so many rows more, kills it, and answers with all that it said.
async function writeUntilKilled(rows: number): Promise<number[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'crash.child.ts'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString()
    if (said.split('\n').length > rows) child.kill('SIGKILL')
  })
  await ended
  expect(child.signalCode).toBe('SIGKILL')
  // A last line without its end was cut by the kill.
  return said
    .slice(0, said.lastIndexOf('\n') + 1)
    .split('\n')
    .filter(Boolean)
    .map(Number)
}
