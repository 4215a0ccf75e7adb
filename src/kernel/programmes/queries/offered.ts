// What other doors show of programmes: calls that close soon, names of things, documents for the search.
import type { City } from '#platform/city.ts'
import type { Coming, Named, SearchDocument, SearchOffer } from '#platform/module.ts'
import { dayOf } from '#platform/time.ts'
import { textIn } from '../rules/definition.ts'
import { type CallView, callsOf } from './calls.ts'
import { publishedProgrammes } from './programmes.ts'

/** Calls that close in these days. */
export async function comingCalls(city: City, days: { from: string; to: string }, zone: string): Promise<Coming[]> {
  return (await callsOf(city))
    .filter(({ closesAt }) => closesAt > city.now)
    .map((call) => ({ call, on: dayOf(call.closesAt, zone) }))
    .filter(({ on }) => days.from <= on && on <= days.to)
    .map(({ call, on }) => {
      const { text, lang } = textIn(call.title, city.words.locale)
      return {
        ...{ on, href: hrefOf(call), title: text, lang, kind: 'happening' as const },
        note: city.words('programmes.coming.closes'),
      }
    })
}

/** How programmes and calls are called. */
export async function namedProgrammes(city: City, subjects: readonly string[]): Promise<ReadonlyMap<string, Named>> {
  const named = new Map<string, Named>()
  const ids = (kind: string) =>
    subjects.filter((one) => one.startsWith(`${kind}:`)).map((one) => one.slice(kind.length + 1))
  for (const { id, definition } of await publishedProgrammes(city, ids('programme'))) {
    const { text, lang } = textIn(definition.title, city.words.locale)
    named.set(`programme:${id}`, { what: city.words('programmes.what.programme'), title: text, lang })
  }
  const wanted = new Set(ids('call'))
  for (const call of wanted.size > 0 ? await callsOf(city) : []) {
    if (!wanted.has(call.id)) continue
    const { text, lang } = textIn(call.title, city.words.locale)
    named.set(`call:${call.id}`, { what: city.words('programmes.what.call'), title: text, lang })
  }
  return named
}

export const programmeSearch: SearchOffer = {
  kinds: [{ kind: 'programme', label: 'programmes.list.title', order: 45 }],
  async *subjects(city) {
    yield (await publishedProgrammes(city)).map(({ id }) => `programme:${id}`)
  },
  documents: async (city, subjects) => {
    const ids = subjects.map((subject) => subject.replace(/^programme:/, ''))
    return (await publishedProgrammes(city, ids)).map(
      ({ id, definition }): SearchDocument => ({
        ...{ subject: `programme:${id}`, kind: 'programme', href: `/programmes/${id}` },
        ...{ title: definition.title.ru, titleEn: definition.title.en || null },
        text: `${definition.lead.ru}\n${definition.about.ru}`,
      }),
    )
  },
  changes: [{ fact: 'programmes.published' }],
}

const hrefOf = ({ id, programme }: CallView): string => `/programmes/${programme}/calls/${id}`
