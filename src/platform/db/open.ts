// Opens the city's database: embedded in this process, or on a PostgreSQL server.
import { createPgConfig } from '@electric-sql/pglite/node-postgres'
import { Kysely } from 'kysely'
import pg from 'pg'
import { whileConnecting } from './busy.ts'
import { namedPool } from './connections.ts'
import { startEmbedded } from './embedded.ts'
import { type Heard, serverEars } from './listen.ts'
import { type Nesting, NestingDialect } from './savepoints.ts'
import { statementNames } from './statements.ts'
import { columnTypes } from './values.ts'

/** A database that shows no tables: a module sees its own by `db.withTables<Tables>()`. A transaction is one, too. */
export type Database = Kysely<Record<never, never>>

export interface OpenDatabase {
  readonly kysely: Database
  readonly kind: 'embedded' | 'server'
  /** The `pg` pool below Kysely, for libraries that want one. Of the embedded database it has one connection. */
  readonly pool: pg.Pool
  /**
   * Calls `heard` with each payload that `select pg_notify(channel, payload)` sends once its transaction commits; an empty
   * payload also means that something may have been missed. Answers with what stops it.
   */
  listen(channel: string, heard: Heard): Promise<() => Promise<void>>
  close(): Promise<void>
  /** Embedded on disk: how often files were brought to the disk since the start. */
  syncs?(): number
  /** Embedded: the whole data directory as a tar, to start another database from. */
  dump?(): Promise<Blob>
  /** Runs a statement on a connection of the pool, past Kysely and past an open test. */
  run(text: string): Promise<void>
  /** Machinery of rolled-back tests; see savepoints.ts. */
  readonly nesting: Nesting
}

export interface OpenOptions {
  /** A PostgreSQL server; without one the database is embedded. */
  url?: string | undefined
  /** Embedded: the data folder; the database lives in its subfolder `pg`. */
  folder?: string | undefined
  /** Embedded: keep nothing. */
  memory?: boolean | undefined
  /** Embedded: what `dump` of another database gave; a new database starts from it. */
  image?: Blob | Uint8Array | undefined
  /** Server: connections at most, 10 by default. The embedded database always has one. */
  poolSize?: number | undefined
  /** How long to wait for a connection before `DatabaseBusy`: 5,000 ms by default. */
  acquireMs?: number | undefined
  /** Hears of connections lost while idle; the pool replaces them by itself. */
  lost?: ((error: Error) => void) | undefined
}

/** Opens the database that the options name. Whoever opens a folder must hold its lock (lock.ts): PGlite has none. */
export async function openDatabase(options: OpenOptions): Promise<OpenDatabase> {
  if (options.url !== undefined) return openServer(options.url, options)
  if (options.memory === true) return openEmbedded({ ...options, folder: undefined })
  if (options.folder === undefined) throw new Error('A database needs an address, a folder or leave to forget.')
  return openEmbedded(options)
}

async function openEmbedded(options: OpenOptions): Promise<OpenDatabase> {
  const { pglite, syncs } = await startEmbedded(options)
  const pool = new pg.Pool({
    // The adapter stands in for pg's own connection object.
    ...createPgConfig(pglite),
    types: columnTypes,
    connectionTimeoutMillis: options.acquireMs ?? 5_000,
    // The one connection is the database; a second one, or a fresh one beside it, breaks PGlite.
    idleTimeoutMillis: 0,
  })
  const base = onPool(pool, 'embedded', options)
  return {
    ...base,
    syncs,
    dump: () => pglite.dumpDataDir('none'),
    // Listening goes through the pool: PGlite's own `listen` would run inside whatever transaction is open there.
    async listen(channel, heard) {
      await base.run(`listen ${pg.escapeIdentifier(channel)}`)
      const stop = pglite.onNotification((where, payload) => {
        if (where === channel) heard(payload)
      })
      return async () => stop()
    },
    async close() {
      await base.close()
      await pglite.close()
    },
  }
}

function openServer(url: string, options: OpenOptions): OpenDatabase {
  const size = options.poolSize ?? 10
  const config: pg.PoolConfig = {
    connectionString: url,
    types: columnTypes,
    // Days and instants must not depend on how the server was set up.
    options: '-c timezone=UTC -c datestyle=ISO',
    application_name: 'italmas',
  }
  const pool = new pg.Pool({
    ...config,
    max: size,
    connectionTimeoutMillis: options.acquireMs ?? 5_000,
    keepAlive: true,
    // A rolled-back test keeps its transaction on a pool's only connection between statements.
    ...(size === 1 ? { idleTimeoutMillis: 0 } : {}),
  })
  const base = onPool(pool, 'server', options)
  const ears = serverEars(config)
  return {
    ...base,
    listen: ears.listen,
    async close() {
      await ears.close()
      await base.close()
    },
  }
}

function onPool(pool: pg.Pool, kind: OpenDatabase['kind'], options: OpenOptions) {
  // Without a listener a connection that dies while idle would end the process.
  pool.on('error', (error) => options.lost?.(error))
  const nesting: Nesting = { outer: false, open: [] }
  const connections = namedPool({ pool, names: statementNames(), nesting, replaceable: kind === 'server' })
  const kysely: Database = new Kysely({ dialect: new NestingDialect({ pool: connections }, nesting) })
  return {
    kysely,
    kind,
    pool,
    nesting,
    async run(text: string) {
      const client = await pool.connect().catch((error: unknown) => {
        throw whileConnecting(error)
      })
      try {
        await client.query(text)
      } finally {
        client.release()
      }
    },
    async close() {
      await kysely.destroy()
      await pool.end()
    },
  }
}
