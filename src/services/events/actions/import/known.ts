// What is there already, asked for a whole page of items at once: the items themselves, what may be the same, and what must stay apart.
import { sql } from 'kysely'
import type { City } from '#platform/city.ts'
import type { Key } from '../../rules/merge/match.ts'
import { placeKey, titleKey } from '../../rules/merge/names.ts'
import type { Said } from '../../rules/merge/said.ts'
import { sourcesDb } from '../../tables/sources.ts'

export interface KeptItem {
  event: string
  home: string
  said: Said
}

export async function keptItems(city: City, source: string, uids: readonly string[]): Promise<Map<string, KeptItem>> {
  const rows = await sourcesDb(city)
    .selectFrom('events.items')
    .select(['uid', 'event', 'home', 'said'])
    .where('source', '=', source)
    .where('uid', 'in', uids)
    .execute()
  return new Map(rows.map(({ uid, ...kept }) => [uid, kept]))
}

export interface Candidate extends Key {
  /** Null for an event that the city wrote itself. */
  uid: string | null
  event: string
}

/** What else takes place on the days of these keys under the same title or at the same venue. */
export async function candidatesOn(city: City, keys: readonly Key[]): Promise<Candidate[]> {
  const titles = distinct(keys.map(({ day, title }) => [day, title] as const))
  const venues = distinct(keys.filter(({ venue }) => venue !== '').map(({ day, venue }) => [day, venue] as const))
  const { rows } = await sql<KeyRow>`
    select k.source, k.uid, k.venue, k.title, k.day, k.starts_at, i.event from (
      select k.* from unnest(${titles.map(([day]) => day)}::date[], ${titles.map(([, title]) => title)}::text[]) as t (day, title)
        join events.keys k on k.day = t.day and k.title = t.title
      union
      select k.* from unnest(${venues.map(([day]) => day)}::date[], ${venues.map(([, venue]) => venue)}::text[]) as v (day, venue)
        join events.keys k on k.day = v.day and k.venue = v.venue
    ) k join events.items i on i.source = k.source and i.uid = k.uid`.execute(city.db)
  const own = await sql<OwnRow>`
    select e.id, e.title, e.venue, e.place, s.first_day, s.starts_at
    from events.sessions s join events.events e on e.id = s.event
    where s.first_day = any(${[...new Set(keys.map(({ day }) => day))]}::date[]) and s.said in ('time', 'day') and e.state <> 'hidden'
      and not exists (select 1 from events.items i where i.home = e.id)`.execute(city.db)
  return [
    ...rows.map(({ source, uid, venue, title, day, starts_at, event }) => ({
      ...{ owner: `${source}\n${uid}`, uid, event, venue, title, day, startsAt: starts_at?.getTime() ?? null },
    })),
    ...own.rows.map(({ id, title, venue, place, first_day, starts_at }) => ({
      ...{ owner: `\n${id}`, uid: null, event: id, title: titleKey(title), day: first_day },
      venue: venue !== null ? `v:${venue}` : place !== null ? `n:${placeKey(place)}` : '',
      startsAt: starts_at?.getTime() ?? null,
    })),
  ]
}

interface KeyRow {
  source: string
  uid: string
  venue: string
  title: string
  day: string
  starts_at: Date | null
  event: string
}

interface OwnRow {
  id: string
  title: string
  venue: string | null
  place: string | null
  first_day: string
  starts_at: Date | null
}

function distinct(pairs: readonly (readonly [string, string])[]): (readonly [string, string])[] {
  return [...new Map(pairs.map((pair) => [pair.join('\n'), pair])).values()]
}

/** Pairs that an editor took apart, as `one\rother`. */
export async function pairsApart(city: City, source: string, uids: readonly string[]): Promise<Set<string>> {
  const rows = await sourcesDb(city)
    .selectFrom('events.pairs')
    .select(['one_source', 'one_uid', 'other_source', 'other_uid'])
    .where('state', '=', 'apart')
    .where((where) =>
      where.or([
        where.and([where('one_source', '=', source), where('one_uid', 'in', uids)]),
        where.and([where('other_source', '=', source), where('other_uid', 'in', uids)]),
      ]),
    )
    .execute()
  return new Set(rows.map((row) => `${row.one_source}\n${row.one_uid}\r${row.other_source}\n${row.other_uid}`))
}
