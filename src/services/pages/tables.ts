// What the editors' pages remember. Nothing is personal: who wrote is an office.
import type { ColumnType, JSONColumnType } from 'kysely'
import { tablesOf } from '#platform/city.ts'
import type { Kind } from './rules/kinds.ts'

/** A page in one language: Markdown, and the words of its title and its first sentence. */
export interface Text {
  title: string
  lead: string
  body: string
}

export interface Texts {
  ru: Text
  en: Text | null
}

export interface StoredSize {
  sha: string
  width: number
  height: number
  type: string
}

export type PageTables = {
  'pages.pages': {
    id: string
    kind: Kind
    slug: string
    position: ColumnType<number, number | undefined, number>
    basis: 'city' | 'demo'
    made_at: Date
  }
  'pages.versions': {
    page: string
    number: number
    at: Date
    office: string
    note: string | null
    texts: JSONColumnType<Texts>
  }
  'pages.publications': {
    id: string
    page: string
    version: number | null
    opens_at: Date
    closes_at: Date | null
    made_at: Date
    office: string
    cancelled_at: ColumnType<Date | null, never, Date | null>
    opened_at: Date | null
    closed_at: ColumnType<Date | null, never, Date | null>
  }
  'pages.pictures': {
    id: string
    kept_at: Date
    alt: string
    medium: JSONColumnType<StoredSize>
    large: JSONColumnType<StoredSize>
  }
  'pages.links': {
    url: string
    checked_on: string | null
    checked_at: Date | null
    failed_on: ColumnType<string[], string[] | undefined, string[]>
    failing_since: Date | null
    reason: string | null
    told_at: Date | null
  }
  'pages.consent_texts': { purpose: string; version: string; locale: string; text: string; since: Date }
  'pages.link_places': { url: string; page: string }
}

export const pagesDb = tablesOf('pages', (db) => db.withTables<PageTables>())
