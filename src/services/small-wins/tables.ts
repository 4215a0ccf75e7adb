// What small wins remember. Only follows are personal, through their handle: a win knows its case, never the person.
import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import { tablesOf } from '#platform/city.ts'

/** A unit after a number, by the plurals of Russian, and of English where the data has them. */
export interface Forms {
  one: string
  few: string
  many: string
  en?: { one: string; other: string } | undefined
}

/** A released photo as the feed shows it. */
export interface Shot {
  small: string
  medium: string
  large: string
  width: number
  height: number
}

export interface Facet {
  value: string
  /** Its name in Russian and English, where it is not the value itself. */
  label?: string
  labelEn?: string
  n: number
}

export interface Facets {
  /** Records of the feed: wins and what became of them. */
  total: number
  coming: number
  kinds: { win: number; correction: number; setback: number }
  categories: Facet[]
  districts: Facet[]
  years: Facet[]
  units: Facet[]
}

type ShotColumn = ColumnType<Shot | null, string | null, string | null>

export type SmallWinTables = {
  'small_wins.wins': {
    id: string
    kind: Generated<'win' | 'correction' | 'withdrawal' | 'setback'>
    /** The record that a turn speaks of. */
    about: string | null
    /** Of a turn: what was corrected, why it was withdrawn, or which setback it is. */
    reason: string | null
    was_said: string | null
    is_right: string | null
    title: string
    title_en: string | null
    category: string
    what_done: string | null
    quantity: string | null
    /** By which a corrected win is counted; `quantity` stays what was said. */
    right_quantity: string | null
    unit: string | null
    unit_en: string | null
    unit_forms: ColumnType<Forms | null, string | null, string | null>
    measure: string | null
    factor: string | null
    place: string | null
    lat: number | null
    lon: number | null
    district: string | null
    done_on: string | null
    year: number | null
    sort_on: string
    amount_rub: string | null
    status: 'done' | 'running' | 'planned'
    source: string | null
    source_date: string | null
    note: string | null
    case_number: string | null
    resolution: string | null
    before: ShotColumn
    after: ShotColumn
    basis: 'press' | 'city' | 'demo'
    published_at: Date
    digest: string | null
  }
  'small_wins.win_streets': { win: string; street: string }
  'small_wins.withdrawals': { win: string; at: Date; reason: 'reopened' | 'mistake'; note: string | null }
  'small_wins.drafts': {
    id: string
    case_number: string
    resolution: string
    topic: string
    made_at: Date
    ended: 'published' | 'dropped' | null
    ended_at: Date | null
  }
  'small_wins.reopened': { case_number: string; resolution: string; at: Date }
  'small_wins.measures': {
    id: string
    label: string
    label_en: string
    unit: string
    unit_en: string | null
    forms: JSONColumnType<Forms>
    position: number
    front: number | null
  }
  'small_wins.overlaps': { whole: string; part: string; why: string; certainty: string }
  'small_wins.not_addable': { win: string; what: 'quantity' | 'money'; why: string }
  'small_wins.categories': { name: string; name_en: string; topics: string[] }
  /** Personal through `handle`: the streets that somebody follows. */
  'small_wins.follows': {
    handle: string
    street: string
    asked_at: Date
    confirmed_at: ColumnType<Date | null, Date | null, Date | null>
  }
  'small_wins.follow_links': { hash: string; handle: string; street: string }
  'small_wins.shelf': { id: number; facets: JSONColumnType<Facets> }
}

export const smallWinsDb = tablesOf('small-wins', (db) => db.withTables<SmallWinTables>())
