// Addresses that readers open: news, legal texts, situations, pages about the city, and their feed and pictures.
import { h } from 'preact'
import { hrefIn } from '#platform/http/read.ts'
import { bytes, page, redirect, type Visit } from '#platform/http/route.ts'
import { refuse } from '#platform/refusal.ts'
import { newsFeed } from '../feeds/atom.ts'
import { ConsentsPage } from '../pages/consents.tsx'
import { NewsListPage, PageListPage, PagesPage } from '../pages/lists.tsx'
import { TextPage } from '../pages/text.tsx'
import { consentTexts } from '../queries/consents.ts'
import { pictureFile } from '../queries/pictures.ts'
import { editionsOf, pastPage, type ShownPage, shownCards, shownHolds, shownPage } from '../queries/shown.ts'
import { kindOf, pageId } from '../rules/kinds.ts'
import type { PagesHouse } from './house.ts'
import { nodesOf, textProps } from './parts.ts'

const pageSize = 20
const feedSize = 20

export async function pagesPage({ city }: Visit) {
  const title = city.words('pages.title')
  return page(title, h(PagesPage, { about: await shownCards(city, { kind: 'about' }) }), {
    keep: await shownHolds(city),
  })
}

export async function listPage({ city, params, query }: Visit) {
  const { words } = city
  const kind = kindOf(params.kind)
  if (kind === null) throw refuse.missing('pages.refusal.noPage')
  if (kind === 'situations') return redirect('/services')
  if (kind === 'about') return redirect('/pages')
  const keep = await shownHolds(city)
  const title = words(`pages.kind.${kind}`)
  if (kind === 'legal') {
    const consents = {
      href: '/pages/legal/consents',
      title: words('pages.consents.title'),
      lead: words('pages.consents.lede'),
    }
    const props = {
      ...{ title, lede: words('pages.legal.lede'), empty: words('pages.legal.empty') },
      cards: await shownCards(city, { kind }),
      also: [consents],
    }
    return page(title, h(PageListPage, props), { keep, description: props.lede })
  }
  const n = pageNumber(query.page)
  const cards = await shownCards(city, { kind, most: pageSize + 1, skip: (n - 1) * pageSize })
  const props = { cards: cards.slice(0, pageSize), page: n, more: cards.length > pageSize }
  return page(title, h(NewsListPage, props), {
    ...{ keep, description: words('pages.news.lede') },
    feed: { href: hrefIn(city.words.locale, '/pages/news/feed.atom'), title: words('pages.news.feedTitle') },
  })
}

export function textPage(house: PagesHouse) {
  return async ({ city, params, query }: Visit) => {
    const kind = kindOf(params.kind)
    const slug = params.slug ?? ''
    const shown = kind && (await shownPage(city, pageId(kind, slug)))
    if (!kind || !shown) throw refuse.missing('pages.refusal.noPage')
    // Only legal texts bind anybody to what they were: past versions of the rest are the editors' own.
    const past =
      kind === 'legal' && query.version !== undefined ? await pastPage(city, shown.id, Number(query.version)) : null
    if (query.version !== undefined && kind === 'legal' && !past) throw refuse.missing('pages.refusal.noVersion')
    const seen: ShownPage = past ?? shown
    const props = {
      ...(await textProps(city, seen, house)),
      editions: kind === 'legal' ? await editionsOf(city, shown.id) : [],
      past: past !== null && past.version !== shown.version,
    }
    return page(seen.title, h(TextPage, props), { keep: await shownHolds(city), description: seen.lead })
  }
}

export async function consentsPage({ city }: Visit) {
  const { words } = city
  const title = words('pages.consents.title')
  const props = { consents: await consentTexts(city) }
  return page(title, h(ConsentsPage, props), { description: words('pages.consents.lede') })
}

export function feed(house: PagesHouse) {
  return async ({ city, origin, locale }: Visit) => {
    const cards = await shownCards(city, { kind: 'news', most: feedSize })
    const news = []
    for (const { id } of cards) {
      const whole = await shownPage(city, id)
      if (whole) news.push({ page: whole, nodes: await nodesOf(city, whole, house) })
    }
    const at = { origin, href: (path: string) => hrefIn(locale, path), now: city.now }
    return bytes('application/atom+xml; charset=utf-8', newsFeed(news, city.words, at), {
      keep: await shownHolds(city),
    })
  }
}

export function picture(house: PagesHouse) {
  return async ({ city, params }: Visit) => {
    const file = await pictureFile(city, params.id ?? '')
    const content = file && (await house.files.read(file.sha))
    if (!file || !content) throw refuse.missing('pages.refusal.noPicture')
    return bytes(file.type, content, { keep: 0, headers: { 'cache-control': 'public, max-age=86400, immutable' } })
  }
}

function pageNumber(text: string | undefined): number {
  return text !== undefined && /^[1-9]\d{0,4}$/.test(text) ? Number(text) : 1
}
