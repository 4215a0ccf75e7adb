// Offices: what stands in the place of a staff member's name, in rows, in the timeline and in the chronicle.
import type { Actor } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import type { Words } from '#platform/words.ts'

/** The office in which the actor does this: the first role of those named, in this body or in the whole city. */
export function officeOf(actor: Actor, names: readonly string[], body: string | null): string {
  for (const name of names) {
    const role = actor.roles.find(
      (one) => one.name === name && (one.body === null || body === null || one.body === body),
    )
    if (role) return role.body === null ? role.name : `${role.name}@${role.body}`
  }
  throw refuse.notAllowed('platform.refusal.notAllowed')
}

/** The body in an office's code, or null for the whole city. */
export function bodyOfOffice(office: string): string | null {
  return office.split('@')[1] ?? null
}

/** An office in words: «диспетчер, МКП «Горсвет»». */
export function officeInWords(words: Words, office: string, bodies: ReadonlyMap<string, string>): string {
  const [role = '', body] = office.split('@')
  const key = `cases.office.${role}`
  const title = words.has(key) ? words(key) : words('cases.office.staff')
  return body === undefined ? words('cases.office.ofCity', { title }) : `${title}, ${bodies.get(body) ?? body}`
}
