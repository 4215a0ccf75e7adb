// Who visits, as the routes of this module need it; and who answers for the city's data, in words.
import type { Whoever } from '#outside/oidc-provider/index.ts'
import { sessionCookie } from '#outside/sign-in/index.ts'
import type { Visit } from '#platform/http/route.ts'
import type { Words } from '#platform/words.ts'
import type { AccountParts } from '../service.ts'

/** Who is signed in in this browser, and how she showed it; null for a guest. */
export async function whoeverIn({ signIn }: Pick<AccountParts, 'signIn'>, visit: Visit): Promise<Whoever | null> {
  if (visit.city.actor.person === null) return null
  const session = visit.cookie(sessionCookie)
  const who = session === undefined ? null : await signIn.whoIs(session)
  return who && { person: who.person, level: who.level, methods: who.methods, since: who.authenticatedAt }
}

/** Name, number and address of who answers for the data; of the demo, that nobody does. */
export function operatorNamed({ operator }: Pick<AccountParts, 'operator'>, words: Words): string {
  const said = [operator.name, operator.inn && words('account.inn', { inn: operator.inn }), operator.address]
  return said.filter((part) => part !== null && part !== '').join(', ') || words('account.demoOperator')
}
