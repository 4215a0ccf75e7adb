// What all sources say of some events, read for all of them at once and told in our own terms.
import { sql } from 'kysely'
import type { City } from '#platform/city.ts'
import { editsOn, noEdits } from '../../queries/edits.ts'
import type { EventFields } from '../../rules/fields.ts'
import { fieldsOf, type KnownEvent, type KnownSession } from '../../rules/keep.ts'
import type { Voice } from '../../rules/merge/align.ts'
import { fieldsSaid, type Said, statusSaid, timeSaid } from '../../rules/merge/said.ts'
import type { Decision, Edits, Entry } from '../../rules/merge/sides.ts'
import type { Basis } from '../../rules/terms.ts'
import type { FoundSession } from '../../sources/found.ts'
import { settingsShape } from '../../sources/settings.ts'
import { sourcesDb } from '../../tables/sources.ts'
import { refOf } from './refs.ts'

/** The name under which the city's own words stand beside those of sources. */
export const ownSource = 'own'

export interface EventSays {
  entries: Entry[]
  /** The page of each item, by source. */
  urls: ReadonlyMap<string, string | null>
  /** Its organiser, an editor or the pack wrote it. */
  own: boolean
  basis: Basis
  refs: ReadonlyMap<string, string>
  decisions: ReadonlyMap<string, Decision>
  edits: Edits
  parent: string | null
}

type Known = ReadonlyMap<string, { event: KnownEvent; sessions: readonly KnownSession[] }>

/** Everything said of these events. */
export async function saysOf(
  city: City,
  events: readonly string[],
  known: Known,
  zone: string,
): Promise<Map<string, EventSays>> {
  const items = await itemsOf(city, events)
  const own = await ownAmong(city, events)
  const refs = await sourcesDb(city).selectFrom('events.refs').selectAll().where('event', 'in', events).execute()
  const refsBy = Map.groupBy(refs, ({ event }) => event)
  const decided = await decisionsOn(city, events)
  const edits = await editsOn(city, events, zone)
  const parents = await parentsOf(city, items)
  const itemsBy = Map.groupBy(items, ({ event }) => event)
  return new Map(
    events.map((event) => {
      const mine = itemsBy.get(event) ?? []
      const there = known.get(event)
      const isOwn = own.has(event)
      const entries = mine.map((item) => entryOf(item, zone))
      if (isOwn && there) entries.push(ownEntry(there, refsBy.get(event) ?? []))
      return [
        event,
        {
          ...{ entries, own: isOwn, basis: mine.some(({ demo }) => demo) ? 'demo' : 'feed' },
          urls: new Map(mine.map(({ source, said }) => [source, said.found.url])),
          refs: new Map((refsBy.get(event) ?? []).map(({ ref, uid }) => [ref, uid])),
          decisions: decided.get(event) ?? new Map<string, Decision>(),
          edits: edits.get(event) ?? noEdits,
          parent:
            mine
              .map((item) => parents.get(`${item.source}\n${item.said.found.series ?? ''}`))
              .find((id) => id && id !== event) ?? null,
        },
      ]
    }),
  )
}

interface ItemRow {
  source: string
  uid: string
  event: string
  said: Said
  changed_at: Date
  gone_at: Date | null
  trust: number
  demo: boolean
  kind: string | undefined
  organiser: string | undefined
}

async function itemsOf(city: City, events: readonly string[]): Promise<ItemRow[]> {
  const rows = await sourcesDb(city)
    .selectFrom('events.items as i')
    .innerJoin('events.sources as s', 's.id', 'i.source')
    .select(['i.source', 'i.uid', 'i.event', 'i.said', 'i.changed_at', 'i.gone_at', 's.trust', 's.mapping'])
    .where('i.event', 'in', events)
    .orderBy('i.source')
    .orderBy('i.uid')
    .execute()
  const settings = new Map(rows.map(({ source, mapping }) => [source, mapping]))
  const read = new Map([...settings].map(([source, mapping]) => [source, settingsShape.safeParse(mapping).data ?? {}]))
  return rows.map(({ mapping, ...row }) => {
    const { demo = false, kind, organiser } = read.get(row.source) ?? {}
    return { ...row, demo, kind, organiser }
  })
}

/** Events that nobody imported first, or that have an owner of their own. */
export async function ownAmong(city: City, events: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select e.id from events.events e where e.id = any(${events})
      and (e.owner is not null or e.organisation is not null
        or not exists (select 1 from events.items i where i.home = e.id))`.execute(city.db)
  return new Set(rows.map(({ id }) => id))
}

function entryOf(item: ItemRow, zone: string): Entry {
  const { source, uid, trust, said, gone_at } = item
  const { found, former } = said
  const saidAt = found.modifiedAt ? Date.parse(found.modifiedAt) : item.changed_at.getTime()
  const about = { source, trust, own: false, saidAt }
  const voices = (sessions: readonly FoundSession[], gone: boolean) =>
    sessions.flatMap((session): Voice[] => {
      const when = timeSaid(session.start, session.end, zone)
      if (when === null) return []
      const previous = session.previousStart ? timeSaid(session.previousStart, null, zone) : null
      const ref = refOf(source, uid, session.uid)
      return [{ ...about, gone, ref, when, hall: session.hall, status: statusSaid(session, found), previous }]
    })
  const gone = gone_at !== null
  return {
    ...{ ...about, uid, gone },
    fields: fieldsSaid(said, { kind: item.kind, organiser: item.organiser }),
    voices: [...voices(found.sessions, gone), ...voices(former, true)],
  }
}

function ownEntry(
  { event, sessions }: { event: KnownEvent; sessions: readonly KnownSession[] },
  refs: readonly { ref: string; uid: string }[],
): Entry {
  const fields: Partial<EventFields> = fieldsOf(event)
  const about = { source: ownSource, trust: 100, own: true, gone: false, saidAt: 0 }
  const voices = sessions.map((session): Voice => {
    const { said, starts_at, ends_at, first_day, last_day, was_starts_at, was_first_day } = session
    const previous =
      was_first_day === null
        ? null
        : {
            said: was_starts_at ? ('time' as const) : ('day' as const),
            starts_at: was_starts_at,
            ends_at: null,
            first_day: was_first_day,
            last_day: was_first_day,
          }
    const ref = refs.find(({ uid }) => uid === session.uid)?.ref ?? refOf(ownSource, event.id, session.uid)
    return {
      ...about,
      ref,
      when: { said, starts_at, ends_at, first_day, last_day },
      hall: session.hall,
      status: session.status,
      previous,
    }
  })
  return { ...about, uid: event.id, fields, voices }
}

async function decisionsOn(city: City, events: readonly string[]): Promise<Map<string, Map<string, Decision>>> {
  const rows = await sourcesDb(city)
    .selectFrom('events.conflicts')
    .select(['event', 'place', 'field', 'chosen', 'decided_among'])
    .where('event', 'in', events)
    .where('chosen', 'is not', null)
    .execute()
  const by = Map.groupBy(rows, ({ event }) => event)
  return new Map(
    [...by].map(([event, mine]) => [
      event,
      new Map(
        mine.map(({ place, field, chosen, decided_among }) => [
          `${place} ${field}`,
          { chosen: chosen ?? '', among: decided_among ?? [] },
        ]),
      ),
    ]),
  )
}

/** The events of the series that items name. */
async function parentsOf(city: City, items: readonly ItemRow[]): Promise<Map<string, string>> {
  const named = items.flatMap(({ source, said }) => (said.found.series ? [{ source, uid: said.found.series }] : []))
  if (named.length === 0) return new Map()
  const rows = await sourcesDb(city)
    .selectFrom('events.items')
    .select(['source', 'uid', 'event'])
    .where('source', 'in', [...new Set(named.map(({ source }) => source))])
    .where('uid', 'in', [...new Set(named.map(({ uid }) => uid))])
    .execute()
  return new Map(rows.map(({ source, uid, event }) => [`${source}\n${uid}`, event]))
}
