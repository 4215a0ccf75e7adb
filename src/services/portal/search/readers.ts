// What of the index a reader may open: what anyone may, what her roles may, and what is her own.
import { handlesOf } from '#kernel/identity/index.ts'
import type { City } from '#platform/city.ts'

/** The audiences that the actor belongs to. */
export async function audienceOf(city: City): Promise<string[]> {
  const { person, roles } = city.actor
  const offices = roles.map(({ name, body }) => (body === null ? `role:${name}` : `role:${name}@${body}`))
  const own = person === null ? [] : (await handlesOf(city, person)).map(({ handle }) => `handle:${handle}`)
  return ['anyone', ...new Set([...offices, ...own])]
}
