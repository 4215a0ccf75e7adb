// Transactions within transactions: savepoints for reactions, and tests that are rolled back.

import type { PostgresDialectConfig, TransactionSettings } from 'kysely'
import {
  AbortedTransactionError,
  CompiledQuery,
  type DatabaseConnection,
  type Kysely,
  PostgresDialect,
  PostgresDriver,
  sql,
} from 'kysely'

/** Whether a test has opened a transaction around everything, and which savepoints stand in for transactions in it. */
export interface Nesting {
  outer: boolean
  readonly open: string[]
}

export interface Nestable {
  readonly kysely: { readonly isTransaction: boolean }
  readonly pool: { readonly options: { max: number } }
  readonly nesting: Nesting
  /** Runs a statement on a connection of the pool, past Kysely. */
  run(text: string): Promise<void>
}

/**
 * Opens a transaction around a test. Until `rollback`, each transaction of `database.kysely` is a savepoint in it, and each
 * statement outside a transaction is guarded by one, so a refused insert does not end the test.
 * Deferred constraints and NOTIFY wait for a real commit and do not show in such a test.
 * Throws where the pool has more than one connection: they would not see each other's rows.
 */
export async function beginTest(database: Nestable): Promise<{ rollback(): Promise<void> }> {
  if (database.pool.options.max !== 1) throw new Error('A rolled-back test needs a pool of one connection.')
  if (database.nesting.outer) throw new Error('A rolled-back test is already open on this database.')
  await database.run('begin')
  database.nesting.outer = true
  return {
    async rollback() {
      database.nesting.outer = false
      database.nesting.open.length = 0
      await database.run('rollback')
    },
  }
}

/**
 * Runs `work` inside a savepoint of an open transaction: if it throws, what it wrote is undone, the transaction goes on,
 * and the error is thrown again.
 */
export async function inSavepoint<Tables, Output>(
  transaction: Kysely<Tables>,
  work: () => Promise<Output>,
): Promise<Output> {
  if (!transaction.isTransaction) throw new Error('A savepoint needs an open transaction.')
  const name = sql.raw(savepointName())
  await sql`savepoint ${name}`.execute(transaction)
  try {
    const output = await work()
    await sql`release savepoint ${name}`.execute(transaction)
    return output
  } catch (error) {
    await sql`rollback to savepoint ${name}`.execute(transaction)
    await sql`release savepoint ${name}`.execute(transaction)
    throw error
  }
}

/** Kysely's PostgreSQL dialect, whose transactions become savepoints while a test is open. */
export class NestingDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig
  readonly #nesting: Nesting

  constructor(config: PostgresDialectConfig, nesting: Nesting) {
    super(config)
    this.#config = config
    this.#nesting = nesting
  }

  override createDriver(): PostgresDriver {
    return new NestingDriver(this.#config, this.#nesting)
  }
}

type PostgresConnection = Parameters<PostgresDriver['rollbackTransaction']>[0]

class NestingDriver extends PostgresDriver {
  readonly #nesting: Nesting

  constructor(config: PostgresDialectConfig, nesting: Nesting) {
    super(config)
    this.#nesting = nesting
  }

  override async beginTransaction(connection: PostgresConnection, settings: TransactionSettings): Promise<void> {
    if (!this.#nesting.outer) return super.beginTransaction(connection, settings)
    const name = savepointName()
    // Noted before it runs, so that the guard of single statements leaves it alone.
    this.#nesting.open.push(name)
    await run(connection, `savepoint ${name}`)
  }

  override async commitTransaction(connection: PostgresConnection): Promise<void> {
    const name = this.#nesting.open.at(-1)
    if (!this.#nesting.outer || name === undefined) return super.commitTransaction(connection)
    try {
      await run(connection, `release savepoint ${name}`)
    } catch (error) {
      if (!isAborted(error)) throw error
      // A real commit answers ROLLBACK after a failed statement; Kysely does not roll back again after this error.
      await this.rollbackTransaction(connection)
      throw new AbortedTransactionError()
    }
    this.#nesting.open.pop()
  }

  override async rollbackTransaction(connection: PostgresConnection): Promise<void> {
    const name = this.#nesting.open.at(-1)
    if (!this.#nesting.outer || name === undefined) return super.rollbackTransaction(connection)
    await run(connection, `rollback to savepoint ${name}`)
    await run(connection, `release savepoint ${name}`)
    this.#nesting.open.pop()
  }
}

/** Runs a single statement of an open test inside a savepoint, as a database outside a test would by itself. */
export async function guarded<Output>(
  nesting: Nesting,
  command: (text: string) => Promise<unknown>,
  statement: () => Promise<Output>,
): Promise<Output> {
  if (!nesting.outer || nesting.open.length > 0) return statement()
  const name = savepointName()
  await command(`savepoint ${name}`)
  try {
    const output = await statement()
    await command(`release savepoint ${name}`)
    return output
  } catch (error) {
    await command(`rollback to savepoint ${name}`)
    await command(`release savepoint ${name}`)
    throw error
  }
}

let named = 0

function savepointName(): string {
  named += 1
  return `house_${named}`
}

async function run(connection: DatabaseConnection, text: string): Promise<void> {
  await connection.executeQuery(CompiledQuery.raw(text))
}

function isAborted(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '25P02'
}
