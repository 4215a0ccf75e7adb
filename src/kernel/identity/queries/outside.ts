// Questions about people as outside providers know them.
import type { City } from '#platform/city.ts'
import type { Level } from '#platform/policy.ts'
import { identityDb } from '../tables.ts'

export interface OutsideIdentity {
  provider: string
  level: Level
  /** Personal: what the operator has the city keep of what the provider says. */
  kept: Record<string, string>
  linkedAt: Date
  usedAt: Date
}

/** The outside sign-ins on a person's page. */
export async function outsideOf(city: City, person: string): Promise<OutsideIdentity[]> {
  return identityDb(city)
    .selectFrom('identity.outside_identities')
    .select(['provider', 'level', 'kept', 'linked_at as linkedAt', 'used_at as usedAt'])
    .where('person', '=', person)
    .orderBy('linked_at')
    .orderBy('provider')
    .execute()
}
