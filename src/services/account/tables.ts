// What the account remembers: requests about personal data. `text` and `handle` are personal; numbers and clocks are not.
import type { Generated } from 'kysely'
import { tablesOf } from '#platform/city.ts'
import type { Outcome, RequestKind } from './rules/requests.ts'

export type AccountTables = {
  'account.requests': {
    number: Generated<number>
    kind: RequestKind
    about: string | null
    text: string
    handle: string | null
    asked_at: Date
    due_at: Date
    legal_ref: string
    erased_at: Date | null
  }
  'account.extensions': { request: number; at: Date; due_at: Date; reason: string; by_office: string }
  'account.answers': { request: number; at: Date; outcome: Outcome; text: string; by_office: string }
  'account.looks': { id: string; request: number; at: Date; by_office: string }
}

export const accountDb = tablesOf('account', (db) => db.withTables<AccountTables>())
