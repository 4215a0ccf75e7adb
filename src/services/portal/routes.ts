// Which address of the portal leads where.
import { h } from 'preact'
import { houseAddress } from '#platform/address.ts'
import { writeLook } from '#platform/http/read.ts'
import { get, page, post, type Route, redirect } from '#platform/http/route.ts'
import type { Module } from '#platform/module.ts'
import { anyone } from '#platform/policy.ts'
import { lookForm } from './forms.ts'
import { FrontPage } from './pages/front.tsx'
import { LookPage } from './pages/look.tsx'
import { SourcesPage } from './pages/sources.tsx'
import { frontPieces } from './queries.ts'

const year = 365 * 24 * 3600

export function portalRoutes(house: { doors(): readonly Module[]; demo: boolean }): Route[] {
  return [
    get('/', anyone, async (visit) => {
      const { words } = visit.city
      const pieces = await frontPieces(visit.city, house.doors())
      return page(words('portal.front.title'), h(FrontPage, pieces), { description: words('portal.front.lead') })
    }),
    get(
      '/look',
      anyone,
      (visit) =>
        page(
          visit.city.words('portal.look.title'),
          h(LookPage, { look: visit.look, back: houseAddress(visit.query.back) ?? '/' }),
          { keep: 0 },
        ),
      { query: ['back'], personal: true },
    ),
    post('/look', anyone, (visit) => {
      const { back, ...look } = lookForm.read(visit.fields)
      visit.setCookie('look', writeLook(look), { maxAge: year })
      return redirect(houseAddress(back) ?? '/')
    }),
    get('/sources', anyone, (visit) =>
      page(visit.city.words('portal.sources.title'), h(SourcesPage, { demo: house.demo })),
    ),
  ]
}
