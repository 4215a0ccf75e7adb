import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '#platform/root.ts'
import { calendar, event, file, of, read, starts } from './calendars.testing.ts'

describe('the times of an event', () => {
  it('are days, times of the city, of a zone or of UTC, each with its offset', () => {
    expect(of('DTSTART;VALUE=DATE:20261128')).toEqual(['2026-11-28'])
    expect(of('DTSTART:20261128T183000')).toEqual(['2026-11-28T18:30:00+04:00'])
    expect(of('DTSTART;TZID=Europe/Moscow:20261128T183000')).toEqual(['2026-11-28T18:30:00+03:00'])
    expect(of('DTSTART:20261128T183000Z')).toEqual(['2026-11-28T18:30:00+00:00'])
    expect(of('DTSTART:20261128')).toEqual(['2026-11-28'])
  })

  it('end as DTEND or DURATION says, at once or with the day when neither does', () => {
    const ends = (...lines: string[]) => read(calendar(...event(...lines))).occurrences.map(({ end }) => end)
    expect(ends('DTSTART;VALUE=DATE:20261128', 'DTEND;VALUE=DATE:20261201')).toEqual(['2026-12-01'])
    expect(ends('DTSTART;VALUE=DATE:20261128', 'DURATION:P1W')).toEqual(['2026-12-05'])
    expect(ends('DTSTART;VALUE=DATE:20261128')).toEqual(['2026-11-29'])
    expect(ends('DTSTART:20261128T183000')).toEqual(['2026-11-28T18:30:00+04:00'])
    expect(ends('DTSTART:20261128T183000', 'DURATION:PT1H30M')).toEqual(['2026-11-28T20:00:00+04:00'])
    // A day of the calendar has 23 hours when clocks are set forward, 24 hours are 24 hours (3.3.6).
    const berlin = 'DTSTART;TZID=Europe/Berlin:20260328T120000'
    expect(ends(berlin, 'DURATION:P1D')).toEqual(['2026-03-29T12:00:00+02:00'])
    expect(ends(berlin, 'DURATION:PT24H')).toEqual(['2026-03-29T13:00:00+02:00'])
    expect(ends(berlin, 'DTEND;TZID=Europe/Samara:20260328T170000')).toEqual(['2026-03-28T17:00:00+04:00'])
  })

  it('where clocks skip or repeat an hour are those of RFC 5545, 3.3.5', () => {
    expect(of('DTSTART;TZID=America/New_York:20260308T023000')).toEqual(['2026-03-08T03:30:00-04:00'])
    expect(of('DTSTART;TZID=America/New_York:20261101T013000')).toEqual(['2026-11-01T01:30:00-04:00'])
    expect(of('DTSTART;TZID=America/New_York:20260306T023000', 'RRULE:FREQ=DAILY;COUNT=4')).toEqual([
      '2026-03-06T02:30:00-05:00',
      '2026-03-07T02:30:00-05:00',
      '2026-03-08T03:30:00-04:00',
      '2026-03-09T02:30:00-04:00',
    ])
  })

  it('count from the first day to the day after the last, by their start, at the midnight of the city', () => {
    const within = (...lines: string[]) => starts(calendar(...event(...lines)), '2026-11-28', '2026-11-29')
    expect(within('DTSTART:20261128T000000')).toHaveLength(1)
    expect(within('DTSTART:20261128T235959')).toHaveLength(1)
    expect(within('DTSTART:20261129T000000')).toEqual([])
    expect(within('DTSTART:20261127T200000Z')).toEqual(['2026-11-27T20:00:00+00:00'])
    expect(within('DTSTART:20261127T195959Z')).toEqual([])
    expect(within('DTSTART:20261127T230000', 'DURATION:PT5H')).toEqual([])
    expect(within('DTSTART;VALUE=DATE:20261128')).toEqual(['2026-11-28'])
  })

  it('may lie in 1900, in 2999 and in the year 1', () => {
    const at = (day: string, from: string, to: string) => starts(calendar(...event(`DTSTART:${day}T120000`)), from, to)
    expect(at('19000101', '1900-01-01', '1900-01-02')).toEqual(['1900-01-01T12:00:00+03:20'])
    expect(at('29991231', '2999-12-31', '3000-01-01')).toEqual(['2999-12-31T12:00:00+04:00'])
    expect(at('00010101', '0001-01-01', '0001-01-02')).toEqual(['0001-01-01T12:00:00+03:20'])
    const old = calendar(...event('DTSTART;VALUE=DATE:00010101', 'RRULE:FREQ=YEARLY'))
    expect(starts(old)).toEqual(['2026-01-01'])
  })
})

describe('zones', () => {
  it('are those that the calendar describes, wherever in it, else those of the world, of Windows, and with a prefix', () => {
    const at = (tzid: string) => of(`DTSTART;TZID=${tzid}:20261128T120000`)[0]?.slice(19)
    expect(at('Europe/Samara')).toBe('+04:00')
    expect(at('europe/samara')).toBe('+04:00')
    expect(at('"Russia Time Zone 3"')).toBe('+04:00')
    expect(at('/freeassociation.sourceforge.net/Tzfile/Europe/Moscow')).toBe('+03:00')
    expect(at('/mozilla.org/20050126_1/America/Argentina/Buenos_Aires')).toBe('-03:00')
    expect(starts(file('icalendar/america_new_york_forward_reference.ics'), '2014-01-01', '2015-01-01')).toEqual([
      '2014-08-29T08:00:00-04:00',
    ])
    expect(starts(file('icaljs/timezone_from_file.ics'), '2023-01-01', '2024-01-01')).toEqual([
      '2023-03-06T13:42:00-07:41',
    ])
    expect(starts(file('icalendar/timezone_same_start.ics'), '2017-01-01', '2018-01-01')).toEqual([
      '2017-02-24T12:00:00-08:00',
    ])
    const summer = starts(file('icalendar/issue_466_respect_unique_timezone.ics'), '2026-03-20', '2026-04-04')
    expect(summer).toEqual(['2026-03-20T20:00:00+01:00', '2026-03-27T20:00:00+01:00', '2026-04-03T20:00:00+02:00'])
  })

  it('change by rules and by single dates, as libical describes the zone of Izhevsk', () => {
    const samara = readFileSync(join(projectRoot, 'tests/vectors/events/vtimezone/Europe_Samara.ics'), 'utf8')
    const described = /BEGIN:VTIMEZONE.*END:VTIMEZONE/s.exec(samara)?.[0].split(/\r?\n/) ?? []
    const tzid = described.find((line) => line.startsWith('TZID:'))?.slice(5)
    const own = (day: string) => calendar(...described, ...event(`DTSTART;TZID=${tzid}:${day}T120000`))
    for (const day of ['19700601', '19850601', '19911201', '20050701', '20100801', '20110115', '20260701', '20990101'])
      expect(starts(own(day), '1900-01-01', '2100-01-01'), day).toEqual(
        starts(calendar(...event(`DTSTART;TZID=Europe/Samara:${day}T120000`)), '1900-01-01', '2100-01-01'),
      )
  })

  it('that nobody knows set the event aside, with its line, and guess nothing', () => {
    const { occurrences, aside } = read(calendar(...event('DTSTART;TZID=Moon/Base:20261128T120000')))
    expect(occurrences).toEqual([])
    expect(aside).toEqual([
      {
        line: 6,
        component: 'VEVENT',
        uid: 'a',
        kind: 'unknownZone',
        values: { property: 'DTSTART', value: 'Moon/Base' },
      },
    ])
  })
})
