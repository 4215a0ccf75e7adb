// The door: what a code says, whether somebody may come in, and who came. Every look at a seat is written down.
import { handlesOf } from '#kernel/identity/index.ts'
import { action, type City } from '#platform/city.ts'
import { newId } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { demandKeeper, keeps, keptBySession, organisationsOf } from '../queries/keepers.ts'
import { type SeatSession, seatSession } from '../queries/registration.ts'
import { type Door, doorFor, type Need } from '../rules/seats.ts'
import { seatsDb } from '../tables/seats.ts'

export interface SeatAtDoor {
  seat: string
  code: string
  size: number
  name: string | null
  needs: Need[]
  arrivedAt: Date | null
  session: SeatSession
  said: Door
}

export interface Knock {
  /** As `readSeatCode` gives it. */
  code: string
  /** The session whose door this is; null where a camera opened the address by itself. */
  door: string | null
  zone: string
}

/**
 * Opens what a code means, for the organiser's people. Null for a code that nobody has. Its module's name keeps cached public pages,
 * which read no looks. Throws `not-allowed` for others.
 */
export const openAtDoor = action('events-looks', async (city: City, input: Knock): Promise<SeatAtDoor | null> => {
  const seat = await seatsDb(city)
    .selectFrom('events.seats as s')
    .leftJoin('events.arrivals as a', 'a.seat', 's.id')
    .select(['s.id as seat', 's.code', 's.handle', 's.size', 's.state', 's.name', 's.needs', 's.session'])
    .select(['a.at as arrivedAt'])
    .where('s.code', '=', input.code)
    .executeTakeFirst()
  const session = seat && (await seatSession(city, seat.session))
  if (!seat || !session || !(await keeps(city, session, input.zone))) {
    // Of other people's codes nobody learns whether they are any: whoever keeps events hears of none, others are sent away.
    if (input.door !== null) await demandKeeper(city, await keptBySession(city, input.door), input.zone)
    else if (!(await keepsAny(city, input.zone))) throw refuse.notAllowed('events.refusal.notYours')
    return null
  }
  await noteLooks(city, { session: session.session, handles: [seat.handle], why: 'events.look.door', kept: session })
  const { handle: _, state, ...shown } = seat
  const said = doorFor(
    {
      ...{ state, arrived: seat.arrivedAt !== null, session: session.session, door: input.door },
      ...{ startsAt: session.startsAt, endsAt: session.endsAt, takesPlace: session.takesPlace },
    },
    city.now,
  )
  return { ...shown, session, said }
})

async function keepsAny(city: City, zone: string): Promise<boolean> {
  const { person } = city.actor
  if (person === null) return false
  if ((await organisationsOf(city, person, zone)).length > 0) return true
  const own = (await handlesOf(city, person, 'events')).map(({ handle }) => handle)
  if (own.length === 0) return false
  const kept = await seatsDb(city).selectFrom('events.events').select('id').where('owner', 'in', own).executeTakeFirst()
  return kept !== undefined
}

export interface Arriving {
  code: string
  /** How many of the group are here. */
  came: number
  how: 'scan' | 'code' | 'list'
  door: string | null
  /** She was shown that it is another hour, and lets them in all the same. */
  anyway: boolean
  zone: string
}

/**
 * Notes that somebody came; of two doors that note the same seat at once one is first. Answers what the door says and, where the seat
 * was used, when it was used first.
 */
export const noteArrival = action(
  'events-seats',
  async (city: City, input: Arriving): Promise<{ said: Door; first: Date | null; came: number }> => {
    const seat = await openAtDoor(city, input)
    if (!seat) throw refuse.missing('events.door.unknown')
    if (seat.said !== 'welcome' && !(seat.said === 'not-now' && input.anyway))
      return { said: seat.said, first: seat.arrivedAt, came: seat.size }
    const came = Math.min(Math.max(1, input.came), seat.size)
    const made = await seatsDb(city)
      .insertInto('events.arrivals')
      .values({ seat: seat.seat, came, at: city.now, how: input.how })
      .onConflict((clash) => clash.column('seat').doNothing())
      .executeTakeFirstOrThrow()
    if (made.numInsertedOrUpdatedRows === 1n) return { said: 'welcome', first: null, came }
    const { at } = await seatsDb(city)
      .selectFrom('events.arrivals')
      .select('at')
      .where('seat', '=', seat.seat)
      .executeTakeFirstOrThrow()
    return { said: 'used', first: at, came: seat.size }
  },
)

export interface NamedSeat {
  seat: string
  code: string
  size: number
  name: string | null
  needs: Need[]
  arrivedAt: Date | null
}

/** The names in a session, for its organiser; writes down a look at each. */
export const openNames = action(
  'events-looks',
  async (city: City, input: { session: string; zone: string }): Promise<NamedSeat[]> => {
    const kept = await keptBySession(city, input.session)
    await demandKeeper(city, kept, input.zone)
    const rows = await seatsDb(city)
      .selectFrom('events.seats as s')
      .leftJoin('events.arrivals as a', 'a.seat', 's.id')
      .select(['s.id as seat', 's.handle', 's.code', 's.size', 's.name', 's.needs', 'a.at as arrivedAt'])
      .where('s.session', '=', input.session)
      .where('s.state', '=', 'taken')
      .orderBy('s.turn')
      .execute()
    const handles = rows.map(({ handle }) => handle)
    if (kept) await noteLooks(city, { session: input.session, handles, why: 'events.look.names', kept })
    return rows.map(({ handle: _, ...row }) => row)
  },
)

async function noteLooks(
  city: City,
  input: { session: string; handles: readonly string[]; why: string; kept: { organisation: string | null } },
): Promise<void> {
  if (input.handles.length === 0) return
  await seatsDb(city)
    .insertInto('events.seat_looks')
    .values(
      input.handles.map((handle) => ({
        ...{ id: newId(city.now), session: input.session, handle, at: city.now, why: input.why },
        by_office: input.kept.organisation ?? '',
      })),
    )
    .execute()
}
