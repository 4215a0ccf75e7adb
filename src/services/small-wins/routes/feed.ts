// Addresses of the feed: the list and its filters, the Atom feed, one record, where records are, works for programs.
import { h } from 'preact'
import { hrefIn } from '#platform/http/read.ts'
import { bytes, json, page, type Visit } from '#platform/http/route.ts'
import { refuse } from '#platform/refusal.ts'
import { atomFeed } from '../feeds/atom.ts'
import { worksFeed } from '../feeds/works.ts'
import { FeedPage } from '../pages/feed.tsx'
import { PlacesPage } from '../pages/places.tsx'
import { quantityOf, titleOf } from '../pages/said.tsx'
import { WinPage } from '../pages/win.tsx'
import { mayPublish } from '../policy.ts'
import { feed, feedLength, latestWins, pageSize, standingWins } from '../queries/feed.ts'
import { districtCounts, streetCounts } from '../queries/places.ts'
import { shelf } from '../queries/shelf.ts'
import { categoryName, relatives, streetsOf, turnsOf, winFor } from '../queries/win.ts'
import { works } from '../queries/works.ts'
import { addressWith, isNarrowed } from '../rules/asked.ts'
import { pageNumber, questionOf } from './read.ts'

export async function feedPage({ city, query, wantsJson }: Visit) {
  const { words } = city
  const { asked, filter, streetKnown } = await questionOf(city, query)
  const number = pageNumber(query.page)
  if (wantsJson) {
    const items = (await standingWins(city, filter, number)).map((win) => ({
      id: win.id,
      quantity: win.quantity === null ? null : Number(win.quantity),
      unit: win.unit,
      source: win.source ?? (win.case === null ? null : `/cases/${win.case}`),
      case: win.case,
    }))
    return json({ items })
  }
  const coming = query.status === 'coming'
  const facets = await shelf(city)
  const wins = await feed(city, { ...filter, coming }, number)
  const narrowed = isNarrowed(asked)
  const total = narrowed ? await feedLength(city, { ...filter, coming }) : coming ? facets.coming : facets.total
  const props = { wins, facets, asked: { ...asked, coming }, streetKnown, page: number, size: pageSize, total }
  return page(titleFor(city, asked.street), h(FeedPage, props), {
    description: words('smallWins.lede.done'),
    feed: { href: addressWith('/small-wins/feed.atom', asked), title: words('smallWins.feedTitle') },
  })
}

export async function atomPage({ city, query, origin, locale }: Visit) {
  const { asked, filter } = await questionOf(city, query)
  const document = atomFeed(await latestWins(city, 50, filter), city.words, {
    origin,
    href: (path) => hrefIn(locale, path),
    now: city.now,
    asked,
  })
  return bytes('application/atom+xml; charset=utf-8', document, { headers: { 'access-control-allow-origin': '*' } })
}

export async function placesPage({ city }: Visit) {
  const props = { districts: await districtCounts(city), streets: await streetCounts(city) }
  return page(city.words('smallWins.places.title'), h(PlacesPage, props))
}

export async function winPage({ city, params }: Visit) {
  const win = await winFor(city, params.id ?? '')
  if (!win) throw refuse.missing('smallWins.refusal.noWin')
  const title = titleOf(city.words, win)
  const said = [quantityOf(city.words, win), win.place, win.doneOn && city.words.date(win.doneOn)]
    .filter(Boolean)
    .join(', ')
  return page(
    title,
    h(WinPage, {
      win,
      category: await categoryName(city, win.category),
      others: await relatives(city, win.id),
      turns: await turnsOf(city, win.id),
      streets: await streetsOf(city, win.id),
      mayEdit: win.kind === 'win' && mayPublish.allows(city.actor),
    }),
    {
      description: said === '' ? title : `${title}. ${said}`,
      picture: `/small-wins/${encodeURIComponent(win.id)}/picture.png`,
    },
  )
}

const statuses = ['done', 'running', 'planned'] as const

export function worksPage(zone: string) {
  return async ({ city, query, origin }: Visit) => {
    const { asked, filter } = await questionOf(city, query)
    const number = pageNumber(query.page)
    const status = statuses.find((each) => each === query.status)
    const found = await works(city, { ...filter, status }, number)
    const feed = worksFeed(found.works, {
      origin,
      // The cached answer says when what it tells was last changed, not when it was asked for.
      now: found.changedAt === null ? city.now : new Date(found.changedAt),
      zone,
      publisher: city.words('smallWins.feedAuthor'),
      page: number,
      total: found.total,
      href: (to) =>
        addressWith('/small-wins/works.geojson', asked, { status: status ?? '', page: to > 1 ? String(to) : '' }),
    })
    return bytes('application/geo+json; charset=utf-8', JSON.stringify(feed), {
      headers: { 'access-control-allow-origin': '*' },
    })
  }
}

function titleFor({ words }: Visit['city'], street: string): string {
  return street === '' ? words('smallWins.title') : words('smallWins.titleOn', { street })
}
