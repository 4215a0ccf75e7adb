// Names for statements: PostgreSQL plans a named statement once, which halves the cost of a hot query.
import { createHash } from 'node:crypto'

export interface StatementNames {
  /** The name of a statement text, or undefined where it is to run without one. */
  nameOf(text: string, parameters: number): string | undefined
  /** New names for everything: what the server has planned no longer fits the tables. */
  renew(): void
}

const mostNames = 1_000

/**
 * Names by hash of the text. A connection keeps each named statement until it closes, so there are at most `most`
 * names in a generation; texts made on the fly beyond that run unnamed. Statements without parameters run by the simple
 * protocol, which knows no names.
 */
export function statementNames(most = mostNames): StatementNames {
  const names = new Map<string, string>()
  let generation = 0
  return {
    nameOf(text, parameters) {
      if (parameters === 0) return undefined
      const known = names.get(text)
      if (known !== undefined) return known
      if (names.size >= most) return undefined
      const name = `s${generation}_${createHash('sha256').update(text).digest('base64url').slice(0, 24)}`
      names.set(text, name)
      return name
    },
    renew() {
      generation += 1
      names.clear()
    },
  }
}

/** True for PostgreSQL's "cached plan must not change result type": a table changed under a named statement. */
export function isStalePlan(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    error.code === '0A000' &&
    error.message.startsWith('cached plan must not')
  )
}
