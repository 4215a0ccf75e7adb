// An applicant acts on her own application, which does not exist for others; and nobody of the staff decides on it who has a part in it.
import { handleOf, mayActFor, representations } from '#kernel/identity/index.ts'
import type { City } from '#platform/city.ts'
import { demand } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { mayApply } from '../policy/applying.ts'
import { awardingDb } from '../tables/awarding.ts'
import { type ApplicationStored, lockApplication } from './moving.ts'

/** Holds her own application still, once it was sent. Throws `missing`. */
export async function lockOwnSent(city: City, id: string): Promise<ApplicationStored> {
  demand(city.actor, mayApply, undefined)
  const handle = await handleOf(city, 'programmes', city.actor.person ?? '')
  const held = await lockApplication(city, id)
  if (handle === null || held.handle !== handle || held.number === null)
    throw refuse.missing('programmes.refusal.noApplication')
  return held
}

/** Whoever applied for an organisation and speaks for it no longer ends nothing in its name. Throws `not-allowed`. */
export async function demandPower(
  city: City,
  { organisation }: Pick<ApplicationStored, 'organisation'>,
  today: string,
): Promise<void> {
  const person = city.actor.person ?? ''
  if (organisation !== null && !(await mayActFor(city, { person, organisation, power: 'apply', today })))
    throw refuse.notAllowed('programmes.refusal.noPower')
}

/** Whose an application is. */
export type Applicant = Pick<ApplicationStored, 'handle' | 'organisation'>

/** Throws `not-allowed` where whoever acts applied herself, or speaks for the organisation that did: nobody decides in her own cause. */
export async function demandOthers(city: City, applications: readonly Applicant[]): Promise<void> {
  const { person } = city.actor
  const handle = person === null ? null : await handleOf(city, 'programmes', person)
  const acts = person === null ? [] : await representations(city, person)
  const organisations = new Set(acts.map(({ organisation }) => organisation))
  const isHers = ({ handle: whose, organisation }: Applicant) =>
    (handle !== null && whose === handle) || (organisation !== null && organisations.has(organisation))
  if (applications.some(isHers)) throw refuse.notAllowed('programmes.refusal.ownCause')
}

/** The same for a whole call: whoever applies in it neither leads nor judges it, nor reads what is judged. */
export async function demandOthersIn(city: City, call: string): Promise<void> {
  const sent = await awardingDb(city)
    .selectFrom('programmes.applications')
    .select(['handle', 'organisation'])
    .where('call', '=', call)
    .where('number', 'is not', null)
    .where('state', 'not in', ['draft', 'withdrawn'])
    .where((where) => where.or([where('handle', 'is not', null), where('organisation', 'is not', null)]))
    .execute()
  await demandOthers(city, sent)
}
