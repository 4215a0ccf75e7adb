// Addresses of following events: asking, the letter's link, one's own list, and the way out, with and without signing in.

import { h } from 'preact'
import { askForLink, dropLinkRequest } from '#kernel/identity/index.ts'
import type { City } from '#platform/city.ts'
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
import { anyone, signedIn } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { days, later } from '#platform/time.ts'
import { askToFollow, confirmFollow, endFollow, followSubject, stopFollowing } from '../actions/follow.ts'
import { followForm } from '../forms/seats.ts'
import { linkLetter } from '../letters.ts'
import { FollowEndedPage, FollowingPage, FollowLinkPage, FollowPage } from '../pages/follow.tsx'
import { comingBetween, type Followed, followBehind, followed, followsOfPerson } from '../queries/follows.ts'
import { digestsOf } from '../rules/follow.ts'
import { consentGiven, consentText, hasLetters } from './consent.ts'
import type { EventsHouse } from './house.ts'

export function followRoutes(house: EventsHouse): Route[] {
  return [
    // Without a word of what to follow there is nothing to ask: one chooses an event first.
    get(
      '/events/follow',
      anyone,
      (visit) =>
        visit.query.subject === undefined
          ? redirect('/events')
          : question(house, visit, visit.query.subject, nothingTyped, 200),
      {
        query: ['subject'],
        personal: true,
      },
    ),
    post('/events/follow', anyone, (visit) => follow(house, visit)),
    get('/events/follow/link', anyone, link, { query: ['token'], personal: true }),
    post('/events/follow/confirmation', anyone, async (visit) => {
      const token = typedIn(visit.fields, 'token')
      await confirmFollow(visit.city, { secret: token })
      return redirect(`/events/follow/link?${new URLSearchParams({ token })}`)
    }),
    post('/events/follow/ending', anyone, async (visit) => {
      await endFollow(visit.city, { secret: typedIn(visit.fields, 'token') })
      return page(visit.city.words('events.follow.endedTitle'), h(FollowEndedPage, {}))
    }),
    post('/events/follow/stopping', signedIn, async (visit) => {
      await stopFollowing(visit.city, { subject: typedIn(visit.fields, 'subject') })
      return redirect('/events/following')
    }),
    get('/events/following', signedIn, (visit) => following(house, visit), { personal: true }),
  ]
}

/** The same answer for every address: whether it is known, or follows already, is nobody else's to learn. */
async function follow(house: EventsHouse, visit: Visit): Promise<Answer> {
  const { city, fields } = visit
  const subject = await known(city, typedIn(visit.fields, 'subject'))
  const guest = city.actor.person === null
  const form = followForm(guest).check(fields)
  if (!form.ok) return question(house, visit, subject.subject, { values: fields, errors: form.errors }, 422)
  const { email, agree } = form.value
  if (!guest) {
    await followSubject(city, { subject: subject.subject, consent: agree ? consentGiven(house, visit) : null })
    return redirect(`/events/follow?${new URLSearchParams({ subject: subject.subject })}`)
  }
  const request = await askForLink(city, { email, ip: visit.ip, kind: 'events' })
  // She has letters enough whose links still work.
  if (request === null) return redirect('/events/registration/sent')
  const to = email.toLowerCase()
  const secret = await askToFollow(city, { subject: subject.subject, email: to, consent: consentGiven(house, visit) })
  try {
    await house.mail.send(
      linkLetter({
        ...{ to, secret, subject: 'events.letter.follow.subject', text: 'events.letter.follow.text' },
        values: { title: subject.title },
        path: '/events/follow/link',
        origin: visit.origin,
        words: city.words,
      }),
    )
  } catch (error) {
    city.log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'a letter about following was not sent')
    await dropLinkRequest(city, { request })
    return question(
      house,
      visit,
      subject.subject,
      { values: fields, errors: { email: { key: 'events.form.mail' } } },
      503,
    )
  }
  return redirect('/events/registration/sent')
}

async function question(
  house: EventsHouse,
  { city }: Visit,
  asked: string,
  typed: Typed,
  status: number,
): Promise<Answer> {
  const subject = await known(city, asked)
  const { person } = city.actor
  const own = person === null ? [] : await followsOfPerson(city, person)
  const props = {
    ...{ subject, typed, signedIn: person !== null, following: own.some((each) => each.subject === subject.subject) },
    consent: (await hasLetters(city)) ? null : consentText(house, city),
  }
  return page(city.words('events.follow.title', { title: subject.title }), h(FollowPage, props), { status, keep: 0 })
}

// A mail program that opens links must not begin or end anything: the page asks, and only pressing does.
async function link({ city, query }: Visit): Promise<Answer> {
  const token = query.token ?? ''
  const behind = await followBehind(city, token)
  if (!behind) throw refuse.missing('events.follow.refusal.noFollow')
  return page(behind.title, h(FollowLinkPage, { token, followed: behind }), { keep: 0 })
}

async function following({ zone }: EventsHouse, { city }: Visit): Promise<Answer> {
  const follows = await followsOfPerson(city, city.actor.person ?? '')
  const all = await comingBetween(city, city.now, later(city.now, days(14)))
  const own = follows.map(({ subject }) => ({ handle: 'own', subject }))
  const coming = (digestsOf(own, all).get('own') ?? []).toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
  return page(city.words('events.following.title'), h(FollowingPage, { follows, coming, zone }))
}

async function known(city: City, subject: string): Promise<Followed> {
  const found = await followed(city, subject.slice(0, 250))
  if (!found) throw refuse.missing('events.follow.refusal.noSubject')
  return found
}
