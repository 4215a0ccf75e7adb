// What goes of seats and drafts: when somebody is forgotten, and when the session they were for is over.
import { sql } from 'kysely'
import { action, type City } from '#platform/city.ts'
import { cabinetDb } from '../tables/cabinet.ts'
import { letGoOfGuest } from './follow.ts'
import { offerFree } from './line.ts'

/** Forgets all seats and drafts of a handle; a place that comes free is offered on. Answers how many rows went. */
export const eraseSeats = action(
  'events',
  async (city: City, input: { handle: string; zone: string }): Promise<number> => {
    const db = cabinetDb(city)
    // In the order in which everybody takes turns.
    const sessions = await db
      .selectFrom('events.seats')
      .select('session')
      .distinct()
      .where('handle', '=', input.handle)
      .orderBy('session')
      .execute()
    let gone = 0
    for (const { session } of sessions) {
      await db.selectFrom('events.registrations').select('session').where('session', '=', session).forUpdate().execute()
      const { numDeletedRows } = await db
        .deleteFrom('events.seats')
        .where('handle', '=', input.handle)
        .where('session', '=', session)
        .executeTakeFirstOrThrow()
      gone += Number(numDeletedRows)
      await offerFree(city, session, input.zone)
    }
    const looks = await db.deleteFrom('events.seat_looks').where('handle', '=', input.handle).executeTakeFirstOrThrow()
    const drafts = await db.deleteFrom('events.drafts').where('handle', '=', input.handle).executeTakeFirstOrThrow()
    // What was never published is nobody's but hers.
    const unseen = await db
      .deleteFrom('events.events')
      .where('owner', '=', input.handle)
      .where('organisation', 'is', null)
      .where('published_at', 'is', null)
      .executeTakeFirstOrThrow()
    // An event that stands on posters stays, without whoever sent it.
    const events = await db
      .updateTable('events.events')
      .set({ owner: null })
      .where('owner', '=', input.handle)
      .executeTakeFirstOrThrow()
    await db.deleteFrom('events.trust').where('keeper', '=', input.handle).execute()
    return (
      gone +
      Number(looks.numDeletedRows) +
      Number(drafts.numDeletedRows) +
      Number(unseen.numDeletedRows) +
      Number(events.numUpdatedRows)
    )
  },
)

interface Bounds {
  before: Date
  most: number
}

// A session that lost its hour is over with its day, and one that nobody gave a new day to a year after its seat was asked for.
const overSince = sql`coalesce(s.ends_at, s.starts_at, (s.last_day + 1)::timestamptz, t.asked_at + interval '1 year')`

/** Names and needs of seats whose session began before the instant. Answers of how many. */
export const dropNames = action('events', async (city: City, { before, most }: Bounds): Promise<number> => {
  const { numAffectedRows } = await sql`
    update events.seats set name = null, needs = '{}' where id in (
      select t.id from events.seats t join events.sessions s on s.id = t.session
      where (t.name is not null or t.needs <> '{}') and ${overSince} < ${before}
      order by t.session limit ${most})`.execute(city.db)
  return Number(numAffectedRows ?? 0n)
})

/** Seats of sessions that began before the instant, with the addresses of guests who have nothing else here; their sums stay. Answers how many went. */
export const dropSeats = action('events', async (city: City, { before, most }: Bounds): Promise<number> => {
  const { rows } = await sql<{ session: string }>`
    select distinct t.session from events.seats t join events.sessions s on s.id = t.session
    where ${overSince} < ${before} order by t.session limit 20`.execute(city.db)
  let gone = 0
  for (const { session } of rows) {
    if (gone >= most) break
    await sql`
      insert into events.attendance (session, places, taken, came, waited)
      select r.session, r.places,
        coalesce(sum(t.size) filter (where t.state = 'taken'), 0), coalesce(sum(a.came), 0),
        coalesce(sum(t.size) filter (where t.state in ('waiting', 'offered', 'lapsed')), 0)
      from events.registrations r join events.seats t on t.session = r.session left join events.arrivals a on a.seat = t.id
      where r.session = ${session} group by r.session, r.places
      on conflict (session) do nothing`.execute(city.db)
    const seats = await sql<{ handle: string }>`
      delete from events.seats where session = ${session} returning handle`.execute(city.db)
    gone += seats.rows.length
    for (const handle of new Set(seats.rows.map((seat) => seat.handle))) await letGoOfGuest(city, handle)
  }
  return gone
})

/** Notes of who looked that are old enough. Answers how many went. */
export const dropSeatLooks = action('events-looks', async (city: City, { before, most }: Bounds): Promise<number> => {
  const { numAffectedRows } = await sql`
    delete from events.seat_looks where id in (
      select id from events.seat_looks where at < ${before} order by at limit ${most})`.execute(city.db)
  return Number(numAffectedRows ?? 0n)
})

/** Drafts that nobody has touched since. Answers how many went. */
export const dropDrafts = action('events', async (city: City, { before, most }: Bounds): Promise<number> => {
  const { numAffectedRows } = await sql`
    delete from events.drafts where id in (
      select id from events.drafts where touched_at < ${before} order by touched_at limit ${most})`.execute(city.db)
  return Number(numAffectedRows ?? 0n)
})
