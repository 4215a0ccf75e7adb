// News as Atom (RFC 4287): the whole text of each, for readers and other sites.
import { h } from 'preact'
import { render } from 'preact-render-to-string'
import type { Node } from '#platform/markdown/index.ts'
import type { Words } from '#platform/words.ts'
import { Prose } from '#web/components/prose/prose.tsx'
import type { ShownPage } from '../queries/shown.ts'

/** An Atom document; `origin` is the scheme and host of the city, `href` adds the language. */
export function newsFeed(
  news: readonly { page: ShownPage; nodes: readonly Node[] }[],
  words: Words,
  at: { origin: string; href(path: string): string; now: Date },
): string {
  const self = at.origin + at.href('/pages/news/feed.atom')
  const updated = news.reduce<Date | null>((last, { page }) => (last && last > page.since ? last : page.since), null)
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${words.locale === 'en' ? 'en' : 'ru'}">`,
    `<id>${escaped(self)}</id>`,
    `<title>${escaped(words('pages.news.feedTitle'))}</title>`,
    `<updated>${(updated ?? at.now).toISOString()}</updated>`,
    `<author><name>${escaped(words('pages.news.feedAuthor'))}</name></author>`,
    `<link rel="self" type="application/atom+xml" href="${escaped(self)}"/>`,
    `<link rel="alternate" type="text/html" href="${escaped(at.origin + at.href('/pages/news'))}"/>`,
    ...news.map((each) => entryOf(each, words, at)),
    '</feed>',
    '',
  ].join('\n')
}

function entryOf(
  { page, nodes }: { page: ShownPage; nodes: readonly Node[] },
  words: Words,
  at: { origin: string; href(path: string): string },
): string {
  const link = at.origin + at.href(page.href)
  const lang = page.lang === undefined ? '' : ` xml:lang="${page.lang}"`
  const whole = { href: (path: string) => at.origin + at.href(path), away: words('web.prose.away'), lang: words.locale }
  // Pictures keep their addresses within the house, which a reader of feeds takes from the entry's own.
  const content = render(h(Prose, { nodes, lang: page.lang, page: whole }))
  return [
    `<entry${lang} xml:base="${escaped(at.origin)}/">`,
    // The address without a language is the name: it never changes.
    `<id>${escaped(at.origin + page.href)}</id>`,
    `<title>${escaped(page.title)}</title>`,
    `<published>${page.firstAt.toISOString()}</published>`,
    `<updated>${page.since.toISOString()}</updated>`,
    `<link rel="alternate" type="text/html" href="${escaped(link)}"/>`,
    `<summary>${escaped(page.basis === 'demo' ? `${words('pages.demo')}. ${page.lead}` : page.lead)}</summary>`,
    `<content type="html">${escaped(content)}</content>`,
    '</entry>',
  ].join('\n')
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/\p{Cc}|[\ufffe\uffff]/gu, (letter) => ('\t\n\r'.includes(letter) ? letter : ''))
    .replace(/[&<>"']/g, (letter) => entities[letter] ?? '')
}
