// Whose page this is, and who answers for her data.
import { newHandle } from '#kernel/identity/index.ts'
import type { City } from '#platform/city.ts'
import { refuse } from '#platform/refusal.ts'
import type { NotificationParts } from '../parts.ts'

/** Her handle here, made on first use: only where something of hers is about to be kept. */
export async function ownReader(city: City): Promise<string> {
  return newHandle(city, { module: 'notifications', person: personIn(city) })
}

export function personIn(city: City): string {
  if (city.actor.person === null) throw refuse.notAllowed('platform.refusal.notAllowed')
  return city.actor.person
}

/** The whole text of a consent, as it is shown and kept. */
export function consentText({ operator }: NotificationParts, city: City, key: string): string {
  const said = [operator.name, operator.inn && city.words('notifications.inn', { inn: operator.inn }), operator.address]
  const named = said.filter((part) => part !== null && part !== '').join(', ')
  return city.words(key, { operator: named || city.words('notifications.demoOperator') })
}
