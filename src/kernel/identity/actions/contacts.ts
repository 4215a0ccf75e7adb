// Contacts and consents: an address is kept only with a separate consent, and the proof of that consent is append-only.
import { createHash } from 'node:crypto'
import { action, type City } from '#platform/city.ts'
import { newId } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { type ConsentOperator, purposeOf } from '../consents.ts'
import { handlesOf } from '../queries.ts'
import { systemOfModule } from '../rules/systems.ts'
import { familyOf } from '../rules.ts'
import { identityDb } from '../tables.ts'
import { endGrants } from './grants.ts'

export interface ConsentGiven {
  purpose: string
  textVersion: string
  /** The whole text the person saw, in her language. */
  text: string
  ip: string
  /** Who answers for the data, as settings; null where no operator is set. */
  operator?: ConsentOperator | null
  /** Which data, and who else gets them, where that differs from one consent of the purpose to another. */
  dataCategories?: readonly string[]
  thirdParties?: readonly string[]
  /** The header of the browser: of it only the family is kept. */
  userAgent?: string | null
  /** The message of a chat in which it was given. */
  channelMsgId?: string | null
  /** Until when it holds by itself; null: until it is withdrawn. */
  validUntil?: Date | null
}

export interface LeaveContact {
  handle: string
  email: string
  consent: ConsentGiven
}

/**
 * Keeps an address for a handle together with the consent to use it; a new address replaces the old one.
 * Throws `invalid` for a purpose the city does not have.
 */
export const leaveContact = action('identity', async (city, input: LeaveContact): Promise<void> => {
  await writeConsent(city, input.handle, input.consent)
  const email = input.email.trim().toLowerCase()
  await identityDb(city)
    .insertInto('identity.contacts')
    .values({ handle: input.handle, email, left_at: city.now })
    .onConflict((conflict) => conflict.column('handle').doUpdateSet({ email, left_at: city.now }))
    .execute()
})

/** Writes down a consent without an address: a person's address is the one she signs in by. */
export const giveConsent = action(
  'identity',
  async (city, input: { handle: string; consent: ConsentGiven }): Promise<void> => {
    await writeConsent(city, input.handle, input.consent)
  },
)

/**
 * Ends every consent of a handle to a purpose and removes the address left under it; the evidence stays, with the time of the
 * withdrawal. Answers how many consents ended; withdrawing again changes nothing.
 */
export const withdrawConsent = action(
  'identity',
  async (city, input: { handle: string; purpose: string }): Promise<number> => {
    const db = identityDb(city)
    const ended = await db
      .insertInto('identity.withdrawals')
      .columns(['consent', 'method', 'at'])
      .expression(
        db
          .selectFrom('identity.consents as c')
          .select((select) => ['c.id', select.val(city.actor.via).as('method'), select.val(city.now).as('at')])
          .where('c.handle', '=', input.handle)
          .where('c.purpose', '=', input.purpose),
      )
      .onConflict((conflict) => conflict.column('consent').doNothing())
      .executeTakeFirst()
    await db.deleteFrom('identity.contacts').where('handle', '=', input.handle).execute()
    return Number(ended.numInsertedOrUpdatedRows ?? 0n)
  },
)

/**
 * Ends one consent of a person by its id, with all of the same purpose under the same handle. Answers the purpose. Throws `missing`
 * for a consent that is somebody else's, as for one that is not there.
 */
export const withdrawOwnConsent = action(
  'identity',
  async (city, input: { person: string; consent: string }): Promise<string> => {
    const own = (await handlesOf(city, input.person)).map(({ handle }) => handle)
    const consent = await identityDb(city)
      .selectFrom('identity.consents as c')
      .innerJoin('identity.handles as h', 'h.id', 'c.handle')
      .select(['c.handle', 'c.purpose', 'h.module'])
      .where('c.id', '=', input.consent)
      .executeTakeFirst()
    if (!consent || !own.includes(consent.handle)) throw refuse.missing('identity.refusal.consent')
    await withdrawConsent(city, consent)
    const system = systemOfModule(consent.module)
    // What a system was given by this consent ends with it.
    if (system !== null) await endGrants(city, { person: input.person, system })
    return consent.purpose
  },
)

async function writeConsent(city: City, handle: string, consent: ConsentGiven): Promise<void> {
  const purpose = purposeOf(consent.purpose)
  if (!purpose) throw refuse.invalid({ consent: { key: 'identity.refusal.purpose' } })
  const db = identityDb(city)
  const known = await db.selectFrom('identity.handles').select('id').where('id', '=', handle).executeTakeFirst()
  if (!known) throw refuse.missing('platform.refusal.missing')
  const hash = createHash('sha256').update(consent.text).digest('hex')
  await db
    .insertInto('identity.consent_texts')
    .values({
      hash,
      purpose: consent.purpose,
      version: consent.textVersion,
      locale: city.words.locale,
      text: consent.text,
    })
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .execute()
  await db
    .insertInto('identity.consents')
    .values({
      id: newId(city.now),
      handle,
      purpose: consent.purpose,
      text_version: consent.textVersion,
      text_hash: hash,
      method: city.actor.via,
      ip: consent.ip,
      given_at: city.now,
      data_categories: JSON.stringify(consent.dataCategories ?? purpose.dataCategories),
      actions: JSON.stringify(purpose.actions),
      third_parties: JSON.stringify(consent.thirdParties ?? purpose.thirdParties),
      operator: consent.operator ? JSON.stringify(consent.operator) : null,
      valid_until: consent.validUntil ?? null,
      user_agent: consent.userAgent ? familyOf(consent.userAgent) : null,
      channel_msg_id: consent.channelMsgId ?? null,
    })
    .execute()
}
