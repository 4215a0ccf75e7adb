// How the terms of a call are called, and which may be chosen for a new one.
import type { City } from '#platform/city.ts'
import { termsIn } from '../index.ts'
import type { CallView } from './calls.ts'

/** Null where the call has no terms. */
export async function termsCalled(
  _city: City,
  terms: CallView['terms'],
): Promise<{ title: string; href: string } | null> {
  return terms && { title: terms.id, href: '/programmes' }
}

/** Published terms in force today, for a new call. */
export async function termsToChoose(city: City): Promise<{ id: string; title: string }[]> {
  return (await termsIn(city)).ids.map((id) => ({ id, title: id }))
}
