// Where the people of an organisation see how the city reads their source, and what of it was set aside.
import { h } from 'preact'
import type { City } from '#platform/city.ts'
import { type Answer, get, nothingTyped, page, type Route } from '#platform/http/route.ts'
import { signedIn } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { OwnSourcesPage } from '../pages/own-sources.tsx'
import { organisationsOf } from '../queries/keepers.ts'
import { type SourceView, sourceViews } from '../queries/sources.ts'
import type { EventsHouse } from './house.ts'
import { onePage } from './source-page.ts'

export function ownSourceRoutes({ zone }: EventsHouse): Route[] {
  const own = { personal: true }
  return [
    get('/events/cabinet/sources', signedIn, ({ city }) => listPage(city, zone), own),
    get(
      '/events/cabinet/sources/:source',
      signedIn,
      async ({ city, params }) => {
        // To whoever has nothing to do with a source it is as if it were not there.
        const [source] = await ownSources(city, zone, params.source)
        if (!source) throw refuse.missing('events.refusal.noSource')
        return onePage(city, source.id, nothingTyped, false)
      },
      own,
    ),
  ]
}

/** The sources of the organisations for which she may act today. */
export async function ownSources(city: City, zone: string, id?: string): Promise<SourceView[]> {
  const held = await organisationsOf(city, city.actor.person ?? '', zone)
  return sourceViews(city, { ...(id === undefined ? {} : { id }), owners: held.flatMap(({ inn }) => inn ?? []) })
}

async function listPage(city: City, zone: string): Promise<Answer> {
  const sources = await ownSources(city, zone)
  return page(city.words('events.source.own.title'), h(OwnSourcesPage, { sources }), { keep: 0 })
}
