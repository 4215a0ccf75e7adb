// Taking hold of a case for a change: its row is locked, so that of two people at once the second sees what the first did.
import { sql } from 'kysely'
import type { City } from '#platform/city.ts'
import { refuse } from '#platform/refusal.ts'
import type { Holding, Land, Status } from '../rules.ts'
import { casesDb } from '../tables.ts'

export interface LockedCase {
  id: string
  number: string
  topic: string
  land: Land
  district: string | null
  openedAt: Date
  lat: number | null
  lon: number | null
  photo: string | null
  handle: string | null
  complaintAbout: string | null
  status: Status
  /** Now, but after the case's last step: another may have begun later and committed first. */
  at: Date
  /** The last holding, open or ended. */
  last: Holding & { id: string; placeInChain: number }
  chain: readonly Holding[]
}

/** Locks a case and reads how it stands. Throws `missing`. Only within an action. */
export async function lockCase(city: City, number: string): Promise<LockedCase> {
  const db = casesDb(city)
  const row = await db
    .updateTable('cases.cases')
    // Later than the last step by a millisecond at least: one case's steps have one order, whoever was faster.
    .set({ touched_at: sql<Date>`greatest(${city.now}::timestamptz, touched_at + interval '1 millisecond')` })
    .where('number', '=', number)
    .returningAll()
    .executeTakeFirst()
  if (!row) throw refuse.missing('cases.refusal.missing', { number: number.slice(0, 40) })
  // Read after the lock: before it, another's commit could still be on its way.
  const holdings = await db
    .selectFrom('cases.holdings')
    .selectAll()
    .where('case_id', '=', row.id)
    .orderBy('place_in_chain')
    .execute()
  const { status } = await db
    .selectFrom('cases.standing')
    .select('status')
    .where('id', '=', row.id)
    .executeTakeFirstOrThrow()
  const chain = holdings.map((holding) => ({
    id: holding.id,
    placeInChain: holding.place_in_chain,
    body: holding.body,
    since: holding.since,
    until: holding.until,
    begunBy: holding.begun_by,
    dueAt: holding.due_at,
  }))
  const last = chain.at(-1)
  if (!last) throw new Error(`case ${number} has no holding`)
  return {
    id: row.id,
    number: row.number,
    topic: row.topic,
    land: row.land,
    district: row.district,
    openedAt: row.opened_at,
    lat: row.lat,
    lon: row.lon,
    photo: row.photo,
    handle: row.handle,
    complaintAbout: row.complaint_about,
    status,
    at: row.touched_at,
    last,
    chain,
  }
}

/** The case, if a clock of it runs. Throws `conflict` in words when it does not. */
export async function lockOpenCase(city: City, number: string): Promise<LockedCase> {
  const found = await lockCase(city, number)
  if (found.status !== 'open') throw refuse.conflict('cases.refusal.closedAlready', { number })
  return found
}
