// How the terms of a call are called, and where everybody may read them.
import type { City } from '#platform/city.ts'
import { termsInForce } from '../index.ts'
import type { CallView } from './calls.ts'

/** Null where the call has no terms. */
export async function termsCalled(
  city: City,
  terms: CallView['terms'],
): Promise<{ title: string; href: string } | null> {
  if (terms === null) return null
  const found = await termsInForce(city, terms.id)
  return found && { title: terms.id, href: '/programmes' }
}
