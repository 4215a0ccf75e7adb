// The fields of an event: what can be said of it, by whom each is said, and which of them changed.
import type { Age, Kind, Topic } from './terms.ts'

/** What can be said of an event; null is «no data», an empty list is nothing said. */
export interface EventFields {
  title: string
  title_en: string | null
  description: string | null
  kind: Kind
  topics: Topic[]
  artists: string[]
  age: Age | null
  free: boolean | null
  /** Whole kopecks. */
  price_min: number | null
  price_max: number | null
  pushkin_card: boolean | null
  language: string | null
  ramp: boolean | null
  loop: boolean | null
  sign_language: boolean | null
  online: boolean | null
  organiser: string | null
  /** A venue of places; its words stand in `place` where no venue fits. */
  venue: string | null
  place: string | null
  hall: string | null
  /** The district's id; of the venue where it has one. */
  district: string | null
  ticket_url: string | null
  url: string | null
  image_url: string | null
  note: string | null
  parent: string | null
}

export type FieldName = keyof EventFields

const nothing: EventFields = {
  title: '',
  title_en: null,
  description: null,
  kind: 'other',
  topics: [],
  artists: [],
  age: null,
  free: null,
  price_min: null,
  price_max: null,
  pushkin_card: null,
  language: null,
  ramp: null,
  loop: null,
  sign_language: null,
  online: null,
  organiser: null,
  venue: null,
  place: null,
  hall: null,
  district: null,
  ticket_url: null,
  url: null,
  image_url: null,
  note: null,
  parent: null,
}

/** In events.fields: when its sessions are. */
export const timeField = 'when'

/** The names of all fields, in the order in which pages tell them. */
export const fieldNames = Object.keys(nothing).filter((name): name is FieldName => name in nothing)

/** All fields, of which what was not said is nothing. */
export function allFields(said: Partial<EventFields> & Pick<EventFields, 'title' | 'kind'>): EventFields {
  return { ...nothing, ...said }
}

/** Whether a field says anything. */
export function isSaid(value: EventFields[FieldName]): boolean {
  return value !== null && (!Array.isArray(value) || value.length > 0)
}

/** The names of fields that differ. */
export function changedFields(before: EventFields, after: EventFields): FieldName[] {
  return fieldNames.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
}
