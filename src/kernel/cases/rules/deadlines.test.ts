// Tables and properties of terms, working days and dated rows.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { validOn } from './dated.ts'
import {
  type Deadline,
  deadlineFor,
  dueDateFor,
  isWorkDay,
  localDay,
  type Term,
  type WorkCalendar,
} from './deadlines.ts'
import { type Route, routeFor } from './routing.ts'

const fixed = z
  .object({ fixed: z.array(z.object({ monthDay: z.string(), validFrom: z.string(), validTo: z.string().nullable() })) })
  .parse(JSON.parse(readFileSync(new URL('../../../../city/izhevsk/holidays.json', import.meta.url), 'utf8'))).fixed
const izhevsk: WorkCalendar = { timeZone: 'Europe/Samara', weekend: [6, 7], fixed, transfers: [], rollover: 'none' }
const days = (count: number, calendar: Term['calendar'] = 'calendar'): Term => ({ hours: null, days: count, calendar })
const at = (local: string) => new Date(`${local}+04:00`)

describe('dueDateFor', () => {
  it('runs hours round the clock', () => {
    const due = dueDateFor(at('2026-11-23T22:30:00'), { hours: 12, days: null, calendar: 'calendar' }, izhevsk)
    expect(due).toEqual(at('2026-11-24T10:30:00'))
  })

  it.each([
    ['2026-11-23T10:00:00', 1, 'calendar', '2026-11-24'],
    ['2026-11-23T00:00:00', 30, 'calendar', '2026-12-23'],
    ['2026-11-23T23:59:59', 1, 'calendar', '2026-11-24'],
    ['2026-11-27T10:00:00', 1, 'work', '2026-11-30'],
    ['2026-11-28T10:00:00', 1, 'work', '2026-11-30'],
    ['2026-11-23T10:00:00', 10, 'work', '2026-12-07'],
    ['2026-12-31T10:00:00', 1, 'work', '2027-01-11'],
    ['2026-06-11T10:00:00', 1, 'work', '2026-06-15'],
    ['2028-02-28T10:00:00', 1, 'calendar', '2028-02-29'],
  ] as const)('from %s, %i days (%s) end with %s', (start, count, calendar, last) => {
    expect(dueDateFor(at(start), days(count, calendar), izhevsk)).toEqual(at(`${last}T23:59:59`))
  })

  it('takes the day of the city, not of Greenwich', () => {
    // 21:00 UTC on the 23rd is already the 24th in Izhevsk.
    expect(localDay(new Date('2026-11-23T21:00:00Z'), 'Europe/Samara')).toBe('2026-11-24')
    expect(dueDateFor(new Date('2026-11-23T21:00:00Z'), days(1), izhevsk)).toEqual(at('2026-11-25T23:59:59'))
  })

  it.each([
    ['previous', '2026-11-23T10:00:00', 5, '2026-11-27'],
    ['next', '2026-11-23T10:00:00', 5, '2026-11-30'],
    ['none', '2026-11-23T10:00:00', 5, '2026-11-28'],
    ['previous', '2026-11-27T10:00:00', 1, '2026-11-28'],
    ['previous', '2027-01-01T10:00:00', 3, '2027-01-04'],
    ['next', '2027-01-01T10:00:00', 3, '2027-01-11'],
  ] as const)('rolls %s from %s by %i days to %s', (rollover, start, count, last) => {
    expect(dueDateFor(at(start), days(count), { ...izhevsk, rollover })).toEqual(at(`${last}T23:59:59`))
  })

  it('obeys transferred days', () => {
    const transfers = [
      { date: '2026-11-28', kind: 'work' as const },
      { date: '2026-11-30', kind: 'off' as const },
    ]
    expect(isWorkDay('2026-11-28', { ...izhevsk, transfers })).toBe(true)
    expect(dueDateFor(at('2026-11-27T09:00:00'), days(2, 'work'), { ...izhevsk, transfers })).toEqual(
      at('2026-12-01T23:59:59'),
    )
  })

  it('refuses an empty or endless term', () => {
    expect(() => dueDateFor(at('2026-11-23T10:00:00'), { hours: null, days: null, calendar: 'work' }, izhevsk)).toThrow(
      RangeError,
    )
    expect(() => dueDateFor(at('2026-11-23T10:00:00'), days(0), izhevsk)).toThrow(RangeError)
    const idle = { ...izhevsk, weekend: [1, 2, 3, 4, 5, 6, 7] }
    expect(() => dueDateFor(at('2026-11-23T10:00:00'), days(1, 'work'), idle)).toThrow(RangeError)
  })

  it('keeps the end of the day across a clock change elsewhere', () => {
    const berlin = { ...izhevsk, timeZone: 'Europe/Berlin' }
    expect(dueDateFor(new Date('2026-10-24T10:00:00Z'), days(1), berlin)).toEqual(new Date('2026-10-25T22:59:59Z'))
  })

  const instant = fc.date({ min: new Date('2020-01-01'), max: new Date('2036-12-31'), noInvalidDate: true })
  const rollover = fc.constantFrom('previous' as const, 'next' as const, 'none' as const)

  it('is after the start, later for longer terms, and a working day never precedes a calendar one', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 60 }), rollover, (start, count, roll) => {
        const city = { ...izhevsk, rollover: roll }
        const due = dueDateFor(start, days(count), city)
        expect(due.getTime()).toBeGreaterThan(start.getTime())
        expect(localDay(due, city.timeZone) > localDay(start, city.timeZone)).toBe(true)
        const work = dueDateFor(start, days(count, 'work'), city)
        expect(work.getTime()).toBeGreaterThanOrEqual(dueDateFor(start, days(count), izhevsk).getTime())
        expect(isWorkDay(localDay(work, city.timeZone), city)).toBe(true)
        expect(dueDateFor(start, days(count + 1, 'work'), city).getTime()).toBeGreaterThan(work.getTime())
      }),
    )
  })

  it('has exactly the asked number of working days behind it', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 25 }), (start, count) => {
        const last = localDay(dueDateFor(start, days(count, 'work'), izhevsk), izhevsk.timeZone)
        let counted = 0
        const day = new Date(`${localDay(start, izhevsk.timeZone)}T00:00:00Z`)
        while (day.toISOString().slice(0, 10) < last) {
          day.setUTCDate(day.getUTCDate() + 1)
          if (isWorkDay(day.toISOString().slice(0, 10), izhevsk)) counted += 1
        }
        expect(counted).toBe(count)
      }),
    )
  })
})

const route = (body: string, over: Partial<Route> = {}): Route => ({
  land: 'city',
  topic: 'road.pothole',
  district: null,
  body,
  validFrom: '2025-01-01',
  validTo: null,
  ...over,
})

describe('validOn', () => {
  it('counts the first day in and the last day out', () => {
    const row = { validFrom: '2026-01-01', validTo: '2026-06-01' }
    const days_ = ['2025-12-31', '2026-01-01', '2026-05-31', '2026-06-01']
    expect(days_.map((day) => validOn(row, day))).toEqual([false, true, true, false])
  })
})

describe('routeFor', () => {
  const routes = [
    route('old', { validTo: '2026-06-01' }),
    route('new', { validFrom: '2026-06-01' }),
    route('lenin', { district: 'Ленинский', validFrom: '2026-07-01' }),
    route('any', { topic: '*' }),
    route('uk', { land: 'yard' }),
  ]
  it.each([
    ['2025-01-01', 'road.pothole', null, 'old'],
    ['2026-05-31', 'road.pothole', null, 'old'],
    ['2026-06-01', 'road.pothole', null, 'new'],
    ['2026-06-30', 'road.pothole', 'Ленинский', 'new'],
    ['2026-07-01', 'road.pothole', 'Ленинский', 'lenin'],
    ['2026-07-01', 'road.pothole', 'Октябрьский', 'new'],
    ['2026-07-01', 'other', 'Ленинский', 'any'],
    ['2024-12-31', 'road.pothole', null, undefined],
  ])('on %s %s in %s is held by %s', (on, topic, district, body) => {
    expect(routeFor(routes, { land: 'city', topic, district, on })?.body).toBe(body)
  })
})

describe('deadlineFor', () => {
  const row = (days_: number, over: Partial<Deadline> = {}): Deadline => ({
    topic: 'house.lift',
    land: null,
    hours: null,
    days: days_,
    calendar: 'calendar',
    kind: 'guide',
    legalRef: null,
    validFrom: '2025-01-01',
    validTo: null,
    ...over,
  })
  const rows = [row(5), row(3, { land: 'yard' }), row(1, { land: 'yard', validFrom: '2026-03-01' })]
  it.each([
    ['city', '2026-01-01', 5],
    ['yard', '2026-02-28', 3],
    ['yard', '2026-03-01', 1],
  ] as const)('for %s land on %s gives %i days', (land, on, expected) => {
    expect(deadlineFor(rows, { land, topic: 'house.lift', on })?.days).toBe(expected)
  })
  it('answers null where nothing holds', () => {
    expect(deadlineFor(rows, { land: 'city', topic: 'other', on: '2026-01-01' })).toBeNull()
  })
})
