// Who holds which role: for the operator's command and the desk's page of staff.
import type { City } from '#platform/city.ts'
import { identityDb } from './tables.ts'

export interface HeldRole {
  id: string
  email: string
  role: string
  body: string | null
  since: Date
}

/** All roles held now, by address. */
export async function rolesOfAll(city: City): Promise<HeldRole[]> {
  return identityDb(city)
    .selectFrom('identity.roles as r')
    .innerJoin('identity.people as p', 'p.id', 'r.person')
    .select(['r.id', 'p.email', 'r.name as role', 'r.body', 'r.since'])
    .where('r.since', '<=', city.now)
    .where((where) => where.or([where('r.until', 'is', null), where('r.until', '>', city.now)]))
    .orderBy('p.email')
    .orderBy('r.name')
    .execute()
}

/** The person of an address, if there is one. */
export async function personByEmail(city: City, email: string): Promise<string | null> {
  const row = await identityDb(city)
    .selectFrom('identity.people')
    .select('id')
    .where('email', '=', email.trim().toLowerCase())
    .executeTakeFirst()
  return row?.id ?? null
}
