// How the editors' pages are called where other things lead to them.
import type { City } from '#platform/city.ts'
import type { Named } from '#platform/module.ts'
import { allShown } from './queries/shown.ts'

export async function namedPages(city: City, subjects: readonly string[]): Promise<ReadonlyMap<string, Named>> {
  const asked = new Set(subjects)
  const shown = (await allShown(city)).filter(({ id }) => asked.has(id))
  return new Map(
    shown.map(({ id, kind, title, lang }) => [id, { what: city.words(`pages.kind.${kind}`), title, lang }]),
  )
}
