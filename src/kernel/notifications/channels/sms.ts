// Texts to a confirmed phone: few words and a link, about the topics she chose one by one.
import { hasConsent, textsPurpose } from '#kernel/identity/index.ts'
import type { Sms } from '#outside/sms/index.ts'
import type { City } from '#platform/city.ts'
import { hrefIn } from '#platform/http/read.ts'
import type { Locale, Words } from '#platform/words.ts'
import { localeOf } from '../letters.ts'
import type { Channel, Parcel } from './index.ts'

export interface SmsParts {
  sms: Sms
  /** The confirmed number of a person, as E.164 writes it; null where she has none. */
  phoneOf(city: City, person: string): Promise<string | null>
  origin: string
  wordsIn(locale: Locale): Words
}

export function smsChannel({ sms, phoneOf, origin, wordsIn }: SmsParts): Channel {
  return {
    name: 'sms',
    reach: async (city, { reader, person }) => {
      if (person === null || !(await hasConsent(city, reader, textsPurpose.code))) return null
      const to = await phoneOf(city, person)
      return to === null ? null : { agreedAs: reader, to, locale: 'ru', rests: false }
    },
    send: async (_city, parcel) => {
      const words = wordsIn(localeOf(parcel.reach.locale))
      await sms.send({ key: parcel.dispatch, to: parcel.reach.to, text: textFor(parcel, origin, words) })
      return { kind: 'taken' }
    },
  }
}

/** The text: what it is about, never what happened, since a locked phone shows it to whoever is near. */
export function textFor({ matters }: Pick<Parcel, 'matters'>, origin: string, words: Words): string {
  const [first] = matters
  const one = matters.length === 1 && first !== undefined && !first.href.includes('?')
  const link = origin + hrefIn(words.locale, one ? first.href : '/notifications')
  const topics = [...new Set(matters.map(({ topic }) => topic))].map((topic) => words(topic)).join(', ')
  return words('notifications.sms.text', { topics, link })
}
