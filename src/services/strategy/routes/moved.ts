// Moved goalposts of the whole strategy for everybody: the list with its filters, and the same as a feed.
import { h } from 'preact'
import { hrefIn } from '#platform/http/read.ts'
import { bytes, fileApi, get, page, type Route, type Visit } from '#platform/http/route.ts'
import { anyone } from '#platform/policy.ts'
import { movedFeed } from '../feeds.ts'
import { MovedPage } from '../pages/moved.tsx'
import { movedTerms } from '../queries/moved.ts'
import { bodyNamesIn } from '../queries/owners.ts'
import { directions } from '../queries/promises.ts'
import { movedWays } from '../rules/changes.ts'
import { termsFrom } from '../rules/terms.ts'

export function movedRoutes(): Route[] {
  return [
    get('/strategy/moved', anyone, movedPage, { query: ['direction', 'move', 'page'] }),
    get('/strategy/moved.atom', anyone, movedAtom, {
      query: ['direction', 'move'],
      api: fileApi('strategy.api.moved', 'strategy', 'application/atom+xml'),
    }),
  ]
}

const pageSize = 30

async function movedPage({ city, query }: Visit) {
  const list = await directions(city)
  const chosen = chosenIn(query, list)
  const moved = await movedTerms(city, chosen)
  const last = Math.max(1, Math.ceil(moved.length / pageSize))
  const asked = /^[1-9]\d{0,6}$/.test(query.page ?? '') ? Number(query.page) : 1
  const number = Math.min(asked, last)
  const shown = moved.slice((number - 1) * pageSize, number * pageSize)
  return page(
    city.words('strategy.moved.title'),
    h(MovedPage, {
      ...{ moved: shown, total: moved.length, page: number, size: pageSize, directions: list },
      chosen: { direction: chosen.direction ?? '', move: chosen.way ?? '' },
      bodies: await bodyNamesIn(city, [termsFrom(shown)]),
    }),
    {
      description: city.words('strategy.moved.lede'),
      feed: { href: '/strategy/moved.atom', title: city.words('strategy.moved.title') },
    },
  )
}

async function movedAtom({ city, query, origin, locale }: Visit) {
  const moved = (await movedTerms(city, chosenIn(query, await directions(city)))).slice(0, 50)
  const bodies = await bodyNamesIn(city, [termsFrom(moved)])
  const document = movedFeed(moved, city.words, bodies, { origin, href: (path) => hrefIn(locale, path), now: city.now })
  return bytes('application/atom+xml; charset=utf-8', document, { headers: { 'access-control-allow-origin': '*' } })
}

// A filter that means nothing shows everything, as the form then says.
function chosenIn(query: Record<string, string>, list: { id: string }[]) {
  return {
    direction: list.find(({ id }) => id === query.direction)?.id,
    way: movedWays.find((each) => each === query.move),
  }
}
