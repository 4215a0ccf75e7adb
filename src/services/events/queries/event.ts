// One event with all that is known of it: its sessions, where each value comes from, its festival, and what is like it.
import { sql } from 'kysely'
import { type Venue, venuesFor } from '#kernel/places/index.ts'
import type { City } from '#platform/city.ts'
import type { Named } from '#platform/module.ts'
import { hours, later } from '#platform/time.ts'
import { type EventFields, fieldNames } from '../rules/fields.ts'
import { type Alike, similarTo } from '../rules/similar.ts'
import type { Basis, Said, SourceKind, Status } from '../rules/terms.ts'
import { isOver } from '../rules/when.ts'
import { eventsDb } from '../tables.ts'

export interface SessionView {
  id: string
  said: Said
  startsAt: Date | null
  endsAt: Date | null
  firstDay: string | null
  lastDay: string | null
  hall: string | null
  status: Status
  wasStartsAt: Date | null
  wasFirstDay: string | null
  reason: string | null
  sequence: number
  changedAt: Date
}

/** Where a value comes from. */
export interface FieldSource {
  field: string
  session: string
  source: string
  name: string
  kind: SourceKind
  url: string | null
  saidOn: string | null
  seenAt: Date
  shown: boolean
}

export interface Relative {
  id: string
  title: string
  titleEn: string | null
}

export interface EventView extends EventFields {
  id: string
  status: Status
  basis: Basis
  sequence: number
  changedAt: Date
  publishedAt: Date | null
}

export interface WholeEvent {
  event: EventView
  /** What is to come first, the soonest at the top; then what has been, the latest at the top. */
  sessions: SessionView[]
  sources: FieldSource[]
  venue: Venue | null
  parent: Relative | null
}

/** Of one event so many sessions are read; no theatre announces more. */
export const mostSessions = 500

/** An event that everybody may see; null where there is none. */
export async function eventFor(city: City, id: string): Promise<WholeEvent | null> {
  const row = await eventsDb(city)
    .selectFrom('events.events as e')
    .leftJoin('events.events as p', (join) => join.onRef('p.id', '=', 'e.parent').on('p.state', '=', 'published'))
    .select(['e.id', 'e.status', 'e.basis', 'e.sequence', 'e.changed_at as changedAt', 'e.published_at as publishedAt'])
    .select(fieldNames.map((name) => `e.${name}` as const))
    .select(['p.id as parentId', 'p.title as parentTitle', 'p.title_en as parentTitleEn'])
    .where('e.id', '=', id)
    .where('e.state', '=', 'published')
    .executeTakeFirst()
  if (!row) return null
  const { parentId, parentTitle, parentTitleEn, ...event } = row
  const [venue = null] = event.venue === null ? [] : await venuesFor(city, [event.venue])
  return {
    event,
    sessions: await sessionsOf(city, id),
    sources: await sourcesOf(city, id),
    venue,
    parent:
      parentId === null || parentTitle === null ? null : { id: parentId, title: parentTitle, titleEn: parentTitleEn },
  }
}

async function sessionsOf(city: City, event: string): Promise<SessionView[]> {
  const rows = await eventsDb(city)
    .selectFrom('events.sessions')
    .select([
      'id',
      'said',
      'starts_at as startsAt',
      'ends_at as endsAt',
      'first_day as firstDay',
      'last_day as lastDay',
    ])
    .select(['hall', 'status', 'was_starts_at as wasStartsAt', 'was_first_day as wasFirstDay', 'reason', 'sequence'])
    .select('changed_at as changedAt')
    .where('event', '=', event)
    .orderBy(sql`coalesce(starts_at, first_day::timestamptz)`, (order) => order.desc().nullsLast())
    .limit(mostSessions)
    .execute()
  const toCome = rows.filter((row) => !isOver(row, city.now)).reverse()
  return [...toCome, ...rows.filter((row) => isOver(row, city.now))]
}

async function sourcesOf(city: City, event: string): Promise<FieldSource[]> {
  return (
    eventsDb(city)
      .selectFrom('events.fields as f')
      .innerJoin('events.sources as s', 's.id', 'f.source')
      .select(['f.field', 'f.session', 'f.source', 's.name', 's.kind', 'f.url', 'f.said_on as saidOn'])
      .select('f.shown')
      // What a source still says it says as of its last reading.
      .select(
        sql<Date>`case when f.gone_at is null then greatest(f.seen_at, s.read_at) else f.seen_at end`.as('seenAt'),
      )
      .where('f.event', '=', event)
      .orderBy('s.trust', 'desc')
      .orderBy('f.source')
      .execute()
  )
}

/** What belongs to a festival or series, the soonest first. */
export async function partsOf(
  city: City,
  event: string,
): Promise<(Relative & { firstDay: string | null; startsAt: Date | null })[]> {
  return eventsDb(city)
    .selectFrom('events.events as e')
    .leftJoinLateral(
      (from) =>
        from
          .selectFrom('events.sessions as s')
          .select(['s.first_day', 's.starts_at'])
          .whereRef('s.event', '=', 'e.id')
          .orderBy('s.first_day')
          .orderBy('s.starts_at')
          .limit(1)
          .as('first'),
      (join) => join.onTrue(),
    )
    .select(['e.id', 'e.title', 'e.title_en as titleEn', 'first.first_day as firstDay', 'first.starts_at as startsAt'])
    .where('e.parent', '=', event)
    .where('e.state', '=', 'published')
    .orderBy('first.first_day')
    .orderBy('first.starts_at')
    .limit(200)
    .execute()
}

export interface Similar extends Relative {
  day: string
  because: Alike[]
}

const looksAhead = 60
const candidates = 300

/** What is to come in the next two months and has something in common with an event, with the reasons. */
export async function similarEvents(city: City, event: EventView, evening: boolean, most = 5): Promise<Similar[]> {
  const rows = await eventsDb(city)
    .selectFrom('events.days as d')
    .innerJoin('events.events as e', 'e.id', 'd.event')
    .select([
      'e.id',
      'e.title',
      'e.title_en as titleEn',
      'e.kind',
      'e.topics',
      'e.artists',
      'e.venue',
      'd.evening',
      'd.day',
    ])
    .where('d.shape', '=', 'day')
    .where('d.cancelled', '=', false)
    .where('d.sort_at', '>', city.now)
    .where('d.sort_at', '<', later(city.now, looksAhead * hours(24)))
    .where('d.event', '!=', event.id)
    .where((where) =>
      where.or([
        where('d.venue', '=', event.venue),
        where('d.kind', '=', event.kind),
        sql<boolean>`d.topics && ${event.topics}::text[]`,
        sql<boolean>`e.artists && ${event.artists}::text[]`,
      ]),
    )
    .orderBy('d.sort_at')
    .limit(candidates)
    .execute()
  const once = [...Map.groupBy(rows, ({ id }) => id).values()].flatMap(([soonest]) => soonest ?? [])
  return similarTo({ ...event, evening }, once, most).map(({ event: { id, title, titleEn, day }, because }) => ({
    ...{ id, title, titleEn, day },
    because,
  }))
}

/** How events are called where something leads to them. */
export async function namedEvents(city: City, subjects: readonly string[]): Promise<ReadonlyMap<string, Named>> {
  const { words } = city
  const ids = subjects.map((subject) => subject.slice('event:'.length))
  const rows = await eventsDb(city)
    .selectFrom('events.events')
    .select(['id', 'title', 'title_en', 'kind', 'status', 'basis'])
    .where('id', 'in', ids)
    .where('state', '=', 'published')
    .execute()
  return new Map(
    rows.map(({ id, title, title_en, kind, status, basis }) => [
      `event:${id}`,
      {
        what: words(`events.kind.${kind}`),
        title: words.locale === 'en' ? (title_en ?? title) : title,
        lang: words.locale === 'en' && title_en === null ? 'ru' : undefined,
        note: [
          status === 'scheduled' ? null : words(`events.status.${status}`),
          basis === 'demo' ? words('events.demo') : null,
        ]
          .filter(Boolean)
          .join(', '),
      },
    ]),
  )
}
