// An open set: what a module offers of its public data, as typed rows under a stable id. Who reads it knows nothing of its tables.
import { type RawBuilder, sql } from 'kysely'
import type { City } from '../city.ts'

/**
 * text; uuid: an id of RFC 9562; whole: an integer; decimal: a number written exactly; flag: yes or no; day: as exactly as the source says it, 2025,
 * 2025-12 or 2025-12-18; instant: RFC 3339 in UTC; list: texts; outline: GeoJSON MultiPolygon coordinates, which GeoJSON shows only.
 */
export type OpenKind = 'text' | 'uuid' | 'whole' | 'decimal' | 'flag' | 'day' | 'instant' | 'list' | 'outline'

export interface OpenField {
  kind: OpenKind
  nullable: boolean
  /** All that may stand here, where these are few. */
  choices?: readonly string[]
}

export type OpenFields = Readonly<Record<string, OpenField>>

/** facts: of public pages, in the city's own words; own: what the city itself writes; operator: a file that the operator loaded. */
export type OpenLicence = 'facts' | 'own' | 'operator'
export const openThemes = ['promises', 'voices', 'done', 'yard', 'city', 'record'] as const
export type OpenTheme = (typeof openThemes)[number]

export type OpenValue = string | number | boolean | null | readonly string[] | object
export type OpenRow = Readonly<Record<string, OpenValue>>

export interface OpenSet {
  /** Its address below /open-data; it never changes. */
  id: string
  theme: OpenTheme
  /** Word keys. */
  title: string
  about: string
  licence: OpenLicence
  /** The columns in their order; the first is the id. A name means the same in every set: `platform.open.field.NAME`. */
  fields: OpenFields
  /** What `city.within.reads` is told: the tags of those who write the rows. */
  reads: readonly string[]
  /** All rows, as one query whose columns are the fields. It may not depend on the time of asking: the same data, the same rows. */
  rows?: (city: City) => RawBuilder<unknown>
  /** In place of `rows` where they are computed: few, and read at once. */
  list?: (city: City) => Promise<readonly Readonly<Record<string, unknown>>[]>
  /** The columns of the point, or the column of the outline, that a row lies at. */
  place?: { lat: string; lon: string } | { outline: string }
  /** The column of the time that a row speaks of. */
  time?: string
}

const required = (kind: OpenKind): OpenField => ({ kind, nullable: false })

/** The fields that sets are made of. */
export const column = {
  text: required('text'),
  uuid: required('uuid'),
  whole: required('whole'),
  decimal: required('decimal'),
  flag: required('flag'),
  day: required('day'),
  instant: required('instant'),
  list: required('list'),
  outline: required('outline'),
  choice: (choices: readonly string[]): OpenField => ({ kind: 'text', nullable: false, choices }),
  /** The same field where nothing may be known: null, which is not zero. */
  maybe: (field: OpenField): OpenField => ({ ...field, nullable: true }),
}

/** The set of this id among some. Throws where there is none, which is a mistake of the module. */
export function setOf(sets: readonly OpenSet[], id: string): OpenSet {
  const set = sets.find((each) => each.id === id)
  if (!set) throw new Error(`there is no open set ${id}`)
  return set
}

/** The name of the first field: the id of a row. */
export function idOf(set: OpenSet): string {
  const [first] = Object.keys(set.fields)
  if (first === undefined) throw new Error(`the set ${set.id} has no fields`)
  return first
}

/** A name of a column inside a query. */
export const named = (name: string) => sql.ref(`r.${name}`)
