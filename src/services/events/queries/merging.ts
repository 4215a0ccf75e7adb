// What can be asked of events that several sources tell of: where they differ, what may be one, and who says what of one event.
import { sql } from 'kysely'
import { venuesFor } from '#kernel/places/index.ts'
import type { City } from '#platform/city.ts'
import type { Said } from '../rules/merge/said.ts'
import type { ConflictField, Side } from '../rules/merge/sides.ts'
import type { PairWhy } from '../tables/sources.ts'
import { sourcesDb } from '../tables/sources.ts'

export interface ConflictView {
  event: string
  title: string
  place: string
  field: ConflictField
  sides: Side[]
  shown: string
  chosen: string | null
  note: string | null
  openedAt: Date
  decidedAt: Date | null
  /** When the session is, where it is about one. */
  session: { startsAt: Date | null; firstDay: string | null } | null
}

const mostShown = 100

/** Conflicts that stand, those that wait for a decision first and the nearest session first; of one event if it is named. */
export async function conflictViews(
  city: City,
  { event, decided = false }: { event?: string; decided?: boolean } = {},
): Promise<ConflictView[]> {
  let asked = sourcesDb(city)
    .selectFrom('events.conflicts as c')
    .innerJoin('events.events as e', 'e.id', 'c.event')
    .leftJoin('events.sessions as s', 's.uid', 'c.place')
    .select(['c.event', 'e.title', 'c.place', 'c.field', 'c.sides', 'c.shown', 'c.chosen', 'c.note'])
    .select(['c.opened_at', 'c.decided_at', 's.starts_at', 's.first_day'])
    .where('c.closed_at', 'is', null)
  if (!decided) asked = asked.where('c.chosen', 'is', null)
  if (event !== undefined) asked = asked.where('c.event', '=', event)
  const rows = await asked
    .orderBy(sql`c.chosen is not null`)
    .orderBy('s.first_day')
    .orderBy('c.opened_at')
    .orderBy('c.event')
    .orderBy('c.field')
    .limit(mostShown)
    .execute()
  return rows.map(({ opened_at, decided_at, starts_at, first_day, ...row }) => ({
    ...{ ...row, openedAt: opened_at, decidedAt: decided_at },
    session: row.place === '' ? null : { startsAt: starts_at, firstDay: first_day },
  }))
}

/** What trusted sources say otherwise than the page does, while nobody has decided. */
export interface Dispute {
  field: ConflictField
  /** When the session is, where it is about one. */
  session: ConflictView['session']
  /** A name of null is the city's own word; venues stand by their names. */
  others: { name: string | null; value: unknown }[]
}

/** Where trusted sources differ about an event and nobody has decided: its page says so, with the other word beside the one shown. */
export async function disputesOf(city: City, event: string): Promise<Dispute[]> {
  const conflicts = await conflictViews(city, { event })
  if (conflicts.length === 0) return []
  const sides = conflicts.flatMap((conflict) => conflict.sides)
  const named = await sourcesDb(city)
    .selectFrom('events.sources')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(sides.map(({ source }) => source))])
    .execute()
  const names = new Map(named.map(({ id, name }) => [id, name]))
  const places = conflicts.flatMap(({ field, sides }) => (field === 'venue' ? sides : [])).map(({ value }) => value)
  const venues = new Map((await venuesFor(city, [...new Set(places.map(String))])).map(({ id, name }) => [id, name]))
  return conflicts.map(({ field, session, sides, shown }) => {
    const word = JSON.stringify(sides.find(({ source }) => source === shown)?.value)
    const others = sides.filter(({ source, value }) => source !== shown && JSON.stringify(value) !== word)
    const said = (value: unknown) => (field === 'venue' ? (venues.get(String(value)) ?? value) : value)
    return {
      ...{ field, session },
      others: others.map(({ source, value }) => ({ name: names.get(source) ?? null, value: said(value) })),
    }
  })
}

export interface PairSide {
  source: string
  uid: string
  event: string
  title: string
  venue: string | null
  start: string | null
  sourceName: string | null
}

export interface PairView {
  why: PairWhy
  likeness: number
  one: PairSide
  other: PairSide
}

/** Pairs that may be one event and wait for an editor. */
export async function pairViews(city: City): Promise<PairView[]> {
  const { rows } = await sql<PairRow>`
    select p.why, p.likeness, p.one_source, p.one_uid, p.other_source, p.other_uid,
      a.event as one_event, a.said as one_said, an.name as one_name, b.event as other_event, b.said as other_said, bn.name as other_name,
      ae.title as one_title, be.title as other_title
    from events.pairs p
      left join events.items a on a.source = p.one_source and a.uid = p.one_uid
      left join events.sources an on an.id = a.source
      left join events.events ae on p.one_source = '' and ae.id = p.one_uid
      left join events.items b on b.source = p.other_source and b.uid = p.other_uid
      left join events.sources bn on bn.id = b.source
      left join events.events be on p.other_source = '' and be.id = p.other_uid
    where p.state = 'proposed' and coalesce(a.event, ae.id) <> coalesce(b.event, be.id)
      and a.gone_at is null and b.gone_at is null
    order by p.likeness desc, p.made_at, p.one_source, p.one_uid limit ${mostShown}`.execute(city.db)
  return rows.map((row) => ({
    ...{ why: row.why, likeness: row.likeness },
    one: sideOf(row.one_source, row.one_uid, row.one_event, row.one_said, row.one_name, row.one_title),
    other: sideOf(row.other_source, row.other_uid, row.other_event, row.other_said, row.other_name, row.other_title),
  }))
}

interface PairRow {
  why: PairWhy
  likeness: number
  one_source: string
  one_uid: string
  other_source: string
  other_uid: string
  one_event: string | null
  one_said: Said | null
  one_name: string | null
  one_title: string | null
  other_event: string | null
  other_said: Said | null
  other_name: string | null
  other_title: string | null
}

function sideOf(
  source: string,
  uid: string,
  event: string | null,
  said: Said | null,
  name: string | null,
  title: string | null,
): PairSide {
  return {
    ...{ source, uid, event: event ?? uid, title: said?.found.title ?? title ?? '', sourceName: name },
    ...{
      venue: said?.found.venue.name ?? said?.found.venue.address ?? null,
      start: said?.found.sessions[0]?.start ?? null,
    },
  }
}

export interface ItemView {
  source: string
  sourceName: string
  uid: string
  trust: number
  said: Said
  changedAt: Date
  goneAt: Date | null
}

/** What each source says of one event. */
export async function itemViews(city: City, event: string): Promise<ItemView[]> {
  const rows = await sourcesDb(city)
    .selectFrom('events.items as i')
    .innerJoin('events.sources as s', 's.id', 'i.source')
    .select(['i.source', 's.name', 'i.uid', 's.trust', 'i.said', 'i.changed_at', 'i.gone_at'])
    .where('i.event', '=', event)
    .orderBy('s.trust', 'desc')
    .orderBy('i.source')
    .orderBy('i.uid')
    .execute()
  return rows.map(({ name, changed_at, gone_at, ...row }) => ({
    ...row,
    sourceName: name,
    changedAt: changed_at,
    goneAt: gone_at,
  }))
}

export async function eventNamed(city: City, id: string): Promise<{ id: string; title: string } | undefined> {
  return sourcesDb(city).selectFrom('events.events').select(['id', 'title']).where('id', '=', id).executeTakeFirst()
}

/** Where an event that was put together with another is now; null where it is itself. */
export async function nowAt(city: City, event: string): Promise<string | null> {
  const row = await sourcesDb(city)
    .selectFrom('events.items')
    .select('event')
    .where('home', '=', event)
    .where('event', '<>', event)
    .where((where) =>
      where.not(where.exists(where.selectFrom('events.items as o').select('o.uid').where('o.event', '=', event))),
    )
    .limit(1)
    .executeTakeFirst()
  return row?.event ?? null
}
