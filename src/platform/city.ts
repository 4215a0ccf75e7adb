// The one argument of every action and query: the city as the caller sees it, and how an action opens or joins a transaction.
import { isUndone } from './db/busy.ts'
import type { Database } from './db/open.ts'
import type { Log } from './log.ts'
import type { Actor } from './policy.ts'
import type { Words } from './words.ts'

export interface City {
  readonly db: Database
  readonly actor: Actor
  readonly now: Date
  readonly words: Words
  readonly log: Log
  /** Machinery; modules do not touch it. */
  readonly within: Within
}

/** What the house keeps of one request or transaction. */
export interface Within {
  /** True inside an action: `db` is then the open transaction. */
  readonly transaction: boolean
  /** Schemas read so far: the tags of a cached page. */
  readonly reads: Set<string>
  /** Schemas whose actions ran in this transaction. */
  readonly writes: Set<string>
  readonly house: House
}

/** What an action needs of the running house. */
export interface House {
  readonly mode: 'demo' | 'live'
  /** Whether something read at a mark still holds; without it nothing is remembered. */
  readonly memory?: Memory
  /** Names of the reactions that hear a fact of this kind. */
  listeners(kind: string): readonly string[]
  /** After commit and before the writer is answered: drop pages in every process, wake the workers. */
  committed(writes: ReadonlySet<string>): Promise<void>
}

/** Tells whether what was read may be used again: tags are what `within.writes` names. */
export interface Memory {
  /** The mark to take before reading. */
  mark(): number
  /** False once one of the tags has been written since the mark, by any process. */
  holds(tags: readonly string[], mark: number): boolean
}

export type Action<Input, Output> = (city: City, input: Input) => Promise<Output>

/**
 * Makes an action of a module: it runs in a transaction of its own, or joins the one it is called in. Its own is tried once more
 * when the database undid it for another's sake, so whatever an action does outside the database comes before or after it.
 */
export function action<Input, Output>(
  module: string,
  run: (city: City, input: Input) => Promise<Output>,
): Action<Input, Output> {
  return async (city, input) => {
    if (city.within.transaction) {
      city.within.writes.add(schemaOf(module))
      return run(city, input)
    }
    const once = async () => {
      const writes = new Set([schemaOf(module)])
      const output = await city.db
        .transaction()
        .execute((db) => run({ ...city, db, within: { ...city.within, transaction: true, writes } }, input))
      return { output, writes }
    }
    const { output, writes } = await once().catch((error: unknown) => {
      if (!isUndone(error)) throw error
      return once()
    })
    await city.within.house.committed(writes)
    return output
  }
}

class TakenBack extends Error {}

/**
 * Lets something happen and takes all of it back: what the database answered is true, and nothing of it stays. Not for use within an
 * action.
 */
export async function rehearsed<Output>(city: City, act: (city: City) => Promise<Output>): Promise<Output> {
  if (city.within.transaction) throw new Error('a rehearsal within a transaction would take the transaction back')
  const seen: { output: Output }[] = []
  await city.db
    .transaction()
    .execute(async (db) => {
      const within = { ...city.within, transaction: true, writes: new Set<string>() }
      seen.push({ output: await act({ ...city, db, within }) })
      throw new TakenBack()
    })
    .catch((error: unknown) => {
      if (!(error instanceof TakenBack)) throw error
    })
  const [told] = seen
  if (!told) throw new Error('a rehearsal had no end')
  return told.output
}

/**
 * A module's typed view of the database: it knows its own tables only, and marks what a page has read.
 * `view` is `(db) => db.withTables<Tables>()`, written where the tables are known.
 */
export function tablesOf<View>(module: string, view: (db: Database) => View): (city: City) => View {
  const schema = schemaOf(module)
  return (city) => {
    city.within.reads.add(schema)
    return view(city.db)
  }
}

export function schemaOf(module: string): string {
  return module.replaceAll('-', '_')
}
