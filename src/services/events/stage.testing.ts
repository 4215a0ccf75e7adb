// A stage for tests of seats: an event with sessions in a bare city, people with ids, and the books of every session.
import { sql } from 'kysely'
import { expect } from 'vitest'
import { identity } from '#kernel/identity/index.ts'
import type { City } from '#platform/city.ts'
import { newId } from '#platform/ids.ts'
import type { Module } from '#platform/module.ts'
import { guest } from '#platform/policy.ts'
import { hours, later } from '#platform/time.ts'
import { type BareCity, openBareCity } from '#tests/bare-city.ts'
import { saveRegistration } from './actions/registration.ts'
import { type SeatAnswer, type SeatAsked, takeSeat } from './actions/seats.ts'
import type { SeatState } from './rules/seats.ts'

export const zone = 'Europe/Samara'

export interface SeatStage {
  bare: BareCity
  /** A published event with one session so many hours from now, and registration for it. */
  session(places: number, more?: { groupMost?: number; inHours?: number; nameWhy?: string }): Promise<string>
  /** Somebody with an account. */
  person(): Promise<string>
  as(person: string): City
  takes(person: string, session: string, more?: Partial<SeatAsked>): Promise<SeatAnswer>
  states(session: string): Promise<{ id: string; state: SeatState; size: number; until: Date | null }[]>
  /** Seats that hold places are no more than there are, and the database counts what it has. */
  booksAddUp(session: string): Promise<number>
  close(): Promise<void>
}

export async function openSeatStage(poolSize = 10): Promise<SeatStage> {
  const doors: Module[] = [identity, { name: 'events', floor: 'services' }]
  const bare = await openBareCity(doors, poolSize)
  const as = (person: string): City => bare.as({ ...guest, person, name: null })
  return {
    bare,
    as,
    session: async (places, { groupMost = 6, inHours = 240, nameWhy } = {}) => {
      const id = await sessionAt(bare.as(), later(bare.now, hours(inHours)))
      await saveRegistration(bare.as(), {
        ...{ session: id, places, groupMost, ageFrom: null, ageTo: null, opensAt: null, closesAt: null },
        ...{ nameWhy: nameWhy ?? null, zone },
      })
      return id
    },
    person: async () => {
      const id = newId(bare.now)
      await sql`insert into identity.people (id, email, name, email_verified, created_at, updated_at)
        values (${id}, ${`${id}@people.example`}, '', true, ${bare.now}, ${bare.now})`.execute(bare.as().db)
      return id
    },
    takes: (person, session, more = {}) =>
      takeSeat(as(person), {
        ...{ session, size: 1, name: null, needs: [], wait: false, guest: null, letters: null },
        ...more,
      }),
    states: async (session) =>
      (
        await sql<{ id: string; state: SeatState; size: number; until: Date | null }>`
          select id, state, size, until from events.seats where session = ${session} order by turn`.execute(
          bare.as().db,
        )
      ).rows,
    booksAddUp: async (session) => {
      const { rows } = await sql<{ places: number; taken: number; sum: number }>`
        select r.places, r.taken, coalesce((select sum(size) from events.seats s
          where s.session = r.session and state in ('held', 'offered', 'taken')), 0)::int as sum
        from events.registrations r where r.session = ${session}`.execute(bare.as().db)
      const [row] = rows
      expect(row?.taken).toBe(row?.sum)
      expect(row?.taken).toBeLessThanOrEqual(row?.places ?? 0)
      return row?.taken ?? 0
    },
    close: () => bare.close(),
  }
}

let made = 0

async function sessionAt(city: City, startsAt: Date): Promise<string> {
  made += 1
  const id = `seat-event-${made}`
  await sql`insert into events.events (id, title, kind, state, basis, made_at, published_at, changed_at, words)
    values (${id}, 'Спектакль', 'play', 'published', 'organiser', ${city.now}, ${city.now}, ${city.now}, '')`.execute(
    city.db,
  )
  await sql`insert into events.sessions (id, event, uid, said, starts_at, ends_at, first_day, last_day, changed_at)
    values (${`${id}-1`}, ${id}, ${`${id}-1`}, 'time', ${startsAt}, ${later(startsAt, hours(2))},
      ${startsAt.toISOString().slice(0, 10)}, ${startsAt.toISOString().slice(0, 10)}, ${city.now})`.execute(city.db)
  return `${id}-1`
}
