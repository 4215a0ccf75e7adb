// Registration as the organiser opens and changes it, and what the clock does with places nobody took in time.
import { action, type City } from '#platform/city.ts'
import { refuse } from '#platform/refusal.ts'
import { seatSession } from '../queries/registration.ts'
import { seatsDb } from '../tables/seats.ts'
import { announce, inTurn, offerFree, turnSeat } from './line.ts'

export interface RegistrationSaved {
  session: string
  places: number
  groupMost: number
  ageFrom: number | null
  ageTo: number | null
  opensAt: Date | null
  closesAt: Date | null
  nameWhy: string | null
}

/**
 * Opens registration for a session or changes it. New places are offered to whoever waits. Throws `invalid` (field `places`) where
 * more places are taken than would be left: nobody is put out in silence.
 */
export const saveRegistration = action(
  'events-seats',
  async (city: City, input: RegistrationSaved & { zone: string }): Promise<void> => {
    const db = seatsDb(city)
    const row = {
      ...{ places: input.places, group_most: input.groupMost, age_from: input.ageFrom, age_to: input.ageTo },
      ...{ opens_at: input.opensAt, closes_at: input.closesAt, name_why: input.nameWhy },
    }
    await db
      .insertInto('events.registrations')
      .values({ session: input.session, ...row })
      .onConflict((clash) => clash.column('session').doNothing())
      .execute()
    const { taken } = await lockedCount(city, input.session)
    if (taken > input.places)
      throw refuse.invalid({ places: { key: 'events.seats.form.fewer', values: { taken, places: input.places } } })
    await db.updateTable('events.registrations').set(row).where('session', '=', input.session).execute()
    await offerFree(city, input.session, input.zone)
  },
)

const atOnce = 200

/**
 * Ends what nobody confirmed or accepted in time, and offers each place to the next. Sessions in order of their ids, so that two
 * who do this at once do not wait for each other. Answers how many seats ended.
 */
export const lapseSeats = action('events-seats', async (city: City, input: { zone: string }): Promise<number> => {
  const db = seatsDb(city)
  const due = await db
    .selectFrom('events.seats')
    .select('session')
    .distinct()
    .where('until', '<=', city.now)
    .where('state', 'in', ['held', 'offered', 'waiting'])
    .orderBy('session')
    .limit(atOnce)
    .execute()
  let ended = 0
  for (const { session } of due) {
    await inTurn(city, session)
    const seats = await db
      .selectFrom('events.seats')
      .select(['id', 'state'])
      .where('session', '=', session)
      .where('until', '<=', city.now)
      .where('state', 'in', ['held', 'offered', 'waiting'])
      .orderBy('turn')
      .execute()
    for (const seat of seats) {
      await turnSeat(city, seat, 'lapsed', { why: 'events.seats.why.late' })
      await announce(city, 'events.seat-lapsed', `seat:${seat.id}`, { seat: seat.id })
    }
    ended += seats.length
    await offerFree(city, session, input.zone)
  }
  return ended
})

/** Offers what is free in a session again: after it was restored or moved. */
export const offerAgain = action(
  'events-seats',
  async (city: City, input: { session: string; zone: string }): Promise<void> => {
    if ((await seatSession(city, input.session)) === null) return
    await inTurn(city, input.session)
    await offerFree(city, input.session, input.zone)
  },
)

async function lockedCount(city: City, session: string): Promise<{ taken: number }> {
  return seatsDb(city)
    .selectFrom('events.registrations')
    .select('taken')
    .where('session', '=', session)
    .forUpdate()
    .executeTakeFirstOrThrow()
}
