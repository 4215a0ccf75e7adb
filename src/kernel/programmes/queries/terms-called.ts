// How the terms of a call are called, and which may be chosen for a new one.
import type { City } from '#platform/city.ts'
import type { CallView } from './calls.ts'
import { allTerms, today, versionOn } from './terms.ts'

/** The terms' name in the reader's language; null where the call has none. */
export async function termsCalled(city: City, terms: CallView['terms']): Promise<string | null> {
  if (terms === null) return null
  const found = (await allTerms(city)).get(terms.id)
  return found ? found.title[city.words.locale === 'en' ? 'en' : 'ru'] : terms.id
}

/** Terms in force today, for a new call. */
export async function termsToChoose(city: City): Promise<{ id: string; title: string }[]> {
  const day = await today(city)
  return [...(await allTerms(city)).values()]
    .filter(({ versions }) => versionOn(versions, day) !== null)
    .map(({ id, title }) => ({ id, title: title.ru }))
}
