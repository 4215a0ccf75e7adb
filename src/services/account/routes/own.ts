// Who the visitor is, on pages that are hers alone.
import { hasOffice, hasStrongFactor, personFor, shownPhone } from '#kernel/identity/index.ts'
import type { City } from '#platform/city.ts'
import { splitLocale } from '#platform/http/read.ts'
import type { Visit } from '#platform/http/route.ts'
import { refuse } from '#platform/refusal.ts'
import { onwardFor } from '../rules.ts'

export function personIn(city: City): string {
  if (city.actor.person === null) throw refuse.notAllowed('platform.refusal.notAllowed')
  return city.actor.person
}

export interface Herself {
  email: string | null
  phone: string | null
  name: string
  /** How she signs in, as it may be shown: her address, or her number. */
  called: string
}

export async function herself(city: City): Promise<Herself> {
  const person = await personFor(city, personIn(city))
  if (!person) throw refuse.missing('platform.refusal.missing')
  const phone = person.phone === null ? null : shownPhone(person.phone)
  return { ...person, phone, called: person.email ?? phone ?? (person.name || city.words('account.nameless')) }
}

/**
 * Whoever has read one letter of somebody with an office must not change what else opens her account: with a second factor set up
 * it is asked for first. For all others the letter is the root of everything.
 */
export async function demandOwnFactor(city: City): Promise<void> {
  const person = personIn(city)
  if (city.actor.strong === true) return
  if ((await hasOffice(city, person)) && (await hasStrongFactor(city, person)))
    throw refuse.notAllowed('platform.refusal.secondFactor')
}

/** Where to go on to; the language is added again by the redirect. */
export function onward(next: string | undefined): string {
  return onwardFor(next === undefined ? undefined : splitLocale(next).rest)
}

export function one(visit: Visit, name: string): string {
  const value = visit.fields[name] ?? ''
  return Array.isArray(value) ? (value[0] ?? '') : value
}
