// When a message may reach its reader: a table of decisions, and what holds for any of them.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { days, hours, later } from '#platform/time.ts'
import {
  addressRests,
  decisionFor,
  digestAt,
  type Hours,
  isQuiet,
  quietEnds,
  type Rhythm,
  type Standing,
} from './rules.ts'

const zone = 'Europe/Samara'
const at = (text: string) => new Date(text)
// Izhevsk is four hours ahead: noon there.
const noon = at('2026-11-25T08:00:00Z')
const plain: Standing = {
  now: noon,
  zone,
  quiet: { from: 22, to: 8 },
  rhythm: { kind: 'at-once' },
  weekly: 3,
  went: [],
  rests: false,
  prompt: false,
}
const ago = (n: number) => later(noon, -days(n))
const night = at('2026-11-25T20:30:00Z')
const morning = at('2026-11-26T04:00:00Z')

describe('the decision', () => {
  test.each<[string, Partial<Standing>, ReturnType<typeof decisionFor>]>([
    ['by day it goes', {}, { do: 'send', last: false }],
    ['the last of the week says so', { went: [ago(1), ago(2)] }, { do: 'send', last: true }],
    ['letters of the week before do not count', { went: [ago(7), ago(8), ago(9)] }, { do: 'send', last: false }],
    [
      'a spent week waits until the oldest is seven days old',
      { went: [ago(1), ago(2), ago(3)] },
      { do: 'wait', until: ago(-4), because: 'budget' },
    ],
    [
      'a lowered budget waits until enough have aged',
      { went: [ago(1), ago(2), ago(3)], weekly: 1 },
      { do: 'wait', until: ago(-6), because: 'budget' },
    ],
    ['without a budget nothing goes', { weekly: 0 }, { do: 'wait', until: null, because: 'budget' }],
    ['at night it waits for the morning', { now: night }, { do: 'wait', until: morning, because: 'quiet' }],
    [
      'without quiet hours the night is as the day',
      { now: night, quiet: { from: 5, to: 5 } },
      { do: 'send', last: false },
    ],
    [
      'a digest waits for its hour',
      { rhythm: { kind: 'daily', hour: 19 } },
      { do: 'wait', until: at('2026-11-25T15:00:00Z'), because: 'digest' },
    ],
    [
      'a weekly one for its day: Monday',
      { rhythm: { kind: 'weekly', day: 1, hour: 9 } },
      { do: 'wait', until: at('2026-11-30T05:00:00Z'), because: 'digest' },
    ],
    [
      'a digest in a spent week waits for the week',
      { rhythm: { kind: 'daily', hour: 19 }, went: [ago(1), ago(2), ago(3)] },
      { do: 'wait', until: ago(-4), because: 'budget' },
    ],
    ['an address that rests takes nothing', { rests: true }, { do: 'wait', until: null, because: 'rests' }],
    [
      'what is prompt waits for nothing',
      { prompt: true, rests: true, now: night, weekly: 0, rhythm: { kind: 'daily', hour: 3 } },
      { do: 'send', last: false },
    ],
  ])('%s', (_, change, answer) => {
    expect(decisionFor({ ...plain, ...change })).toEqual(answer)
  })

  const instants = fc.date({ min: at('2020-01-01T00:00:00Z'), max: at('2035-01-01T00:00:00Z'), noInvalidDate: true })
  const hour = fc.integer({ min: 0, max: 23 })
  const zones = fc.constantFrom('Europe/Samara', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'UTC')
  const quiets = fc.record({ from: hour, to: hour })
  const rhythms = fc.oneof(
    fc.constant<Rhythm>({ kind: 'at-once' }),
    fc.record({ kind: fc.constant('daily' as const), hour }),
    fc.record({ kind: fc.constant('weekly' as const), day: fc.integer({ min: 1, max: 7 }), hour }),
  )
  const standings = fc
    .record({
      ...{ now: instants, zone: zones, quiet: quiets, rhythm: rhythms },
      weekly: fc.integer({ min: 0, max: 5 }),
      agos: fc.array(fc.integer({ min: -hours(24), max: days(8) }), { maxLength: 8 }),
      rests: fc.boolean(),
    })
    .map(({ agos, ...rest }) => ({ ...rest, went: agos.map((each) => later(rest.now, -each)), prompt: false }))

  test('whatever stands, nothing goes in quiet hours, above the budget or to an address that rests', () => {
    fc.assert(
      fc.property(standings, (standing) => {
        const answer = decisionFor(standing)
        if (answer.do === 'wait') {
          expect(answer.until === null || answer.until > standing.now).toBe(true)
          return
        }
        expect(isQuiet(standing.now, standing.quiet, standing.zone)).toBe(false)
        expect(standing.rests).toBe(false)
        expect(standing.rhythm.kind).toBe('at-once')
        const lately = standing.went.filter((each) => each > later(standing.now, -days(7)))
        expect(lately.length).toBeLessThan(standing.weekly)
      }),
      { numRuns: 2000 },
    )
  })

  test('what waits goes at the hour that was said, if nothing else went meanwhile', () => {
    fc.assert(
      fc.property(standings, (standing) => {
        const answer = decisionFor(standing)
        if (answer.do === 'send' || answer.until === null) return
        // What was gathered asks no digest again.
        const then = decisionFor({ ...standing, now: answer.until, rhythm: { kind: 'at-once' } })
        expect(then.do).toBe('send')
      }),
      { numRuns: 2000 },
    )
  })

  test('quiet hours end within a day and an hour, in any zone', () => {
    fc.assert(
      fc.property(instants, quiets, zones, (now, quiet: Hours, where) => {
        const end = quietEnds(now, quiet, where)
        expect(isQuiet(end, quiet, where)).toBe(false)
        expect(end.getTime() - now.getTime()).toBeLessThanOrEqual(hours(25))
        expect(end >= now).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  test('a digest comes within its day or week, never now', () => {
    fc.assert(
      fc.property(instants, rhythms, zones, (now, rhythm, where) => {
        const due = digestAt(now, rhythm, where)
        if (rhythm.kind === 'at-once') expect(due).toEqual(now)
        else {
          expect(due > now).toBe(true)
          expect(due.getTime() - now.getTime()).toBeLessThanOrEqual(days(rhythm.kind === 'daily' ? 1 : 7) + hours(2))
        }
      }),
      { numRuns: 2000 },
    )
  })
})

test.each<[string, Parameters<typeof addressRests>[0], Date | null, boolean]>([
  ['nothing came back', [], null, false],
  ['one hard', [{ kind: 'hard', at: ago(100) }], null, true],
  ['hard, and proved since', [{ kind: 'hard', at: ago(100) }], ago(50), false],
  ['hard again after the proof', [{ kind: 'hard', at: ago(10) }], ago(50), true],
  ['four soft', [1, 2, 3, 4].map((day) => ({ kind: 'soft' as const, at: ago(day) })), null, false],
  ['five soft in two weeks', [1, 2, 3, 4, 13].map((day) => ({ kind: 'soft' as const, at: ago(day) })), null, true],
  [
    'five soft over a longer time',
    [1, 2, 3, 4, 15].map((day) => ({ kind: 'soft' as const, at: ago(day) })),
    null,
    false,
  ],
])('an address rests: %s', (_, returned, proved, answer) => {
  expect(addressRests(returned, proved, noon)).toBe(answer)
})
