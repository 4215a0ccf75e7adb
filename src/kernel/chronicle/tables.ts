// What the chronicle remembers.
import type { Generated } from 'kysely'
import { tablesOf } from '#platform/city.ts'

export type ChronicleTables = {
  'chronicle.inscriptions': { id: Generated<number>; body: string; kind: string; subject: string; at: Date }
  'chronicle.entries': { place: number; body: string; kind: string; subject: string; at: Date }
  'chronicle.head': { single: Generated<boolean>; size: number }
  /** `content` may be personal until it is erased. */
  'chronicle.papers': {
    hash: string
    salt: Buffer | null
    content: string | null
    erased_at: Date | null
    erased_because: string | null
  }
}

export const chronicleDb = tablesOf('chronicle', (db) => db.withTables<ChronicleTables>())
