// Addresses of an organiser's own events and sessions: moving, cancelling, places, attendance and its files.

import { h } from 'preact'
import { typedIn } from '#platform/form.ts'
import {
  type Answer,
  bytes,
  get,
  nothingTyped,
  page,
  post,
  type Route,
  redirect,
  type Typed,
  type Visit,
} from '#platform/http/route.ts'
import { signedIn } from '#platform/policy.ts'
import { type FieldErrors, Refusal, refuse } from '#platform/refusal.ts'
import { csvType, writeCsv } from '#platform/sheets/index.ts'
import { dayOf } from '#platform/time.ts'
import { noteArrival, openNames } from '../actions/door.ts'
import { cancelSession, moveSession, restoreSession } from '../actions/own-sessions.ts'
import { saveRegistration } from '../actions/registration.ts'
import { withdrawSeat } from '../actions/seats.ts'
import { readSeatTerms, registrationOf, registrationTyped } from '../forms/registration.ts'
import { moveForm, whyForm } from '../forms/seats.ts'
import { AttendancePage } from '../pages/attendance.tsx'
import { OwnEventPage } from '../pages/own-event.tsx'
import { OwnSessionPage } from '../pages/own-session.tsx'
import { WithdrawalPage } from '../pages/withdrawal.tsx'
import { attendanceOf, sumsOf } from '../queries/attendance.ts'
import { lastVerdict, sessionsOf } from '../queries/cabinet.ts'
import { demandKeeper, keptBySession, keptEvent, ownEventHead } from '../queries/keepers.ts'
import { seatSession } from '../queries/registration.ts'
import { seatView } from '../queries/seats.ts'
import { shownSeatCode } from '../rules/seat-code.ts'
import { clock, slotOf } from '../rules/series.ts'
import type { EventsHouse } from './house.ts'

export function ownRoutes(house: EventsHouse): Route[] {
  const own = { personal: true }
  const at = '/events/cabinet/sessions/:session'
  return [
    get('/events/cabinet/events/:id', signedIn, (visit) => ownEvent(house, visit), own),
    get(at, signedIn, (visit) => ownSession(house, visit, null), own),
    post(`${at}/moving`, signedIn, (visit) => moving(house, visit)),
    post(`${at}/cancellation`, signedIn, (visit) => cancelling(house, visit)),
    post(`${at}/restoring`, signedIn, (visit) => restoring(house, visit)),
    post(`${at}/registration`, signedIn, (visit) => places(house, visit)),
    get(`${at}/attendance`, signedIn, (visit) => attendance(house, visit), { ...own, query: ['names', 'wrong'] }),
    get(`${at}/attendance.csv`, signedIn, (visit) => attendanceTable(house, visit), own),
    get(`${at}/names.csv`, signedIn, (visit) => namesTable(house, visit), own),
    post('/events/cabinet/seats/:seat/arrival', signedIn, (visit) => arrival(house, visit)),
    get(
      '/events/cabinet/seats/:seat/withdrawal',
      signedIn,
      (visit) => withdrawalPage(house, visit, nothingTyped, 200),
      own,
    ),
    post('/events/cabinet/seats/:seat/withdrawal', signedIn, (visit) => withdrawal(house, visit)),
  ]
}

async function ownEvent({ zone }: EventsHouse, { city, params }: Visit): Promise<Answer> {
  const id = params.id ?? ''
  await demandKeeper(city, await keptEvent(city, id), zone)
  const event = await ownEventHead(city, id)
  const props = { event, verdict: await lastVerdict(city, id), sessions: await sessionsOf(city, id), zone }
  return page(event.title, h(OwnEventPage, props))
}

interface Again {
  typed: Typed
  refused: string | null
  status: number
}

async function ownSession(house: EventsHouse, visit: Visit, again: Again | null): Promise<Answer> {
  const { city } = visit
  const { event, session } = await keptSession(house, visit)
  const sums = sumsOf(await attendanceOf(city, session.id))
  const registration = await seatSession(city, session.id)
  const typed = {
    values: { ...registrationTyped(registration, house.zone), ...again?.typed.values },
    errors: again?.typed.errors ?? {},
  }
  const props = { event, session, sums, typed, refused: again?.refused ?? null, zone: house.zone }
  return page(event.title, h(OwnSessionPage, props), { status: again?.status ?? 200 })
}

async function moving(house: EventsHouse, visit: Visit): Promise<Answer> {
  const { city, params, fields } = visit
  const form = moveForm(dayOf(city.now, house.zone)).check(fields)
  if (!form.ok) return wrong(house, visit, form.errors)
  const { to, hall, reason, following } = form.value
  return turned(house, visit, () =>
    moveSession(city, { session: params.session ?? '', to, hall: hall || null, reason, following, zone: house.zone }),
  )
}

async function cancelling(house: EventsHouse, visit: Visit): Promise<Answer> {
  const { city, params, fields } = visit
  const form = whyForm.check(fields)
  if (!form.ok) return wrong(house, visit, form.errors)
  const following = typedIn(visit.fields, 'also') === 'yes'
  return turned(house, visit, () =>
    cancelSession(city, { session: params.session ?? '', reason: form.value.why, following, zone: house.zone }),
  )
}

async function restoring(house: EventsHouse, visit: Visit): Promise<Answer> {
  return turned(house, visit, () =>
    restoreSession(visit.city, { session: visit.params.session ?? '', zone: house.zone }),
  )
}

async function places(house: EventsHouse, visit: Visit): Promise<Answer> {
  const { city, fields } = visit
  const { session } = await keptSession(house, visit)
  const form = readSeatTerms({ ...fields, register: 'yes' })
  if (!form.ok) return wrong(house, visit, form.errors)
  if (form.value === null || session.startsAt === null) throw refuse.conflict('events.cabinet.refusal.noHour')
  const registration = registrationOf(form.value, session.id, session.startsAt, house.zone)
  return turned(house, visit, () => saveRegistration(city, { ...registration, zone: house.zone }))
}

async function attendance(house: EventsHouse, visit: Visit): Promise<Answer> {
  const { city, query } = visit
  const { event, session } = await keptSession(house, visit)
  const rows = await attendanceOf(city, session.id)
  const names = query.names === 'yes' ? await openNames(city, { session: session.id, zone: house.zone }) : null
  const props = { event, session, rows, sums: sumsOf(rows), names, wrong: query.wrong ?? null, zone: house.zone }
  return page(city.words('events.attendance.title'), h(AttendancePage, props))
}

/** Without anybody: how many, whether they came, and when. */
async function attendanceTable(house: EventsHouse, visit: Visit): Promise<Answer> {
  const { city } = visit
  const { session } = await keptSession(house, visit)
  const rows = (await attendanceOf(city, session.id)).map((row, at) => [
    { decimal: String(at + 1) },
    { decimal: String(row.size) },
    city.words(`events.attendance.state.${row.state}`),
    { decimal: String(row.came ?? 0) },
    row.arrivedAt === null ? '' : clock(slotOf(row.arrivedAt, null, house.zone).minute),
  ])
  return table(city, ['number', 'size', 'state', 'came', 'at'], rows, 'attendance')
}

/** With names: whoever opens it is written down. */
async function namesTable(house: EventsHouse, visit: Visit): Promise<Answer> {
  const { city } = visit
  const { session } = await keptSession(house, visit)
  const rows = (await openNames(city, { session: session.id, zone: house.zone })).map((row) => [
    shownSeatCode(row.code),
    row.name ?? '',
    { decimal: String(row.size) },
    row.needs.map((need) => city.words(`events.seats.need.${need}`)).join(', '),
    row.arrivedAt === null ? '' : clock(slotOf(row.arrivedAt, null, house.zone).minute),
  ])
  return table(city, ['code', 'name', 'size', 'needs', 'at'], rows, 'names')
}

async function table(
  city: Visit['city'],
  columns: string[],
  rows: Parameters<typeof writeCsv>[0]['rows'],
  name: string,
) {
  const head = columns.map((column) => ({ title: city.words(`events.attendance.column.${column}`) }))
  const csv = await writeCsv({ name, head, rows })
  return bytes(csvType, csv, { keep: 0, headers: { 'content-disposition': `attachment; filename="${name}.csv"` } })
}

async function arrival(house: EventsHouse, visit: Visit): Promise<Answer> {
  const { city, params } = visit
  const seat = await seatView(city, params.seat ?? '')
  if (!seat) throw refuse.missing('events.seats.refusal.noSeat')
  await noteArrival(city, {
    ...{ code: seat.code, came: seat.size, how: 'list', door: seat.session.session, anyway: true, zone: house.zone },
  })
  return redirect(`/events/cabinet/sessions/${seat.session.session}/attendance`)
}

async function withdrawalPage(house: EventsHouse, visit: Visit, typed: Typed, status: number): Promise<Answer> {
  const { city, params } = visit
  const seat = await seatView(city, params.seat ?? '')
  if (!seat) throw refuse.missing('events.seats.refusal.noSeat')
  await demandKeeper(city, seat.session, house.zone)
  const event = { id: seat.session.event, title: seat.session.title }
  const title = city.words('events.withdrawal.title', { code: shownSeatCode(seat.code) })
  return page(title, h(WithdrawalPage, { seat: seat.id, code: seat.code, event, typed }), { status })
}

async function withdrawal(house: EventsHouse, visit: Visit): Promise<Answer> {
  const { city, params, fields } = visit
  const seat = await seatView(city, params.seat ?? '')
  if (!seat) throw refuse.missing('events.seats.refusal.noSeat')
  await demandKeeper(city, seat.session, house.zone)
  const form = whyForm.check(fields)
  if (!form.ok) return withdrawalPage(house, visit, { values: fields, errors: form.errors }, 422)
  await withdrawSeat(city, { seat: seat.id, why: form.value.why, zone: house.zone })
  return redirect(`/events/cabinet/sessions/${seat.session.session}/attendance`)
}

/** After a turn one sees the session as it is; a refusal stands on its page with what was typed. */
async function turned(house: EventsHouse, visit: Visit, act: () => Promise<unknown>): Promise<Answer> {
  try {
    await act()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.kind === 'invalid') return wrong(house, visit, error.fields)
    if (error.kind !== 'conflict') throw error
    const refused = visit.city.words(error.key, error.values)
    return ownSession(house, visit, { typed: { values: visit.fields, errors: {} }, refused, status: 409 })
  }
  return redirect(`/events/cabinet/sessions/${visit.params.session ?? ''}`)
}

function wrong(house: EventsHouse, visit: Visit, errors: FieldErrors): Promise<Answer> {
  return ownSession(house, visit, { typed: { values: visit.fields, errors }, refused: null, status: 422 })
}

async function keptSession({ zone }: EventsHouse, { city, params }: Visit) {
  const id = params.session ?? ''
  const kept = await keptBySession(city, id)
  await demandKeeper(city, kept, zone)
  const event = await ownEventHead(city, kept?.event ?? '')
  const session = (await sessionsOf(city, event.id)).find((each) => each.id === id)
  if (!session) throw refuse.missing('events.refusal.noSession')
  return { event, session }
}
