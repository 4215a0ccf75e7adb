import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendarOf } from '../index.ts'
import { bytes, read, zone } from './calendars.testing.ts'

describe('any file', () => {
  it('of any bytes is read without a crash', () => {
    const lines = fc.array(
      fc.oneof(
        fc.constantFrom(
          ...[
            'BEGIN:VCALENDAR',
            'END:VCALENDAR',
            'BEGIN:VEVENT',
            'END:VEVENT',
            'DTSTART:20261128T120000',
            'DTSTART;TZID=X:1',
          ],
        ),
        fc.constantFrom(
          ...[
            'RRULE:FREQ=DAILY',
            'RRULE:FREQ=SECONDLY;BYHOUR=1;COUNT=7',
            'UID:',
            'DURATION:-P1D',
            'RDATE;VALUE=PERIOD:1/2',
            ' x',
            '',
            '=',
          ],
        ),
        fc.string({ unit: 'binary', maxLength: 40 }),
      ),
      { maxLength: 30 },
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 300 }),
          lines.map((all) => bytes(all.join('\r\n'))),
        ),
        (given) => {
          const { occurrences } = read(given)
          expect(occurrences.map(({ instant }) => instant)).toEqual(
            occurrences.map(({ instant }) => instant).toSorted((a, b) => a - b),
          )
        },
      ),
      { numRuns: 300 },
    )
  })

  it('with a date list of two hundred thousand faults is read, and each fault is said', () => {
    const dates = 'нет,'.repeat(200_000)
    const { occurrences, aside } = read(
      bytes(
        [
          ...['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'UID:1', 'DTSTART:20261128T120000', `EXDATE:${dates}нет`],
          ...['END:VEVENT', 'END:VCALENDAR'],
        ].join('\r\n'),
      ),
    )
    expect([occurrences.length, aside.length > 200_000]).toEqual([1, true])
  })

  it('that the city writes is read back the same', () => {
    const text = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 100 })
      .map((value) => value.replaceAll(/[\p{Cc}\u2028\u2029]/gu, ' ').trim() || 'я')
    const date = fc
      .integer({ min: 0, max: 364 })
      .map((after) => new Date(Date.UTC(2026, 0, 1 + after)).toISOString().slice(0, 10))
    const status = fc.constantFrom('confirmed' as const, 'tentative' as const, 'cancelled' as const)
    fc.assert(
      fc.property(
        text,
        text,
        date,
        fc.option(fc.integer({ min: 0, max: 1439 })),
        status,
        (summary, place, day, minute, said) => {
          const start = new Date(Date.parse(`${day}T00:00:00Z`) + (minute ?? 0) * 60_000)
          const when = minute === null ? { day } : { start, end: new Date(start.getTime() + 5_400_000) }
          const entry = { uid: 'событие-1@izhevsk', summary, place, status: said, sequence: 3, ...when }
          const written = calendarOf({ name: 'Афиша', zone, entries: [entry], now: start })
          const { occurrences, aside } = read(bytes(written), '2025-12-01', '2027-02-01')
          expect(aside).toEqual([])
          expect(occurrences).toMatchObject([
            {
              uid: entry.uid,
              start: minute === null ? day : `${start.toISOString().slice(0, 19)}+00:00`,
              status: said.toUpperCase(),
              part: { sequence: 3, texts: { summary: summary.trim(), location: place.trim() } },
            },
          ])
        },
      ),
      { numRuns: 200 },
    )
  })
})
