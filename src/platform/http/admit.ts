// Why somebody is not let in, and what she can do about it.
import { type Actor, reaches } from '../policy.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Route } from './route.ts'

/** What somebody signed in could do to be let in, if anything: show a second factor, or raise how sure the city is of her. */
export function lacking(actor: Actor, { may }: Route): { step: string | null; refusal: Refusal } {
  if (actor.asleep && actor.asleep.length > 0 && may.allows({ ...actor, roles: actor.asleep }))
    return { step: '/account/second-factor?', refusal: refuse.notAllowed('platform.refusal.secondFactor') }
  if (may.level !== undefined && actor.person !== null && !reaches(actor.level, may.level))
    return { step: `/account/level?need=${may.level}&`, refusal: refuse.notAllowed('platform.refusal.level') }
  return { step: null, refusal: refuse.notAllowed('platform.refusal.notAllowed') }
}
