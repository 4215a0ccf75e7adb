// The list: which days of which events a question lets through, page by page in the order of their hours.
import { sql } from 'kysely'
import type { City } from '#platform/city.ts'
import { atHour, dayOf, hours, plusDays } from '#platform/time.ts'
import type { Filter, Place } from '../rules/asked.ts'
import { longDays } from '../rules/days.ts'
import type { Age, Basis, Kind, Said, Shape, Status } from '../rules/terms.ts'
import { eventsDb } from '../tables.ts'

/** An event on one of its days, as a list tells it. */
export interface Listed {
  id: string
  day: string
  lastDay: string
  shape: Shape
  sortAt: Date
  cancelled: boolean
  title: string
  titleEn: string | null
  kind: Kind
  age: Age | null
  free: boolean | null
  priceMin: number | null
  priceMax: number | null
  pushkinCard: boolean | null
  ramp: boolean | null
  loop: boolean | null
  signLanguage: boolean | null
  venue: string | null
  place: string | null
  hall: string | null
  status: Status
  basis: Basis
  sessions: ListedSession[]
}

export interface ListedSession {
  id: string
  said: Said
  startsAt: Date | null
  endsAt: Date | null
  firstDay: string | null
  lastDay: string | null
  status: Status
  wasStartsAt: Date | null
  wasFirstDay: string | null
}

export const pageSize = 30
/** Of what goes on for long or has no day yet, so many are shown beside the days. */
export const mostLong = 20

/** One page of the days; `more` when there are others after it. */
export async function listing(
  city: City,
  { filter, after, zone }: { filter: Filter; after: Place | null; zone: string },
): Promise<{ items: Listed[]; more: boolean }> {
  const { begins, ends, earliest } = bounds(city, filter, zone)
  let rows = filtered(listedRows(city), filter, hasWords)
    .where('d.shape', '=', 'day')
    .where('d.sort_at', '>=', earliest)
    .where('d.until_at', '>', begins)
    .orderBy('d.sort_at')
    .orderBy('d.event')
    .limit(pageSize + 1)
  if (ends !== null) rows = rows.where('d.sort_at', '<', ends)
  if (after !== null)
    rows = rows.where(sql<boolean>`(d.sort_at, d.event) > (${after.sortAt}::timestamptz, ${after.event})`)
  const found = await rows.execute()
  const items = found.slice(0, pageSize)
  const sessions = await sessionsBetween(city, items)
  return {
    items: items.map((item) => ({ ...item, sessions: sessions.get(item.id)?.filter(isOfDay(item)) ?? [] })),
    more: found.length > pageSize,
  }
}

/** What goes on for long in the asked days, and what may be in them without anybody having named the day. */
export async function longListing(
  city: City,
  { filter, zone }: { filter: Filter; zone: string },
): Promise<{ running: Listed[]; vague: Listed[] }> {
  const { begins, ends } = bounds(city, filter, zone)
  // With no end asked, what begins much later stands under no day yet and would only be in the way.
  const horizon = ends ?? atHour(plusDays(filter.from, countedDays), 0, zone)
  const rows = await filtered(listedRows(city), filter, hasWords)
    .where('d.shape', '!=', 'day')
    .where('d.until_at', '>', begins)
    .where('d.sort_at', '<', horizon)
    .where('d.cancelled', '=', false)
    .orderBy('d.until_at')
    .orderBy('d.event')
    .limit(mostLong * 2)
    .execute()
  const items = rows.map((row) => ({ ...row, sessions: [] }))
  return {
    running: items.filter(({ shape }) => shape === 'running').slice(0, mostLong),
    vague: items.filter(({ shape }) => shape === 'vague').slice(0, mostLong),
  }
}

/** Numbers beside the filters are of so many days at most, from the first that is asked for on. */
export const countedDays = 30

export interface Counts {
  /** The last day that was counted. */
  to: string
  total: number
  today: number
  weekend: number
  evening: number
  free: number
  children: number
  pushkin: number
}

/** How many events each quick filter would leave of what is asked. */
export async function quickCounts(
  city: City,
  { filter, weekend, zone }: { filter: Filter; weekend: { from: string; to: string }; zone: string },
): Promise<Counts> {
  const today = dayOf(city.now, zone)
  const last = plusDays(filter.from, countedDays - 1)
  const to = filter.to !== null && filter.to < last ? filter.to : last
  const asked = eventsWithin(city, filter, { from: filter.from, to }, zone)
  const near = eventsWithin(city, filter, { from: today, to: weekend.to }, zone)
  const { begins } = bounds(city, weekend, zone)
  const tonight = atHour(plusDays(today, 1), 0, zone)
  // Words are looked up once for all four parts.
  const named = filter.text !== null && !filter.named ? sql`with named as materialized (${called(filter.text)})` : sql``
  const { rows } = await sql<Omit<Counts, 'to'>>`
    ${named} select * from
      (select count(*) as total, count(*) filter (where evening) as evening, count(*) filter (where free) as free,
        count(*) filter (where age <= 6) as children, count(*) filter (where pushkin_card) as pushkin
        from (select event, bool_or(evening) as evening, bool_or(free) as free, min(age) as age,
          bool_or(pushkin_card) as pushkin_card from (${asked}) a group by event) e) counted,
      (select count(*) filter (where today) as today, count(*) filter (where weekend) as weekend
        from (select event, bool_or(sort_at < ${tonight}::timestamptz) as today, bool_or(until_at > ${begins}::timestamptz) as weekend
          from (${near}) n group by event) e) soon`.execute(city.db)
  const [counted] = rows
  if (!counted) throw new Error('numbers that were counted are not there')
  return { to, ...counted }
}

// Days and what goes on, of an event as often as it has them: each found by its own index.
function eventsWithin(city: City, filter: Filter, days: { from: string; to: string }, zone: string) {
  const { begins, ends, earliest } = bounds(city, days, zone)
  const isNamed = () => sql<boolean>`(d.event in (select id from named)) is true`
  const rows = filtered(eventsDb(city).selectFrom('events.days as d'), filter, isNamed)
    .select(['d.event', 'd.sort_at', 'd.until_at', 'd.evening', 'd.free', 'd.age', 'd.pushkin_card'])
    .where('d.until_at', '>', begins)
    .where(sql<boolean>`d.sort_at < ${ends}::timestamptz`)
  return rows
    .where('d.shape', '=', 'day')
    .where('d.sort_at', '>=', earliest)
    .unionAll(rows.where('d.shape', '=', 'running'))
}

/** Of so few events their days are found by their ids; of more, among the days. */
const fewEvents = 500

/** A filter whose words are looked up once for all questions of a page. */
export async function withNamed(city: City, filter: Filter): Promise<Filter> {
  if (filter.text === null) return filter
  const { rows } = await sql<{ id: string }>`${called(filter.text)} limit ${fewEvents + 1}`.execute(city.db)
  return rows.length > fewEvents ? filter : { ...filter, named: rows.map(({ id }) => id) }
}

/** The first day from a day on that has something under a filter; its own days are left aside. Null where nothing comes. */
export async function nextDay(city: City, filter: Filter, from: string, zone: string): Promise<string | null> {
  const row = await filtered(eventsDb(city).selectFrom('events.days as d'), filter)
    .select('d.day')
    .where('d.shape', '=', 'day')
    .where('d.sort_at', '>=', atHour(from, 0, zone))
    .where('d.until_at', '>', city.now)
    .where('d.cancelled', '=', false)
    .orderBy('d.sort_at')
    .limit(1)
    .executeTakeFirst()
  return row?.day ?? null
}

/** The last day before a day that had something under a filter; null where nothing had. */
export async function lastDay(city: City, filter: Filter, before: string): Promise<string | null> {
  const row = await filtered(eventsDb(city).selectFrom('events.days as d'), filter)
    .select('d.day')
    .where('d.shape', '=', 'day')
    .where('d.day', '<', before)
    .orderBy('d.sort_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.day ?? null
}

function listedRows(city: City) {
  return eventsDb(city)
    .selectFrom('events.days as d')
    .innerJoin('events.events as e', 'e.id', 'd.event')
    .select(['e.id', 'd.day', 'd.last_day as lastDay', 'd.shape', 'd.sort_at as sortAt', 'd.cancelled'])
    .select(['e.title', 'e.title_en as titleEn', 'e.kind', 'e.age', 'e.free', 'e.price_min as priceMin'])
    .select(['e.price_max as priceMax', 'e.pushkin_card as pushkinCard', 'd.ramp', 'd.loop'])
    .select(['d.sign_language as signLanguage', 'e.venue', 'e.place', 'e.hall', 'e.status', 'e.basis'])
}

export type Wheres<Query> = { where(expression: ReturnType<typeof sql<boolean>>): Query }

/** A query of `events.days as d` under all of a filter but its time. */
export function filtered<Query extends Wheres<Query>>(
  query: Query,
  filter: Filter,
  called: (text: string) => ReturnType<typeof sql<boolean>> = isCalled,
): Query {
  let narrowed = query
  const also = (where: ReturnType<typeof sql<boolean>>) => {
    narrowed = narrowed.where(where)
  }
  if (filter.evening) also(sql<boolean>`d.evening`)
  if (filter.free) also(sql<boolean>`d.free`)
  if (filter.children) also(sql<boolean>`d.age <= 6`)
  if (filter.pushkin) also(sql<boolean>`d.pushkin_card`)
  if (filter.access !== null) also(sql<boolean>`${sql.ref(`d.${filter.access}`)}`)
  if (filter.district !== null) also(sql<boolean>`d.district = ${filter.district}`)
  if (filter.kind !== null) also(sql<boolean>`d.kind = ${filter.kind}`)
  if (filter.venue !== null) also(sql<boolean>`d.venue = ${filter.venue}`)
  if (filter.topic !== null) also(sql<boolean>`d.topics @> array[${filter.topic}]::text[]`)
  if (filter.named) also(sql<boolean>`d.event = any(${filter.named}::text[])`)
  else if (filter.text !== null) also(called(filter.text))
  return narrowed
}

/** Where the event is joined as `e`. Many have the word, so «is true» lets days be read in their order until a page is full. */
export function hasWords(text: string) {
  return sql<boolean>`(e.words @@ ${asQuestion(text)}) is true`
}

// «is true» keeps it a question to a hash of those few and not a join, which would read all days before the first page.
function isCalled(text: string) {
  return sql<boolean>`(d.event in (${called(text)})) is true`
}

function called(text: string) {
  return sql`select w.id from events.events w where w.words @@ ${asQuestion(text)}`
}

function asQuestion(text: string) {
  return sql`websearch_to_tsquery('russian', ${text.replaceAll('ё', 'е').replaceAll('Ё', 'Е')})`
}

interface Bounds {
  begins: Date
  ends: Date | null
  earliest: Date
}

/** Today begins now: what is over is over. What began some days before may still go on. */
function bounds(city: City, { from, to }: Pick<Filter, 'from' | 'to'>, zone: string): Bounds {
  const first = atHour(from, 0, zone)
  return {
    begins: from === dayOf(city.now, zone) ? city.now : first,
    ends: to === null ? null : atHour(plusDays(to, 1), 0, zone),
    earliest: new Date(first.getTime() - longDays * hours(24)),
  }
}

async function sessionsBetween(city: City, items: readonly { id: string; day: string; lastDay: string }[]) {
  if (items.length === 0) return new Map<string, (ListedSession & { event: string })[]>()
  const days = items.flatMap(({ day, lastDay }) => [day, lastDay]).sort()
  const rows = await eventsDb(city)
    .selectFrom('events.sessions')
    .select(['event', 'id', 'said', 'starts_at as startsAt', 'ends_at as endsAt', 'first_day as firstDay'])
    .select(['last_day as lastDay', 'status', 'was_starts_at as wasStartsAt', 'was_first_day as wasFirstDay'])
    .where('event', 'in', [...new Set(items.map(({ id }) => id))])
    .where('first_day', '>=', days[0] ?? '')
    .where('first_day', '<=', days.at(-1) ?? '')
    .orderBy('starts_at')
    .limit(1000)
    .execute()
  return Map.groupBy(rows, ({ event }) => event)
}

const isOfDay =
  ({ day }: { day: string }) =>
  ({ firstDay }: ListedSession) =>
    firstDay === day
