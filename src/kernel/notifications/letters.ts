// A letter about a message: what happened, where to see it, why it came and how to stop such letters; never a report's text.

import type { Contact } from '#kernel/identity/index.ts'
import type { Letter } from '#outside/mail/index.ts'
import { hrefIn } from '#platform/http/read.ts'
import { type Locale, locales, prefixOf, type Words } from '#platform/words.ts'
import type { LetterMatter } from './queries.ts'

export interface LetterParts {
  matter: LetterMatter
  contact: Contact
  /** The secret of the link that stops letters. */
  stop: string
  /** True for the last letter of the week: the rest is on the city's pages only. */
  last: boolean
  /** The city's own address, without a slash at its end. */
  origin: string
  words: Words
}

/** Writes the letter. Its key names the fact and the handle, so that one sent twice is known to be the same. */
export function letterFor({ matter, contact, stop, last, origin, words }: LetterParts): Letter {
  const link = (path: string) => origin + hrefIn(words.locale, path)
  const stopLink = link(`/notifications/stop?token=${stop}`)
  const lines = [
    words('notifications.letter.hello'),
    words(matter.key, matter.values),
    link(matter.href),
    ...matter.also.map(({ label, href }) => `${words(label)}\n${link(href)}`),
    ...(last ? [words('notifications.letter.last')] : []),
    `${words('notifications.letter.why', { why: whyOf(words, matter) })}\n${words('notifications.letter.stop')}\n${stopLink}`,
  ]
  return {
    key: `${matter.fact}.${matter.handle}`,
    to: contact.email,
    subject: words('notifications.letter.subject'),
    text: `${lines.join('\n\n')}\n`,
    stop: stopLink,
  }
}

/** Why somebody is told: the message's own reason, or the module's where it has one in its words (`notice.why`). */
export function whyOf(words: Words, { module, why }: { module: string; why: string | null }): string {
  const own = why ?? `${prefixOf(module)}.notice.why`
  return words.has(own) ? words(own) : words('notifications.why')
}

export function localeOf(text: string): Locale {
  return locales.find((locale) => locale === text) ?? 'ru'
}
