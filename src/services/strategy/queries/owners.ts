// What can be asked of owners: what the bodies of the city are called in the reader's language.
import { bodies, bodiesFor, calledFor } from '#kernel/places/index.ts'
import type { City } from '#platform/city.ts'
import { bodyOf } from '../rules/owner.ts'
import type { Term } from '../rules/terms.ts'

/** Names of bodies by id. */
export async function bodyNames(city: City): Promise<ReadonlyMap<string, string>> {
  return new Map((await bodies(city)).map((body) => [body.id, calledFor(city.words, body)]))
}

/** The same with the bodies in these terms that are no longer: owners of then, and offices that acted. */
export async function bodyNamesIn(
  city: City,
  terms: Iterable<ReadonlyMap<string, Term>>,
): Promise<ReadonlyMap<string, string>> {
  const names = new Map(await bodyNames(city))
  const gone = new Set<string>()
  for (const each of terms) {
    for (const { rows } of each.values()) {
      for (const { value, office } of rows)
        for (const id of [bodyOf(value), office?.split('@')[1]]) if (id && !names.has(id)) gone.add(id)
    }
  }
  for (const body of await bodiesFor(city, [...gone])) names.set(body.id, calledFor(city.words, body))
  return names
}
