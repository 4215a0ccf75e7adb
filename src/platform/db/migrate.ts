// Brings the tables of each module up to date: plain SQL files, each once, in order, and never changed after they landed.
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql, type Transaction } from 'kysely'
import type { Database } from './open.ts'

export interface Migrations {
  /** The module, as its folder is called: `small-wins`. */
  name: string
  /** The folder with its files `001_words.sql`; a module without tables may have none. */
  folder: string
}

interface File {
  module: string
  file: string
  checksum: string
  text: string
}

interface Landed {
  module: string
  file: string
  checksum: string
}

type Migrating = Transaction<Record<never, never>>

// Any number that nothing else in the city uses: processes that migrate at once wait for each other on it.
const lock = 4_918_273_645

/**
 * Runs every SQL file that has not run yet, in the order of the modules and then of file names, each in a transaction with its
 * bookkeeping row. Makes each module's schema. Safe to run in several processes at once. Answers with `module/file` of those
 * that ran; throws a sentence where a landed file was changed, is gone, or a new one comes before a landed one.
 */
export async function migrate(
  { kysely }: { kysely: Database },
  modules: readonly Migrations[],
): Promise<{ applied: string[] }> {
  const files = await filesOf(modules)
  await kysely.transaction().execute(keepBooks)
  const applied: string[] = []
  for (;;) {
    const done = await kysely.transaction().execute((trx) => applyNext(trx, modules, files))
    if (done === undefined) return { applied }
    applied.push(done)
  }
}

/** The files that `migrate` would run, as `module/file`; throws as `migrate` does. */
export async function pendingMigrations(
  { kysely }: { kysely: Database },
  modules: readonly Migrations[],
): Promise<string[]> {
  const files = await filesOf(modules)
  const kept = await sql<{ kept: boolean }>`
    select to_regclass('platform.migrations') is not null as kept`.execute(kysely)
  const landed = kept.rows[0]?.kept === true ? await landedIn(kysely) : []
  return pendingOf(modules, files, landed).map(nameOf)
}

/** One hash of all files of all modules, for images of a migrated database: sha256, hex. */
export async function migrationHash(modules: readonly Migrations[]): Promise<string> {
  const hash = createHash('sha256')
  for (const each of await filesOf(modules)) hash.update(`${nameOf(each)} ${each.checksum}\n`)
  return hash.digest('hex')
}

/** The schema of a module: `small-wins` keeps its tables in `small_wins`. */
export function schemaNameOf(module: string): string {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(module)) {
    throw new Error(`The module name ${module} is not of small letters, digits and single hyphens.`)
  }
  return module.replaceAll('-', '_')
}

async function keepBooks(trx: Migrating): Promise<void> {
  await takeLock(trx)
  await sql`create schema if not exists platform`.execute(trx)
  await sql`
    create table if not exists platform.migrations (
      module text not null,
      file text not null,
      checksum text not null,
      applied_at timestamptz not null default now(),
      primary key (module, file)
    )`.execute(trx)
}

// The lock is taken and the books are read anew in each transaction, so no session has to be kept for the whole run, and
// another process may have run the file meanwhile.
async function applyNext(
  trx: Migrating,
  modules: readonly Migrations[],
  files: readonly File[],
): Promise<string | undefined> {
  await takeLock(trx)
  const [next] = pendingOf(modules, files, await landedIn(trx))
  if (!next) return undefined
  await sql`create schema if not exists ${sql.id(schemaNameOf(next.module))}`.execute(trx)
  try {
    await sql.raw(next.text).execute(trx)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`The migration ${nameOf(next)} failed: ${reason}`, { cause: error })
  }
  await sql`
    insert into platform.migrations (module, file, checksum)
    values (${next.module}, ${next.file}, ${next.checksum})`.execute(trx)
  return nameOf(next)
}

async function takeLock(trx: Migrating): Promise<void> {
  await sql`select pg_advisory_xact_lock(${sql.lit(lock)})`.execute(trx)
}

async function landedIn(db: Database): Promise<Landed[]> {
  const { rows } = await sql<Landed>`
    select module, file, checksum from platform.migrations order by module collate "C", file collate "C"`.execute(db)
  return rows
}

// Modules that landed once and are no longer in the house are left alone: their schema stays until an operator drops it.
function pendingOf(modules: readonly Migrations[], files: readonly File[], landed: readonly Landed[]): File[] {
  const inHouse = new Set(modules.map((each) => each.name))
  const known = new Map(files.map((each) => [nameOf(each), each]))
  const last = new Map<string, string>()
  for (const row of landed.filter((each) => inHouse.has(each.module))) {
    const file = known.get(nameOf(row))
    if (!file) {
      throw new Error(`The migration ${nameOf(row)} has landed in this database, but its file is gone: put it back.`)
    }
    if (file.checksum !== row.checksum) {
      throw new Error(
        `The migration ${nameOf(row)} was changed after it landed in this database: put it back as it was and write a new one.`,
      )
    }
    last.set(row.module, row.file)
  }
  const done = new Set(landed.map(nameOf))
  const pending = files.filter((each) => !done.has(nameOf(each)))
  for (const each of pending) {
    const before = last.get(each.module)
    if (before !== undefined && each.file < before) {
      throw new Error(`The migration ${nameOf(each)} comes before ${before}, which has landed: give it a later number.`)
    }
  }
  return pending
}

async function filesOf(modules: readonly Migrations[]): Promise<File[]> {
  return (await Promise.all(modules.map(filesOfModule))).flat()
}

async function filesOfModule({ name, folder }: Migrations): Promise<File[]> {
  schemaNameOf(name)
  if (!existsSync(folder)) return []
  const names = (await readdir(folder)).filter((each) => each.endsWith('.sql')).sort()
  names.forEach((file, at) => {
    if (!/^\d{3}_[a-z0-9_]+\.sql$/.test(file)) {
      throw new Error(`The migration ${name}/${file} is not named like 001_words.sql.`)
    }
    if (names[at - 1]?.slice(0, 3) === file.slice(0, 3)) {
      throw new Error(`Two migrations of ${name} have the number ${file.slice(0, 3)}.`)
    }
  })
  return Promise.all(names.map((file) => fileOf(name, folder, file)))
}

async function fileOf(module: string, folder: string, file: string): Promise<File> {
  // A checkout on Windows may have other line ends; they change nothing in SQL and must not change the checksum.
  const text = (await readFile(join(folder, file), 'utf8')).replaceAll('\r\n', '\n')
  return { module, file, text, checksum: createHash('sha256').update(text).digest('hex') }
}

function nameOf({ module, file }: { module: string; file: string }): string {
  return `${module}/${file}`
}
