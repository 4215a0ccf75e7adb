// Moved goalposts as Atom (RFC 4287): whoever follows the strategy hears of every moved promise.
import { officeInWords } from '#kernel/cases/index.ts'
import type { Words } from '#platform/words.ts'
import { nameOf } from './pages/said.tsx'
import { termName, termText, toldOf } from './pages/term-words.tsx'
import type { MovedTerm } from './queries/moved.ts'

interface At {
  /** Scheme and host of the city. */
  origin: string
  /** Adds the language. */
  href(path: string): string
  now: Date
}

/** An Atom document of moves, the newest first. */
export function movedFeed(
  moved: readonly MovedTerm[],
  words: Words,
  bodies: ReadonlyMap<string, string>,
  { origin, href, now }: At,
): string {
  const self = origin + href('/strategy/moved.atom')
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${words.locale}">`,
    `<id>${escaped(self)}</id>`,
    `<title>${escaped(words('strategy.moved.title'))}</title>`,
    `<updated>${(moved[0]?.at ?? now).toISOString()}</updated>`,
    `<author><name>${escaped(words('strategy.moved.author'))}</name></author>`,
    `<link rel="self" type="application/atom+xml" href="${escaped(self)}"/>`,
    `<link rel="alternate" type="text/html" href="${escaped(origin + href('/strategy/moved'))}"/>`,
    ...moved.map((each) => {
      const told = toldOf(words, each.kind, each, bodies)
      const value = (of: string | null) => termText(words, told, each.term, of)
      const title = `${nameOf(words, each)}: ${termName(words, each.term)}, ${words(`strategy.terms.move.${each.way}`)}`
      const office =
        each.office === null ? words('strategy.terms.machinery') : officeInWords(words, each.office, bodies)
      const said = [
        `${words('strategy.terms.was')} ${value(each.was)}, ${words('strategy.terms.became')} ${value(each.value)}`,
        each.nth > 1 && `${words('strategy.moved.first')} ${value(each.first)}`,
        each.reason !== null && words('strategy.terms.reason', { reason: each.reason }).replace(/\.$/, ''),
        office,
        each.basis === 'demo' && words('strategy.demo'),
      ]
      return [
        '<entry>',
        `<id>urn:uuid:${each.id}</id>`,
        `<title>${escaped(title)}</title>`,
        `<published>${each.at.toISOString()}</published>`,
        `<updated>${each.at.toISOString()}</updated>`,
        `<link rel="alternate" type="text/html" href="${escaped(origin + href(`/strategy/${each.kind}s/${each.thing}`))}"/>`,
        `<category term="${each.way}"/>`,
        `<summary>${escaped(said.filter(Boolean).join('. '))}</summary>`,
        '</entry>',
      ].join('\n')
    }),
    '</feed>',
    '',
  ].join('\n')
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

// Characters that XML 1.0 cannot hold are left out.
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/\p{Cc}|[\ufffe\uffff]/gu, (letter) => ('\t\n\r'.includes(letter) ? letter : ''))
    .replace(/[&<>"']/g, (letter) => entities[letter] ?? '')
}
