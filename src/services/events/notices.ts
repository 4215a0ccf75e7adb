// Whom events concern: holders of seats, those who wait, those who follow, and organisers whose event an editor has read.
import { z } from 'zod'
import type { City } from '#platform/city.ts'
import type { Notice, Told } from '#platform/module.ts'
import { atHour, days, later } from '#platform/time.ts'
import { sessionDigits } from './pages/session-said.ts'
import { eventConcerned, holdersIn, type SeatConcerned, seatConcerned } from './queries/concerned.ts'
import { allFollows, comingBetween, followersOf } from './queries/follows.ts'
import { senderOf } from './queries/review.ts'
import { digestsOf } from './rules/follow.ts'

const seatFact = z.object({ seat: z.string() })
const reminded = z.object({ seat: z.string(), before: z.enum(['day', 'hours']) })
const movedFact = z.object({ id: z.string(), moved: z.array(z.string()), postponed: z.array(z.string()) })
const cancelledFact = z.object({ id: z.string(), sessions: z.array(z.string()) })
const reviewed = z.object({ id: z.string(), verdict: z.enum(['published', 'returned', 'hidden']) })

const whySeat = 'events.why.seat'
const whyFollow = 'events.why.follow'

export const eventNotices = (zone: string): readonly Notice[] => [
  ofSeat(zone, 'events.seat-taken', () => 'events.notice.taken'),
  ofSeat(zone, 'events.seat-offered', () => 'events.notice.offered'),
  ofSeat(zone, 'events.seat-withdrawn', () => 'events.notice.withdrawn'),
  // Whoever never pressed the link of her letter is not written to again: it may be a stranger's address.
  ofSeat(zone, 'events.seat-lapsed', ({ confirmed }) => (confirmed ? 'events.notice.lapsed' : null)),
  {
    ...ofSeat(zone, 'events.seat-reminded', () => null),
    told: async (city, { data }) => {
      const { seat, before } = reminded.parse(data)
      const found = await seatConcerned(city, seat)
      // It may have been given back between the stroke and now.
      return found?.state === 'taken' ? [seatTold(found, `events.notice.reminded.${before}`, zone)] : []
    },
  },
  {
    fact: 'events.moved',
    topic: 'events.topic.moved',
    told: async (city, { data }) => {
      const { id, moved, postponed } = movedFact.parse(data)
      return [
        ...(await changeTold(city, id, moved, 'moved', zone)),
        ...(await changeTold(city, id, postponed, 'postponed', zone)),
      ].filter(once())
    },
  },
  {
    fact: 'events.cancelled',
    topic: 'events.topic.moved',
    told: async (city, { data }) => {
      const { id, sessions } = cancelledFact.parse(data)
      return changeTold(city, id, sessions, 'cancelled', zone)
    },
  },
  {
    fact: 'events.published',
    topic: 'events.topic.digest',
    told: async (city, { data }) => {
      const { id } = z.object({ id: z.string() }).parse(data)
      const event = await eventConcerned(city, id, [])
      if (event?.state !== 'published') return []
      // New things gather for the weekly letter; at once they stand on her page only.
      const followers = await followersOf(city, event)
      return followers.map((handle) => ({
        ...{ handle, key: 'events.notice.published', values: { title: event.title } },
        ...{ href: `/events/${id}`, urgent: false, why: whyFollow },
      }))
    },
  },
  {
    fact: 'events.week',
    topic: 'events.topic.digest',
    told: async (city, { data }) => {
      const from = atHour(z.object({ from: z.string() }).parse(data).from, 0, zone)
      const digests = digestsOf(await allFollows(city), await comingBetween(city, from, later(from, days(7))))
      return [...digests].map(([handle, events]) => ({
        ...{ handle, key: 'events.notice.week', href: '/events/following', urgent: true, why: whyFollow },
        values: { n: events.length, titles: titlesSaid(events, zone) },
      }))
    },
  },
  {
    fact: 'events.reviewed',
    topic: 'events.topic.cabinet',
    told: async (city, { data }) => {
      const { id, verdict } = reviewed.parse(data)
      const sender = await senderOf(city, id)
      if (!sender) return []
      return [
        {
          ...{ handle: sender.handle, key: `events.notice.reviewed.${verdict}`, values: { title: sender.title } },
          ...{ href: `/events/cabinet/events/${id}`, urgent: true, why: 'events.why.own' },
        },
      ]
    },
  },
]

function ofSeat(zone: string, fact: string, keyFor: (seat: SeatConcerned) => string | null): Notice {
  return {
    fact,
    topic: 'events.topic.seats',
    told: async (city, { data }) => {
      const found = await seatConcerned(city, seatFact.parse(data).seat)
      const key = found && keyFor(found)
      return found && key ? [seatTold(found, key, zone)] : []
    },
  }
}

// What concerns a seat is worth nothing later: it waits for no digest.
function seatTold(seat: SeatConcerned, key: string, zone: string): Told {
  return {
    ...{ handle: seat.handle, key, href: `/events/seats/${seat.seat}`, urgent: true, asked: true, why: whySeat },
    values: {
      title: seat.title,
      when: sessionDigits(seat.startsAt, zone),
      until: seat.until === null ? '' : sessionDigits(seat.until, zone),
      why: seat.why ?? '',
    },
  }
}

/** Holders first, with their seat; then followers who hold none. */
async function changeTold(
  city: City,
  id: string,
  sessions: readonly string[],
  what: 'moved' | 'postponed' | 'cancelled',
  zone: string,
): Promise<Told[]> {
  if (sessions.length === 0) return []
  const event = await eventConcerned(city, id, sessions)
  if (!event) return []
  const { title } = event
  const values = (startsAt: Date | null, reason: string | null) => ({
    ...{ title, n: sessions.length, reason: reason ?? '' },
    when: startsAt === null ? '' : sessionDigits(startsAt, zone),
  })
  const holders = await holdersIn(city, sessions)
  const followers = event.state === 'published' ? await followersOf(city, event) : []
  return [
    ...holders.map(
      ({ seat, handle, startsAt, reason }): Told => ({
        ...{ handle, key: `events.notice.seat.${what}`, values: values(startsAt, reason) },
        ...{ href: `/events/seats/${seat}`, urgent: true, asked: true, why: whySeat },
      }),
    ),
    ...followers.map(
      (handle): Told => ({
        ...{ handle, key: `events.notice.follow.${what}`, values: values(event.startsAt, event.reason) },
        ...{ href: `/events/${id}`, urgent: true, why: whyFollow },
      }),
    ),
  ].filter(once())
}

function once(): (told: Told) => boolean {
  const seen = new Set<string>()
  return ({ handle }) => !seen.has(handle) && seen.add(handle) !== undefined
}

function titlesSaid(events: readonly { title: string; startsAt: Date }[], zone: string): string {
  const few = events.slice(0, 8).map(({ title, startsAt }) => `«${title}» ${sessionDigits(startsAt, zone)}`)
  return `${few.join('; ')}${events.length > few.length ? '; …' : ''}`
}
