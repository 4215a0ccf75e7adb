// Addresses of an editor's own word over what sources say of an event.
import { h } from 'preact'
import { venueNamed, venuesFor } from '#kernel/places/index.ts'
import type { City } from '#platform/city.ts'
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
import { editEvent, editSession, takeEditBack } from '../actions/edits.ts'
import { editBackForm, editTyped, readEdit, readSessionEdit } from '../forms/edits.ts'
import { EditsPage } from '../pages/edits.tsx'
import { mayKeepEvents } from '../policy.ts'
import { editViews, importedEvent, sessionsToEdit } from '../queries/edits.ts'
import { conflictFields } from '../rules/merge/sides.ts'
import { instantsOf, readHours } from '../rules/series.ts'
import type { EventsHouse } from './house.ts'

export function editRoutes({ zone }: EventsHouse): Route[] {
  const one = '/desk/events/conflicts/:id/edits'
  return [
    get(one, mayKeepEvents, ({ city, params }) => editsPage(city, params.id ?? '', zone), { personal: true }),
    post(one, mayKeepEvents, (visit) => edit(visit, zone)),
    post(`${one}/session`, mayKeepEvents, (visit) => session(visit, zone)),
    post(`${one}/withdrawal`, mayKeepEvents, async ({ city, params, fields }) => {
      const { place, field: name } = editBackForm.read(fields)
      const field = conflictFields.find((each) => each === name)
      if (!field) throw refuse.missing('events.refusal.noConflict')
      await takeEditBack(city, { event: params.id ?? '', place, field, zone })
      return redirect(`/desk/events/conflicts/${params.id}/edits`)
    }),
  ]
}

async function editsPage(
  city: City,
  id: string,
  zone: string,
  typed = nothingTyped,
  times = nothingTyped,
): Promise<Answer> {
  const { event, before } = await imported(city, id)
  const edits = await editViews(city, id)
  const props = { event, edits, sessions: await sessionsToEdit(city, id), times, zone }
  const whole: Typed = { values: { ...before, ...typed.values }, errors: typed.errors }
  const wrong = Object.keys({ ...typed.errors, ...times.errors }).length > 0
  const title = city.words('events.edit.title', { title: event.title })
  return page(title, h(EditsPage, { ...props, typed: whole }), { status: wrong ? 422 : 200, keep: 0 })
}

async function edit({ city, params, fields }: Visit, zone: string): Promise<Answer> {
  const id = params.id ?? ''
  const { before } = await imported(city, id)
  const checked = readEdit({ ...before, ...fields }, before)
  if (!checked.ok) return editsPage(city, id, zone, { values: fields, errors: checked.errors })
  const { place, fields: said } = checked.value
  const meant = place ? await venueNamed(city, place) : null
  const where = place === undefined ? {} : { venue: meant?.venue.id ?? null, place: meant ? null : place || null }
  await editEvent(city, { event: id, fields: { ...where, ...said }, zone })
  return redirect(`/desk/events/conflicts/${id}/edits`)
}

async function session({ city, params, fields }: Visit, zone: string): Promise<Answer> {
  const id = params.id ?? ''
  const checked = readSessionEdit(fields)
  if (!checked.ok) return editsPage(city, id, zone, nothingTyped, { values: fields, errors: checked.errors })
  const { session: place, day, hour, status, reason } = checked.value
  const [minute] = readHours(hour) ?? []
  const start = minute === undefined ? day : instantsOf({ day, minute, until: null }, zone).start.toISOString()
  const said = { start: start || null, end: null, status: status || null, reason: reason || null }
  await editSession(city, { event: id, place, ...said, zone })
  return redirect(`/desk/events/conflicts/${id}/edits`)
}

async function imported(city: City, id: string) {
  const event = await importedEvent(city, id)
  const [venue] = event.venue === null ? [] : await venuesFor(city, [event.venue])
  return { event, before: editTyped(event, venue?.name ?? null) }
}
