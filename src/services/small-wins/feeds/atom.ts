// The feed as Atom (RFC 4287), for readers and for other sites: wins, and what was corrected or went wrong, under any filter.
import { createHash } from 'node:crypto'
import type { Words } from '#platform/words.ts'
import { correctedText, kindText, quantityOf, saidText, titleOf } from '../pages/said.tsx'
import type { Win } from '../queries/win.ts'
import { type Asked, addressWith } from '../rules/asked.ts'

/** An Atom document; `origin` is the scheme and host of the city, `href` adds the language, `asked` is its filter. */
export function atomFeed(
  wins: readonly Win[],
  words: Words,
  at: { origin: string; href(path: string): string; now: Date; asked: Partial<Asked> },
): string {
  const self = at.origin + at.href(addressWith('/small-wins/feed.atom', at.asked))
  const page = at.origin + at.href(addressWith('/small-wins', at.asked))
  const named = [at.asked.street, at.asked.district, at.asked.category, at.asked.year].filter(Boolean).join(', ')
  const title = words('smallWins.feedTitle') + (named === '' ? '' : `: ${named}`)
  const updated = wins.map(changedAt).reduce((latest, each) => (each > latest ? each : latest), new Date(0))
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${words.locale}">`,
    `<id>${urnOf(addressWith('feed', at.asked))}</id>`,
    `<title>${escaped(title)}</title>`,
    `<updated>${(wins.length === 0 ? at.now : updated).toISOString()}</updated>`,
    `<author><name>${escaped(words('smallWins.feedAuthor'))}</name></author>`,
    `<link rel="self" type="application/atom+xml" href="${escaped(self)}"/>`,
    `<link rel="alternate" type="text/html" href="${escaped(page)}"/>`,
    ...wins.map((win) => entryOf(win, words, at)),
    '</feed>',
    '',
  ].join('\n')
}

function entryOf(win: Win, words: Words, at: { origin: string; href(path: string): string }): string {
  const link = at.origin + at.href(`/small-wins/${win.id}`)
  const said = [
    win.kind === 'win' && quantityOf(words, win),
    win.saidQuantity !== null && words('smallWins.saidBefore', { said: saidText(words, win.saidQuantity) }),
    win.place,
    win.doneOn && words.date(win.doneOn),
    win.amountRub && words.roubles(Number(win.amountRub)),
  ]
    .filter(Boolean)
    .join(', ')
  const turn = kindText(words, win)
  const before = win.withdrawn ? words('smallWins.withdrawn.title') : turn === null ? null : sentence(turn)
  const state = before === null ? '' : `${before}: `
  const summary = [
    win.withdrawn && words(`smallWins.withdrawn.${win.withdrawn.reason}`),
    win.kind === 'correction' && correctedText(words, win),
    win.kind !== 'win' && win.note,
    win.basis === 'demo' && words('smallWins.demo'),
    said,
  ]
  return [
    '<entry>',
    `<id>${urnOf(win.id)}</id>`,
    `<title>${escaped(state + titleOf(words, win))}</title>`,
    `<published>${win.publishedAt.toISOString()}</published>`,
    `<updated>${changedAt(win).toISOString()}</updated>`,
    `<link rel="alternate" type="text/html" href="${escaped(link)}"/>`,
    win.source === null ? '' : `<link rel="via" href="${escaped(win.source)}"/>`,
    win.about === null
      ? ''
      : `<link rel="related" type="text/html" href="${escaped(at.origin + at.href(`/small-wins/${win.about}`))}"/>`,
    `<category term="${escaped(win.category)}"/>`,
    `<category scheme="${escaped(`${at.origin}/small-wins?kind=`)}" term="${win.kind}"/>`,
    `<summary>${escaped(summary.filter(Boolean).join('. '))}</summary>`,
    '</entry>',
  ]
    .filter(Boolean)
    .join('\n')
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function changedAt(win: Win): Date {
  return win.withdrawn?.at ?? win.publishedAt
}

/** A name for ever: the win's own UUID, or one made of its id (RFC 9562, version 5). */
export function urnOf(id: string): string {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return `urn:uuid:${id}`
  const namespace = Buffer.from('6ba7b8119dad11d180b400c04fd430c8', 'hex')
  const bytes = createHash('sha1').update(namespace).update(`small-wins/${id}`).digest().subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return `urn:uuid:${[hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')}`
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text inside XML; characters that XML 1.0 cannot hold are left out. */
export function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/\p{Cc}|[\ufffe\uffff]/gu, (letter) => ('\t\n\r'.includes(letter) ? letter : ''))
    .replace(/[&<>"']/g, (letter) => entities[letter] ?? '')
}
