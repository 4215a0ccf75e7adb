// Which address of bureau leads where.
import { h } from 'preact'
import { get, page, type Route } from '#platform/http/route.ts'
import { BureauPage } from './pages/bureau.tsx'
import { maySeeBureau } from './policy.ts'

export const bureauRoutes: Route[] = [
  get('/bureau', maySeeBureau, ({ city }) => page(city.words('bureau.title'), h(BureauPage, {}))),
]
