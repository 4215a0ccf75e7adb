// One seat as its holder may see it, all that a person has, and what is kept under a handle.
import { handlesOf } from '#kernel/identity/index.ts'
import type { City } from '#platform/city.ts'
import { hashSecret } from '#platform/ids.ts'
import { living, type Need, type SeatState } from '../rules/seats.ts'
import { seatsDb } from '../tables/seats.ts'
import { type SeatSession, seatSession } from './registration.ts'

export interface SeatView {
  id: string
  code: string
  size: number
  state: SeatState
  confirmed: boolean
  until: Date | null
  name: string | null
  needs: Need[]
  arrivedAt: Date | null
  /** How many people stand before her in the line. */
  ahead: number
  /** Why it ended: a word key, or the organiser's own words. */
  why: string | null
  session: SeatSession
}

/**
 * A seat for whoever shows its link's secret, or whose own it is. `locked`: there is such a seat, and nobody learns more of it here.
 */
export async function seatFor(city: City, asked: { seat: string; token: string }): Promise<SeatView | 'locked' | null> {
  if (!isId(asked.seat)) return null
  const row = await seatsDb(city)
    .selectFrom('events.seats')
    .select(['id', 'session', 'handle'])
    .where('id', '=', asked.seat)
    .executeTakeFirst()
  if (!row) return null
  const open = (await isLinked(city, asked)) || (await isOwn(city, row.handle))
  return open ? seatView(city, row.id) : 'locked'
}

/** The same without asking who looks; the caller has checked. */
export async function seatView(city: City, id: string): Promise<SeatView | null> {
  if (!isId(id)) return null
  const db = seatsDb(city)
  const row = await db
    .selectFrom('events.seats as s')
    .leftJoin('events.arrivals as a', 'a.seat', 's.id')
    .select(['s.id', 's.code', 's.size', 's.state', 's.confirmed_at', 's.until', 's.name', 's.needs', 's.turn'])
    .select(['s.session', 'a.at as arrivedAt'])
    .where('s.id', '=', id)
    .executeTakeFirst()
  const session = row && (await seatSession(city, row.session))
  if (!row || !session) return null
  const { confirmed_at, turn, session: _, ...seat } = row
  const ahead = seat.state === 'waiting' ? await aheadOf(city, row.session, turn) : 0
  const over = seat.state === 'cancelled' || seat.state === 'lapsed'
  return { ...seat, confirmed: confirmed_at !== null, ahead, why: over ? await lastWhy(city, id) : null, session }
}

export interface OwnSeat {
  id: string
  state: SeatState
  size: number
  title: string
  startsAt: Date
  takesPlace: boolean
}

/** What a person has and what still comes, the next first. */
export async function seatsOfPerson(city: City, person: string): Promise<OwnSeat[]> {
  const handles = (await handlesOf(city, person, 'events')).map(({ handle }) => handle)
  if (handles.length === 0) return []
  const rows = await seatsDb(city)
    .selectFrom('events.seats as t')
    .innerJoin('events.sessions as s', 's.id', 't.session')
    .innerJoin('events.events as e', 'e.id', 's.event')
    .select(['t.id', 't.state', 't.size', 'e.title', 's.starts_at', 's.status'])
    .where('t.handle', 'in', handles)
    .where('t.state', 'in', [...living])
    .where('s.starts_at', '>', city.now)
    .orderBy('s.starts_at')
    .limit(20)
    .execute()
  return rows.flatMap(({ starts_at, status, ...row }) =>
    starts_at === null
      ? []
      : [{ ...row, startsAt: starts_at, takesPlace: status !== 'cancelled' && status !== 'postponed' }],
  )
}

/** Whether the person who asks has a seat in a session already; its id. */
export async function ownSeatIn(city: City, session: string): Promise<string | null> {
  const { person } = city.actor
  const handles = person === null ? [] : (await handlesOf(city, person, 'events')).map(({ handle }) => handle)
  if (handles.length === 0) return null
  const row = await seatsDb(city)
    .selectFrom('events.seats')
    .select('id')
    .where('session', '=', session)
    .where('handle', 'in', handles)
    .where('state', 'in', [...living])
    .executeTakeFirst()
  return row?.id ?? null
}

/** All seats under a handle, for its export. */
export async function seatsUnder(city: City, handle: string): Promise<object[]> {
  return seatsDb(city)
    .selectFrom('events.seats as t')
    .innerJoin('events.sessions as s', 's.id', 't.session')
    .innerJoin('events.events as e', 'e.id', 's.event')
    .leftJoin('events.arrivals as a', 'a.seat', 't.id')
    .select(['e.title as event', 's.starts_at as startsAt', 't.size', 't.state', 't.code', 't.name', 't.needs'])
    .select(['t.asked_at as askedAt', 't.confirmed_at as confirmedAt', 'a.at as arrivedAt'])
    .where('t.handle', '=', handle)
    .orderBy('t.asked_at')
    .execute()
}

/** The handle of a seat: what a fresh link is sent to. Only for routes that show nothing of it. */
export async function handleOfSeat(city: City, seat: string): Promise<string | null> {
  if (!isId(seat)) return null
  const row = await seatsDb(city)
    .selectFrom('events.seats')
    .select('handle')
    .where('id', '=', seat)
    .where('state', 'in', [...living])
    .executeTakeFirst()
  return row?.handle ?? null
}

export function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
}

async function isLinked(city: City, { seat, token }: { seat: string; token: string }): Promise<boolean> {
  if (token === '') return false
  const row = await seatsDb(city)
    .selectFrom('events.seat_links')
    .select('seat')
    .where('hash', '=', hashSecret(token))
    .where('seat', '=', seat)
    .executeTakeFirst()
  return row !== undefined
}

async function isOwn(city: City, handle: string): Promise<boolean> {
  const { person } = city.actor
  return person !== null && (await handlesOf(city, person, 'events')).some((own) => own.handle === handle)
}

async function aheadOf(city: City, session: string, turn: string): Promise<number> {
  const row = await seatsDb(city)
    .selectFrom('events.seats')
    .select((select) => select.fn.countAll<string>().as('n'))
    .where('session', '=', session)
    .where('state', '=', 'waiting')
    .where('confirmed_at', 'is not', null)
    .where('turn', '<', turn)
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

async function lastWhy(city: City, seat: string): Promise<string | null> {
  const row = await seatsDb(city)
    .selectFrom('events.seat_turns')
    .select('why')
    .where('seat', '=', seat)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.why ?? null
}
