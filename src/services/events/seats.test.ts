// Seats in the real database: the last one under two hundred hands, a line that is fair, and books that add up whatever happens.
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { guest } from '#platform/policy.ts'
import { hours, later, minutes } from '#platform/time.ts'
import { dropNames, dropSeats } from './actions/personal.ts'
import { lapseSeats, saveRegistration } from './actions/registration.ts'
import { acceptSeat, confirmSeat, giveSeatBack, takeSeat, withdrawSeat } from './actions/seats.ts'
import { openSeatStage, type SeatStage, zone } from './stage.testing.ts'

describe.each([1, 10])('with %i connections', (poolSize) => {
  let stage: SeatStage
  beforeAll(async () => {
    stage = await openSeatStage(poolSize)
  })
  afterAll(() => stage.close())

  test('of 200 who want the last seat at once one has it, and 199 hear that it is full', {
    timeout: 60_000,
  }, async () => {
    const session = await stage.session(3)
    for (const who of [await stage.person(), await stage.person()]) await stage.takes(who, session)
    const people = await Promise.all(Array.from({ length: 200 }, () => stage.person()))
    const answers = await Promise.all(people.map((person) => stage.takes(person, session)))
    expect(answers.filter(({ kind }) => kind === 'seat')).toHaveLength(1)
    expect(answers.filter((answer) => answer.kind === 'full' && answer.free === 0)).toHaveLength(199)
    expect(await stage.booksAddUp(session)).toBe(3)
  })

  test('the same 200 wait in a line, each once, and none is lost', { timeout: 60_000 }, async () => {
    const session = await stage.session(1)
    const people = await Promise.all(Array.from({ length: 200 }, () => stage.person()))
    const answers = await Promise.all(
      // Each presses twice.
      people.flatMap((person) => [1, 2].map(() => stage.takes(person, session, { wait: true }))),
    )
    expect(answers.every(({ kind }) => kind === 'seat')).toBe(true)
    const states = await stage.states(session)
    expect(states.filter(({ state }) => state === 'taken')).toHaveLength(1)
    expect(states.filter(({ state }) => state === 'waiting')).toHaveLength(199)
    await stage.booksAddUp(session)
  })

  test('whoever gives back and takes at once never makes a place out of nothing', { timeout: 60_000 }, async () => {
    const session = await stage.session(5)
    const people = await Promise.all(Array.from({ length: 30 }, () => stage.person()))
    await Promise.all(people.map((person) => stage.takes(person, session, { wait: true })))
    for (let round = 0; round < 4; round += 1) {
      const held = (await stage.states(session)).filter(({ state }) => state === 'taken' || state === 'offered')
      await Promise.all(
        held.flatMap(({ id, state }) => [
          giveSeatBack(stage.bare.as(), { seat: id, zone }),
          ...(state === 'offered' ? [acceptSeat(stage.bare.as(), { seat: id, zone }).catch(() => {})] : []),
        ]),
      )
      await stage.booksAddUp(session)
    }
  })
})

describe('a seat', () => {
  let stage: SeatStage
  beforeAll(async () => {
    stage = await openSeatStage()
  })
  afterAll(() => stage.close())

  test('the database itself refuses one too many, whoever writes it', async () => {
    const session = await stage.session(1)
    await stage.takes(await stage.person(), session)
    const insert = sql`insert into events.seats (id, session, handle, size, state, code, asked_at)
      values (gen_random_uuid(), ${session}, gen_random_uuid(), 1, 'taken', '1', now())`
    await expect(insert.execute(stage.bare.as().db)).rejects.toThrow(/registrations/)
    await expect(
      sql`update events.registrations set places = 1, taken = 2 where session = ${session}`.execute(stage.bare.as().db),
    ).rejects.toThrow(/check/)
    await stage.booksAddUp(session)
  })

  test('taken twice is one seat', async () => {
    const session = await stage.session(5)
    const anna = await stage.person()
    const [first, second] = [await stage.takes(anna, session), await stage.takes(anna, session, { size: 2 })]
    expect(second).toEqual(first)
    expect(await stage.booksAddUp(session)).toBe(1)
  })

  test('a freed one is offered to the next, then to the one after, and nobody takes it past them', async () => {
    const session = await stage.session(1)
    const [anna, marat, zoya, late] = [
      await stage.person(),
      await stage.person(),
      await stage.person(),
      await stage.person(),
    ]
    const hers = await stage.takes(anna, session)
    await stage.takes(marat, session, { wait: true })
    await stage.takes(zoya, session, { wait: true })
    if (hers.kind !== 'seat') throw new Error('no seat')
    await giveSeatBack(stage.as(anna), { seat: hers.seat, zone })
    await giveSeatBack(stage.as(anna), { seat: hers.seat, zone })
    expect((await stage.states(session)).map(({ state }) => state)).toEqual(['cancelled', 'offered', 'waiting'])
    expect(await stage.takes(late, session)).toEqual({ kind: 'full', free: 0, waiting: 1 })

    const [, offered] = await stage.states(session)
    const before = stage.bare.now
    stage.bare.now = later(offered?.until ?? before, 1)
    await expect(acceptSeat(stage.as(marat), { seat: offered?.id ?? '', zone })).rejects.toThrow(
      'events.seats.refusal.lapsed',
    )
    expect(await lapseSeats(stage.bare.as(), { zone })).toBe(1)
    expect(await lapseSeats(stage.bare.as(), { zone })).toBe(0)
    expect((await stage.states(session)).map(({ state }) => state)).toEqual(['cancelled', 'lapsed', 'offered'])
    const next = (await stage.states(session))[2]
    await acceptSeat(stage.as(zoya), { seat: next?.id ?? '', zone })
    await acceptSeat(stage.as(zoya), { seat: next?.id ?? '', zone })
    expect((await stage.states(session)).map(({ state }) => state)).toEqual(['cancelled', 'lapsed', 'taken'])
    stage.bare.now = before
  })

  test('more places go to the line, fewer than taken are refused, and nobody is put out', async () => {
    const session = await stage.session(2)
    const people = await Promise.all(Array.from({ length: 4 }, () => stage.person()))
    for (const person of people) await stage.takes(person, session, { wait: true })
    const save = (places: number) =>
      saveRegistration(stage.bare.as(), {
        ...{
          session,
          places,
          groupMost: 6,
          ageFrom: null,
          ageTo: null,
          opensAt: null,
          closesAt: null,
          nameWhy: null,
          zone,
        },
      })
    await expect(save(1)).rejects.toMatchObject({ fields: { places: { values: { taken: 2, places: 1 } } } })
    expect((await stage.states(session)).map(({ state }) => state)).toEqual(['taken', 'taken', 'waiting', 'waiting'])
    await save(3)
    await save(3)
    expect((await stage.states(session)).map(({ state }) => state)).toEqual(['taken', 'taken', 'offered', 'waiting'])
    await stage.booksAddUp(session)
  })

  test('a guest holds hers for half an hour, and it is hers once she presses the link', async () => {
    const session = await stage.session(3)
    const consent = { text: 'Согласна', ip: '127.0.0.1' }
    const ask = (email: string) =>
      takeSeat(stage.bare.as(guest), {
        ...{ session, size: 1, name: null, needs: [], wait: false, letters: null, guest: { email, consent } },
      })
    const [first, again, other] = [
      await ask('a@people.example'),
      await ask('a@people.example'),
      await ask('b@people.example'),
    ]
    if (first.kind !== 'seat' || again.kind !== 'seat' || other.kind !== 'seat') throw new Error('no seat')
    expect([again.seat, again.secret === first.secret]).toEqual([first.seat, false])
    // Made-up addresses hold half of the places at most: the rest is there for whoever is signed in, and for a guest who presses her link.
    const third = await ask('c@people.example')
    if (third.kind !== 'seat') throw new Error('no seat')
    expect([other.state, third.state]).toEqual(['held', 'waiting'])
    await confirmSeat(stage.bare.as(guest), { seat: third.seat, zone })
    await acceptSeat(stage.bare.as(guest), { seat: third.seat, zone })
    expect(await ask('d@people.example')).toEqual({ kind: 'full', free: 0, waiting: 0 })
    await confirmSeat(stage.bare.as(guest), { seat: first.seat, zone })
    await confirmSeat(stage.bare.as(guest), { seat: first.seat, zone })
    const before = stage.bare.now
    stage.bare.now = later(before, minutes(31))
    expect(await lapseSeats(stage.bare.as(), { zone })).toBe(1)
    expect((await stage.states(session)).map(({ state }) => state)).toEqual(['taken', 'lapsed', 'taken'])
    await expect(confirmSeat(stage.bare.as(guest), { seat: other.seat, zone })).rejects.toThrow('lapsed')
    stage.bare.now = before
  })

  test('what somebody said of herself goes with the seat that she gives back', async () => {
    const session = await stage.session(20, { nameWhy: 'Списки на входе' })
    const anna = await stage.person()
    const hers = await stage.takes(anna, session, { name: 'Анна', needs: ['ramp'] })
    if (hers.kind !== 'seat') throw new Error('no seat')
    const said = async () =>
      (await sql`select name, needs from events.seats where id = ${hers.seat}`.execute(stage.bare.as().db)).rows
    expect(await said()).toEqual([{ name: 'Анна', needs: ['ramp'] }])
    await giveSeatBack(stage.as(anna), { seat: hers.seat, zone })
    expect(await said()).toEqual([{ name: null, needs: [] }])
  })

  test('names go with the day of a session that has lost its hour, and seats after it', async () => {
    const session = await stage.session(5, { nameWhy: 'Списки на входе' })
    await stage.takes(await stage.person(), session, { name: 'Зоя', needs: ['ramp'] })
    await sql`update events.sessions set said = 'day', starts_at = null, ends_at = null where id = ${session}`.execute(
      stage.bare.as().db,
    )
    const bounds = (inDays: number) => ({ before: later(stage.bare.now, hours(24 * inDays)), most: 100 })
    await dropNames(stage.bare.as(), bounds(9))
    const names = sql`select name from events.seats where session = ${session}`
    expect((await names.execute(stage.bare.as().db)).rows).toEqual([{ name: 'Зоя' }])
    await dropNames(stage.bare.as(), bounds(12))
    expect((await names.execute(stage.bare.as().db)).rows).toEqual([{ name: null }])
    await dropSeats(stage.bare.as(), bounds(12))
    expect((await names.execute(stage.bare.as().db)).rows).toEqual([])
  })

  test('larger than the organiser takes, closed, or cancelled is said', async () => {
    const session = await stage.session(20, { groupMost: 2, inHours: 5 })
    const anna = await stage.person()
    await expect(stage.takes(anna, session, { size: 3 })).rejects.toMatchObject({
      fields: { size: { values: { most: 2 } } },
    })
    await expect(stage.takes(anna, 'no-such-session')).rejects.toThrow('noRegistration')
    const before = stage.bare.now
    stage.bare.now = later(before, hours(6))
    await expect(stage.takes(anna, session)).rejects.toThrow('events.seats.refusal.closed')
    stage.bare.now = before
    await sql`update events.sessions set status = 'cancelled' where id = ${session}`.execute(stage.bare.as().db)
    await expect(stage.takes(anna, session)).rejects.toThrow('events.seats.refusal.off')
  })

  test('whatever people and the organiser do, seats fit the places, the line keeps its order, and every seat is told of', {
    timeout: 90_000,
  }, async () => {
    const people = await Promise.all(Array.from({ length: 8 }, () => stage.person()))
    const deed = fc.oneof(
      fc.record({ what: fc.constant('take' as const), who: fc.nat(7), size: fc.integer({ min: 1, max: 3 }) }),
      fc.record({ what: fc.constantFrom('back' as const, 'accept' as const, 'withdraw' as const), which: fc.nat(20) }),
      fc.record({ what: fc.constant('places' as const), to: fc.integer({ min: 1, max: 9 }) }),
      fc.record({ what: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 3000 }) }),
    )
    const start = stage.bare.now
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 3, maxLength: 16 }), async (deeds) => {
        stage.bare.now = start
        const session = await stage.session(3, { inHours: 2000 })
        const asked = new Set<string>()
        for (const one of deeds) {
          const seats = await stage.states(session)
          const seat = 'which' in one ? seats[one.which % Math.max(1, seats.length)] : undefined
          const calm = (done: Promise<unknown>) =>
            done.catch((error: unknown) => expect(String(error)).toContain('Refusal'))
          if (one.what === 'take') {
            const answer = await stage.takes(people[one.who] ?? '', session, { size: one.size, wait: true })
            if (answer.kind === 'seat') asked.add(answer.seat)
          }
          if (one.what === 'back' && seat) await calm(giveSeatBack(stage.bare.as(), { seat: seat.id, zone }))
          if (one.what === 'accept' && seat) await calm(acceptSeat(stage.bare.as(), { seat: seat.id, zone }))
          if (one.what === 'withdraw' && seat)
            await calm(withdrawSeat(stage.bare.as(), { seat: seat.id, why: 'Мало мест', zone }))
          if (one.what === 'places')
            await calm(
              saveRegistration(stage.bare.as(), {
                ...{ session, places: one.to, groupMost: 6, ageFrom: null, ageTo: null, opensAt: null, closesAt: null },
                ...{ nameWhy: null, zone },
              }),
            )
          if (one.what === 'wait') {
            stage.bare.now = later(stage.bare.now, minutes(one.minutes))
            await lapseSeats(stage.bare.as(), { zone })
          }
          const taken = await stage.booksAddUp(session)
          const after = await stage.states(session)
          const free = (await placesOf(session)) - taken
          // Nobody waits for whom there is room.
          for (const { state, size } of after) if (state === 'waiting') expect(size).toBeGreaterThan(free)
          expect(new Set(after.map(({ id }) => id))).toEqual(asked)
        }
        expect(await turnsTold(session)).toEqual((await stage.states(session)).map(({ id, state }) => [id, state]))
      }),
      { numRuns: 25, endOnFailure: true },
    )
    stage.bare.now = start
  })

  async function placesOf(session: string): Promise<number> {
    const { rows } = await sql<{ places: number }>`
      select places from events.registrations where session = ${session}`.execute(stage.bare.as().db)
    return rows[0]?.places ?? 0
  }

  // The last turn of each seat, in the order of the line.
  async function turnsTold(session: string): Promise<[string, string][]> {
    const { rows } = await sql<{ id: string; state: string }>`
      select distinct on (s.turn) s.id, t.state from events.seats s join events.seat_turns t on t.seat = s.id
      where s.session = ${session} order by s.turn, t.id desc`.execute(stage.bare.as().db)
    return rows.map(({ id, state }) => [id, state])
  }
})
