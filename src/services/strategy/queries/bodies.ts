// What the bodies of the city are called: owners and offices are told by them.
import { bodiesFor, bodies as bodiesOfToday, calledFor } from '#kernel/places/index.ts'
import type { City } from '#platform/city.ts'
import { bodyOf } from '../rules/owner.ts'
import type { Term } from '../rules/terms.ts'

/** Names of all bodies of today by id, in the reader's language. */
export async function bodyNames(city: City): Promise<Map<string, string>> {
  return new Map((await bodiesOfToday(city)).map((body) => [body.id, calledFor(city.words, body)]))
}

/** Names of the bodies that own or owned these things or acted on them, also of those that are no longer. */
export async function bodyNamesIn(
  city: City,
  terms: Iterable<ReadonlyMap<string, Term>>,
): Promise<Map<string, string>> {
  const ids = new Set<string>()
  for (const each of terms) {
    for (const { rows } of each.values()) {
      for (const { value, office } of rows) for (const id of [bodyOf(value), office?.split('@')[1]]) if (id) ids.add(id)
    }
  }
  return new Map((await bodiesFor(city, [...ids])).map((body) => [body.id, calledFor(city.words, body)]))
}
