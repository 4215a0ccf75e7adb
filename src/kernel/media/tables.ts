// What media remembers: a photo, its sizes as names in the file store, and what it looks like. Where it was taken is not kept.
import type { ColumnType } from 'kysely'
import { tablesOf } from '#platform/city.ts'

export interface StoredSize {
  sha: string
  width: number
  height: number
  type: string
}

type Stored = ColumnType<StoredSize, string, string>
type StoredLater = ColumnType<StoredSize | null, string | null, string | null>

export type MediaTables = {
  'media.photos': {
    id: string
    key: string
    kind: 'report' | 'repair'
    kept_at: Date
    exact: string
    echoes: string[]
    perceptual: string
    difference: string
    taken_at: Date | null
    edited_by: string | null
    small: Stored
    medium: Stored
    large: Stored
    released_at: Date | null
    released_small: StoredLater
    released_medium: StoredLater
    released_large: StoredLater
  }
}

export const mediaDb = tablesOf('media', (db) => db.withTables<MediaTables>())
