// What of events the city's search finds: all that is published, by title, venue and who takes part.

import type { SearchOffer } from '#platform/module.ts'
import { venueNames } from './queries/choices.ts'
import { eventsDb } from './tables.ts'

const page = 500

export const eventSearch: SearchOffer = {
  kinds: [{ kind: 'event', label: 'events.title', order: 35 }],
  async *subjects(city) {
    let after = ''
    for (;;) {
      const rows = await eventsDb(city)
        .selectFrom('events.events')
        .select('id')
        .where('state', '=', 'published')
        .where('id', '>', after)
        .orderBy('id')
        .limit(page)
        .execute()
      if (rows.length === 0) return
      after = rows.at(-1)?.id ?? after
      yield rows.map(({ id }) => `event:${id}`)
    }
  },
  documents: async (city, subjects) => {
    const ids = subjects.filter((each) => each.startsWith('event:')).map((each) => each.slice('event:'.length))
    if (ids.length === 0) return []
    const rows = await eventsDb(city)
      .selectFrom('events.events as e')
      .select([
        'e.id',
        'e.title',
        'e.title_en',
        'e.description',
        'e.kind',
        'e.artists',
        'e.organiser',
        'e.venue',
        'e.place',
      ])
      .select(['e.hall', 'e.district', 'e.basis'])
      // Of what is to come the next day, of what has been the last: the search puts newer days above.
      .select((from) =>
        from
          .selectFrom('events.sessions as s')
          .select('s.first_day')
          .whereRef('s.event', '=', 'e.id')
          .where('s.first_day', 'is not', null)
          .orderBy('s.first_day', 'desc')
          .limit(1)
          .as('day'),
      )
      .where('e.id', 'in', ids)
      .where('e.state', '=', 'published')
      .execute()
    const names = await venueNames(city)
    return rows.map((row) => {
      const place = [row.venue === null ? row.place : names.get(row.venue), row.hall].filter(Boolean).join(', ')
      return {
        subject: `event:${row.id}`,
        kind: 'event',
        title: row.title,
        titleEn: row.title_en,
        text:
          [row.description, row.basis === 'demo' ? city.words('events.demo') : null].filter(Boolean).join('. ') || null,
        keywords: [city.words(`events.kind.${row.kind}`), ...row.artists, row.organiser].filter(Boolean).join(', '),
        href: `/events/${encodeURIComponent(row.id)}`,
        place: place || null,
        district: row.district,
        day: row.day,
      }
    })
  },
  changes: [
    { fact: 'events.published' },
    { fact: 'events.changed' },
    { fact: 'events.moved' },
    { fact: 'events.cancelled' },
    { fact: 'events.hidden' },
  ],
}
