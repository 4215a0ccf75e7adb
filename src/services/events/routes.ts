// Which address of events leads where.
import { h } from 'preact'
import { get, page, type Route } from '#platform/http/route.ts'
import { EventsPage } from './pages/events.tsx'
import { maySeeEvents } from './policy.ts'

export const eventsRoutes: Route[] = [
  get('/events', maySeeEvents, ({ city }) => page(city.words('events.title'), h(EventsPage, {}))),
]
