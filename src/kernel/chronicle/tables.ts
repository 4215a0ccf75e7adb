// What the chronicle remembers.
import type { Generated } from 'kysely'
import { tablesOf } from '#platform/city.ts'

export type ChronicleTables = {
  'chronicle.inscriptions': { id: Generated<number>; body: string; kind: string; subject: string; at: Date }
  'chronicle.entries': { place: number; body: string; kind: string; subject: string; at: Date }
  'chronicle.tiles': { level: number; index: number; hashes: Buffer }
  'chronicle.head': {
    single: Generated<boolean>
    size: number
    grown: Generated<number>
    note: string | null
    /** One a line, the current one first. */
    vkeys: string | null
  }
  'chronicle.witnesses': {
    vkey: string
    size: number
    note: string | null
    vkeys: string | null
    cosignature: string | null
    cosigned_at: Date | null
    tries: Generated<number>
    tried_at: Date | null
    error: string | null
  }
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
