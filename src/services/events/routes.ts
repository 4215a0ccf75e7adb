// Which address of events leads where.
import { h } from 'preact'
import { get, page, type Route } from '#platform/http/route.ts'
import { anyone } from '#platform/policy.ts'
import { EventsPage } from './pages/events.tsx'

export const eventsRoutes: Route[] = [
  get('/events', anyone, ({ city }) => page(city.words('events.title'), h(EventsPage, {}))),
]
