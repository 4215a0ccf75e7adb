// What threads remember: ids of things and of facts, nothing personal.
import { tablesOf } from '#platform/city.ts'

export type ThreadTables = {
  'threads.links': {
    from_subject: string
    to_subject: string
    kind: string
    begun_at: Date | null
    begun_fact: string | null
    day: string | null
    tied_at: Date | null
    tied_fact: string | null
    ended_at: Date | null
    ended_fact: string | null
  }
  'threads.readings': { rules: string; after: string | null; done: boolean }
}

export const threadsDb = tablesOf('threads', (db) => db.withTables<ThreadTables>())
