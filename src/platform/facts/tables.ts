// What the machinery of facts remembers.
import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import { tablesOf } from '../city.ts'

export type FactTables = {
  'facts.facts': {
    id: string
    kind: string
    version: Generated<number>
    subject: string
    data: JSONColumnType<object>
    at: Date
  }
  'facts.deliveries': {
    id: Generated<number>
    fact: string
    reaction: string
    subject: string
    tries: Generated<number>
    due_at: ColumnType<Date, Date, Date>
    leased_until: Date | null
    done_at: Date | null
    dead_at: Date | null
    error: string | null
  }
  'facts.clock': { schedule: string; slot: string }
  'facts.notes': { name: string; value: string }
}

export const factsDb = tablesOf('facts', (db) => db.withTables<FactTables>())
