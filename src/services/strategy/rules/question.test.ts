// The clock of a question at its edges, and what of a text is somebody's address.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { carriesContact } from './limits.ts'
import { daysLeft, daysWaited, dueFor, isLate, lastDayOf, type QuestionClock, stageOf } from './question.ts'

const zone = 'Europe/Samara'
const askedAt = new Date('2026-11-23T09:00:00Z')
const dueAt = dueFor(askedAt, 30, zone)
const waiting: QuestionClock = { askedAt, dueAt, answeredAt: null, declinedAt: null }
const at = (text: string) => new Date(text)

test('the last day is the thirtieth after asking, and it ends at midnight of the city', () => {
  expect(dueAt.toISOString()).toBe('2026-12-23T20:00:00.000Z')
  expect(lastDayOf(dueAt, zone)).toBe('2026-12-23')
  // Asked at one in the morning of the city, which is yesterday in UTC.
  expect(lastDayOf(dueFor(at('2026-11-22T21:00:00Z'), 30, zone), zone)).toBe('2026-12-23')
  expect(() => dueFor(askedAt, 0, zone)).toThrow(RangeError)
})

describe('at the last midnight', () => {
  const [before, after] = [at('2026-12-23T19:59:59.999Z'), at('2026-12-23T20:00:00Z')]

  test('waiting becomes overdue', () => {
    expect(stageOf(waiting, before)).toBe('waiting')
    expect(isLate(waiting, before)).toBe(false)
    expect(daysLeft(waiting, before, zone)).toBe(0)
    expect(stageOf(waiting, after)).toBe('overdue')
    expect(isLate(waiting, after)).toBe(true)
    expect(daysLeft(waiting, after, zone)).toBe(-1)
    expect(daysWaited(waiting, after, zone)).toBe(31)
  })

  test('an answer before it is in time for ever, one after it late for ever', () => {
    const years = at('2036-01-01T00:00:00Z')
    expect(isLate({ ...waiting, answeredAt: before }, years)).toBe(false)
    expect(isLate({ ...waiting, answeredAt: after }, years)).toBe(true)
    expect(stageOf({ ...waiting, answeredAt: after }, years)).toBe('answered')
    expect(isLate({ ...waiting, declinedAt: before, answeredAt: after }, years)).toBe(false)
    expect(daysWaited({ ...waiting, answeredAt: before }, years, zone)).toBe(30)
  })
})

const instant = fc.date({ min: at('2026-01-01T00:00:00Z'), max: at('2027-01-01T00:00:00Z'), noInvalidDate: true })
const clock = fc
  .record({
    askedAt: instant,
    days: fc.integer({ min: 1, max: 60 }),
    answeredAt: fc.option(instant),
    declinedAt: fc.option(instant),
  })
  .map(({ days, ...each }) => ({ ...each, dueAt: dueFor(each.askedAt, days, zone), days }))

test('late once is late at every later instant, and days left and waited add up to the term', () => {
  fc.assert(
    fc.property(clock, instant, fc.nat(1e10), (each, now, later) => {
      if (isLate(each, now)) expect(isLate(each, new Date(now.getTime() + later))).toBe(true)
      expect(isLate({ ...each, answeredAt: null, declinedAt: null }, now)).toBe(now >= each.dueAt)
      const open = { ...each, answeredAt: null, declinedAt: null }
      expect(daysWaited(open, now, zone) + daysLeft(open, now, zone)).toBe(each.days)
    }),
  )
})

test.each([
  ['Позвоните мне: +7 912 345-67-89', true],
  ['8(912)3456789, Анна', true],
  ['пишите на anna@mail.example', true],
  ['9123456789', true],
  ['Почему 225,5 млрд рублей к 2036 году, а не 95,7?', false],
  ['По телефону 122 отвечают до 20:00', false],
  ['Решение № 308 от 28.06.2012', false],
])('«%s» carries somebody’s address: %s', (text, carries) => {
  expect(carriesContact(text)).toBe(carries)
})
