// What the search remembers: documents as they are shown and as they are asked for, and the words of those that anyone may open.
import type { ColumnType, GeneratedAlways } from 'kysely'
import { tablesOf } from '#platform/city.ts'

export type SearchTables = {
  'portal.search_documents': {
    id: GeneratedAlways<number>
    subject: string
    door: string
    kind: string
    title: string
    title_en: string | null
    body: string
    keywords: string
    lang: string | null
    href: string
    place: string | null
    district: string | null
    day: string | null
    /** Personal where it names a handle. */
    audience: string[]
    hash: string
  }
  'portal.search_index': {
    document: number
    kind: string
    district: string | null
    year: number | null
    audience: string[]
    length: number
    words: ColumnType<string, string, string>
  }
  'portal.search_stems': { stem: string; documents: number }
  'portal.search_words': { word: string; stem: string; documents: number; near: string[] }
  'portal.search_size': { one: boolean; documents: number; length: number }
}

export const searchDb = tablesOf('portal', (db) => db.withTables<SearchTables>())
