// Who is signed in: what the routes of her own pages ask first.
import { personFor } from '#kernel/identity/index.ts'
import type { City } from '#platform/city.ts'
import { refuse } from '#platform/refusal.ts'

export function personIn(city: City): string {
  if (city.actor.person === null) throw refuse.notAllowed('platform.refusal.notAllowed')
  return city.actor.person
}

export async function herself(city: City): Promise<{ email: string; name: string }> {
  const person = await personFor(city, personIn(city))
  if (!person) throw refuse.missing('platform.refusal.missing')
  return person
}
