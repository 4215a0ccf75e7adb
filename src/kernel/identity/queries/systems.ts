// Questions about systems of others: which there are, what each may learn of a person, and which of them she let in.
import { sql } from 'kysely'
import type { City } from '#platform/city.ts'
import { shownEmail } from '../rules/phones.ts'
import { systemOfModule } from '../rules/systems.ts'
import { identityDb } from '../tables.ts'

export interface System {
  id: string
  name: string
  site: string
  organisation: string
  inn: string
  purpose: string
  redirectUris: string[]
  signOutUris: string[]
  backChannelUri: string | null
  /** Names of scopes, `openid` first. */
  scopes: string[]
  auth: string
  registeredAt: Date
  endedAt: Date | null
  /** How many people let it in. */
  people: number
}

/** Every system, those that were shut out last. */
export async function systems(city: City): Promise<System[]> {
  return systemRows(city).orderBy(sql`s.ended_at is not null`).orderBy('s.name').orderBy('s.id').execute()
}

/** A system by its id, also one that was shut out; null when there is none. */
export async function systemFor(city: City, id: string): Promise<System | null> {
  return (await systemRows(city).where('s.id', '=', id).executeTakeFirst()) ?? null
}

export interface Connection {
  system: Pick<System, 'id' | 'name' | 'site' | 'organisation'>
  /** Names of scopes that she let it learn. */
  scopes: string[]
  since: Date
  until: Date
}

/** The systems that a person let in and that may still ask, the newest first. */
export async function connectionsOf(city: City, person: string): Promise<Connection[]> {
  const rows = await identityDb(city)
    .selectFrom('identity.oidc_records as r')
    .innerJoin('identity.systems as s', 's.id', 'r.system')
    .select(['s.id', 's.name', 's.site', 's.organisation', 'r.payload', 'r.made_at', 'r.expires_at'])
    .where('r.model', '=', 'Grant')
    .where('r.person', '=', person)
    .where('r.expires_at', '>', sql<Date>`now()`)
    .orderBy('r.made_at', 'desc')
    .execute()
  const seen = new Set<string>()
  return rows.flatMap(({ payload, made_at: since, expires_at: until, ...system }) => {
    if (seen.has(system.id)) return []
    seen.add(system.id)
    return [{ system, scopes: (payload.openid?.scope ?? '').split(' ').filter(Boolean), since, until }]
  })
}

/** What the city can tell a system of a person; null when she is nobody any more. */
export async function knownOf(
  city: City,
  person: string,
): Promise<{
  name: string | null
  email: string | null
  emailVerified: boolean
  phone: string | null
} | null> {
  const row = await identityDb(city)
    .selectFrom('identity.people')
    .select(['name', 'email', 'email_verified', 'phone'])
    .where('id', '=', person)
    .executeTakeFirst()
  if (!row) return null
  return {
    name: row.name === '' ? null : row.name,
    email: shownEmail(row.email),
    emailVerified: row.email_verified,
    phone: row.phone,
  }
}

/** The system behind a handle, and what it was let learn, for the export; null for the handle of a module of the house. */
export async function systemFile(city: City, handle: string): Promise<object | null> {
  const db = identityDb(city)
  const row = await db
    .selectFrom('identity.handles')
    .select(['module', 'person', 'made_at as since'])
    .where('id', '=', handle)
    .executeTakeFirst()
  const id = row && systemOfModule(row.module)
  if (!row || !id) return null
  const system = await db
    .selectFrom('identity.systems')
    .select(['name', 'site', 'organisation'])
    .where('id', '=', id)
    .executeTakeFirst()
  const allowed = row.person === null ? [] : await connectionsOf(city, row.person)
  return {
    ...(system ?? { name: id }),
    knownThereAs: handle,
    since: row.since,
    allowed: allowed.find((one) => one.system.id === id)?.scopes ?? [],
  }
}

function systemRows(city: City) {
  return identityDb(city)
    .selectFrom('identity.systems as s')
    .select([
      's.id',
      's.name',
      's.site',
      's.organisation',
      's.inn',
      's.purpose',
      's.redirect_uris as redirectUris',
      's.sign_out_uris as signOutUris',
      's.back_channel_uri as backChannelUri',
      's.scopes',
      's.auth',
      's.registered_at as registeredAt',
      's.ended_at as endedAt',
    ])
    .select(
      sql<number>`(select count(distinct r.person) from identity.oidc_records r where r.system = s.id and r.model = 'Grant')`.as(
        'people',
      ),
    )
}
