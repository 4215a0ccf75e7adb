// Addresses of seats: asking for one, the private link, and what its holder may do with it.

import { h } from 'preact'
import { askForLink, contactOf, dropLinkRequest } from '#kernel/identity/index.ts'
import { venuesFor } from '#kernel/places/index.ts'
import { calendarOf, calendarType } from '#platform/calendar/index.ts'
import type { City } from '#platform/city.ts'
import { typedIn } from '#platform/form.ts'
import { hrefIn } from '#platform/http/read.ts'
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
import { anyone } from '#platform/policy.ts'
import { Refusal, refuse } from '#platform/refusal.ts'
import { hours, later } from '#platform/time.ts'
import { acceptSeat, confirmSeat, giveSeatBack, renewLink, type SeatAnswer, takeSeat } from '../actions/seats.ts'
import { seatForm } from '../forms/seats.ts'
import { linkLetter } from '../letters.ts'
import { RegistrationPage, type RegistrationProps, SentPage } from '../pages/registration.tsx'
import { LockedPage, SeatPage } from '../pages/seat.tsx'
import { sessionDigits } from '../pages/session-said.ts'
import { type SeatSession, seatSession, waitingIn } from '../queries/registration.ts'
import { handleOfSeat, ownSeatIn, type SeatView, seatFor, seatView } from '../queries/seats.ts'
import { standingAt } from '../rules/seats.ts'
import { consentGiven, consentText, hasLetters } from './consent.ts'
import type { EventsHouse } from './house.ts'

export function seatRoutes(house: EventsHouse): Route[] {
  const own = { personal: true }
  const turn = (noun: string, act: (city: City, input: { seat: string; zone: string }) => Promise<unknown>) =>
    post(`/events/seats/:seat/${noun}`, anyone, (visit) => turning(house, visit, act))
  return [
    get('/events/registration/sent', anyone, ({ city }) => page(city.words('events.sent.title'), h(SentPage, {}))),
    get('/events/registration/:session', anyone, (visit) => asking(house, visit, nothingTyped, 200, null), own),
    post('/events/registration/:session', anyone, (visit) => ask(house, visit)),
    get('/events/seats/:seat', anyone, (visit) => seatPage(house, visit, null, 200), { ...own, query: ['token'] }),
    get('/events/seats/:seat/calendar.ics', anyone, (visit) => calendar(house, visit), { ...own, query: ['token'] }),
    post('/events/seats/:seat/link', anyone, (visit) => sendAgain(house, visit)),
    turn('confirmation', confirmSeat),
    turn('acceptance', acceptSeat),
    turn('cancellation', giveSeatBack),
  ]
}

async function ask(house: EventsHouse, visit: Visit): Promise<Answer> {
  const { city } = visit
  const session = await openSession(visit)
  const guest = city.actor.person === null
  const asks = { name: session.nameWhy !== null, ages: session.ageFrom !== null || session.ageTo !== null, guest }
  const form = seatForm(asks).check(visit.fields)
  if (!form.ok) return asking(house, visit, { values: visit.fields, errors: form.errors }, 422, null)
  const { size, needs, wait, email, agree } = form.value
  const name = form.value.name === '' ? null : form.value.name
  const request = guest ? await askForLink(city, { email, ip: visit.ip, kind: 'events' }) : null
  // She has letters enough whose links still work.
  if (guest && request === null) return redirect('/events/registration/sent')
  const consent = agree ? consentGiven(house, visit) : null
  const forget = async () => {
    if (request !== null) await dropLinkRequest(city, { request })
  }
  let answer: SeatAnswer
  try {
    answer = await takeSeat(city, {
      ...{ session: session.session, size, name, needs, wait },
      guest: guest && consent ? { email: email.toLowerCase(), consent } : null,
      letters: guest ? null : consent,
    })
  } catch (error) {
    await forget()
    if (!(error instanceof Refusal) || error.kind !== 'invalid') throw error
    return asking(house, visit, { values: visit.fields, errors: error.fields }, 422, null)
  }
  if (answer.kind === 'full') {
    await forget()
    return asking(house, visit, { values: visit.fields, errors: {} }, 200, answer)
  }
  if (answer.secret === null) return redirect(`/events/seats/${answer.seat}`)
  try {
    await sendLink(house, visit, { to: email.toLowerCase(), seat: answer.seat, secret: answer.secret, session })
  } catch (error) {
    city.log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'a letter about a seat was not sent')
    await forget()
    return asking(house, visit, { values: visit.fields, errors: { email: { key: 'events.form.mail' } } }, 503, null)
  }
  return redirect('/events/registration/sent')
}

async function asking(
  house: EventsHouse,
  visit: Visit,
  typed: Typed,
  status: number,
  full: RegistrationProps['full'],
): Promise<Answer> {
  const { city } = visit
  const session = await openSession(visit)
  const waiting = (await waitingIn(city, [session.session])).get(session.session) ?? 0
  const props: RegistrationProps = {
    ...{ zone: house.zone, session, waiting, typed, full },
    standing: standingAt(session, city.now),
    consent: (await hasLetters(city)) ? null : consentText(house, city),
    signedIn: city.actor.person !== null,
    own: await ownSeatIn(city, session.session),
  }
  const title = city.words('events.seats.title', { title: session.title })
  return page(title, h(RegistrationPage, props), { status, keep: 0 })
}

// A mail program that opens links must not begin or end anything: the page asks, and only pressing does.
async function seatPage(house: EventsHouse, visit: Visit, refused: string | null, status: number): Promise<Answer> {
  const { city, params, query } = visit
  const token = visit.method === 'POST' ? typedIn(visit.fields, 'token') : (query.token ?? '')
  const seat = await seatFor(city, { seat: params.seat ?? '', token })
  if (seat === null) throw refuse.missing('events.seats.refusal.noSeat')
  if (seat === 'locked') {
    const locked = { seat: params.seat ?? '', signedIn: city.actor.person !== null }
    return page(city.words('events.locked.title'), h(LockedPage, locked), { keep: 0 })
  }
  const door = `${visit.origin}${hrefIn(city.words.locale, `/events/check-in/${seat.code}`)}`
  const props = { seat, token, door, where: await whereOf(city, seat.session), zone: house.zone, refused }
  return page(seat.session.title, h(SeatPage, props), { keep: 0, status })
}

async function turning(
  house: EventsHouse,
  visit: Visit,
  act: (city: City, input: { seat: string; zone: string }) => Promise<unknown>,
): Promise<Answer> {
  const { city } = visit
  const token = typedIn(visit.fields, 'token')
  const seat = await opened(visit, token)
  try {
    await act(city, { seat: seat.id, zone: house.zone })
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== 'conflict') throw error
    return seatPage(house, visit, city.words(error.key, error.values), 409)
  }
  const again = token === '' ? '' : `?${new URLSearchParams({ token })}`
  return redirect(`/events/seats/${seat.id}${again}`)
}

async function calendar(house: EventsHouse, visit: Visit): Promise<Answer> {
  const { city, query } = visit
  const seat = await opened(visit, query.token ?? '')
  const { session } = seat
  const text = calendarOf({
    name: session.title,
    zone: house.zone,
    now: city.now,
    entries: [
      {
        uid: `seat-${seat.id}@italmas`,
        summary: session.title,
        start: session.startsAt,
        end: session.endsAt ?? later(session.startsAt, hours(2)),
        place: [await whereOf(city, session), session.hall].filter(Boolean).join(', '),
        url: `${visit.origin}${hrefIn(city.words.locale, `/events/${session.event}`)}`,
        status: session.takesPlace && seat.state === 'taken' ? 'confirmed' : 'cancelled',
        sequence: session.sequence,
      },
    ],
  })
  const headers = { 'content-disposition': 'attachment; filename="seat.ics"' }
  return bytes(calendarType, text, { keep: 0, headers })
}

/** A fresh link to the address that was left: nothing is shown, and nobody else gets it. */
async function sendAgain(house: EventsHouse, visit: Visit): Promise<Answer> {
  const { city, params } = visit
  const id = params.seat ?? ''
  const handle = await handleOfSeat(city, id)
  const contact = handle === null ? null : await contactOf(city, handle)
  if (contact) {
    const request = await askForLink(city, { email: contact.email, ip: visit.ip, kind: 'events' })
    if (request !== null) {
      const seat = await seatView(city, id)
      const secret = await renewLink(city, { seat: id })
      if (seat) await sendLink(house, visit, { to: contact.email, seat: id, secret, session: seat.session })
    }
  }
  return redirect('/events/registration/sent')
}

async function sendLink(
  house: EventsHouse,
  visit: Visit,
  { to, seat, secret, session }: { to: string; seat: string; secret: string; session: SeatSession },
): Promise<void> {
  await house.mail.send(
    linkLetter({
      ...{ to, secret, subject: 'events.letter.seat.subject', text: 'events.letter.seat.text' },
      values: { title: session.title, when: sessionDigits(session.startsAt, house.zone) },
      path: `/events/seats/${seat}`,
      origin: visit.origin,
      words: visit.city.words,
    }),
  )
}

async function opened(visit: Visit, token: string): Promise<SeatView> {
  const seat = await seatFor(visit.city, { seat: visit.params.seat ?? '', token })
  if (seat === null || seat === 'locked') throw refuse.missing('events.seats.refusal.noSeat')
  return seat
}

async function openSession({ city, params }: Visit): Promise<SeatSession> {
  const session = await seatSession(city, params.session ?? '')
  if (!session?.published) throw refuse.missing('events.seats.refusal.noRegistration')
  return session
}

/** Where it is, in words: the venue with its address, or what the organiser wrote. */
export async function whereOf(
  city: City,
  { venue, place }: { venue: string | null; place: string | null },
): Promise<string> {
  const [known] = venue === null ? [] : await venuesFor(city, [venue])
  if (!known) return place ?? ''
  return [known.name, known.address].filter(Boolean).join(', ')
}
