// Taking a seat, waiting for one, saying yes to an offered one, and giving it back.
import {
  type ConsentGiven,
  eventsPurpose,
  giveConsent,
  guestHandleOf,
  handlesOf,
  hasConsent,
  leaveContact,
  newHandle,
} from '#kernel/identity/index.ts'
import { action, type City } from '#platform/city.ts'
import { hashSecret, newCode, newId, newSecret } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { later, minutes } from '#platform/time.ts'
import type { SeatSession } from '../queries/registration.ts'
import { waitingIn } from '../queries/registration.ts'
import { seatCodeOf } from '../rules/seat-code.ts'
import { holdMinutes, living, type Need, type SeatState, standingAt, stateFor } from '../rules/seats.ts'
import { seatsDb } from '../tables/seats.ts'
import { announce, inTurn, noteTurn, offerFree, turnSeat } from './line.ts'

/** The whole text that she saw, in her language, and where it was given from. */
export type LettersConsent = Omit<ConsentGiven, 'purpose' | 'textVersion'>

export interface SeatAsked {
  session: string
  size: number
  /** Only where the organiser asks for it. */
  name: string | null
  needs: readonly Need[]
  /** True to wait in the line where there are too few places. */
  wait: boolean
  /** A guest by her address; without one whoever is signed in. */
  guest: { email: string; consent: LettersConsent } | null
  /** Letters about her seat, for whoever is signed in and agrees to them here. */
  letters: LettersConsent | null
}

export type SeatAnswer =
  /** `secret` opens a guest's link; null for whoever is signed in. */
  | { kind: 'seat'; seat: string; state: SeatState; secret: string | null }
  /** Nothing was kept: so many places are free, and so many people wait. */
  | { kind: 'full'; free: number; waiting: number }

/**
 * Takes a seat, or a place in the line. Asking again for what one has already answers the same seat. Throws `missing` where there
 * is no registration and `conflict` where it is not open; `invalid` where the group is larger than the organiser takes.
 */
export const takeSeat = action('events-seats', async (city: City, input: SeatAsked): Promise<SeatAnswer> => {
  const { person } = city.actor
  if (person === null && input.guest === null) throw refuse.notAllowed('platform.refusal.notAllowed')
  const session = await inTurn(city, input.session)
  const had = await seatHad(city, input)
  if (had) return { kind: 'seat', ...had, secret: input.guest ? await newLink(city, had.seat) : null }
  checkOpen(city, session)
  if (input.size > session.groupMost)
    throw refuse.invalid({ size: { key: 'events.seats.form.group', values: { most: session.groupMost } } })
  const confirmed = input.guest === null
  const free = session.places - session.taken
  const held = confirmed ? 0 : await heldIn(city, session.session)
  const state = stateFor({ size: input.size, free, confirmed, places: session.places, held })
  if (state === 'full' && !input.wait) return { kind: 'full', free, waiting: await waitingOf(city, session.session) }
  const handle = await handleFor(city, input)
  const seat = await writeSeat(city, {
    ...{ session: session.session, handle, size: input.size, state: state === 'full' ? 'waiting' : state },
    ...{ name: session.nameWhy === null ? null : input.name, needs: [...input.needs] },
    confirmed_at: confirmed ? city.now : null,
    until: confirmed ? null : later(city.now, minutes(holdMinutes)),
  })
  if (seat.state === 'taken') await announce(city, 'events.seat-taken', `seat:${seat.seat}`, { seat: seat.seat })
  return { kind: 'seat', ...seat, secret: input.guest ? await newLink(city, seat.seat) : null }
})

/** A guest pressed the link of her letter: the place is hers, or she stands in the line. Pressing again changes nothing. */
export const confirmSeat = action(
  'events-seats',
  async (city: City, input: { seat: string; zone: string }): Promise<void> => {
    const { seat, session } = await seatInTurn(city, input.seat)
    if (seat.confirmed_at !== null) return
    if (!living.includes(seat.state) || (seat.until !== null && seat.until <= city.now))
      throw refuse.conflict('events.seats.refusal.lapsed')
    if (seat.state === 'held') {
      await turnSeat(city, seat, 'taken', { confirmed: true })
      await announce(city, 'events.seat-taken', `seat:${seat.id}`, { seat: seat.id })
      return
    }
    await seatsDb(city)
      .updateTable('events.seats')
      .set({ confirmed_at: city.now, until: null })
      .where('id', '=', seat.id)
      .execute()
    await offerFree(city, session.session, input.zone)
  },
)

/** Says yes to a place that was offered. Saying it again changes nothing. Throws `conflict` when the time ran out. */
export const acceptSeat = action(
  'events-seats',
  async (city: City, input: { seat: string; zone: string }): Promise<void> => {
    const { seat, session } = await seatInTurn(city, input.seat)
    if (seat.state === 'taken') return
    if (seat.state !== 'offered' || seat.until === null || seat.until <= city.now || !session.takesPlace)
      throw refuse.conflict('events.seats.refusal.lapsed')
    await turnSeat(city, seat, 'taken')
    await announce(city, 'events.seat-taken', `seat:${seat.id}`, { seat: seat.id })
  },
)

/** Gives a seat or a place in the line back; it is offered to the next at once. Giving it back again changes nothing. */
export const giveSeatBack = action(
  'events-seats',
  async (city: City, input: { seat: string; zone: string }): Promise<void> => {
    const { seat, session } = await seatInTurn(city, input.seat)
    if (seat.state === 'cancelled' || seat.state === 'lapsed') return
    await turnSeat(city, seat, 'cancelled', { why: 'events.seats.why.self' })
    await offerFree(city, session.session, input.zone)
  },
)

/** The organiser takes a seat back and says why; the person is told. */
export const withdrawSeat = action(
  'events-seats',
  async (city: City, input: { seat: string; why: string; zone: string }): Promise<void> => {
    const { seat, session } = await seatInTurn(city, input.seat)
    if (seat.state === 'cancelled' || seat.state === 'lapsed') return
    await turnSeat(city, seat, 'cancelled', { why: input.why })
    await announce(city, 'events.seat-withdrawn', `seat:${seat.id}`, { seat: seat.id })
    await offerFree(city, session.session, input.zone)
  },
)

/** A fresh private link for a guest who has lost hers. Answers its secret. */
export const renewLink = action(
  'events-seats',
  async (city: City, input: { seat: string }): Promise<string> => newLink(city, input.seat),
)

function checkOpen(city: City, session: SeatSession): void {
  const standing = standingAt(session, city.now)
  if (standing !== 'open') throw refuse.conflict(`events.seats.refusal.${standing}`)
}

async function seatHad(city: City, input: SeatAsked): Promise<{ seat: string; state: SeatState } | null> {
  const { person } = city.actor
  const email = input.guest?.email
  const handles =
    email !== undefined
      ? [await guestHandleOf(city, { module: 'events', email })]
      : person === null
        ? []
        : (await handlesOf(city, person, 'events')).map(({ handle }) => handle)
  const known = handles.flatMap((handle) => (handle === null ? [] : [handle]))
  if (known.length === 0) return null
  const row = await seatsDb(city)
    .selectFrom('events.seats')
    .select(['id as seat', 'state'])
    .where('session', '=', input.session)
    .where('handle', 'in', known)
    .where('state', 'in', [...living])
    .executeTakeFirst()
  return row ?? null
}

async function handleFor(city: City, { guest, letters }: SeatAsked): Promise<string> {
  const { code: purpose, version: textVersion } = eventsPurpose
  if (guest) {
    const known = await guestHandleOf(city, { module: 'events', email: guest.email })
    const handle = known ?? (await newHandle(city, { module: 'events', person: null }))
    await leaveContact(city, { handle, email: guest.email, consent: { ...guest.consent, purpose, textVersion } })
    return handle
  }
  const handle = await newHandle(city, { module: 'events', person: city.actor.person })
  if (letters && !(await hasConsent(city, handle, purpose)))
    await giveConsent(city, { handle, consent: { ...letters, purpose, textVersion } })
  return handle
}

interface NewSeat {
  session: string
  handle: string
  size: number
  state: 'held' | 'taken' | 'waiting'
  name: string | null
  needs: Need[]
  confirmed_at: Date | null
  until: Date | null
}

async function writeSeat(city: City, row: NewSeat): Promise<{ seat: string; state: SeatState }> {
  const id = newId(city.now)
  for (let tries = 0; tries < 20; tries += 1) {
    const { numInsertedOrUpdatedRows: made } = await seatsDb(city)
      .insertInto('events.seats')
      .values({ id, ...row, code: seatCodeOf(newCode(8)), asked_at: city.now })
      .onConflict((clash) => clash.column('code').doNothing())
      .executeTakeFirstOrThrow()
    if (made !== 1n) continue
    await noteTurn(city, { seat: id, state: row.state, why: null })
    return { seat: id, state: row.state }
  }
  throw new Error('no free code was found for a seat')
}

async function newLink(city: City, seat: string): Promise<string> {
  const secret = newSecret()
  await seatsDb(city)
    .insertInto('events.seat_links')
    .values({ hash: hashSecret(secret), seat })
    .execute()
  return secret
}

async function seatInTurn(city: City, id: string) {
  const db = seatsDb(city)
  const found = await db.selectFrom('events.seats').select('session').where('id', '=', id).executeTakeFirst()
  if (!found) throw refuse.missing('events.seats.refusal.noSeat')
  const session = await inTurn(city, found.session)
  const seat = await db
    .selectFrom('events.seats')
    .select(['id', 'state', 'until', 'confirmed_at'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!seat) throw refuse.missing('events.seats.refusal.noSeat')
  return { seat, session }
}

// Places that guests hold who have not pressed their link.
async function heldIn(city: City, session: string): Promise<number> {
  const { n } = await seatsDb(city)
    .selectFrom('events.seats')
    .select((select) => select.fn.sum<string | null>('size').as('n'))
    .where('session', '=', session)
    .where('state', '=', 'held')
    .executeTakeFirstOrThrow()
  return Number(n ?? 0)
}

async function waitingOf(city: City, session: string): Promise<number> {
  return (await waitingIn(city, [session])).get(session) ?? 0
}
