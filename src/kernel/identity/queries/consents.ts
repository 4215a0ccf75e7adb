// Questions about consents: everything a person agreed to, in force and ended, with the very text she read.
import type { City } from '#platform/city.ts'
import type { ConsentOperator } from '../consents.ts'
import { handlesOf } from '../queries.ts'
import { identityDb } from '../tables.ts'
import { representationsOf } from './organisations.ts'

export interface ConsentRecord {
  id: string
  handle: string
  /** The module under whose handle it was given. */
  purpose: string
  version: string
  textHash: string
  locale: string
  text: string
  dataCategories: string[]
  actions: string[]
  thirdParties: string[]
  operator: ConsentOperator | null
  validUntil: Date | null
  givenAt: Date
  method: string
  ip: string | null
  userAgent: string | null
  channelMsgId: string | null
  withdrawnAt: Date | null
  withdrawMethod: string | null
}

/** Every consent of a person, under all her handles; the newest first. */
export async function consentsOfPerson(city: City, person: string): Promise<ConsentRecord[]> {
  return consentsUnder(
    city,
    (await handlesOf(city, person)).map(({ handle }) => handle),
  )
}

/** The consents under some handles, the newest first. */
export async function consentsUnder(city: City, handles: readonly string[]): Promise<ConsentRecord[]> {
  if (handles.length === 0) return []
  return identityDb(city)
    .selectFrom('identity.consents as c')
    .innerJoin('identity.consent_texts as t', 't.hash', 'c.text_hash')
    .leftJoin('identity.withdrawals as w', 'w.consent', 'c.id')
    .select(['c.id', 'c.handle', 'c.purpose', 'c.text_version as version', 'c.text_hash as textHash'])
    .select(['t.locale', 't.text', 'c.data_categories as dataCategories', 'c.actions'])
    .select(['c.third_parties as thirdParties', 'c.operator', 'c.valid_until as validUntil', 'c.given_at as givenAt'])
    .select(['c.method', 'c.ip', 'c.user_agent as userAgent', 'c.channel_msg_id as channelMsgId'])
    .select(['w.at as withdrawnAt', 'w.method as withdrawMethod'])
    .where('c.handle', 'in', handles)
    .orderBy('c.given_at', 'desc')
    .orderBy('c.id', 'desc')
    .execute()
}

/** Whether a consent holds at an instant. */
export function isInForce(consent: Pick<ConsentRecord, 'withdrawnAt' | 'validUntil'>, now: Date): boolean {
  return consent.withdrawnAt === null && (consent.validUntil === null || now < consent.validUntil)
}

/** The address, the consents and the powers under a handle, for the export; null when there are none. */
export async function consentsOf(city: City, handle: string): Promise<object | null> {
  const contact = await identityDb(city)
    .selectFrom('identity.contacts')
    .select(['email', 'left_at as leftAt'])
    .where('handle', '=', handle)
    .executeTakeFirst()
  const consents = (await consentsUnder(city, [handle])).map(({ handle: _, ...consent }) => consent).reverse()
  const powers = (await representationsOf(city, handle)).map(({ power: _, organisation: __, ...power }) => power)
  if (!contact && consents.length === 0 && powers.length === 0) return null
  return { contact: contact ?? null, consents, powers }
}
