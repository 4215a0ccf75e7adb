// Who may still pass a case on, whether its deadline was moved, and until when one may say that it is not done.
import { expect, test } from 'vitest'
import { days, later } from '#platform/time.ts'
import { mayReopen, pingPong, postponements, returnsIn } from './chain.ts'

const chain = (...steps: [string, 'opened' | 'handed-over' | 'reopened'][]) =>
  steps.map(([body, begunBy]) => ({ body, begunBy }))

test.each([
  ['nobody else yet', chain(['a', 'opened']), 0],
  ['there', chain(['a', 'opened'], ['b', 'handed-over']), 0],
  ['there and back', chain(['a', 'opened'], ['b', 'handed-over'], ['a', 'handed-over']), 1],
  ['round three', chain(['a', 'opened'], ['b', 'handed-over'], ['c', 'handed-over'], ['a', 'handed-over']), 1],
  ['twice back', chain(['a', 'opened'], ['b', 'handed-over'], ['a', 'handed-over'], ['b', 'handed-over']), 2],
  ['reopened at the same holder is no return', chain(['a', 'opened'], ['a', 'reopened'], ['a', 'reopened']), 0],
])('%s', (_, steps, returns) => {
  expect(returnsIn(steps)).toBe(returns)
  expect(pingPong(steps, 2)).toBe(returns >= 2)
})

test('only a hand-over to a later day moves a deadline; the first one stays known', () => {
  const day = (n: number) => new Date(Date.UTC(2026, 10, n))
  const moved = [
    { begunBy: 'opened' as const, dueAt: day(20) },
    { begunBy: 'handed-over' as const, dueAt: day(22) },
    { begunBy: 'handed-over' as const, dueAt: day(21) },
    { begunBy: 'handed-over' as const, dueAt: day(29) },
    { begunBy: 'reopened' as const, dueAt: day(30) },
  ]
  expect(postponements(moved)).toEqual({ first: day(20), moved: 2 })
  expect(postponements([])).toEqual({ first: null, moved: 0 })
})

test('what was confirmed may be disputed for thirty days, what was only said to be done at any time', () => {
  const confirmed = new Date('2026-11-01T10:00:00Z')
  const limits = { reopenDays: 30 }
  expect(mayReopen('open', null, confirmed, limits)).toBe(false)
  expect(mayReopen('resolved', null, later(confirmed, days(900)), limits)).toBe(true)
  expect(mayReopen('declined', null, later(confirmed, days(900)), limits)).toBe(true)
  expect(mayReopen('confirmed', confirmed, later(confirmed, days(30)), limits)).toBe(true)
  expect(mayReopen('confirmed', confirmed, later(confirmed, days(30) + 1), limits)).toBe(false)
})
