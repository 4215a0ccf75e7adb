// What the filters offer, and how places are called: small things that every page asks for.
import { sql } from 'kysely'
import { districts, venues } from '#kernel/places/index.ts'
import type { City } from '#platform/city.ts'
import { remembering } from '#platform/memory.ts'
import { type Kind, kinds, type Topic, topics } from '../rules/terms.ts'
import { eventsDb } from '../tables.ts'

interface Held {
  kinds: Kind[]
  topics: Topic[]
  venues: string[]
  districts: string[]
}

const held = remembering(['events'], async (city): Promise<Held> => {
  const row = await eventsDb(city)
    .selectFrom('events.days as d')
    .select([
      sql<Kind[] | null>`array_agg(distinct d.kind)`.as('kinds'),
      sql<string[] | null>`array_agg(distinct d.venue)`.as('venues'),
      sql<string[] | null>`array_agg(distinct d.district)`.as('districts'),
    ])
    .executeTakeFirstOrThrow()
  const named = await sql<{ topic: Topic }>`select distinct unnest(topics) as topic from events.days`.execute(city.db)
  return {
    kinds: row.kinds ?? [],
    venues: (row.venues ?? []).filter((id) => id !== null),
    districts: (row.districts ?? []).filter((id) => id !== null),
    topics: named.rows.map(({ topic }) => topic),
  }
})

/** What can be chosen: only what some event has. */
export async function filterChoices(city: City) {
  const has = await held(city)
  const at = new Set(has.venues)
  const within = new Set(has.districts)
  return {
    kinds: kinds.filter((kind) => has.kinds.includes(kind)),
    topics: topics.filter((topic) => has.topics.includes(topic)),
    venues: (await venues(city)).filter(({ id }) => at.has(id)).map(({ id, name }) => ({ id, name })),
    districts: (await districts(city))
      .filter(({ id }) => within.has(id))
      .map(({ id, name, nameEn }) => ({ id, name: city.words.locale === 'en' ? (nameEn ?? name) : name })),
  }
}

/** What venues are called, by their ids. */
export async function venueNames(city: City): Promise<ReadonlyMap<string, string>> {
  return new Map((await venues(city)).map(({ id, name }) => [id, name]))
}
