import { describe, expect, it } from 'vitest'
import { calendar, event, of, read, reasons } from './calendars.testing.ts'

describe('a series', () => {
  const weekly = ['DTSTART;TZID=Europe/Moscow:20261102T190000', 'RRULE:FREQ=WEEKLY;COUNT=3']

  it('is its rules and dates, less what is excepted, whichever zone excepts it', () => {
    expect(of(...weekly, 'RDATE;TZID=Europe/Moscow:20261105T190000')).toEqual([
      '2026-11-02T19:00:00+03:00',
      '2026-11-05T19:00:00+03:00',
      '2026-11-09T19:00:00+03:00',
      '2026-11-16T19:00:00+03:00',
    ])
    const left = ['2026-11-02T19:00:00+03:00', '2026-11-16T19:00:00+03:00']
    for (const except of [
      'EXDATE:20261109T160000Z',
      'EXDATE;TZID=Europe/Samara:20261109T200000',
      'EXDATE:20261109T190000',
      'EXDATE;VALUE=DATE:20261109',
      'EXDATE:20251109T160000Z,20261109T160000Z,20271109T160000Z',
      'EXRULE:FREQ=MONTHLY;BYMONTHDAY=9',
    ])
      expect(of(...weekly, except), except).toEqual(left)
    const twice = of('DTSTART;VALUE=DATE:20261101', 'RRULE:FREQ=DAILY;COUNT=2', 'RRULE:FREQ=MONTHLY;COUNT=2')
    expect(twice).toEqual(['2026-11-01', '2026-11-02', '2026-12-01'])
    expect(of('DTSTART;VALUE=DATE:20261101', 'RRULE:FREQ=DAILY;COUNT=3', 'EXDATE:20261102T000000')).toEqual([
      '2026-11-01',
      '2026-11-03',
    ])
  })

  it('has periods with ends of their own, and days at the hour of its start', () => {
    const { occurrences } = read(
      calendar(
        ...event(
          'DTSTART:20261102T190000',
          'DTEND:20261102T200000',
          'RDATE;VALUE=PERIOD:20261103T190000/PT3H,20261104T190000/20261104T193000',
          'RDATE;VALUE=DATE:20261105',
        ),
      ),
    )
    expect(occurrences.map(({ start, end }) => [start.slice(8, 16), end.slice(11, 16)])).toEqual([
      ['02T19:00', '20:00'],
      ['03T19:00', '22:00'],
      ['04T19:00', '19:30'],
      ['05T19:00', '20:00'],
    ])
  })

  it('counts its start when its rule gives it, and not when it does not', () => {
    expect(of('DTSTART;VALUE=DATE:20261102', 'RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=2')).toEqual([
      '2026-11-02',
      '2026-11-09',
    ])
    expect(of('DTSTART;VALUE=DATE:20261103', 'RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=2')).toEqual([
      '2026-11-09',
      '2026-11-16',
    ])
  })

  it('lasts until a moment, a time on its clock, or a whole day', () => {
    const until = (value: string) =>
      of('DTSTART;TZID=Europe/Moscow:20261102T190000', `RRULE:FREQ=DAILY;UNTIL=${value}`).length
    expect(until('20261104T160000Z')).toBe(3)
    expect(until('20261104T155959Z')).toBe(2)
    expect(until('20261104T190000')).toBe(3)
    expect(until('20261104')).toBe(3)
    expect(of('DTSTART;VALUE=DATE:20261102', 'RRULE:FREQ=DAILY;UNTIL=20261104').length).toBe(3)
    expect(of('DTSTART;VALUE=DATE:20261102', 'RRULE:FREQ=DAILY;UNTIL=20261104T000000Z').length).toBe(3)
    expect(of('DTSTART:19970902T090000', 'RRULE:FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000Z')).toEqual([])
  })

  it('shows single ones as they became: moved in, moved out, cancelled, without a series', () => {
    const single = (id: string, ...lines: string[]) => event(`RECURRENCE-ID;TZID=Europe/Moscow:${id}`, ...lines)
    const november = (...lines: string[]) =>
      read(calendar(...event(...weekly, 'SUMMARY:Спектакль'), ...lines), '2026-11-08', '2026-11-10').occurrences
    expect(november().map(({ start }) => start)).toEqual(['2026-11-09T19:00:00+03:00'])
    expect(november(...single('20261109T190000', 'DTSTART;TZID=Europe/Moscow:20261111T190000'))).toEqual([])
    const [, moved] = november(...single('20261102T190000', 'DTSTART:20261109T210000', 'SUMMARY:Перенос'))
    expect(moved).toMatchObject({
      start: '2026-11-09T21:00:00+04:00',
      previousStart: '2026-11-02T19:00:00+03:00',
      key: '2026-11-02T19:00:00+03:00',
      part: { texts: { summary: 'Перенос' } },
    })
    const cancelled = november(
      ...single('20261109T190000', 'DTSTART;TZID=Europe/Moscow:20261109T190000', 'STATUS:CANCELLED'),
    )
    expect(cancelled.map(({ status }) => status)).toEqual(['CANCELLED'])
    const alone = read(calendar(...single('20261109T190000', 'DTSTART:20261109T190000'))).occurrences
    expect(alone.map(({ start }) => start)).toEqual(['2026-11-09T19:00:00+04:00'])
    const byDay = november(...event('RECURRENCE-ID;VALUE=DATE:20261109', 'DTSTART:20261109T120000'))
    expect(byDay.map(({ start }) => start)).toEqual(['2026-11-09T12:00:00+04:00'])
  })

  it('moves its whole future when one of it says so', () => {
    const future = event(
      'RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Moscow:20261109T190000',
      'DTSTART;TZID=Europe/Moscow:20261110T200000',
      'DURATION:PT1H',
      'SUMMARY:По вторникам',
    )
    const { occurrences } = read(calendar(...event(...weekly, 'SUMMARY:По понедельникам'), ...future))
    expect(occurrences.map(({ start, end, part }) => [start, end.slice(11, 16), part.texts.summary])).toEqual([
      ['2026-11-02T19:00:00+03:00', '19:00', 'По понедельникам'],
      ['2026-11-10T20:00:00+03:00', '21:00', 'По вторникам'],
      ['2026-11-17T20:00:00+03:00', '21:00', 'По вторникам'],
    ])
  })

  it('is the latest revision of several, and all of a calendar that is called off', () => {
    const older = event('SEQUENCE:1', 'DTSTART:20261101T100000')
    const newer = event('SEQUENCE:2', 'DTSTART:20261102T100000')
    for (const order of [
      [...older, ...newer],
      [...newer, ...older],
    ]) {
      const { occurrences, aside } = read(calendar(...order))
      expect(occurrences.map(({ start }) => start)).toEqual(['2026-11-02T10:00:00+04:00'])
      expect(aside.map(({ kind }) => kind)).toEqual(['older'])
    }
    const off = read(calendar('METHOD:CANCEL', ...event('DTSTART:20261101T100000')))
    expect(off.occurrences.map(({ status }) => status)).toEqual(['CANCELLED'])
  })

  it('that never ends is shown within the days, and cut with a word when it is too much', () => {
    const { occurrences, aside } = read(calendar(...event('DTSTART:19000101T000000', 'RRULE:FREQ=SECONDLY')))
    expect(occurrences).toHaveLength(20_000)
    expect(occurrences[0]?.start).toBe('2026-01-01T00:00:00+04:00')
    expect(reasons(aside)).toEqual([[7, 'VEVENT/RRULE', 'tooMany']])
    const far = read(calendar(...event('DTSTART:00010101T000000', 'RRULE:FREQ=SECONDLY;BYSECOND=1;COUNT=999999999')))
    expect([far.occurrences, reasons(far.aside)]).toEqual([[], [[7, 'VEVENT/RRULE', 'tooFar']]])
    const never = read(calendar(...event('DTSTART:20261101T000000', 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31')))
    expect([never.occurrences.length, reasons(never.aside)]).toEqual([1, [[7, 'VEVENT/RRULE', 'neverRule']]])
  })
})
