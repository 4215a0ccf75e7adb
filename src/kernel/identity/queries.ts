// Questions about people: whom a handle means, who acts in which office, where a letter may go.
import type { City } from '#platform/city.ts'
import type { Actor } from '#platform/policy.ts'
import { letterPurposes, lettersPurpose } from './consents.ts'
import { factorsOf, securedOf } from './queries/factors.ts'
import { shownEmail } from './rules/phones.ts'
import { identityDb } from './tables.ts'

/** The person a handle means; null for a guest's and for one that was forgotten. */
export async function personOf(city: City, handle: string): Promise<string | null> {
  const row = await identityDb(city)
    .selectFrom('identity.handles as h')
    .leftJoin('identity.claims as c', 'c.handle', 'h.id')
    .select((select) => select.fn.coalesce('h.person', 'c.person').as('person'))
    .where('h.id', '=', handle)
    .executeTakeFirst()
  return row?.person ?? null
}

/** The person's own handle in a module, if she has one; handles she claimed as a guest are in `handlesOf`. */
export async function handleOf(city: City, module: string, person: string): Promise<string | null> {
  const row = await identityDb(city)
    .selectFrom('identity.handles')
    .select('id')
    .where('module', '=', module)
    .where('person', '=', person)
    .executeTakeFirst()
  return row?.id ?? null
}

export interface HandleOfPerson {
  handle: string
  module: string
}

/** All handles of a person, her own and those she claimed; of one module when it is named. */
export async function handlesOf(city: City, person: string, module?: string): Promise<HandleOfPerson[]> {
  let query = identityDb(city)
    .selectFrom('identity.handles as h')
    .select(['h.id as handle', 'h.module'])
    // Two look-ups by index: an «or» over both tables would read every handle of the city.
    .where('h.id', 'in', (from) =>
      from
        .selectFrom('identity.handles')
        .select('id')
        .where('person', '=', person)
        .union(from.selectFrom('identity.claims').select('handle as id').where('person', '=', person)),
    )
    .orderBy('h.module')
    .orderBy('h.made_at')
    .orderBy('h.id')
  if (module !== undefined) query = query.where('h.module', '=', module)
  return query.execute()
}

/** What a session says of somebody; without level and session it is one of the house's own stages. */
export interface Known extends Pick<Actor, 'level' | 'strong' | 'session'> {
  person: string
  name: string | null
}

/** Who acts, with the roles held now. */
export async function actorOf(city: City, who: Known, via: string): Promise<Actor> {
  const rows = await identityDb(city)
    .selectFrom('identity.roles')
    .select(['name', 'body'])
    .where('person', '=', who.person)
    .where('since', '<=', city.now)
    .where((where) => where.or([where('until', 'is', null), where('until', '>', city.now)]))
    .orderBy('since')
    .orderBy('id')
    .execute()
  return { ...who, name: who.name === '' ? null : who.name, roles: rows, via }
}

export interface Contact {
  email: string
  /** The handle under which she agreed: what a link that stops letters ends. */
  agreedAs: string
  /** The language in which she read what she agreed to. */
  locale: string
}

/**
 * Where letters about this handle may go: the address left with it, or the sign-in address of its person if she agreed to
 * letters, in general or under this very handle, and has proved that the address is hers. Null when nobody agreed.
 */
export async function contactOf(city: City, handle: string): Promise<Contact | null> {
  const db = identityDb(city)
  const left = await db.selectFrom('identity.contacts').select('email').where('handle', '=', handle).executeTakeFirst()
  if (left) return { ...left, agreedAs: handle, locale: (await localeOfConsent(city, handle)) ?? 'ru' }
  const person = await personOf(city, handle)
  const own = person === null ? null : await handleOf(city, 'identity', person)
  const general = own === null ? null : await localeOfConsent(city, own)
  const locale = general ?? (person === null ? null : await localeOfConsent(city, handle))
  if (person === null || locale === null) return null
  const account = await db
    .selectFrom('identity.people')
    .select('email')
    .where('id', '=', person)
    .where('email_verified', '=', true)
    .executeTakeFirst()
  // One reader has one budget, whatever she agreed to.
  return account ? { ...account, agreedAs: own ?? handle, locale } : null
}

/** Whether a signed-in person agreed to letters to her sign-in address, by her handle of this module. */
export async function agreesToLetters(city: City, person: string): Promise<boolean> {
  const own = await handleOf(city, 'identity', person)
  return own !== null && hasConsent(city, own, lettersPurpose.code)
}

/** Of some handles, those whose consent to a purpose holds now. */
export async function agreeing(
  city: City,
  asked: { handles: readonly string[]; purpose: string },
): Promise<Set<string>> {
  if (asked.handles.length === 0) return new Set()
  const rows = await identityDb(city)
    .selectFrom('identity.consents as c')
    .leftJoin('identity.withdrawals as w', 'w.consent', 'c.id')
    .select('c.handle')
    .distinct()
    .where('c.handle', 'in', asked.handles)
    .where('c.purpose', '=', asked.purpose)
    .where('w.consent', 'is', null)
    .execute()
  return new Set(rows.map(({ handle }) => handle))
}

/** Whether a consent of the handle to a purpose holds now. */
export async function hasConsent(city: City, handle: string, purpose: string): Promise<boolean> {
  return (await consentLocale(city, handle, purpose)) !== null
}

async function localeOfConsent(city: City, handle: string): Promise<string | null> {
  for (const { code } of letterPurposes) {
    const locale = await consentLocale(city, handle, code)
    if (locale !== null) return locale
  }
  return null
}

async function consentLocale(city: City, handle: string, purpose: string): Promise<string | null> {
  const row = await identityDb(city)
    .selectFrom('identity.consents as c')
    .innerJoin('identity.consent_texts as t', 't.hash', 'c.text_hash')
    .leftJoin('identity.withdrawals as w', 'w.consent', 'c.id')
    .select('t.locale')
    .where('c.handle', '=', handle)
    .where('c.purpose', '=', purpose)
    .where('w.consent', 'is', null)
    .orderBy('c.given_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.locale ?? null
}

/** The guest's handle of a module under which an address was left, if one was: who asks twice is one reader. */
export async function guestHandleOf(city: City, asked: { module: string; email: string }): Promise<string | null> {
  const row = await identityDb(city)
    .selectFrom('identity.contacts as c')
    .innerJoin('identity.handles as h', 'h.id', 'c.handle')
    .select('h.id')
    .where('c.email', '=', asked.email.trim().toLowerCase())
    .where('h.module', '=', asked.module)
    .where('h.person', 'is', null)
    .orderBy('h.made_at')
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? null
}

export interface RoleHeld {
  id: string
  /** Personal. */
  email: string
  role: string
  body: string | null
  since: Date
}

/** Every role that is held now, for the operator. */
export async function rolesOfAll(city: City): Promise<RoleHeld[]> {
  return identityDb(city)
    .selectFrom('identity.roles as r')
    .innerJoin('identity.people as p', 'p.id', 'r.person')
    .select(['r.id', 'p.email', 'r.name as role', 'r.body', 'r.since'])
    .where((where) => where.or([where('r.until', 'is', null), where('r.until', '>', city.now)]))
    .orderBy('p.email')
    .orderBy('r.since')
    .orderBy('r.id')
    .execute()
}

/** People who hold one of the roles now, in this body or for the whole city. */
export async function holdersOf(city: City, input: { roles: readonly string[]; body: string }): Promise<string[]> {
  const rows = await identityDb(city)
    .selectFrom('identity.roles')
    .select('person')
    .distinct()
    .where('name', 'in', input.roles)
    .where((where) => where.or([where('body', 'is', null), where('body', '=', input.body)]))
    .where('since', '<=', city.now)
    .where((where) => where.or([where('until', 'is', null), where('until', '>', city.now)]))
    .orderBy('person')
    .execute()
  return rows.map(({ person }) => person)
}

/** What a person's own page shows of her; null when she has been forgotten. */
export async function personFor(
  city: City,
  person: string,
): Promise<{ email: string | null; phone: string | null; name: string } | null> {
  const row = await identityDb(city)
    .selectFrom('identity.people')
    .select(['email', 'phone', 'name'])
    .where('id', '=', person)
    .executeTakeFirst()
  return row ? { ...row, email: shownEmail(row.email) } : null
}

/** All that identity itself holds of a person, for her export. */
export async function identityFile(city: City, person: string): Promise<object | null> {
  const db = identityDb(city)
  const row = await db
    .selectFrom('identity.people')
    .select(['email', 'phone', 'name', 'created_at as since'])
    .where('id', '=', person)
    .executeTakeFirst()
  if (!row) return null
  const { passkeys, totp, sessions } = await factorsOf(city, person)
  const secured = await securedOf(city, person)
  const roles = await db
    .selectFrom('identity.roles')
    .select(['name', 'body', 'since', 'until'])
    .where('person', '=', person)
    .orderBy('since')
    .execute()
  return { ...row, email: shownEmail(row.email), roles, passkeys, totp, sessions, secured }
}

/** The address and the consents under a handle, for the export; null when there are none. */
export async function consentsOf(city: City, handle: string): Promise<object | null> {
  const db = identityDb(city)
  const contact = await db
    .selectFrom('identity.contacts')
    .select(['email', 'left_at as leftAt'])
    .where('handle', '=', handle)
    .executeTakeFirst()
  const consents = await db
    .selectFrom('identity.consents as c')
    .innerJoin('identity.consent_texts as t', 't.hash', 'c.text_hash')
    .leftJoin('identity.withdrawals as w', 'w.consent', 'c.id')
    .select([
      'c.purpose',
      'c.text_version as version',
      't.text',
      'c.ip',
      'c.method',
      'c.given_at as givenAt',
      'w.at as withdrawnAt',
    ])
    .where('c.handle', '=', handle)
    .orderBy('c.given_at')
    .execute()
  return contact || consents.length > 0 ? { contact: contact ?? null, consents } : null
}
