// The line of a session: whoever holds its row decides alone, and every place that comes free is offered before the row is let go.
import type { City } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import { newId } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import type { EventFacts } from '../facts.ts'
import { type SeatSession, seatSession } from '../queries/registration.ts'
import { living, mayTurn, nextInLine, offerUntil, type SeatState, standingAt } from '../rules/seats.ts'
import { seatsDb } from '../tables/seats.ts'

export const announce = announcer<EventFacts>()

/** Takes the session's turn: until this transaction ends nobody else gives or frees a place in it. Throws `missing` without registration. */
export async function inTurn(city: City, session: string): Promise<SeatSession> {
  await seatsDb(city)
    .selectFrom('events.registrations')
    .select('session')
    .where('session', '=', session)
    .forUpdate()
    .execute()
  // Read after the lock is ours, or the count of taken places would be the one before.
  const found = await seatSession(city, session)
  if (!found) throw refuse.missing('events.seats.refusal.noRegistration')
  return found
}

export interface Turned {
  id: string
  state: SeatState
}

/** Turns a seat, with a row of when and why. The caller has the session's turn. */
export async function turnSeat(
  city: City,
  seat: Turned,
  to: SeatState,
  more: { until?: Date | null; confirmed?: boolean; why?: string | null } = {},
): Promise<void> {
  if (!mayTurn(seat.state, to)) throw refuse.conflict('events.seats.refusal.changed')
  const over = !living.includes(to)
  await seatsDb(city)
    .updateTable('events.seats')
    .set({ state: to, until: more.until ?? null, ...(more.confirmed ? { confirmed_at: city.now } : {}) })
    // Whoever does not come is expected by no name, and nothing is prepared for her.
    .$if(over, (query) => query.set({ name: null, needs: [] }))
    .where('id', '=', seat.id)
    .execute()
  await noteTurn(city, { seat: seat.id, state: to, why: more.why ?? null })
}

export async function noteTurn(
  city: City,
  { seat, state, why }: { seat: string; state: SeatState; why: string | null },
): Promise<void> {
  await seatsDb(city)
    .insertInto('events.seat_turns')
    .values({ id: newId(city.now), seat, state, at: city.now, why })
    .execute()
}

/** Offers what is free to those who are next. The caller has the session's turn and has changed what it wanted to change. */
export async function offerFree(city: City, session: string, zone: string): Promise<number> {
  const standing = await seatSession(city, session)
  if (!standing || standingAt(standing, city.now) !== 'open') return 0
  const free = standing.places - standing.taken
  if (free <= 0) return 0
  const line = await seatsDb(city)
    .selectFrom('events.seats')
    .select(['id', 'size', 'turn', 'state'])
    .where('session', '=', session)
    .where('state', '=', 'waiting')
    .where('confirmed_at', 'is not', null)
    .orderBy('turn')
    .execute()
  const next = new Set(
    nextInLine(
      free,
      line.map((row) => ({ ...row, turn: BigInt(row.turn) })),
    ).map(({ id }) => id),
  )
  const until = offerUntil(city.now, standing, zone)
  for (const seat of line.filter(({ id }) => next.has(id))) {
    await turnSeat(city, seat, 'offered', { until })
    await announce(city, 'events.seat-offered', `seat:${seat.id}`, { seat: seat.id })
  }
  return next.size
}
