// Keeping the texts of consents: what people were asked to agree to stays public when the words change.
import { purposes } from '#kernel/identity/index.ts'
import { action, type City } from '#platform/city.ts'
import { demand } from '#platform/policy.ts'
import type { Locale, Words } from '#platform/words.ts'
import { mayEdit } from '../policy.ts'
import { pagesDb } from '../tables.ts'

const tongues: readonly Locale[] = ['ru', 'en']

/** Writes down each purpose's text of this version in each language, unless it is there. `operator` stands in the text. */
export const keepConsentTexts = action(
  'pages',
  async (city: City, input: { wordsIn(locale: Locale): Words; operator: string | null }): Promise<void> => {
    demand(city.actor, mayEdit, undefined)
    const texts = tongues.flatMap((locale) => {
      const words = input.wordsIn(locale)
      const operator = input.operator ?? words('pages.operator.demo')
      return purposes.map(({ code, version, text }) => ({
        ...{ purpose: code, version, locale, since: city.now },
        text: words(text, { operator }),
      }))
    })
    await pagesDb(city)
      .insertInto('pages.consent_texts')
      .values(texts)
      .onConflict((clash) => clash.doNothing())
      .execute()
  },
)
