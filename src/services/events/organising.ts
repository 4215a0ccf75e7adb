// What seats, follows and the cabinet bring to the door of events.
import { h } from 'preact'
import type { City } from '#platform/city.ts'
import type { Module, Retention } from '#platform/module.ts'
import { eraseFollows } from './actions/follow.ts'
import { dropDrafts, dropNames, dropSeatLooks, dropSeats, eraseSeats } from './actions/personal.ts'
import { eventNotices } from './notices.ts'
import { MySeats } from './pages/my-seats.tsx'
import { followsOfPerson } from './queries/follows.ts'
import { heldUnder, looksAtSeats } from './queries/personal.ts'
import { seatsOfPerson } from './queries/seats.ts'

export const organising = (zone: string) =>
  ({
    notices: eventNotices(zone),
    mine: {
      order: 35,
      piece: async (city, person) => {
        const seats = await seatsOfPerson(city, person)
        return h(MySeats, { seats, follows: (await followsOfPerson(city, person)).length, zone })
      },
    },
    follows: async (city, person) =>
      (await followsOfPerson(city, person)).map(({ title, href }) => ({
        ...{ href, title, note: city.words('events.title') },
        lang: city.words.locale === 'en' ? 'ru' : undefined,
      })),
    retention,
  }) satisfies Partial<Module>

const retention: readonly Retention[] = [
  { category: 'events.names', label: 'events.retention.names', remove: dropNames },
  { category: 'events.seats', label: 'events.retention.seats', remove: dropSeats },
  { category: 'events.seat-looks', label: 'events.retention.looks', remove: dropSeatLooks },
  { category: 'events.drafts', label: 'events.retention.drafts', remove: dropDrafts },
  // A guest who stopped her letters is forgotten the next night, long before the thirty days of the law.
  { category: 'events.follows', label: 'events.retention.follows' },
]

/** What is personal here: held under handles, shown to whom it belongs, gone with her. */
export const organisingPersonal = (zone: string) => ({
  export: heldUnder,
  erase: async (city: City, handle: string) =>
    (await eraseFollows(city, { handle })) + (await eraseSeats(city, { handle, zone })),
  looked: looksAtSeats,
  kinds: {
    seats: {
      label: 'events.personal.seats',
      basis: 'events.personal.seats.basis',
      kept: 'events.personal.seats.kept',
      stays: 'events.personal.seats.stays',
    },
    follows: {
      label: 'events.personal.follows',
      basis: 'events.personal.follows.basis',
      correct: '/events/following',
    },
    drafts: {
      label: 'events.personal.drafts',
      basis: 'events.personal.drafts.basis',
      kept: 'events.personal.drafts.kept',
      correct: '/events/cabinet',
    },
    organised: {
      label: 'events.personal.organised',
      basis: 'events.personal.organised.basis',
      stays: 'events.personal.organised.stays',
    },
  },
})
