// Addresses of the door: a code typed or opened by a phone's camera, and noting that somebody came.

import { h } from 'preact'
import { typedIn } from '#platform/form.ts'
import { type Answer, get, page, post, type Route, redirect, type Visit } from '#platform/http/route.ts'
import { signedIn } from '#platform/policy.ts'
import { noteArrival, openAtDoor } from '../actions/door.ts'
import { DoorPage, type DoorProps } from '../pages/door.tsx'
import { readSeatCode } from '../rules/seat-code.ts'
import type { EventsHouse } from './house.ts'

export function doorRoutes(house: EventsHouse): Route[] {
  const own = { personal: true }
  return [
    get('/events/check-in', signedIn, typed, { ...own, query: ['code', 'door'] }),
    get('/events/check-in/:code', signedIn, (visit) => look(house, visit, null), { ...own, query: ['door'] }),
    post('/events/check-in/:code', signedIn, (visit) => letIn(house, visit)),
  ]
}

/** A slip of the finger is told from a code that nobody has: its last digit does not fit. */
function typed({ query }: Visit): Answer {
  const code = readSeatCode(query.code ?? '')
  const door = query.door ?? ''
  if (code !== null)
    return redirect(`/events/check-in/${code}${door === '' ? '' : `?${new URLSearchParams({ door })}`}`)
  if (door === '') return redirect('/events/cabinet')
  const wrong = new URLSearchParams({ wrong: query.code ?? '' })
  return redirect(`/events/cabinet/sessions/${encodeURIComponent(door)}/attendance?${wrong}`)
}

async function look({ zone }: EventsHouse, visit: Visit, entered: number | null): Promise<Answer> {
  const { city, params, query } = visit
  const door = (visit.method === 'POST' ? typedIn(visit.fields, 'door') : query.door) || null
  const code = readSeatCode(params.code ?? '')
  const seat = code === null ? null : await openAtDoor(city, { code, door, zone })
  const props: DoorProps = { seat, code: (params.code ?? '').slice(0, 20), door, entered, zone }
  return page(city.words('events.door.title'), h(DoorPage, props), { status: seat === null ? 404 : 200, keep: 0 })
}

async function letIn(house: EventsHouse, visit: Visit): Promise<Answer> {
  const { city, params } = visit
  const code = readSeatCode(params.code ?? '')
  if (code === null) return look(house, visit, null)
  const door = typedIn(visit.fields, 'door') || null
  const came = Number(typedIn(visit.fields, 'came') || '20')
  const { said, came: entered } = await noteArrival(city, {
    ...{ code, came: Number.isInteger(came) ? came : 20, how: door === null ? 'scan' : 'code', door, zone: house.zone },
    anyway: typedIn(visit.fields, 'anyway') === 'yes',
  })
  return look(house, visit, said === 'welcome' ? entered : null)
}
