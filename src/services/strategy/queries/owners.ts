// What can be asked of owners: what the bodies of the city are called in the reader's language.
import { bodies, calledFor } from '#kernel/places/index.ts'
import type { City } from '#platform/city.ts'

/** Names of bodies by id. */
export async function bodyNames(city: City): Promise<ReadonlyMap<string, string>> {
  return new Map((await bodies(city)).map((body) => [body.id, calledFor(city.words, body)]))
}
