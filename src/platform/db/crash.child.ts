// A process to be killed: opens the folder, writes rows one after another, and says each id once it is committed.
import { writeSync } from 'node:fs'
import { sql } from 'kysely'
import { openDatabase } from './open.ts'

const database = await openDatabase({ folder: process.argv[2] })
await sql`create table if not exists reports (id int primary key, copy int not null)`.execute(database.kysely)
const { rows } = await sql<{ next: number }>`select coalesce(max(id), 0) + 1 as next from reports`.execute(
  database.kysely,
)
for (let id = rows[0]?.next ?? 1; ; id += 1) {
  const row = id
  await database.kysely.transaction().execute(async (trx) => {
    await sql`insert into reports (id, copy) values (${row}, 0)`.execute(trx)
    await sql`update reports set copy = ${row} where id = ${row}`.execute(trx)
  })
  if (row % 40 === 0) await sql`checkpoint`.execute(database.kysely)
  // Written at once, not queued: what was said is said even if the process ends in the next instant.
  writeSync(1, `${id}\n`)
}
