// What opens a person's account: her passkeys, her app, her sessions, and what changed in them.
import type { City } from '#platform/city.ts'
import { identityDb } from '../tables.ts'

export interface Factors {
  passkeys: { id: string; credential: string; name: string; synced: boolean; madeAt: Date; usedOn: string | null }[]
  /** Since when an app makes codes; null without one. */
  totp: Date | null
  /** Backup codes that were not used yet. */
  backups: number
  sessions: {
    id: string
    device: string | null
    methods: string[]
    level: string
    strong: boolean
    openedAt: Date
    /** YYYY-MM-DD. */
    seenOn: string
    until: Date
  }[]
}

/** Everything that opens her account now, newest first. */
export async function factorsOf(city: City, person: string): Promise<Factors> {
  const db = identityDb(city)
  const passkeys = await db
    .selectFrom('identity.passkeys')
    .select(['id', 'credential', 'name', 'synced', 'made_at as madeAt', 'used_on as usedOn'])
    .where('person', '=', person)
    .orderBy('made_at', 'desc')
    .orderBy('id')
    .execute()
  const totp = await db
    .selectFrom('identity.totp as t')
    .leftJoin('identity.backup_codes as b', 'b.person', 't.person')
    .select((select) => ['t.made_at', select.fn.count<number>('b.mark').as('backups')])
    .where('t.person', '=', person)
    .groupBy('t.made_at')
    .executeTakeFirst()
  const sessions = await db
    .selectFrom('identity.sessions')
    .select(['id', 'user_agent', 'methods', 'level', 'strong', 'created_at as openedAt', 'seen_on as seenOn'])
    .select('expires_at as until')
    .where('person', '=', person)
    .orderBy('seen_on', 'desc')
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
  return {
    passkeys,
    totp: totp?.made_at ?? null,
    backups: totp?.backups ?? 0,
    sessions: sessions.map(({ user_agent, methods, ...rest }) => ({
      ...rest,
      device: user_agent || null,
      methods: methods.split(' ').filter(Boolean),
    })),
  }
}

/** Whether a letter alone opens no session of hers: an app asks for its code. */
export async function hasTotp(city: City, person: string): Promise<boolean> {
  const row = await identityDb(city)
    .selectFrom('identity.totp')
    .select('person')
    .where('person', '=', person)
    .executeTakeFirst()
  return row !== undefined
}

/** Whether she has anything that makes a session strong. */
export async function hasStrongFactor(city: City, person: string): Promise<boolean> {
  const passkey = await identityDb(city)
    .selectFrom('identity.passkeys')
    .select('id')
    .where('person', '=', person)
    .limit(1)
    .executeTakeFirst()
  return passkey !== undefined || hasTotp(city, person)
}

/** Whether somebody holds or will hold an office. */
export async function hasOffice(city: City, person: string): Promise<boolean> {
  const row = await identityDb(city)
    .selectFrom('identity.roles')
    .select('id')
    .where('person', '=', person)
    .where((where) => where.or([where('until', 'is', null), where('until', '>', city.now)]))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export interface SecuredRow {
  id: string
  kind: string
  about: string
  at: Date
}

/** What changed in how she signs in, newest first. */
export async function securedOf(city: City, person: string): Promise<SecuredRow[]> {
  return identityDb(city)
    .selectFrom('identity.secured')
    .select(['id', 'kind', 'about', 'at'])
    .where('person', '=', person)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(50)
    .execute()
}

/** A change by its id, with where its letter goes: null without an address. */
export async function securedById(
  city: City,
  id: string,
): Promise<(SecuredRow & { person: string; email: string | null }) | null> {
  const row = await identityDb(city)
    .selectFrom('identity.secured as s')
    .innerJoin('identity.people as p', 'p.id', 's.person')
    .select(['s.id', 's.kind', 's.about', 's.at', 's.person', 's.letter_to', 'p.email', 'p.email_verified'])
    .where('s.id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  const { letter_to, email, email_verified, ...rest } = row
  return { ...rest, email: letter_to ?? (email_verified && !email.endsWith('.invalid') ? email : null) }
}

export interface StaffFactors {
  person: string
  email: string
  roles: string[]
  passkeys: number
  totp: boolean
}

/** Who holds an office, and by what she proves that it is she. */
export async function staffFactors(city: City): Promise<StaffFactors[]> {
  const rows = await identityDb(city)
    .selectFrom('identity.roles as r')
    .innerJoin('identity.people as p', 'p.id', 'r.person')
    .leftJoin('identity.totp as t', 't.person', 'p.id')
    .select((select) => [
      'p.id as person',
      'p.email',
      select.fn.agg<string>('string_agg', [select.fn('distinct', ['r.name']), select.val(' ')]).as('roles'),
      select
        .selectFrom('identity.passkeys as k')
        .select((inner) => inner.fn.countAll<number>().as('n'))
        .whereRef('k.person', '=', 'p.id')
        .as('passkeys'),
      select('t.person', 'is not', null).as('totp'),
    ])
    .where((where) => where.or([where('r.until', 'is', null), where('r.until', '>', city.now)]))
    .groupBy(['p.id', 'p.email', 't.person'])
    .orderBy('p.email')
    .execute()
  return rows.map(({ roles, passkeys, totp, ...rest }) => ({
    ...rest,
    roles: roles.split(' '),
    passkeys: passkeys ?? 0,
    totp: Boolean(totp),
  }))
}
