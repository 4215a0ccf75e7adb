// What narrows the ledger for an auditor: an owner, an account, days; what makes no sense is left out.
import { dayTyped } from '#platform/sheets/index.ts'

export interface LedgerAsked {
  owner?: string
  from?: string
  to?: string
}

/** The names of the query that the pages and the file know. */
export const ledgerQuery = ['owner', 'from', 'to'] as const

/** Reads the query; a day that is none is no bound. */
export function readAsked(query: Readonly<Record<string, string>>): LedgerAsked {
  const [from, to] = [dayIn(query.from), dayIn(query.to)]
  return {
    ...(query.owner && /^[a-z][a-z-]{0,40}$/.test(query.owner) ? { owner: query.owner } : {}),
    ...(from === null ? {} : { from }),
    ...(to === null ? {} : { to }),
  }
}

function dayIn(text: string | undefined): string | null {
  return text ? dayTyped(text) : null
}
