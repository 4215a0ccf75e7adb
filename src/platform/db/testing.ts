// Databases for tests: a migrated one in a fraction of a second, from a kept image or a template.
import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import pg from 'pg'
import { projectRoot } from '../root.ts'
import { type Migrations, migrate, migrationHash } from './migrate.ts'
import { type OpenDatabase, openDatabase } from './open.ts'

export interface TestOptions {
  /** A server on which databases may be made and dropped; without one the database is embedded, in memory. */
  url?: string | undefined
  /** Server: 1 by default, as rolled-back tests need. */
  poolSize?: number | undefined
  /** Where images of migrated databases are kept. */
  cache?: string | undefined
}

// Hundreds who press at once on a loaded machine wait for one row; who waits longer has been forgotten.
const acquireMs = 15_000

/** The server on which the tests are to run, if the operator named one in TEST_DATABASE_URL. */
export function testDatabaseUrl(): string | undefined {
  // Vitest puts the environment here and leaves the type to Vite's own declarations, which nothing else here needs.
  const { env } = import.meta as ImportMeta & { env?: Record<string, string | undefined> }
  return env?.TEST_DATABASE_URL || undefined
}

/** A fresh database with the modules' tables in it, for one worker; closing it removes it. */
export async function testDatabase(modules: readonly Migrations[], options: TestOptions = {}): Promise<OpenDatabase> {
  return options.url === undefined ? inMemory(modules, options) : onServer(modules, options.url, options)
}

/**
 * A database that `fill` has put something into, to copy as often as a test wants. `fill` closes what it opens over it, but not the
 * database itself. On a server the copied one stays until another run finds its process gone.
 */
export async function filledDatabase(
  modules: readonly Migrations[],
  options: TestOptions,
  fill: (database: OpenDatabase) => Promise<void>,
): Promise<(poolSize?: number) => Promise<OpenDatabase>> {
  const { url } = options
  if (url === undefined) {
    const database = await inMemory(modules, options)
    await fill(database)
    const image = await dumped(database)
    await database.close()
    return () => openDatabase({ memory: true, image, acquireMs })
  }
  const template = await templateFor(modules, url)
  const filled = `${filledPrefix}${process.pid}_${randomBytes(6).toString('hex')}`
  await asAdmin(url, async (admin) => {
    await dropLeftBehind(admin)
    await copyOf(admin, template, filled)
  })
  const database = await openDatabase({ url: named(url, filled), poolSize: 1, acquireMs })
  await fill(database).finally(() => database.close())
  return (poolSize) => copied(url, filled, poolSize)
}

const filledPrefix = 'italmas_filled_'

async function dropLeftBehind(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ datname: string }>('select datname from pg_database where datname like $1', [
    `${filledPrefix}%`,
  ])
  for (const { datname } of rows) {
    if (!isAlive(Number(datname.slice(filledPrefix.length).split('_')[0])))
      await admin.query(`drop database if exists ${pg.escapeIdentifier(datname)} with (force)`)
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

async function inMemory(modules: readonly Migrations[], options: TestOptions): Promise<OpenDatabase> {
  const folder = options.cache ?? join(projectRoot, 'node_modules', '.cache', 'italmas')
  const file = join(folder, `${(await migrationHash(modules)).slice(0, 24)}-pglite-${pgliteVersion()}.tar`)
  const image = await readFile(file).catch(() => undefined)
  if (image) return openDatabase({ memory: true, image, acquireMs })
  const database = await openDatabase({ memory: true, acquireMs })
  await migrate(database, modules)
  await keep(folder, file, await dumped(database))
  return database
}

// Workers may make the same image at once; each writes its own file and moves it into place whole.
async function keep(folder: string, file: string, image: Uint8Array): Promise<void> {
  await mkdir(folder, { recursive: true })
  const writing = `${file}.${randomBytes(6).toString('hex')}`
  await writeFile(writing, image)
  await rename(writing, file)
  await dropOldImages(folder)
}

const imagesKept = 4

async function dropOldImages(folder: string): Promise<void> {
  const images = (await readdir(folder)).filter((each) => each.endsWith('.tar')).map((each) => join(folder, each))
  const dated = await Promise.all(
    images.map(async (path) => ({ path, at: (await stat(path).catch(() => null))?.mtimeMs ?? 0 })),
  )
  const old = dated.sort((one, other) => other.at - one.at).slice(imagesKept)
  await Promise.all(old.map(({ path }) => rm(path, { force: true })))
}

async function dumped(database: OpenDatabase): Promise<Uint8Array> {
  if (!database.dump) throw new Error('Only an embedded database can be dumped.')
  // Copies are made of the city's own database alone; PGlite would bring the other two into each of them, a third of all files.
  await database.run('update pg_database set datistemplate = false')
  await database.run('drop database if exists template0')
  await database.run('drop database if exists template1')
  await database.run('checkpoint')
  return new Uint8Array(await (await database.dump()).arrayBuffer())
}

// An image is a data directory of exactly one PostgreSQL build.
function pgliteVersion(): string {
  const main = createRequire(import.meta.url).resolve('@electric-sql/pglite')
  const described: unknown = createRequire(import.meta.url)(join(main, '..', '..', 'package.json'))
  if (typeof described === 'object' && described !== null && 'version' in described) return String(described.version)
  throw new Error('PGlite does not tell its version.')
}

async function onServer(modules: readonly Migrations[], url: string, options: TestOptions): Promise<OpenDatabase> {
  return copied(url, await templateFor(modules, url), options.poolSize)
}

async function templateFor(modules: readonly Migrations[], url: string): Promise<string> {
  const template = `italmas_test_${(await migrationHash(modules)).slice(0, 24)}`
  await asAdmin(url, (admin) => makeTemplate(admin, url, template, modules))
  return template
}

async function copied(url: string, template: string, poolSize = 1): Promise<OpenDatabase> {
  const name = `italmas_test_${process.pid}_${randomBytes(6).toString('hex')}`
  await asAdmin(url, (admin) => copyOf(admin, template, name))
  const database = await openDatabase({ url: named(url, name), poolSize, acquireMs })
  return {
    ...database,
    async close() {
      await database.close()
      await asAdmin(url, (admin) => admin.query(`drop database if exists ${name} with (force)`))
    },
  }
}

// Any number that the migrations' own lock does not have.
const templateLock = 4_918_273_646

// A template gets its name only when it is whole, so one that was left half-made is never taken for it.
async function makeTemplate(
  admin: pg.Client,
  url: string,
  template: string,
  modules: readonly Migrations[],
): Promise<void> {
  await admin.query(`select pg_advisory_lock(${templateLock})`)
  try {
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [template])
    if (rowCount !== 0) return
    const making = `${template}_${randomBytes(4).toString('hex')}`
    await admin.query(`create database ${making}`)
    const database = await openDatabase({ url: named(url, making), poolSize: 1, acquireMs })
    await migrate(database, modules).finally(() => database.close())
    await whileInUse(() => admin.query(`alter database ${making} rename to ${template}`))
  } finally {
    await admin.query(`select pg_advisory_unlock(${templateLock})`)
  }
}

async function copyOf(admin: pg.Client, template: string, name: string): Promise<void> {
  await whileInUse(() => admin.query(`create database ${name} template ${template}`))
}

// 55006: another worker is copying the same template, or a connection to it has not quite gone.
async function whileInUse(command: () => Promise<unknown>): Promise<void> {
  const tries = 100
  for (let turn = 1; ; turn += 1) {
    try {
      await command()
      return
    } catch (error) {
      const inUse = error instanceof pg.DatabaseError && error.code === '55006'
      if (!inUse || turn === tries) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

async function asAdmin(url: string, work: (admin: pg.Client) => Promise<unknown>): Promise<void> {
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  try {
    await work(admin)
  } finally {
    await admin.end()
  }
}

function named(url: string, database: string): string {
  const address = new URL(url)
  address.pathname = `/${database}`
  return address.href
}
