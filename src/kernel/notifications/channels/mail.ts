// Letters: to whoever agreed to them, and about the safety of her sign-in to everybody who signs in by an address.
import { contactOf, personFor, shortHash } from '#kernel/identity/index.ts'
import { LetterRefused, type Mail } from '#outside/mail/index.ts'
import type { City } from '#platform/city.ts'
import type { Locale, Words } from '#platform/words.ts'
import { makeStop } from '../actions/stops.ts'
import { letterFor, localeOf } from '../letters.ts'
import { rests } from '../queries/readers.ts'
import { addressWith } from '../returned.ts'
import { securityTopic } from '../rules.ts'
import type { Channel, Reach, Who } from './index.ts'

export interface MailParts {
  mail: Mail
  /** Where letters are returned, such as returned@city.example; null where nobody reads what comes back. */
  returnsTo: string | null
  /** The city's own address, without a slash at its end. */
  origin: string
  wordsIn(locale: Locale): Words
}

export function mailChannel({ mail, returnsTo, origin, wordsIn }: MailParts): Channel {
  return {
    name: 'mail',
    reach: async (city, who) => {
      const reach = await addressOf(city, who)
      return reach && { ...reach, rests: await rests(city, who.reader, shortHash(reach.to)) }
    },
    send: async (city, { dispatch, reader, reach, matters, last, returnWord }) => {
      const topics = [...new Set(matters.map(({ topic }) => topic))]
      // What must be known is not stopped by a link that anybody who reads her mail may press.
      const secure = topics.every((topic) => topic === securityTopic)
      const stop = secure ? null : await makeStop(city, { agreedAs: reach.agreedAs, reader, topics })
      const letter = letterFor({
        ...{ dispatch, matters, stop, last, origin, to: reach.to },
        own: reader !== reach.agreedAs,
        words: wordsIn(localeOf(reach.locale)),
      })
      try {
        await mail.send({
          ...letter,
          ...(returnsTo === null || returnWord === '' ? {} : { returnTo: addressWith(returnsTo, returnWord) }),
        })
      } catch (error) {
        if (error instanceof LetterRefused) return { kind: 'returned', status: error.status }
        throw error
      }
      return { kind: 'taken' }
    },
  }
}

async function addressOf(city: City, { handle, reader, person, topic }: Who): Promise<Omit<Reach, 'rests'> | null> {
  const contact = await contactOf(city, handle)
  if (topic !== securityTopic || person === null)
    return contact && { agreedAs: contact.agreedAs, to: contact.email, locale: contact.locale }
  const email = (await personFor(city, person))?.email ?? null
  return email === null ? null : { agreedAs: reader, to: email, locale: contact?.locale ?? 'ru' }
}
