// A letter: what happened, where to see it, why it came, how to stop and change it; one message or several; never a report's text.

import type { Letter } from '#outside/mail/index.ts'
import { hrefIn } from '#platform/http/read.ts'
import { hashSecret } from '#platform/ids.ts'
import { type Locale, locales, prefixOf, type Words } from '#platform/words.ts'
import type { Matter } from './queries/dispatches.ts'
import { securityTopic } from './rules.ts'

export interface LetterParts {
  dispatch: string
  matters: readonly Matter[]
  to: string
  /** The secret of the link that stops letters; null where there is nothing to stop. */
  stop: string | null
  /** True for the last letter of the week: the rest waits and comes together. */
  last: boolean
  /** True where she has a page of her own to choose on. */
  own: boolean
  /** The city's own address, without a slash at its end. */
  origin: string
  words: Words
}

/** Writes the letter. Its key names the dispatch, so that one sent twice is known to be the same. */
export function letterFor(parts: LetterParts): Letter {
  const { dispatch, matters, to, stop, last, own, origin, words } = parts
  const link = (path: string) => origin + hrefIn(words.locale, path)
  const stopLink = stop === null ? null : link(`/notifications/stop?token=${stop}`)
  const lines = [
    words('notifications.letter.hello'),
    ...(matters.length === 1 ? matters.map((matter) => told(matter, words, link)) : grouped(matters, words, link)),
    ...(last ? [words('notifications.letter.last')] : []),
    [
      ...whyLines(matters, words, stopLink === null),
      ...(own ? [`${words('notifications.letter.change')}\n${link('/notifications/preferences')}`] : []),
      ...(stopLink === null ? [] : [`${words('notifications.letter.stop')}\n${stopLink}`]),
    ].join('\n'),
  ]
  return {
    key: `letter.${dispatch}`,
    to,
    subject: subjectFor(matters, words),
    text: `${lines.join('\n\n')}\n`,
    ...(stopLink === null ? {} : { stop: stopLink }),
  }
}

/** A letter whose link proves that letters to this address arrive again. */
export function proofLetter(parts: { secret: string; to: string; origin: string; words: Words }): Letter {
  const { secret, to, origin, words } = parts
  const link = origin + hrefIn(words.locale, `/notifications/address?token=${secret}`)
  return {
    // The key travels in the letter's head, so it must not hold the secret.
    key: `proof.${hashSecret(secret).slice(0, 32)}`,
    to,
    subject: words('notifications.address.subject'),
    text: [words('notifications.letter.hello'), words('notifications.address.text'), link, ''].join('\n\n'),
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

function subjectFor(matters: readonly Matter[], words: Words): string {
  if (matters.some(({ topic }) => topic === securityTopic)) return words('notifications.letter.subjectSecurity')
  return matters.length === 1
    ? words('notifications.letter.subject')
    : words('notifications.letter.subjectMany', { n: matters.length })
}

function told(matter: Matter, words: Words, link: (path: string) => string): string {
  return [
    `${words(matter.key, matter.values)}\n${link(matter.href)}`,
    ...matter.also.map(({ label, href }) => `${words(label)}\n${link(href)}`),
  ].join('\n\n')
}

// Several messages stand under the names of their topics, each with one link: the rest is on its page.
function grouped(matters: readonly Matter[], words: Words, link: (path: string) => string): string[] {
  const topics = [...new Set(matters.map(({ topic }) => topic))]
  return topics.map((topic) => {
    const name = words(topic)
    const items = matters
      .filter((matter) => matter.topic === topic)
      .map((matter) => `— ${words(matter.key, matter.values)}\n  ${link(matter.href)}`)
    return [`${name}\n${'='.repeat(name.length)}`, ...items].join('\n\n')
  })
}

function whyLines(matters: readonly Matter[], words: Words, secure: boolean): string[] {
  const whys = [...new Set(matters.map((matter) => whyOf(words, matter)))]
  const key = secure ? 'notifications.letter.whySecurity' : 'notifications.letter.why'
  return [words(key, { why: whys.join('; ') })]
}
