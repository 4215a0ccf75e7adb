// What an organiser has: drafts, events with their sessions and seats, and what else is on in the same hall.
import { handlesOf } from '#kernel/identity/index.ts'
import type { City } from '#platform/city.ts'
import type { Fields } from '#platform/form.ts'
import { hours, later } from '#platform/time.ts'
import { instantsOf, type Slot } from '../rules/series.ts'
import type { State, Status } from '../rules/terms.ts'
import { cabinetDb, type Verdict } from '../tables/cabinet.ts'
import { organisationsOf } from './keepers.ts'
import { isId } from './seats.ts'

export interface Draft {
  id: string
  organisation: string | null
  /** The event that it changes; null for a new one. */
  event: string | null
  data: Fields
  touchedAt: Date
}

/** A draft of whoever acts; null where there is none of hers. */
export async function draftFor(city: City, id: string): Promise<Draft | null> {
  return isId(id) ? ((await draftsOf(city)).find((draft) => draft.id === id) ?? null) : null
}

/** What she is still writing, the latest first. */
export async function draftsOf(city: City): Promise<Draft[]> {
  const handles = await ownHandles(city)
  if (handles.length === 0) return []
  return cabinetDb(city)
    .selectFrom('events.drafts')
    .select(['id', 'organisation', 'event', 'data', 'touched_at as touchedAt'])
    .where('handle', 'in', handles)
    .orderBy('touched_at', 'desc')
    .execute()
}

export async function ownHandles(city: City): Promise<string[]> {
  const { person } = city.actor
  return person === null ? [] : (await handlesOf(city, person, 'events')).map(({ handle }) => handle)
}

export interface OwnEvent {
  id: string
  title: string
  state: State
  status: Status
  organisation: string | null
  sessions: number
  /** The next session that takes place; null where none is to come. */
  nextAt: Date | null
  places: number
  taken: number
  verdict: Verdict | null
}

/** Events that whoever acts keeps, by herself and for her organisations; those to come first. */
export async function ownEvents(city: City, zone: string): Promise<OwnEvent[]> {
  const { person } = city.actor
  if (person === null) return []
  const handles = await ownHandles(city)
  const organisations = (await organisationsOf(city, person, zone)).map(({ organisation }) => organisation)
  if (handles.length + organisations.length === 0) return []
  const rows = await cabinetDb(city)
    .selectFrom('events.events as e')
    .leftJoin('events.sessions as s', 's.event', 'e.id')
    .leftJoin('events.registrations as r', 'r.session', 's.id')
    .select(['e.id', 'e.title', 'e.state', 'e.status', 'e.organisation'])
    .select((select) => [
      select.fn.count<string>('s.id').as('sessions'),
      select.fn.sum<string | null>('r.places').as('places'),
      select.fn.sum<string | null>('r.taken').as('taken'),
      select.fn
        .min<Date | null>('s.starts_at')
        .filterWhere('s.starts_at', '>', city.now)
        .filterWhere('s.status', 'in', ['scheduled', 'moved'])
        .as('nextAt'),
      select
        .selectFrom('events.verdicts as v')
        .select('v.verdict')
        .whereRef('v.event', '=', 'e.id')
        .orderBy('v.at', 'desc')
        .orderBy('v.id', 'desc')
        .limit(1)
        .as('verdict'),
    ])
    .where((where) =>
      where.or([
        ...(handles.length === 0
          ? []
          : [where.and([where('e.owner', 'in', handles), where('e.organisation', 'is', null)])]),
        ...(organisations.length === 0 ? [] : [where('e.organisation', 'in', organisations)]),
      ]),
    )
    .groupBy(['e.id', 'e.title', 'e.state', 'e.status', 'e.organisation'])
    .orderBy((order) => order.fn.max('e.changed_at'), 'desc')
    .limit(500)
    .execute()
  return rows
    .map((row) => ({ ...row, sessions: Number(row.sessions), places: Number(row.places), taken: Number(row.taken) }))
    .sort((one, other) => (one.nextAt?.getTime() ?? Infinity) - (other.nextAt?.getTime() ?? Infinity))
}

export interface OwnSession {
  id: string
  startsAt: Date | null
  endsAt: Date | null
  firstDay: string | null
  hall: string | null
  status: Status
  reason: string | null
  places: number | null
  taken: number | null
  waiting: number
}

/** The sessions of an event, in order, with what registration says. */
export async function sessionsOf(city: City, event: string): Promise<OwnSession[]> {
  const rows = await cabinetDb(city)
    .selectFrom('events.sessions as s')
    .leftJoin('events.registrations as r', 'r.session', 's.id')
    .select(['s.id', 's.starts_at as startsAt', 's.ends_at as endsAt', 's.first_day as firstDay', 's.hall', 's.status'])
    .select(['s.reason', 'r.places', 'r.taken'])
    .select((select) =>
      select
        .selectFrom('events.seats as t')
        .select((inner) => inner.fn.coalesce(inner.fn.sum<string>('t.size'), inner.val('0')).as('n'))
        .whereRef('t.session', '=', 's.id')
        .where('t.state', '=', 'waiting')
        .where('t.confirmed_at', 'is not', null)
        .as('waiting'),
    )
    .where('s.event', '=', event)
    .orderBy('s.first_day')
    .orderBy('s.starts_at')
    .execute()
  return rows.map((row) => ({ ...row, waiting: Number(row.waiting ?? 0) }))
}

export interface Clash {
  slot: Slot
  title: string
  event: string
  startsAt: Date
  endsAt: Date | null
}

/** What is on in the same hall at the same time, for each slot; a session without an end is taken to last two hours. */
export async function clashesOf(
  city: City,
  asked: { venue: string | null; hall: string | null; slots: readonly Slot[]; except: string | null; zone: string },
): Promise<Clash[]> {
  const spans = asked.slots.map((slot) => ({ slot, ...instantsOf(slot, asked.zone) }))
  const [firstSpan, lastSpan] = [spans[0], spans.at(-1)]
  if (asked.venue === null || !firstSpan || !lastSpan) return []
  let query = cabinetDb(city)
    .selectFrom('events.sessions as s')
    .innerJoin('events.events as e', 'e.id', 's.event')
    .select(['e.id as event', 'e.title', 's.starts_at', 's.ends_at'])
    .select((select) => select.fn.coalesce('s.hall', 'e.hall').as('hall'))
    .where('e.venue', '=', asked.venue)
    .where('e.state', 'in', ['published', 'moderation'])
    .where('s.status', 'in', ['scheduled', 'moved'])
    .where('s.starts_at', '>', later(firstSpan.start, -hours(24)))
    .where('s.starts_at', '<', later(lastSpan.start, hours(24)))
    .orderBy('s.starts_at')
    .limit(2000)
  if (asked.except !== null) query = query.where('e.id', '!=', asked.except)
  const others = (await query.execute()).flatMap(({ starts_at, ends_at, ...row }) =>
    starts_at === null ? [] : [{ ...row, startsAt: starts_at, endsAt: ends_at }],
  )
  return spans.flatMap(({ slot, start, end }) =>
    others
      .filter(({ hall }) => asked.hall === null || hall === null || sameHall(hall, asked.hall))
      .filter(({ startsAt, endsAt }) => startsAt < endOf(start, end) && start < endOf(startsAt, endsAt))
      .map(({ event, title, startsAt, endsAt }) => ({ slot, event, title, startsAt, endsAt })),
  )
}

const endOf = (start: Date, end: Date | null): Date => end ?? later(start, hours(2))
const sameHall = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase()

/** What editors wrote about an event last; null where nobody has. */
export async function lastVerdict(
  city: City,
  event: string,
): Promise<{ verdict: Verdict; why: string | null; at: Date } | null> {
  const row = await cabinetDb(city)
    .selectFrom('events.verdicts')
    .select(['verdict', 'why', 'at'])
    .where('event', '=', event)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** Whether an editor trusts whoever keeps an event, and how many of hers editors have published. */
export async function trustOf(city: City, keeper: string): Promise<{ word: boolean | null; published: number }> {
  const db = cabinetDb(city)
  const said = await db
    .selectFrom('events.trust')
    .select('trusted')
    .where('keeper', '=', keeper)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const { n } = await db
    .selectFrom('events.verdicts as v')
    .innerJoin('events.events as e', 'e.id', 'v.event')
    .select((select) => select.fn.count<string>('v.event').distinct().as('n'))
    .where('v.verdict', 'in', ['published', 'checked'])
    .where((where) =>
      where.or([where('e.organisation', '=', keeper), where(where.cast<string>('e.owner', 'text'), '=', keeper)]),
    )
    .executeTakeFirstOrThrow()
  return { word: said?.trusted ?? null, published: Number(n) }
}
