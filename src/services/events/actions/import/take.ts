// Taking a page of items in: each is found again, or known as an event that another source tells of, or new.
import { sql } from 'kysely'
import { action, type City } from '#platform/city.ts'
import { newId } from '#platform/ids.ts'
import { demand } from '#platform/policy.ts'
import { dayOf } from '#platform/time.ts'
import { mayKeepEvents } from '../../policy.ts'
import { grouped, type Key, matchesAmong, type Proposal } from '../../rules/merge/match.ts'
import { placeKey, titleKey } from '../../rules/merge/names.ts'
import { followed, type Said } from '../../rules/merge/said.ts'
import { sourcesDb } from '../../tables/sources.ts'
import { type Candidate, candidatesOn, keptItems, pairsApart } from './known.ts'
import { recompose } from './recompose.ts'
import type { FreshItem, VenueFound } from './run.ts'

interface Taking {
  source: string
  items: readonly FreshItem[]
  venues: ReadonlyMap<string, VenueFound>
  zone: string
}

/** One item of the page, on its way. */
interface Item extends FreshItem {
  owner: string
  said: Said
  isNew: boolean
  /** The event it belongs to so far. */
  event: string | null
  home: string | null
  keys: Key[]
}

/** More sessions than this do not help to know an event again. */
const mostKeys = 300

/** Takes some items of one source in; answers how many were new and how many had changed. */
export const takeItems = action('events', async (city: City, { source, items, venues, zone }: Taking) => {
  demand(city.actor, mayKeepEvents, undefined)
  const before = await keptItems(
    city,
    source,
    items.map(({ uid }) => uid),
  )
  const page = items.map((item): Item => {
    const kept = before.get(item.uid)
    const said = followed(kept?.said ?? null, saidOf(item, venues))
    const owner = ownerOf(source, item.uid)
    const bound = { event: kept?.event ?? null, home: kept?.home ?? null }
    return { ...item, ...bound, owner, said, isNew: kept === undefined, keys: keysOf(owner, said, zone) }
  })
  const { ties, proposed } = await matched(city, source, page)
  const touched = await bind(city, source, page, ties)
  await propose(city, proposed)
  await recompose(city, { events: touched, zone })
  return { made: page.filter(({ isNew }) => isNew).length, changed: page.filter(({ isNew }) => !isNew).length }
})

export const ownerOf = (source: string, uid: string): string => `${source}\n${uid}`

function saidOf({ found }: FreshItem, venues: Taking['venues']): Omit<Said, 'former'> {
  const meant = venues.get(found.venue.name ?? '') ?? venues.get(found.venue.address ?? '')
  return { found, venue: meant?.venue ?? null, hall: found.venue.hall ?? meant?.hall ?? null }
}

export function keysOf(owner: string, { found, venue }: Said, zone: string): Key[] {
  const place = found.venue.name ?? found.venue.address
  const at = venue !== null ? `v:${venue}` : place !== null ? `n:${placeKey(place)}`.slice(0, 200) : ''
  const title = titleKey(found.title).slice(0, 300)
  const keys = found.sessions.slice(0, mostKeys).map(({ start, allDay }): Key => {
    const startsAt = allDay ? null : Date.parse(start)
    return { owner, venue: at, title, day: startsAt === null ? start : dayOf(new Date(startsAt), zone), startsAt }
  })
  return [...new Map(keys.map((key) => [`${key.day} ${key.startsAt}`, key])).values()]
}

interface Matched {
  /** What belongs together: items with each other, and with events. */
  ties: [string, string][]
  proposed: Proposal[]
}

async function matched(city: City, source: string, page: readonly Item[]): Promise<Matched> {
  const keys = page.flatMap((item) => item.keys)
  const own = new Set(page.map(({ owner }) => owner))
  const candidates = (await candidatesOn(city, keys)).filter(({ owner }) => !own.has(owner))
  const { same, proposed } = matchesAmong([...keys, ...candidates], own)
  const apart = await pairsApart(
    city,
    source,
    page.map(({ uid }) => uid),
  )
  const isApart = (one: string, other: string) => apart.has(`${one}\r${other}`) || apart.has(`${other}\r${one}`)
  const eventOf = new Map<string, string>()
  for (const { owner, event } of [...candidates, ...page]) if (event !== null) eventOf.set(owner, event)
  const ties = same.filter(([one, other]) => !isApart(one, other))
  for (const [owner, event] of eventOf) ties.push([owner, eventNode(event)])
  return {
    ties: withoutOwnTies(ties, candidates),
    proposed: proposed.filter(({ one, other }) => {
      const [a, b] = [eventOf.get(one), eventOf.get(other)]
      return !isApart(one, other) && (a === undefined || a !== b)
    }),
  }
}

const eventNode = (event: string): string => `\u0001${event}`

// Two events that the city wrote itself are never made one by a feed: an item goes to the first of them.
function withoutOwnTies(ties: [string, string][], candidates: readonly Candidate[]): [string, string][] {
  const own = new Set(candidates.filter(({ uid }) => uid === null).map(({ owner }) => owner))
  const taken = new Set<string>()
  return [...ties].sort().filter(([one, other]) => {
    const [item, event] = own.has(one) ? [other, one] : own.has(other) ? [one, other] : [null, null]
    if (item === null || event === null || item.startsWith('\u0001')) return true
    if (taken.has(item)) return false
    taken.add(item)
    return true
  })
}

/** Gives every item of the page its event, and what belongs to it from other events too; answers the events concerned. */
async function bind(
  city: City,
  source: string,
  page: readonly Item[],
  ties: readonly [string, string][],
): Promise<string[]> {
  const byOwner = new Map(page.map((item) => [item.owner, item]))
  const touched = new Set<string>()
  const absorbed = new Map<string, string>()
  const rows: { item: Item; event: string }[] = []
  for (const group of grouped(byOwner.keys(), ties)) {
    const items = group.flatMap((owner) => byOwner.get(owner) ?? [])
    if (items.length === 0) continue
    const events = group.flatMap((node) => (node.startsWith('\u0001') ? [node.slice(1)] : []))
    const target = (await targetAmong(city, events)) ?? newId(city.now)
    for (const event of events) {
      touched.add(event)
      if (event !== target) absorbed.set(event, target)
    }
    touched.add(target)
    rows.push(...items.map((item) => ({ item, event: target })))
  }
  const targets = [...new Set(rows.map(({ event }) => event))]
  const own = await ownAmong(city, targets)
  await makeRoom(city, targets)
  await writeItems(city, source, rows, own)
  for (const [event, target] of absorbed)
    await sourcesDb(city).updateTable('events.items').set({ event: target }).where('event', '=', event).execute()
  return [...touched]
}

/** Of several events the one that the city wrote itself, else the oldest. */
async function targetAmong(city: City, events: readonly string[]): Promise<string | undefined> {
  if (events.length < 2) return events[0]
  const { rows } = await sql<{ id: string }>`
    select e.id from events.events e where e.id = any(${events})
    order by exists (select 1 from events.items i where i.home = e.id), e.made_at, e.id limit 1`.execute(city.db)
  return rows[0]?.id
}

/** Events among these that are there and that no source brought. */
async function ownAmong(city: City, events: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select e.id from events.events e where e.id = any(${events})
      and not exists (select 1 from events.items i where i.home = e.id)`.execute(city.db)
  return new Set(rows.map(({ id }) => id))
}

// Items point to their event, which is written once all that is said of it is known.
async function makeRoom(city: City, events: readonly string[]): Promise<void> {
  await sql`
    insert into events.events (id, title, kind, state, basis, made_at, changed_at, words, sequence)
    select id, '…', 'other', 'draft', 'feed', ${city.now}, ${city.now}, ''::tsvector, -1 from unnest(${events}::text[]) as room (id)
    on conflict do nothing`.execute(city.db)
}

async function writeItems(
  city: City,
  source: string,
  rows: readonly { item: Item; event: string }[],
  own: ReadonlySet<string>,
): Promise<void> {
  const told = rows.map(({ item, event }) => ({
    ...{ uid: item.uid, event, hash: item.hash, said: item.said },
    // What joins an event of the city's own would be another one without it.
    home: item.home ?? (own.has(event) ? newId(city.now) : event),
  }))
  await sql`
    insert into events.items (source, uid, event, home, hash, said, first_at, changed_at)
    select ${source}, uid, event, home, hash, said, ${city.now}, ${city.now}
    from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as r (uid text, event text, home text, hash text, said jsonb)
    on conflict (source, uid) do update set event = excluded.event, hash = excluded.hash, said = excluded.said,
      changed_at = excluded.changed_at, gone_at = null`.execute(city.db)
  const again = rows.filter(({ item }) => !item.isNew).map(({ item }) => item.uid)
  if (again.length > 0)
    await sourcesDb(city).deleteFrom('events.keys').where('source', '=', source).where('uid', 'in', again).execute()
  const keys = rows.flatMap(({ item }) =>
    item.keys.map(({ venue, title, day, startsAt }) => ({
      ...{ uid: item.uid, venue, title, day, starts_at: startsAt === null ? null : new Date(startsAt).toISOString() },
    })),
  )
  for (let from = 0; from < keys.length; from += 2000)
    await sql`
      insert into events.keys (source, uid, venue, title, day, starts_at)
      select ${source}, r.* from jsonb_to_recordset(${JSON.stringify(keys.slice(from, from + 2000))}::jsonb)
        as r (uid text, venue text, title text, day date, starts_at timestamptz)`.execute(city.db)
}

async function propose(city: City, proposed: readonly Proposal[]): Promise<void> {
  if (proposed.length === 0) return
  const rows = proposed.map(({ one, other, why, likeness }) => ({ ...sidesOf(one, other), why, likeness }))
  await sourcesDb(city)
    .insertInto('events.pairs')
    .values(rows.map((row) => ({ ...row, made_at: city.now })))
    .onConflict((clash) => clash.doNothing())
    .execute()
}

function sidesOf(one: string, other: string) {
  const [one_source = '', one_uid = ''] = one.split('\n')
  const [other_source = '', other_uid = ''] = other.split('\n')
  return { one_source, one_uid, other_source, other_uid }
}
