// Addresses of the piece for other sites: how to put it there, and the piece itself, the one address that may be framed.
import { h } from 'preact'
import { page, type Visit } from '#platform/http/route.ts'
import { WidgetFrame, WidgetPage } from '../pages/widget.tsx'
import { feed } from '../queries/feed.ts'
import { shelf } from '../queries/shelf.ts'
import { questionOf } from './read.ts'

const shown = 10

export function widgetPage(publicUrl: string | null) {
  return async ({ city, query, origin }: Visit) => {
    const { asked, streetKnown } = await questionOf(city, query)
    const props = { asked, facets: await shelf(city), streetKnown, origin: publicUrl ?? origin }
    return page(city.words('smallWins.widget.title'), h(WidgetPage, props))
  }
}

export async function widgetFrame({ city, query }: Visit) {
  const { asked, filter } = await questionOf(city, query)
  const wins = (await feed(city, filter, 1)).slice(0, shown)
  return page(city.words('smallWins.feedTitle'), h(WidgetFrame, { asked, wins }), { bare: true })
}
