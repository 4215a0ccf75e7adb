import fc from 'fast-check'
import { sync } from 'node-ical'
import { expect, it } from 'vitest'
import { type CalendarEntry, calendarOf } from './index.ts'

const now = new Date('2026-11-25T10:00:00Z')
const day: CalendarEntry = {
  uid: 'веха-1@izhevsk',
  day: '2026-12-31',
  summary: 'Срок',
  status: 'confirmed',
  sequence: 2,
}
const make = (entries: CalendarEntry[], name = 'Сроки Ижевска') =>
  calendarOf({ name, zone: 'Europe/Samara', entries, now })
const unfolded = (text: string) => text.replaceAll('\r\n ', '').split('\r\n')

it('says a whole day as a day, with its exclusive end, name, sequence, stamp and reminders', () => {
  const lines = unfolded(make([{ ...day, alarmDays: [7], url: 'https://a.ru/ы', status: 'cancelled' }]))
  for (const line of [
    'DTSTART;VALUE=DATE:20261231',
    'DTEND;VALUE=DATE:20270101',
    'UID:веха-1@izhevsk',
    'SEQUENCE:2',
    'DTSTAMP:20261125T100000Z',
    'STATUS:CANCELLED',
    'TRIGGER:-P7D',
    'URL;VALUE=URI:https://a.ru/%D1%8B',
    'REFRESH-INTERVAL;VALUE=DURATION:PT12H',
    'X-PUBLISHED-TTL:PT12H',
    'X-WR-TIMEZONE:Europe/Samara',
    'METHOD:PUBLISH',
  ])
    expect(lines).toContain(line)
  expect(unfolded(make([{ ...day, lastDay: '2027-01-08' }]))).toContain('DTEND;VALUE=DATE:20270109')
})

it('says an hour in UTC, which is the same moment for every reader', () => {
  const { uid, summary, status, sequence } = day
  const [start, end] = [new Date('2026-12-01T15:00:00Z'), new Date('2026-12-01T17:30:00Z')]
  const lines = unfolded(make([{ uid, summary, status, sequence, start, end }]))
  expect(lines.filter((line) => /^DT(START|END)/.test(line))).toEqual([
    'DTSTART:20261201T150000Z',
    'DTEND:20261201T173000Z',
  ])
})

it('gives back any text to a reader of calendars, in lines of 75 octets that break no letter', () => {
  const text = fc
    .oneof(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.string({ unit: 'binary', maxLength: 200 }))
    .map((value) => `я${value.replaceAll(/[\p{Cc}\u2028\u2029]/gu, ' ')}.\nдва; три, \\ "четыре": 👩‍👩‍👧 ӝӟ`)
  fc.assert(
    fc.property(text, text, fc.nat(99), (summary, description, sequence) => {
      const written = make([{ ...day, summary, description, sequence }], summary)
      expect(written.endsWith('END:VCALENDAR\r\n')).toBe(true)
      expect(written.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
      for (const line of written.split('\r\n')) {
        expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
        expect(line.isWellFormed()).toBe(true)
      }
      const [event] = Object.values(sync.parseICS(written)).filter((item) => item?.type === 'VEVENT')
      expect(event).toMatchObject({ uid: day.uid, summary, description })
      expect(unfolded(written)).toContain(`SEQUENCE:${sequence}`)
    }),
  )
})

it('refuses what no calendar can hold', () => {
  expect(() => make([day, day])).toThrow('one uid')
  expect(() => make([{ ...day, day: '2026-02-30' }])).toThrow('is no day')
  expect(() => make([{ ...day, lastDay: '2026-12-01' }])).toThrow('is before')
  expect(() => make([{ ...day, url: 'javascript' }])).toThrow('Invalid URL')
})
