// What a new word about a session means, and which rows of the list an event fills.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { daysFor } from './days.ts'
import type { Kind, Status } from './terms.ts'
import { eventStatus, type SessionState, turnOf } from './turns.ts'
import { isMoved, type When, whenColumns, whenOf, whenProblem } from './when.ts'

const zone = 'Europe/Samara'
const at = (text: string, hoursLong?: number): When => ({
  said: 'time',
  startsAt: new Date(`${text}+04:00`),
  endsAt: hoursLong === undefined ? null : new Date(new Date(`${text}+04:00`).getTime() + hoursLong * 3_600_000),
})
const span = (said: 'day' | 'weekend' | 'month' | 'year', firstDay: string, lastDay = firstDay): When => ({
  said,
  firstDay,
  lastDay,
})
const columns = (when: When) => whenColumns(when, zone)
const state = (when: When, status: Status = 'scheduled', was: Partial<SessionState> = {}): SessionState => ({
  ...columns(when),
  ...{ hall: null, status, was_starts_at: null, was_first_day: null, reason: null },
  ...was,
})
const first = at('2026-11-28T18:30')
const second = at('2026-12-05T18:30')
const movedOnce = state(second, 'moved', { was_starts_at: new Date('2026-11-28T14:30Z'), was_first_day: '2026-11-28' })

test.each<[string, SessionState, When, Status | undefined, Status, string[]]>([
  ['the same again', state(first), first, undefined, 'scheduled', []],
  ['another evening is a move', state(first), second, undefined, 'moved', ['moved']],
  ['a source that says «scheduled» of the new time', movedOnce, second, 'scheduled', 'moved', []],
  ['back to the first time', movedOnce, first, undefined, 'scheduled', ['moved']],
  ['a second move', movedOnce, at('2026-12-12T18:30'), undefined, 'moved', ['moved']],
  ['cancelled', state(first), first, 'cancelled', 'cancelled', ['cancelled']],
  ['restored', state(first, 'cancelled'), first, 'scheduled', 'scheduled', ['restored']],
  ['put off', state(first), first, 'postponed', 'postponed', ['postponed']],
  ['silence about what is cancelled', state(first, 'cancelled'), first, undefined, 'cancelled', []],
  [
    'a month becomes an evening in it',
    state(span('month', '2026-11-01', '2026-11-30')),
    first,
    undefined,
    'scheduled',
    ['changed'],
  ],
  [
    'a weekend becomes its Saturday',
    state(span('weekend', '2026-11-28', '2026-11-29')),
    span('day', '2026-11-28'),
    undefined,
    'scheduled',
    ['changed'],
  ],
  ['another month', state(span('month', '2026-11-01', '2026-11-30')), second, undefined, 'moved', ['moved']],
  [
    'only the end is new',
    state(at('2026-11-28T18:30', 2)),
    at('2026-11-28T18:30', 3),
    undefined,
    'scheduled',
    ['changed'],
  ],
])('%s', (_, before, when, said, status, kinds) => {
  const turn = turnOf(before, { when: columns(when), hall: null, status: said }, true)
  expect([turn.state.status, turn.changes.map(({ kind }) => kind)]).toEqual([status, kinds])
})

test('the first time stays beside the new one, and goes when the session is back at it', () => {
  const once = turnOf(state(first), { when: columns(second), hall: null }, true).state
  const twice = turnOf(once, { when: columns(at('2026-12-12T18:30')), hall: null }, true).state
  expect([once.was_first_day, twice.was_first_day]).toEqual(['2026-11-28', '2026-11-28'])
  const home = turnOf(twice, { when: columns(first), hall: null }, true).state
  expect([home.status, home.was_first_day, home.was_starts_at]).toEqual(['scheduled', null, null])
  const off = turnOf(state(first), { when: columns(first), hall: null, status: 'postponed' }, true).state
  expect(off.was_first_day).toBe('2026-11-28')
  expect(turnOf(off, { when: columns(first), hall: null, status: 'scheduled' }, true).state).toEqual(state(first))
  expect(turnOf(off, { when: columns(second), hall: null }, true).state).toMatchObject({
    status: 'moved',
    was_first_day: '2026-11-28',
  })
})

test('saying something again changes nothing, whatever happened before', () => {
  const time = fc
    .record({ day: fc.integer({ min: 1, max: 28 }), hour: fc.integer({ min: 0, max: 23 }), coarse: fc.boolean() })
    .map(({ day, hour, coarse }): When => {
      const text = `2026-11-${String(day).padStart(2, '0')}`
      return coarse ? span('day', text) : at(`${text}T${String(hour).padStart(2, '0')}:00`)
    })
  const word = fc.record({
    when: time.map(columns),
    hall: fc.constantFrom(null, 'малая сцена'),
    status: fc.constantFrom<Status | undefined>(undefined, 'scheduled', 'cancelled', 'postponed'),
  })
  fc.assert(
    fc.property(time, fc.array(word, { maxLength: 6 }), word, (begin, words, last) => {
      const before = words.reduce((now, each) => turnOf(now, each, true).state, state(begin))
      const after = turnOf(before, last, true).state
      expect(turnOf(after, last, true).changes).toEqual([])
      // What is as announced has no other time beside it.
      if (after.status === 'scheduled') expect(after.was_first_day).toBeNull()
    }),
  )
})

test('a time survives its columns, and one that cannot be is named', () => {
  for (const when of [
    first,
    at('2026-12-31T21:00', 5),
    span('month', '2026-11-01', '2026-11-30'),
    { said: 'unknown' } as const,
  ])
    expect(whenOf(columns(when))).toEqual(when)
  // The New Year's night is the evening's day.
  expect(columns(at('2026-12-31T21:00', 5)).last_day).toBe('2026-12-31')
  expect(whenProblem(at('1900-01-01T10:00'))?.key).toBe('events.problem.tooEarly')
  expect(whenProblem(at('2999-01-01T10:00'))?.key).toBe('events.problem.tooLate')
  expect(whenProblem(at('2026-11-28T18:30', -1))?.key).toBe('events.problem.endsBefore')
  expect(whenProblem(first)).toBeNull()
  expect(isMoved(columns({ said: 'unknown' }), columns(first))).toBe(false)
})

test.each<[string, Kind, [When, Status?][], string[]]>([
  [
    'two showings of one day are one row',
    'play',
    [[at('2026-11-28T12:00')], [at('2026-11-28T18:30')]],
    ['day 2026-11-28..2026-11-28 2 evening'],
  ],
  [
    'a show from noon to night is not of the evening',
    'play',
    [[at('2026-11-28T12:00', 10)]],
    ['day 2026-11-28..2026-11-28 1'],
  ],
  ['an exhibition of weeks', 'exhibition', [[at('2026-11-01T10:00', 24 * 40)]], ['running 2026-11-01..2026-12-11 1']],
  [
    'a festival of three days',
    'festival',
    [[span('day', '2026-11-27', '2026-11-29')]],
    ['day 2026-11-27..2026-11-29 1'],
  ],
  ['nobody named the day', 'opera', [[span('month', '2026-11-01', '2026-11-30')]], ['vague 2026-11-01..2026-11-30 1']],
  ['nothing is known', 'other', [[{ said: 'unknown' }]], []],
  [
    'what is cancelled stays in its evening',
    'play',
    [[at('2026-11-28T18:30'), 'cancelled']],
    ['day 2026-11-28..2026-11-28 1 evening off'],
  ],
  [
    'an exhibition told day by day',
    'exhibition',
    Array.from({ length: 9 }, (_, day): [When] => [at(`2026-11-0${day + 1}T10:00`, 8)]),
    ['running 2026-11-01..2026-11-09 9'],
  ],
  [
    'a play told day by day stays days',
    'play',
    Array.from({ length: 6 }, (_, day): [When] => [span('day', `2026-11-0${day + 1}`)]),
    Array.from({ length: 6 }, (_, day) => `day 2026-11-0${day + 1}..2026-11-0${day + 1} 1`),
  ],
])('%s', (_, kind, sessions, rows) => {
  const all = sessions.map(([when, status = 'scheduled']) => ({ ...columns(when), status }))
  const told = daysFor(kind, all, zone).map(
    ({ shape, day, last_day, sessions: n, evening, cancelled }) =>
      `${shape} ${day}..${last_day} ${n}${evening ? ' evening' : ''}${cancelled ? ' off' : ''}`,
  )
  expect(told).toEqual(rows)
})

test.each<[Status[], Status]>([
  [[], 'scheduled'],
  [['cancelled', 'cancelled'], 'cancelled'],
  [['cancelled', 'postponed'], 'postponed'],
  [['scheduled', 'moved'], 'moved'],
  [['scheduled', 'cancelled'], 'scheduled'],
])('%j is %s', (statuses, status) => expect(eventStatus(statuses)).toBe(status))
