// Addresses of the editor's desk for organisers' events.

import { h } from 'preact'
import { typedIn } from '#platform/form.ts'
import {
  type Answer,
  get,
  nothingTyped,
  page,
  post,
  type Route,
  redirect,
  type Typed,
  type Visit,
} from '#platform/http/route.ts'
import { refuse } from '#platform/refusal.ts'
import { reviewEvent, trustKeeper } from '../actions/review.ts'
import { verdictForm } from '../forms/seats.ts'
import { ReviewPage, ReviewQueuePage } from '../pages/review.tsx'
import { mayKeepEvents } from '../policy.ts'
import { sessionsOf, trustOf } from '../queries/cabinet.ts'
import { eventToReview, keeperOf, waitingEvents } from '../queries/review.ts'
import type { EventsHouse } from './house.ts'
import { whereOf } from './seats.ts'

export function reviewRoutes(house: EventsHouse): Route[] {
  const desk = { personal: true }
  const { zone } = house
  return [
    get(
      '/desk/events/moderation',
      mayKeepEvents,
      async ({ city }) =>
        page(city.words('events.review.title'), h(ReviewQueuePage, { waiting: await waitingEvents(city), zone })),
      desk,
    ),
    get('/desk/events/moderation/:id', mayKeepEvents, (visit) => reviewPage(house, visit, nothingTyped, 200), desk),
    post('/desk/events/moderation/:id/verdict', mayKeepEvents, (visit) => verdict(house, visit)),
    post('/desk/events/moderation/:id/trust', mayKeepEvents, async (visit) => {
      const event = visit.params.id ?? ''
      await trustKeeper(visit.city, { event, trusted: typedIn(visit.fields, 'trusted') === 'yes' })
      return redirect(`/desk/events/moderation/${event}`)
    }),
  ]
}

async function reviewPage({ zone }: EventsHouse, visit: Visit, typed: Typed, status: number): Promise<Answer> {
  const { city, params } = visit
  const event = await eventToReview(city, params.id ?? '')
  const keeper = await keeperOf(city, event.id)
  // What came from feeds and the press has no organiser here, and is kept by other pages of the desk.
  if (keeper === null) throw refuse.missing('events.refusal.noEvent')
  const props = { event, sessions: await sessionsOf(city, event.id), trust: await trustOf(city, keeper), typed, zone }
  return page(event.title, h(ReviewPage, { ...props, where: await whereOf(city, event) }), { status })
}

async function verdict(house: EventsHouse, visit: Visit): Promise<Answer> {
  const { city, params, fields } = visit
  const form = verdictForm.check(fields)
  if (!form.ok) return reviewPage(house, visit, { values: fields, errors: form.errors }, 422)
  const { verdict: said, why } = form.value
  await reviewEvent(city, { event: params.id ?? '', verdict: said, why: why || null, zone: house.zone })
  return redirect('/desk/events/moderation')
}
