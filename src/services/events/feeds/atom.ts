// Events as Atom (RFC 4287) under any filter: what is new or has changed, the latest first.
import type { Words } from '#platform/words.ts'
import { placeOf, type VenueNames } from '../pages/listed.tsx'
import { type Clock, dayText, priceText, titleOf } from '../pages/said.tsx'
import type { Changed } from '../queries/changed.ts'

export interface AtomAt {
  origin: string
  href(path: string): string
  now: Date
  clock: Clock
  venues: VenueNames
  /** Addresses of this feed and of the page of the same question. */
  self: string
  page: string
}

/** An Atom document. */
export function eventFeed(events: readonly Changed[], words: Words, at: AtomAt): string {
  const updated = events.reduce((latest, { changedAt }) => (changedAt > latest ? changedAt : latest), new Date(0))
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${words.locale === 'en' ? 'en' : 'ru'}">`,
    // The address without a language is the name: it never changes.
    `<id>${escaped(at.origin + at.self)}</id>`,
    `<title>${escaped(words('events.feed.title'))}</title>`,
    `<updated>${(events.length === 0 ? at.now : updated).toISOString()}</updated>`,
    `<author><name>${escaped(words('events.feed.author'))}</name></author>`,
    `<link rel="self" type="application/atom+xml" href="${escaped(at.origin + at.href(at.self))}"/>`,
    `<link rel="alternate" type="text/html" href="${escaped(at.origin + at.href(at.page))}"/>`,
    ...events.map((event) => entryOf(event, words, at)),
    '</feed>',
    '',
  ].join('\n')
}

function entryOf(event: Changed, words: Words, at: AtomAt): string {
  const path = `/events/${encodeURIComponent(event.id)}`
  const state = event.status === 'scheduled' ? '' : `${words(`events.turned.${event.status}`)}: `
  const summary = [
    event.day === null ? null : dayText(words, event.day, at.clock),
    placeOf(event, at.venues),
    priceText(words, event),
    event.age,
    event.basis === 'demo' ? words('events.demo') : null,
  ]
  const lang = words.locale === 'en' && event.titleEn === null ? ' xml:lang="ru"' : ''
  return [
    `<entry${lang}>`,
    `<id>${escaped(at.origin + path)}</id>`,
    `<title>${escaped(state + titleOf(words, event))}</title>`,
    `<published>${event.publishedAt.toISOString()}</published>`,
    `<updated>${event.changedAt.toISOString()}</updated>`,
    `<link rel="alternate" type="text/html" href="${escaped(at.origin + at.href(path))}"/>`,
    event.url === null || !URL.canParse(event.url) ? '' : `<link rel="via" href="${escaped(event.url)}"/>`,
    `<category term="${event.kind}"/>`,
    `<summary>${escaped(summary.filter(Boolean).join('. '))}</summary>`,
    '</entry>',
  ]
    .filter(Boolean)
    .join('\n')
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text inside XML; characters that XML 1.0 cannot hold are left out. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/\p{Cc}|[\ufffe\uffff]/gu, (letter) => ('\t\n\r'.includes(letter) ? letter : ''))
    .replace(/[&<>"']/g, (letter) => entities[letter] ?? '')
}
