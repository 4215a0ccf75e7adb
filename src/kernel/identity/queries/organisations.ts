// Questions about organisations: who may act for one, whom a person acts for, who waits to be believed.
import type { City } from '#platform/city.ts'
import { hashSecret } from '#platform/ids.ts'
import { isHeldOn, isPower, type Power } from '../rules/powers.ts'
import { identityDb } from '../tables.ts'

export interface ActingFor {
  person: string
  organisation: string
  power: Power
  /** The city's day, YYYY-MM-DD. */
  today: string
}

/** Whether a person may do this for an organisation today. A power ends by itself after its last day. */
export async function mayActFor(city: City, asked: ActingFor): Promise<boolean> {
  return (await holdsPower(city, asked)) !== null
}

/** The power itself, all that it lets her do, and its last day; null when she may not. */
export async function holdsPower(
  city: City,
  asked: ActingFor,
): Promise<{ power: string; codes: readonly Power[]; until: string | null } | null> {
  const found = (await representations(city, asked.person)).find(
    (one) => one.organisation === asked.organisation && isHeldOn(one, asked.today) && one.codes.includes(asked.power),
  )
  return found ? { power: found.power, codes: found.codes, until: found.until } : null
}

export interface Representation {
  power: string
  organisation: string
  name: string
  inn: string | null
  ogrn: string | null
  kpp: string | null
  organisationConfirmedAt: Date | null
  codes: Power[]
  since: string
  until: string | null
  document: string
  askedAt: Date
  confirmedAt: Date | null
  confirmedBy: string | null
  endedAt: Date | null
  endedBecause: string | null
}

/** All powers of a person, those that ended too; the newest first. */
export async function representations(city: City, person: string): Promise<Representation[]> {
  const rows = await powers(city)
    .innerJoin('identity.handles as h', 'h.id', 'p.handle')
    .where('h.person', '=', person)
    .where('h.module', '=', 'identity')
    .execute()
  return rows.map(represented)
}

/** The powers under one handle, for its export. */
export async function representationsOf(city: City, handle: string): Promise<Representation[]> {
  return (await powers(city).where('p.handle', '=', handle).execute()).map(represented)
}

export interface Representative extends Representation {
  /** Personal. */
  email: string
  called: string
}

/** Who acts for an organisation, those whose power ended too. For whoever manages its representatives. */
export async function representativesOf(city: City, organisation: string): Promise<Representative[]> {
  const rows = await named(city).where('p.organisation', '=', organisation).execute()
  return rows.map(({ email, called, ...row }) => ({ ...represented(row), email, called }))
}

/** Who waits for the operator, the longest waiting first. */
export async function waitingPowers(city: City, most: number): Promise<(Representative & { handle: string })[]> {
  const rows = await named(city)
    .where('p.confirmed_at', 'is', null)
    .where('p.ended_at', 'is', null)
    .clearOrderBy()
    .orderBy('p.asked_at')
    .orderBy('p.id')
    .limit(most)
    .execute()
  return rows.map(({ email, called, ...row }) => ({ ...represented(row), email, called, handle: row.handle }))
}

/** What a letter of invitation leads to; null when it was used or has run out. */
export async function invitationBehind(
  city: City,
  secret: string,
): Promise<{ name: string; codes: Power[]; since: string; until: string | null } | null> {
  const row = await identityDb(city)
    .selectFrom('identity.invitations as i')
    .innerJoin('identity.organisations as o', 'o.id', 'i.organisation')
    .select(['o.name', 'i.codes', 'i.since_on as since', 'i.until_on as until'])
    .where('i.hash', '=', hashSecret(secret))
    .where('i.expires_at', '>', city.now)
    .executeTakeFirst()
  return row ? { ...row, codes: row.codes.filter(isPower) } : null
}

function powers(city: City) {
  return identityDb(city)
    .selectFrom('identity.powers as p')
    .innerJoin('identity.organisations as o', 'o.id', 'p.organisation')
    .select(['p.id as power', 'p.organisation', 'p.handle', 'o.name', 'o.inn', 'o.ogrn', 'o.kpp'])
    .select(['o.confirmed_at as organisationConfirmedAt', 'p.codes', 'p.since_on as since', 'p.until_on as until'])
    .select(['p.document', 'p.asked_at as askedAt', 'p.confirmed_at as confirmedAt', 'p.confirmed_by as confirmedBy'])
    .select(['p.ended_at as endedAt', 'p.ended_because as endedBecause'])
    .orderBy('p.asked_at', 'desc')
    .orderBy('p.id', 'desc')
}

function named(city: City) {
  return powers(city)
    .innerJoin('identity.handles as h', 'h.id', 'p.handle')
    .innerJoin('identity.people as e', 'e.id', 'h.person')
    .select(['e.email', 'e.name as called'])
}

function represented<Row extends { codes: string[]; handle: string }>({ handle: _, codes, ...row }: Row) {
  return { ...row, codes: codes.filter(isPower) }
}
