import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '#platform/root.ts'
import { bytes, calendar, file } from '../calendars.testing.ts'
import { violationsOf } from '../index.ts'

const namesIn = (folder: string): string[] => readdirSync(join(projectRoot, 'tests/vectors/events', folder))
const clauses = (given: Uint8Array): string[] => [...new Set(violationsOf(given).map(({ clause }) => clause))].sort()
const said = (given: Uint8Array) => violationsOf(given).map(({ clause, line, kind }) => [clause, line, kind])

/** Files that ical4j takes and that break the RFC all the same: what each breaks, and in which line first. */
const broken: Record<string, [clause: string, line: number, why: string][]> = {
  '1106817412.ics': [
    ['3.1.4', 21, 'its Japanese letters were damaged and are no UTF-8 any more'],
    ['3.3.11', 23, 'so one of their remains is a bare backslash'],
  ],
  'Australian32Holidays.ics': [['3.8.4.4', 102, 'RECURRENCE-ID is a time in a series of days']],
  'Christian32Holidays.ics': [['3.3.11', 109, 'a backslash before a quotation mark']],
  'EXDATE-IN-UTC.ics': [['3.2.19', 6, 'no VTIMEZONE for America/Chicago']],
  'Earth32Seasons.ics': [['3.8.2.2', 247, 'DTEND is the same moment as DTSTART, not later']],
  'Misc.History.ics': [['3.3.11', 29, 'a backslash before a quotation mark']],
  'Packers.ics': [['3.6.1', 54, 'VEVENT without DTSTAMP']],
  'classify.ics': [
    ['3.3.3', 11, 'ATTENDEE is no URI'],
    ['3.1', 22, 'an empty line between two calendars'],
    ['3.8.2.2', 37, 'DTEND is before DTSTART'],
  ],
  'derryn.ics': [['3.2.19', 6, 'no VTIMEZONE for Australia/Melbourne']],
  'friday13-NOT.ics': [
    ['3.6.1', 4, 'VEVENT without UID and DTSTAMP'],
    ['3.2.19', 5, 'no VTIMEZONE for US-Eastern'],
  ],
  'incoming.ics': [
    ['3.3.3', 12, 'ATTENDEE is no URI'],
    ['3.8.2.2', 16, 'DTEND is before DTSTART'],
    ['3.1', 23, 'empty lines between calendars'],
    ['3.6.1', 145, 'two UIDs in one VEVENT'],
  ],
  'maritz.ics': [
    ['3.6.6', 18, 'an e-mail alarm without ATTENDEE'],
    ['3.3.6', 26, 'a duration of weeks and days at once'],
  ],
  'multiple_calendars.ics': [
    ['3.3.3', 12, 'ATTENDEE is no URI'],
    ['3.1', 23, 'an empty line between two calendars'],
  ],
  'sunbird_sample.ics': [
    ['3.3.11', 31, 'a backslash before a quotation mark'],
    ['3.8.2.3', 4254, 'DUE is the same moment as DTSTART, not later'],
  ],
}

describe('a strict reader', () => {
  it.each(namesIn('ical4j-valid'))('takes %s, or says which clause it breaks', (name) => {
    const violations = violationsOf(file(`ical4j-valid/${name}`))
    const first = new Map(violations.toReversed().map(({ clause, line }) => [clause, line]))
    const wanted = (broken[name] ?? []).map(([clause, line]): [string, number] => [clause, line])
    expect([...first].sort()).toEqual(wanted.sort())
  })

  it.each([
    ['0.ics', ['3.6', '3.6.1', '3.8.2.4']],
    ['CalendarDataFile.ics', ['3.6.6', '3.8.2.2', '3.8.7.2']],
    ['boeing.ics', ['3.3.5', '3.3.9', '3.6.4']],
    ['eli_courtwright.ics', ['3.2.19', '3.6']],
    ['lastfm.ics', ['3.1', '3.3.7']],
    ['phpicalendar_sample.ics', ['3.2.19', '3.3.10', '3.3.5', '3.3.6', '3.6.1', '3.8.2.1']],
    ['smallcluster.ics', ['3.3.10', '3.6', '3.6.1']],
    ['talios.ics', ['3.2.19']],
  ])('refuses %s', (name, wanted) => {
    expect(clauses(file(`ical4j-invalid/${name}`))).toEqual(wanted)
  })

  const whole = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:a', 'DTSTAMP:20261126T050000Z', ...lines, 'END:VEVENT']
  const started = (...lines: string[]) => calendar(...whole('DTSTART:20261128T120000Z', ...lines))

  it('takes what is odd and allowed', () => {
    for (const lines of [
      ['X-ANYTHING;X-WHATEVER=a,"b:c";LANGUAGE=ru:все, что угодно; и так'],
      ['IANA-LATER;VALUE=LATER:1'],
      [`SUMMARY:${'длинная строка '.repeat(20)}`],
      ['SUMMARY:с\\, экранами\\; и \\\\ и \\n'],
      ['ATTENDEE;CN="Иванов, Иван";RSVP=TRUE:mailto:a@example.com', 'ATTENDEE:mailto:b@example.com'],
      ['ATTACH;ENCODING=BASE64;VALUE=BINARY:dGV4dA=='],
      ['RRULE:FREQ=DAILY;UNTIL=20261201T000000Z', 'EXDATE:20261129T120000Z,20261130T120000Z'],
      ['DTEND:20261128T130000Z', 'CLASS:X-SECRET', 'TRANSP:OPAQUE', 'STATUS:TENTATIVE', 'GEO:56.85;53.21'],
      ['BEGIN:VALARM', 'ACTION:X-SING', 'TRIGGER;RELATED=END:PT5M', 'END:VALARM'],
      ['BEGIN:X-MINE', 'DTSTART:20261128T120000Z', 'END:X-MINE'],
    ])
      expect(said(started(...lines)), lines.join(' ')).toEqual([])
    expect(said(calendar('METHOD:PUBLISH', ...whole()))).toEqual([])
    expect(said(bytes(Buffer.from(started()).toString().replaceAll('\r\n', '\n').trimEnd()))).toEqual([])
    expect(said(file('icalendar/rfc_9253_examples.ics'))).toEqual([])
  })

  it.each<[string, string[], [string, string]]>([
    ['two summaries', ['SUMMARY:a', 'SUMMARY:b'], ['3.6.1', 'twice']],
    ['an end and a duration', ['DTEND:20261128T130000Z', 'DURATION:PT1H'], ['3.6.1', 'exclusive']],
    ['an end that is a day', ['DTEND;VALUE=DATE:20261129'], ['3.8.2.2', 'endType']],
    ['an end that is not later', ['DTEND:20261128T120000Z'], ['3.8.2.2', 'endBefore']],
    ['a duration below zero', ['DURATION:-PT1H'], ['3.8.2.5', 'value']],
    ['a priority above nine', ['PRIORITY:10'], ['3.8.1.9', 'value']],
    ['a status of a task', ['STATUS:COMPLETED'], ['3.8.1.11', 'word']],
    ['a local stamp', ['CREATED:20261126T050000'], ['3.8.7.1', 'notUtc']],
    ['a text with a bare comma', ['SUMMARY:раз, два'], ['3.3.11', 'value']],
    ['a place beyond the pole', ['GEO:91;53'], ['3.3.7', 'value']],
    ['a link that is none', ['URL:izhevsk'], ['3.3.13', 'value']],
    ['a rule of no day', ['RRULE:FREQ=DAILY;BYMONTHDAY=32'], ['3.3.10', 'rule']],
    ['a rule with two ends', ['RRULE:FREQ=DAILY;COUNT=1;UNTIL=20261201T000000Z'], ['3.3.10', 'rule']],
    ['a rule until another type', ['RRULE:FREQ=DAILY;UNTIL=20261201'], ['3.3.10', 'untilType']],
    ['a type that the property has not', ['RDATE;VALUE=DURATION:P1D'], ['3.8.5.2', 'valueType']],
    ['a zone beside UTC', ['EXDATE;TZID=Europe/Samara:20261128T120000Z'], ['3.2.19', 'zoned']],
    ['a parameter without a value', ['COMMENT;LANGUAGE:a'], ['3.2', 'parameter']],
    ['a property of a task', ['DUE:20261128T130000Z'], ['3.8.2.3', 'propertyPlace']],
    ['a line that is none', ['просто слова'], ['3.1', 'noProperty']],
    ['a control character', ['SUMMARY:a\u0007b'], ['3.1', 'control']],
    ['an alarm without action', ['BEGIN:VALARM', 'TRIGGER:PT0S', 'END:VALARM'], ['3.6.6', 'missing']],
    [
      'an alarm that repeats for no time',
      ['BEGIN:VALARM', 'ACTION:AUDIO', 'TRIGGER:PT0S', 'REPEAT:2', 'END:VALARM'],
      ['3.6.6', 'together'],
    ],
    ['an event within an event', ['BEGIN:VALARM', 'ACTION:AUDIO', 'TRIGGER:PT0S'], ['3.6', 'noEnd']],
  ])('refuses %s', (_, lines, wanted) => {
    expect(said(started(...lines)).map(([clause, , kind]) => [clause, kind])).toContainEqual(wanted)
  })

  it('refuses what is wrong with the calendar itself, all at once', () => {
    expect(clauses(bytes(''))).toEqual(['3.4'])
    expect(said(calendar())).toEqual([['3.6', 1, 'empty']])
    expect(said(calendar('VERSION:1.0', ...whole('DTSTART:20261128T120000')))).toEqual([
      ['3.7.4', 4, 'word'],
      ['3.6', 4, 'twice'],
    ])
    expect(said(calendar(...whole('RRULE:FREQ=NEVER', 'SEQUENCE:one')))).toEqual([
      ['3.8.2.4', 4, 'missing'],
      ['3.3.10', 7, 'rule'],
      ['3.3.8', 8, 'value'],
    ])
    const zone = (...lines: string[]) => calendar('BEGIN:VTIMEZONE', 'TZID:A', ...lines, 'END:VTIMEZONE')
    expect(said(zone())).toEqual([['3.6.5', 4, 'noObservance']])
    const standard = ['BEGIN:STANDARD', 'DTSTART:19700101T000000', 'TZOFFSETFROM:+0400', 'TZOFFSETTO:4', 'END:STANDARD']
    expect(said(zone(...standard))).toEqual([['3.3.14', 9, 'value']])
  })
})
