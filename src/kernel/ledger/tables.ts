// What the ledger remembers. Accounts, entries and postings only grow; standing and days are added up from them by the database.
import type { Generated } from 'kysely'
import { tablesOf } from '#platform/city.ts'
import type { Unit } from './rules.ts'

export type LedgerTables = {
  'ledger.accounts': {
    id: string
    kind: string
    owner: string
    subject: string
    unit: Unit
    floor: number | null
    opened_at: Date
  }
  'ledger.entries': {
    id: string
    place: Generated<number>
    owner: string
    key: string
    content: string
    subject: string
    purpose: string
    on_day: string
    document: string
    basis: 'city' | 'demo'
    corrects: string | null
    at: Date
  }
  'ledger.postings': { entry: string; account: string; amount: number; place: number }
  /** Read only: a trigger of the postings writes it. */
  'ledger.standing': { account: string; balance: number; floor: number | null }
  'ledger.days': { account: string; day: string; received: number; given: number }
}

export const ledgerDb = tablesOf('ledger', (db) => db.withTables<LedgerTables>())
