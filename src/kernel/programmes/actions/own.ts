// An applicant acts on her own application; somebody else's does not exist for her.
import { handleOf } from '#kernel/identity/index.ts'
import type { City } from '#platform/city.ts'
import { demand } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { mayApply } from '../policy/applying.ts'
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
