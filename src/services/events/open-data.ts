// What events offer as open data: events and their sessions, as they are shown. Venues are a set of places.
import { sql } from 'kysely'
import { column, type OpenSet } from '#platform/open-data/set.ts'
import { ages, bases, kinds, precisions, statuses } from './rules/terms.ts'

const { text, whole, flag, instant, day, list, maybe, choice } = column
const events = { theme: 'city', licence: 'facts', reads: ['events'] } as const

export const eventSets: readonly OpenSet[] = [
  {
    ...events,
    id: 'events',
    title: 'events.open.events',
    about: 'events.open.events.about',
    fields: {
      ...{
        id: text,
        title: text,
        title_en: maybe(text),
        summary: maybe(text),
        kind: choice(kinds),
        topics: list,
        artists: list,
      },
      ...{ age: maybe(choice(ages)), free: maybe(flag), price_min: maybe(whole), price_max: maybe(whole) },
      ...{
        pushkin_card: maybe(flag),
        language: maybe(text),
        ramp: maybe(flag),
        loop: maybe(flag),
        sign_language: maybe(flag),
      },
      ...{ organiser: maybe(text), venue: maybe(text), place: maybe(text), hall: maybe(text), district: maybe(text) },
      ...{
        status: choice(statuses),
        festival: maybe(text),
        sequence: whole,
        published_at: instant,
        changed_at: instant,
      },
      ...{ basis: choice(bases), source: maybe(text), note: maybe(text) },
    },
    rows: () => sql`select e.id, e.title, e.title_en, e.description as summary, e.kind, e.topics, e.artists, e.age, e.free, e.price_min,
        e.price_max, e.pushkin_card, e.language, e.ramp, e.loop, e.sign_language, e.organiser, e.venue, e.place, e.hall, e.district,
        e.status, e.parent as festival, e.sequence, e.published_at, e.changed_at, e.basis, e.url as source, e.note
      from events.events e where e.state = 'published'`,
  },
  {
    ...events,
    id: 'event-sessions',
    title: 'events.open.sessions',
    about: 'events.open.sessions.about',
    time: 'first_day',
    fields: {
      ...{ id: text, event: text, precision: choice(precisions), starts_at: maybe(instant), ends_at: maybe(instant) },
      ...{ first_day: maybe(day), last_day: maybe(day), hall: maybe(text), status: choice(statuses) },
      ...{ was_starts_at: maybe(instant), was_first_day: maybe(day), sequence: whole, changed_at: instant },
    },
    rows: () => sql`select s.id, s.event, s.said as precision, s.starts_at, s.ends_at, s.first_day, s.last_day, s.hall, s.status,
        s.was_starts_at, s.was_first_day, s.sequence, s.changed_at
      from events.sessions s join events.events e on e.id = s.event where e.state = 'published'`,
  },
]
