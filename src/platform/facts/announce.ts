// Announcing: a fact and the reactions that shall hear it enter the outbox inside the action's transaction.
import { sql } from 'kysely'
import type { City } from '../city.ts'
import { newId } from '../ids.ts'
import { factsDb } from './tables.ts'

/** Makes a module's typed `announce`; facts hold ids, no handle and no person. */
export function announcer<Facts extends object>(): <Kind extends keyof Facts & string>(
  city: City,
  kind: Kind,
  subject: string,
  data: Facts[Kind] & object,
) => Promise<void> {
  return (city, kind, subject, data) => announce(city, kind, subject, data)
}

/** Writes one fact. Throws outside an action, since a fact without its change would be a lie. */
export async function announce(city: City, kind: string, subject: string, data: object): Promise<void> {
  if (!city.within.transaction) throw new Error(`fact ${kind} was announced outside an action`)
  const listeners = city.within.house.listeners(kind)
  // Facts of one subject get their places in the order of their commits: without the lock a later place could commit first
  // and be heard first.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`fact ${subject}`}, 0))`.execute(city.db)
  const id = newId(city.now)
  await factsDb(city)
    .insertInto('facts.facts')
    .values({ id, kind, subject, data: JSON.stringify(data), at: city.now })
    .execute()
  if (listeners.length === 0) return
  await factsDb(city)
    .insertInto('facts.deliveries')
    .values(listeners.map((reaction) => ({ fact: id, reaction, subject, due_at: city.now })))
    .execute()
}
