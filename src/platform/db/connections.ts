// The pool as Kysely sees it: statements get names, waiting too long becomes `DatabaseBusy`, open tests are guarded.
import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely'
import type pg from 'pg'
import { whileConnecting } from './busy.ts'
import { guarded, type Nesting } from './savepoints.ts'
import { isStalePlan, type StatementNames } from './statements.ts'

interface Options {
  pool: pg.Pool
  names: StatementNames
  nesting: Nesting
  /** False for the embedded database: its one connection is the database itself and cannot be replaced. */
  replaceable: boolean
}

/** Wraps a `pg` pool for Kysely's dialect. Closing it is left to whoever opened it. */
export function namedPool(options: Options): PostgresPool {
  // Kysely remembers connections by identity, so a client keeps its wrapper.
  const wrappers = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  return {
    options: options.pool.options,
    async connect() {
      const client = await options.pool.connect().catch((error: unknown) => {
        throw whileConnecting(error)
      })
      const wrapper = wrappers.get(client) ?? wrapped(client, options)
      wrappers.set(client, wrapper)
      return wrapper
    },
    async end() {},
  }
}

function wrapped(client: pg.PoolClient, options: Options): PostgresPoolClient {
  const { names, nesting } = options
  async function query<Row>(text: string, parameters: ReadonlyArray<unknown>): Promise<PostgresQueryResult<Row>> {
    const name = names.nameOf(text, parameters.length)
    const values = [...parameters]
    try {
      // pg's result has every field Kysely reads; only its `command` is typed more loosely than Kysely's.
      const result: unknown = await guarded(
        nesting,
        (command) => client.query(command),
        () => client.query(name === undefined ? { text, values } : { text, values, name }),
      )
      return result as PostgresQueryResult<Row>
    } catch (error) {
      if (isStalePlan(error)) names.renew()
      throw error
    }
  }
  return {
    // The cast drops Kysely's second overload, a cursor: no cursor is given to the dialect, so it is never called so.
    query: query as PostgresPoolClient['query'],
    release: (destroy?: boolean) => client.release(options.replaceable ? destroy === true : false),
  }
}
