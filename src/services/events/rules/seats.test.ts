// Seats: who may register, to whom a freed place goes, codes that show a slip, and properties over any line and any hour.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readSeatCode, seatCodeOf, shownSeatCode } from './seat-code.ts'
import {
  type AtDoor,
  doorFor,
  mayTurn,
  nextInLine,
  offerUntil,
  reminderDue,
  remindersFor,
  seatStates,
  standingAt,
  wakingAt,
} from './seats.ts'

const zone = 'Europe/Samara'
const at = (text: string) => new Date(`${text}:00+04:00`)
const startsAt = at('2026-11-28T18:30')

describe('standingAt', () => {
  const plain = { opensAt: null, closesAt: null, startsAt, takesPlace: true }
  test.each([
    ['open until the session begins', plain, '2026-11-28T18:29', 'open'],
    ['closed when it begins', plain, '2026-11-28T18:30', 'closed'],
    ['closed when the organiser said', { ...plain, closesAt: at('2026-11-27T12:00') }, '2026-11-27T12:00', 'closed'],
    [
      'a closing after the start changes nothing',
      { ...plain, closesAt: at('2026-11-29T12:00') },
      '2026-11-28T19:00',
      'closed',
    ],
    ['not open yet', { ...plain, opensAt: at('2026-11-25T10:00') }, '2026-11-25T09:59', 'soon'],
    ['open from then on', { ...plain, opensAt: at('2026-11-25T10:00') }, '2026-11-25T10:00', 'open'],
    ['cancelled', { ...plain, takesPlace: false }, '2026-11-25T10:00', 'off'],
  ] as const)('%s', (_what, registration, now, standing) => {
    expect(standingAt(registration, at(now))).toBe(standing)
  })
})

describe('nextInLine', () => {
  const line = fc
    .array(fc.integer({ min: 1, max: 6 }), { maxLength: 30 })
    .map((sizes) => sizes.map((size, turn) => ({ id: `w${turn}`, size, turn: BigInt(turn) })))

  test('a group too large is passed over and keeps its turn', () => {
    const waiting = [
      { id: 'three', size: 3, turn: 1n },
      { id: 'one', size: 1, turn: 2n },
      { id: 'other', size: 1, turn: 3n },
    ]
    expect(nextInLine(1, waiting).map(({ id }) => id)).toEqual(['one'])
    expect(nextInLine(3, waiting).map(({ id }) => id)).toEqual(['three'])
  })

  test('never offers more than is free, never past somebody who would fit, and in order', () => {
    fc.assert(
      fc.property(fc.nat(20), line, fc.integer(), (free, waiting, seed) => {
        const shuffled = [...waiting].sort((one, other) => ((one.size * 7 + seed) % 5) - ((other.size * 7 + seed) % 5))
        const next = nextInLine(free, shuffled)
        const chosen = new Set(next.map(({ id }) => id))
        expect(next.reduce((sum, { size }) => sum + size, 0)).toBeLessThanOrEqual(free)
        expect(next.map(({ turn }) => turn)).toEqual(next.map(({ turn }) => turn).toSorted((a, b) => (a < b ? -1 : 1)))
        let left = free
        for (const waiter of waiting) {
          expect(chosen.has(waiter.id)).toBe(waiter.size <= left)
          if (chosen.has(waiter.id)) left -= waiter.size
        }
        // Offered once more with what is left, nobody else fits.
        expect(
          nextInLine(
            left,
            waiting.filter(({ id }) => !chosen.has(id)),
          ),
        ).toEqual([])
      }),
    )
  })
})

describe('offerUntil', () => {
  test.each([
    ['far away: a day', '2026-11-20T12:00', '2026-11-21T12:00'],
    ['at night the day begins in the morning', '2026-11-20T23:30', '2026-11-22T08:00'],
    ['two days before: four hours', '2026-11-26T18:00', '2026-11-26T22:00'],
    ['the same day: an hour', '2026-11-28T10:00', '2026-11-28T11:00'],
    ['at last: minutes', '2026-11-28T18:00', '2026-11-28T18:20'],
    ['never past the start', '2026-11-28T18:20', '2026-11-28T18:30'],
  ])('%s', (_what, now, until) => {
    expect(offerUntil(at(now), { closesAt: null, startsAt }, zone)).toEqual(at(until))
  })

  test('is after now and no later than registration closes, whenever', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 * 24 * 60 }), (minutesBefore) => {
        const now = new Date(startsAt.getTime() - minutesBefore * 60_000)
        const until = offerUntil(now, { closesAt: null, startsAt }, zone)
        expect(until > now && until <= startsAt).toBe(true)
      }),
    )
  })
})

test('a night ends at eight', () => {
  expect(wakingAt(at('2026-11-20T22:00'), zone)).toEqual(at('2026-11-21T08:00'))
  expect(wakingAt(at('2026-11-21T02:00'), zone)).toEqual(at('2026-11-21T08:00'))
  expect(wakingAt(at('2026-11-21T08:00'), zone)).toEqual(at('2026-11-21T08:00'))
})

test('nothing comes back from what has ended', () => {
  for (const to of seatStates) expect(mayTurn('cancelled', to) || mayTurn('lapsed', to)).toBe(false)
  expect(mayTurn('taken', 'waiting')).toBe(false)
})

describe('doorFor', () => {
  const seat: AtDoor = {
    ...{ state: 'taken', arrived: false, session: 'a', door: 'a', startsAt, endsAt: null, takesPlace: true },
  }
  test.each<[string, Partial<AtDoor>, string, string]>([
    ['comes in', {}, '2026-11-28T18:20', 'welcome'],
    ['was here', { arrived: true }, '2026-11-28T18:20', 'used'],
    ['has another session', { session: 'b' }, '2026-11-28T18:20', 'other-session'],
    ['gave it back', { state: 'cancelled' }, '2026-11-28T18:20', 'cancelled'],
    ['let it lapse', { state: 'lapsed' }, '2026-11-28T18:20', 'cancelled'],
    ['waits in the line', { state: 'waiting' }, '2026-11-28T18:20', 'waiting'],
    ['has not said yes', { state: 'offered' }, '2026-11-28T18:20', 'waiting'],
    ['comes to what is cancelled', { takesPlace: false }, '2026-11-28T18:20', 'off'],
    ['scanned without a door, in time', { door: null }, '2026-11-28T16:00', 'welcome'],
    ['scanned without a door, a day early', { door: null }, '2026-11-27T18:20', 'not-now'],
    ['scanned without a door, a day late', { door: null }, '2026-11-29T18:20', 'not-now'],
  ])('%s', (_what, more, now, said) => {
    expect(doorFor({ ...seat, ...more }, at(now))).toBe(said)
  })
})

describe('reminders', () => {
  test('a day before and two hours before', () => {
    expect(remindersFor(startsAt, zone)).toEqual([
      { kind: 'day', at: at('2026-11-27T18:30') },
      { kind: 'hours', at: at('2026-11-28T16:30') },
    ])
  })
  test('nobody is woken', () => {
    expect(remindersFor(at('2026-11-28T09:00'), zone)).toEqual([{ kind: 'day', at: at('2026-11-27T09:00') }])
  })
  test.each([
    ['too early', '2026-11-27T18:29', '2026-11-20T12:00', null],
    ['a day before', '2026-11-27T18:30', '2026-11-20T12:00', 'day'],
    ['two hours before', '2026-11-28T16:30', '2026-11-20T12:00', 'hours'],
    ['not again what she has just taken', '2026-11-28T12:00', '2026-11-28T11:00', null],
    ['but soon she is', '2026-11-28T16:40', '2026-11-28T11:00', 'hours'],
    ['nothing once it began', '2026-11-28T18:30', '2026-11-20T12:00', null],
  ] as const)('%s', (_what, now, asked, kind) => {
    expect(reminderDue(startsAt, at(asked), at(now), zone)).toBe(kind)
  })
})

describe('seat codes', () => {
  const code = fc.stringMatching(/^\d{8}$/).map(seatCodeOf)

  test('read back as shown, with any spaces and dashes', () => {
    fc.assert(fc.property(code, (one) => readSeatCode(` ${shownSeatCode(one)} - `) === one))
  })
  test('every wrong digit shows', () => {
    fc.assert(
      fc.property(code, fc.nat(8), fc.integer({ min: 1, max: 9 }), (one, place, by) => {
        const other = (Number(one[place]) + by) % 10
        expect(readSeatCode(one.slice(0, place) + other + one.slice(place + 1))).toBeNull()
      }),
    )
  })
  test('every swap of neighbours shows', () => {
    fc.assert(
      fc.property(code, fc.nat(7), (one, place) => {
        const swapped = one.slice(0, place) + one[place + 1] + one[place] + one.slice(place + 2)
        expect(readSeatCode(swapped) === null || swapped === one).toBe(true)
      }),
    )
  })
  test.each(['', '12345678', '1234567890', 'abcdefghi', '12345678x'])('«%s» is none', (typed) => {
    expect(readSeatCode(typed)).toBeNull()
  })
})
