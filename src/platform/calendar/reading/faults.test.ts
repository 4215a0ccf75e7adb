import { describe, expect, it } from 'vitest'
import { bytes, calendar, event, read, reasons } from './calendars.testing.ts'

describe('a file with faults', () => {
  const good = event('DTSTART:20261128T120000', 'SUMMARY:Цел')
  const withGood = (...lines: string[]) =>
    read(calendar(...lines, ...good.map((line) => line.replace('UID:a', 'UID:good'))))
  const keeps = (...lines: string[]) => {
    const { occurrences, aside } = withGood(...lines)
    expect(occurrences.at(-1)?.part.texts.summary).toBe('Цел')
    return { others: occurrences.length - 1, reasons: reasons(aside) }
  }

  it('loses only what is wrong, with line and reason', () => {
    expect(keeps(...event())).toEqual({ others: 0, reasons: [[4, 'VEVENT', 'noStart']] })
    expect(keeps(...event('DTSTART:20261332T120000'))).toEqual({ others: 0, reasons: [[6, 'VEVENT', 'badDate']] })
    expect(keeps(...event('DTSTART:20261101T120000', 'DTEND:20261101T110000'))).toEqual({
      others: 0,
      reasons: [[7, 'VEVENT', 'endBeforeStart']],
    })
    expect(keeps(...event('DTSTART:20261101T120000', 'RRULE:FREQ=DAILY;INTERVAL=0'))).toEqual({
      others: 1,
      reasons: [[7, 'VEVENT/RRULE', 'badRule']],
    })
    expect(keeps(...event('DTSTART:20261101T120000', 'DTEND;VALUE=DATE:20261102'))).toEqual({
      others: 1,
      reasons: [[7, 'VEVENT/DTEND', 'endOtherKind']],
    })
    expect(keeps(...event('DTSTART:20261101T120000', 'EXDATE:soon', 'DURATION:long'))).toEqual({
      others: 1,
      reasons: [
        [7, 'VEVENT/EXDATE', 'badDate'],
        [8, 'VEVENT/DURATION', 'badDuration'],
      ],
    })
    expect(keeps(...event('DTSTART:20261101T120000', 'no property at all'))).toEqual({
      others: 1,
      reasons: [[7, 'VEVENT', 'unreadableLine']],
    })
    expect(
      keeps('BEGIN:VTODO', 'UID:t', 'END:VTODO', 'BEGIN:X-MINE', 'BEGIN:X-INNER', 'END:X-INNER', 'END:X-MINE').reasons,
    ).toEqual([])
  })

  it('gives an event without UID one that stays the same', () => {
    const nameless = calendar('BEGIN:VEVENT', 'DTSTART:20261128T120000', 'SUMMARY:Без имени', 'END:VEVENT')
    const { occurrences, aside } = read(nameless)
    expect(reasons(aside)).toEqual([[4, 'VEVENT', 'noUid']])
    expect(occurrences[0]?.uid).toMatch(/^made-[0-9a-f]{24}$/)
    expect(read(nameless).occurrences[0]?.uid).toBe(occurrences[0]?.uid)
  })

  it('that was cut off gives the events that are whole', () => {
    const whole = Buffer.from(calendar(...good, 'BEGIN:VEVENT', 'UID:b', 'DTSTART:20261129T120000')).toString()
    const { occurrences, aside } = read(bytes(whole.replace('END:VCALENDAR\r\n', '')))
    expect(occurrences).toHaveLength(1)
    expect(reasons(aside)).toEqual([[9, 'VEVENT', 'unclosed']])
    const open = read(calendar('BEGIN:VEVENT', 'UID:b', 'DTSTART:20261129T120000', ...good))
    expect([open.occurrences.length, reasons(open.aside)]).toEqual([1, [[4, 'VEVENT', 'unclosed']]])
  })

  it('is read whatever ends its lines, folds them, marks it or spells it', () => {
    const text = Buffer.from(
      calendar(...event('DTSTART:20261128T120000', 'SUMMARY:Ижевск', ' : вечер\\, и\\nночь')),
    ).toString()
    const summary = (given: Uint8Array) => read(given).occurrences.map(({ part }) => part.texts.summary)
    const wanted = ['Ижевск: вечер, и\nночь']
    expect(summary(bytes(text))).toEqual(wanted)
    for (const ending of ['\n', '\r', '\r\r\n'])
      expect(summary(bytes(text.replaceAll('\r\n', ending))), ending).toEqual(wanted)
    expect(summary(bytes(`\uFEFF${text}`))).toEqual(wanted)
    expect(summary(bytes(text.replace('VERSION', '\r\n\r\nVERSION')))).toEqual(wanted)
    expect(summary(bytes(text.replace('SUMMARY', 'SUMM\0ARY')))).toEqual(wanted)
    expect(summary(Buffer.from(`\uFEFF${text}`, 'utf16le'))).toEqual(wanted)
    // A fold between the two bytes of a letter, and the letters of an old Windows.
    const cut = Buffer.from(text)
    const at = cut.indexOf(Buffer.from('жевск')) + 1
    expect(summary(Buffer.concat([cut.subarray(0, at), bytes('\r\n '), cut.subarray(at)]))).toEqual(wanted)
    const old = Buffer.concat([...text].map((letter) => windows(letter)))
    expect(summary(old)).toEqual(wanted)
  })

  it('of vCalendar 1.0 gives its events, and says that its rules are not understood', () => {
    const old = bytes(
      [
        'BEGIN:VCALENDAR',
        'VERSION:1.0',
        'BEGIN:VEVENT',
        'UID:1',
        'DTSTART:20261128T120000Z',
        'SUMMARY;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=98=D0=B6=D0=B5=D0=B2=',
        '=D1=81=D0=BA',
        'RRULE:D1 #10',
        'END:VEVENT',
        'END:VCALENDAR',
      ].join('\r\n'),
    )
    const { occurrences, aside } = read(old)
    expect(occurrences.map(({ part }) => part.texts.summary)).toEqual(['Ижевск'])
    expect(reasons(aside)).toEqual([[8, 'VEVENT/RRULE', 'oldRule']])
  })
})

function windows(letter: string): Uint8Array {
  const code = letter.charCodeAt(0)
  return Buffer.from([code >= 0x410 && code <= 0x44f ? code - 0x350 : code])
}
