// What the clock tells: that a session begins soon, once each and anew when it is moved; and once a week what is on where one follows.
import { action, type City } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import { dayOf, hours, later } from '#platform/time.ts'
import type { EventFacts } from '../facts.ts'
import { reminderDue, remindersFor } from '../rules/seats.ts'
import { weekdayOf } from '../rules/series.ts'
import { seatsDb } from '../tables/seats.ts'

const announce = announcer<EventFacts>()
const atOnce = 500

/** Reminds those who have a seat. Nothing is sent for what does not take place. Answers how many were reminded. */
export const remindSeats = action('events-seats', async (city: City, input: { zone: string }): Promise<number> => {
  const db = seatsDb(city)
  const soon = await db
    .selectFrom('events.sessions as s')
    .innerJoin('events.registrations as r', 'r.session', 's.id')
    .innerJoin('events.events as e', 'e.id', 's.event')
    .select(['s.id', 's.starts_at'])
    .where('s.starts_at', '>', city.now)
    .where('s.starts_at', '<', later(city.now, hours(26)))
    .where('s.status', 'in', ['scheduled', 'moved'])
    .where('e.state', '=', 'published')
    .where('r.taken', '>', 0)
    .orderBy('s.starts_at')
    .execute()
  let told = 0
  for (const { id, starts_at: startsAt } of soon) {
    const before = startsAt === null ? null : reminderDue(startsAt, new Date(0), city.now, input.zone)
    if (startsAt === null || before === null || told >= atOnce) continue
    const due = remindersFor(startsAt, input.zone).find(({ kind }) => kind === before)
    const seats = await db
      .selectFrom('events.seats as t')
      .select('t.id')
      .where('t.session', '=', id)
      .where('t.state', '=', 'taken')
      // Whoever has just taken it knows.
      .where('t.asked_at', '<', due?.at ?? city.now)
      .where((where) =>
        where.not(
          where.exists(
            where
              .selectFrom('events.reminders as m')
              .select('m.seat')
              .whereRef('m.seat', '=', 't.id')
              .where('m.kind', '=', before)
              .where('m.starts_at', '=', startsAt),
          ),
        ),
      )
      .orderBy('t.turn')
      .limit(atOnce)
      .execute()
    if (seats.length === 0) continue
    await db
      .insertInto('events.reminders')
      .values(seats.map((seat) => ({ seat: seat.id, kind: before, starts_at: startsAt, at: city.now })))
      .onConflict((clash) => clash.columns(['seat', 'kind', 'starts_at']).doNothing())
      .execute()
    for (const seat of seats) await announce(city, 'events.seat-reminded', `seat:${seat.id}`, { seat: seat.id, before })
    told += seats.length
  }
  return told
})

const thursday = 4

/** In the night before Thursday says that a week begins to be told: whoever follows something hears once what is on. */
export const tellWeek = action('events-seats', async (city: City, input: { zone: string }): Promise<void> => {
  const today = dayOf(city.now, input.zone)
  if (weekdayOf(today) === thursday) await announce(city, 'events.week', 'events:week', { from: today })
})
