// Silence shows by itself, and a late report stays late.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Duty, periodsDue, silences } from './silence.ts'

const quarterly: Duty = { since: '2026-02-10', cadence: 'quarter', grace: 15 }

test('on its day a report is still in time, the day after it is due', () => {
  expect(periodsDue('2026-02-10', 'quarter', 15, '2026-04-15')).toEqual([])
  expect(periodsDue('2026-02-10', 'quarter', 15, '2026-04-16')).toEqual([{ period: '2026-Q1', dueOn: '2026-04-15' }])
  expect(periodsDue('2025-12-31', 'month', 0, '2026-02-01').map(({ period }) => period)).toEqual(['2025-12', '2026-01'])
  expect(periodsDue('2030-01-01', 'year', 0, '2026-02-01')).toEqual([])
  expect(() => periodsDue('2026-01-01', 'year', -1, '2026-02-01')).toThrow(RangeError)
})

test('nobody has reported: silent since the first day missed', () => {
  expect(silences(quarterly, [], '2026-07-20')).toEqual({
    silent: true,
    silentSince: '2026-04-15',
    missing: [
      { period: '2026-Q1', dueOn: '2026-04-15', daysLate: 96 },
      { period: '2026-Q2', dueOn: '2026-07-15', daysLate: 5 },
    ],
    late: [],
    inTime: 0,
  })
})

test('a gap behind the latest report is no silence, but it is not forgotten', () => {
  expect(silences(quarterly, [{ period: '2026-Q2', on: '2026-07-01' }], '2026-07-20')).toMatchObject({
    silent: false,
    silentSince: null,
    missing: [{ period: '2026-Q1', daysLate: 96 }],
    inTime: 1,
  })
})

test('late stays late, the first report of a period counts, and strange periods count for nothing', () => {
  const reports = [
    { period: '2026-Q1', on: '2026-04-30' },
    { period: '2026-Q1', on: '2026-04-20' },
    { period: '2026-Q2', on: '2026-06-30' },
    { period: '2026', on: '2026-01-01' },
  ]
  expect(silences(quarterly, reports, '2026-07-20')).toEqual({
    silent: false,
    silentSince: null,
    missing: [],
    late: [{ period: '2026-Q1', dueOn: '2026-04-15', on: '2026-04-20', daysLate: 5 }],
    inTime: 1,
  })
})

const day = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2031-12-31'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10))
const duty: fc.Arbitrary<Duty> = fc.record({
  since: day,
  cadence: fc.constantFrom('month', 'quarter', 'half', 'year'),
  grace: fc.integer({ min: 0, max: 60 }),
})

test('each due period is missing, late or in time; reporting them all ends the silence', () => {
  fc.assert(
    fc.property(duty, day, fc.array(fc.tuple(fc.nat(80), day)), (given, today, told) => {
      const due = periodsDue(given.since, given.cadence, given.grace, today)
      const reports = told.flatMap(([n, on]) => (due[n] ? [{ period: due[n].period, on }] : []))
      const { silent, missing, late, inTime } = silences(given, reports, today)
      expect(missing.length + late.length + inTime).toBe(due.length)
      expect(silent).toBe(due.length > 0 && missing.at(-1)?.period === due.at(-1)?.period)
      expect(missing.every(({ daysLate }) => daysLate > 0)).toBe(true)
      const all = due.map(({ period, dueOn }) => ({ period, on: dueOn }))
      expect(silences(given, all, today)).toMatchObject({ silent: false, missing: [], late: [], inTime: due.length })
    }),
  )
})

test('a clock set back makes fewer reports due, and those that came stay in their places', () => {
  fc.assert(
    fc.property(duty, day, day, (given, one, other) => {
      const [earlier, later] = one < other ? [one, other] : [other, one]
      const due = periodsDue(given.since, given.cadence, given.grace, later)
      expect(due.slice(0, periodsDue(given.since, given.cadence, given.grace, earlier).length)).toEqual(
        periodsDue(given.since, given.cadence, given.grace, earlier),
      )
      const reports = due.map(({ period }) => ({ period, on: later }))
      expect(silences(given, reports, earlier).missing).toEqual([])
    }),
  )
})
