// Organisations: the numbers of the state registers, and the powers of people to act for them, each from a day to a day.
import { action, type City } from '#platform/city.ts'
import { hashSecret, newId, newSecret } from '#platform/ids.ts'
import { type FieldErrors, refuse } from '#platform/refusal.ts'
import { days, later } from '#platform/time.ts'
import { holdsPower, representations } from '../queries/organisations.ts'
import { innProblem, isKpp, ogrnProblem, sameKind } from '../rules/numbers.ts'
import { type Power, powerCodes } from '../rules/powers.ts'
import { identityDb } from '../tables.ts'
import { newHandle } from './handles.ts'

export interface SaveOrganisation {
  /** Without an id it is a new one. */
  id?: string
  name: string
  inn: string | null
  ogrn: string | null
}

/** What is wrong with the numbers of an organisation, by field, all at once. */
export function numberErrors(numbers: { inn: string | null; ogrn: string | null; kpp?: string | null }): FieldErrors {
  const { inn, ogrn, kpp = null } = numbers
  const errors: FieldErrors = {}
  const wrongInn = inn === null ? null : innProblem(inn)
  const wrongOgrn = ogrn === null ? null : ogrnProblem(ogrn)
  if (wrongInn) errors.inn = { key: `identity.refusal.inn.${wrongInn}` }
  if (wrongOgrn) errors.ogrn = { key: `identity.refusal.ogrn.${wrongOgrn}` }
  if (inn !== null && ogrn !== null && !wrongInn && !wrongOgrn && !sameKind(inn, ogrn))
    errors.ogrn = { key: 'identity.refusal.otherKind' }
  if (kpp !== null && !isKpp(kpp)) errors.kpp = { key: 'identity.refusal.kpp' }
  return errors
}

/** Keeps an organisation; one with the same INN is the same one. Throws `invalid` for numbers with wrong check digits. */
export const saveOrganisation = action('identity', async (city, input: SaveOrganisation): Promise<string> => {
  const errors = numberErrors(input)
  if (Object.keys(errors).length > 0) throw refuse.invalid(errors)
  const { name, inn, ogrn } = input
  const row = await identityDb(city)
    .insertInto('identity.organisations')
    .values({ id: input.id ?? newId(city.now), name, inn, ogrn, since: city.now })
    .onConflict((conflict) =>
      (input.id === undefined ? conflict.column('inn') : conflict.column('id')).doUpdateSet({ name, inn, ogrn }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
})

export interface AskPower {
  person: string
  name: string
  inn: string
  ogrn: string | null
  kpp: string | null
  /** The document by which she acts. */
  document: string
  /** Days of the city. */
  today: string
  until: string | null
}

/**
 * A person says that she acts for an organisation: it waits for the operator and gives nothing yet, so that nobody can shut out the
 * real representative by being first. Answers the organisation. Throws `invalid` for wrong numbers and `conflict` where somebody
 * confirmed acts for it already and can invite her.
 */
export const askPower = action('identity', async (city, input: AskPower): Promise<string> => {
  const { person, name, inn, ogrn, kpp, document, today, until } = input
  const errors = numberErrors({ inn, ogrn, kpp })
  if (until !== null && until < today) errors.until = { key: 'identity.refusal.untilPast' }
  const db = identityDb(city)
  if (!errors.ogrn && ogrn !== null) {
    const other = await db
      .selectFrom('identity.organisations')
      .select(['id', 'inn', 'confirmed_at'])
      .where('ogrn', '=', ogrn)
      .executeTakeFirst()
    if (other && other.inn !== inn) {
      if (other.confirmed_at !== null) errors.ogrn = { key: 'identity.refusal.ogrnTaken' }
      // Whoever was first and is not believed yet keeps nobody from her own number.
      else await db.updateTable('identity.organisations').set({ ogrn: null }).where('id', '=', other.id).execute()
    }
  }
  if (Object.keys(errors).length > 0) throw refuse.invalid(errors)
  // One organisation an INN: who comes second finds the first one's row, and its name as it was written then.
  await db
    .insertInto('identity.organisations')
    .values({ id: newId(city.now), name, inn, ogrn, kpp, since: city.now })
    .onConflict((conflict) => conflict.column('inn').doNothing())
    .execute()
  const found = await db
    .selectFrom('identity.organisations')
    .select('id')
    .where('inn', '=', inn)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const handle = await newHandle(city, { module: 'identity', person })
  const held = await db
    .selectFrom('identity.powers')
    .select(['handle', 'codes', 'confirmed_at'])
    .where('organisation', '=', found.id)
    .where('ended_at', 'is', null)
    .where((where) => where.or([where('until_on', 'is', null), where('until_on', '>=', today)]))
    .execute()
  if (held.some((power) => power.handle === handle)) throw refuse.conflict('identity.refusal.askedAlready')
  if (held.some(({ confirmed_at, codes }) => confirmed_at !== null && codes.includes('manage')))
    throw refuse.conflict('identity.refusal.askManager')
  await db
    .insertInto('identity.powers')
    .values({
      ...{ id: newId(city.now), organisation: found.id, handle, codes: [...powerCodes], document },
      ...{ since_on: today, until_on: until, granted_by: null, asked_at: city.now },
      ...{ confirmed_at: null, confirmed_by: null },
    })
    .execute()
  return found.id
})

/**
 * Believes that somebody acts for an organisation, and with that the organisation itself. `by` is the office or the outside identity
 * that says so. Throws `missing` for a power that does not wait.
 */
export const confirmPower = action('identity', async (city, input: { power: string; by: string }): Promise<void> => {
  const db = identityDb(city)
  const power = await db
    .updateTable('identity.powers')
    .set({ confirmed_at: city.now, confirmed_by: input.by })
    .where('id', '=', input.power)
    .where('confirmed_at', 'is', null)
    .where('ended_at', 'is', null)
    .returning('organisation')
    .executeTakeFirst()
  if (!power) throw refuse.missing('identity.refusal.power')
  await db
    .updateTable('identity.organisations')
    .set({ confirmed_at: city.now, confirmed_by: input.by })
    .where('id', '=', power.organisation)
    .where('confirmed_at', 'is', null)
    .execute()
})

/**
 * The same where an outside identity that the city trusts names the organisation of whoever signed in: of all that she asked for, the
 * one of this INN. Answers whether something was confirmed.
 */
export const confirmPowerOf = action(
  'identity',
  async (city, input: { person: string; inn: string; by: string }): Promise<boolean> => {
    const asked = (await representations(city, input.person)).find(
      ({ inn, confirmedAt, endedAt }) => inn === input.inn && confirmedAt === null && endedAt === null,
    )
    if (asked) await confirmPower(city, { power: asked.power, by: input.by })
    return asked !== undefined
  },
)

/** Ends a power now, with the reason she will read. Throws `missing` for one that has ended. */
export const endPower = action('identity', async (city, input: { power: string; because: string }): Promise<void> => {
  const ended = await identityDb(city)
    .updateTable('identity.powers')
    .set({ ended_at: city.now, ended_because: input.because })
    .where('id', '=', input.power)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (ended.numUpdatedRows === 0n) throw refuse.missing('identity.refusal.power')
})

export interface Invite {
  person: string
  organisation: string
  email: string
  codes: readonly Power[]
  document: string
  today: string
  since: string
  until: string | null
}

const invitationDays = 14

/**
 * Writes down an invitation to act for an organisation, never for longer nor for more than she may herself. Answers the secret of its letter.
 * Throws `not-allowed` unless she may manage its representatives, and `invalid` for days that run backwards.
 */
export const invite = action('identity', async (city, input: Invite): Promise<string> => {
  const own = await holdsPower(city, { ...input, power: 'manage' })
  if (!own) throw refuse.notAllowed('identity.refusal.mayNotManage')
  const { until, since, today } = input
  const errors: FieldErrors = {}
  if (until !== null && until < since) errors.until = { key: 'identity.refusal.reversed' }
  else if (until !== null && until < today) errors.until = { key: 'identity.refusal.untilPast' }
  else if (own.until !== null && (until === null || until > own.until))
    errors.until = { key: 'identity.refusal.longerThanOwn' }
  if (input.codes.some((code) => !own.codes.includes(code))) errors.codes = { key: 'identity.refusal.moreThanOwn' }
  if (Object.keys(errors).length > 0) throw refuse.invalid(errors)
  const secret = newSecret()
  await identityDb(city)
    .insertInto('identity.invitations')
    .values({
      ...{ hash: hashSecret(secret), organisation: input.organisation, email: input.email.trim().toLowerCase() },
      ...{ codes: [...input.codes], since_on: since, until_on: until, document: input.document, granted_by: own.power },
      expires_at: later(city.now, days(invitationDays)),
    })
    .execute()
  return secret
})

/** Takes an invitation back whose letter could not be sent. */
export const dropInvitation = action('identity', async (city, input: { secret: string }): Promise<void> => {
  await identityDb(city).deleteFrom('identity.invitations').where('hash', '=', hashSecret(input.secret)).execute()
})

/**
 * Takes an invitation up. Throws `missing` for a letter that has been used or has run out, and `not-allowed` for whoever signed in by
 * another address than the letter's.
 */
export const acceptInvitation = action(
  'identity',
  async (city, input: { secret: string; person: string; today: string }): Promise<string> => {
    const db = identityDb(city)
    const row = await invitationRow(city, input.secret)
    const person = await db
      .selectFrom('identity.people')
      .select(['email', 'email_verified'])
      .where('id', '=', input.person)
      .executeTakeFirst()
    if (!person?.email_verified || person.email !== row.email) throw refuse.notAllowed('identity.refusal.otherAddress')
    const grantor = await db
      .selectFrom('identity.powers')
      .select('id')
      .where('id', '=', row.granted_by)
      .where('ended_at', 'is', null)
      .where((where) => where.or([where('until_on', 'is', null), where('until_on', '>=', input.today)]))
      .executeTakeFirst()
    // Whoever invited may have lost her own power meanwhile.
    if (!grantor) throw refuse.missing('identity.refusal.invitation')
    await db.deleteFrom('identity.invitations').where('hash', '=', row.hash).execute()
    const handle = await newHandle(city, { module: 'identity', person: input.person })
    await db
      .insertInto('identity.powers')
      .values({
        ...{ id: newId(city.now), organisation: row.organisation, handle, codes: row.codes, document: row.document },
        ...{ since_on: row.since_on, until_on: row.until_on, granted_by: row.granted_by, asked_at: city.now },
        ...{ confirmed_at: city.now, confirmed_by: 'representative' },
      })
      .execute()
    return row.organisation
  },
)

async function invitationRow(city: City, secret: string) {
  const row = await identityDb(city)
    .selectFrom('identity.invitations')
    .selectAll()
    .where('hash', '=', hashSecret(secret))
    .where('expires_at', '>', city.now)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw refuse.missing('identity.refusal.invitation')
  return row
}
