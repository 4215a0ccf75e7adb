// Calendars as events: series with their single times, texts without markup, ages of the law, and what was set aside.
import { expect, test } from 'vitest'
import { readIcal } from './ical.ts'

const options = { zone: 'Europe/Samara', base: null, now: new Date('2026-11-26T09:00:00Z') }
const calendar = (...lines: string[]) =>
  Buffer.from(['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//театр', ...lines, 'END:VCALENDAR', ''].join('\r\n'))

test('a series is one event with its times, each of which keeps its name when it moves or is cancelled', () => {
  const { found, setAside } = readIcal(
    calendar(
      'BEGIN:VEVENT',
      'UID:groza@teatr.example',
      'DTSTAMP:20261101T120000Z',
      'SEQUENCE:2',
      'DTSTART;TZID=Europe/Samara:20261201T183000',
      'DTEND;TZID=Europe/Samara:20261201T210000',
      'RRULE:FREQ=WEEKLY;COUNT=3',
      'SUMMARY:Гроза 12+',
      'DESCRIPTION:<p>Драма <b>Островского</b><script>x()</script></p>\\nВход с улицы',
      'LOCATION:Театр драмы\\, Большой зал\\, ул. Пушкинская\\, 1',
      'GEO:56.85;53.2',
      'CATEGORIES:театр,12+',
      'URL:https://teatr.example/groza',
      'ORGANIZER;CN=Театр драмы:mailto:kassa@teatr.example',
      'END:VEVENT',
      'BEGIN:VEVENT',
      'UID:groza@teatr.example',
      'RECURRENCE-ID;TZID=Europe/Samara:20261208T183000',
      'DTSTART;TZID=Europe/Samara:20261209T190000',
      'DTEND;TZID=Europe/Samara:20261209T213000',
      'SUMMARY:Гроза 12+',
      'LOCATION:Театр драмы\\, Малый зал',
      'END:VEVENT',
      'BEGIN:VEVENT',
      'UID:groza@teatr.example',
      'RECURRENCE-ID;TZID=Europe/Samara:20261215T183000',
      'DTSTART;TZID=Europe/Samara:20261215T183000',
      'SUMMARY:Гроза 12+',
      'STATUS:CANCELLED',
      'END:VEVENT',
    ),
    options,
  )
  expect(setAside).toEqual([])
  expect(found).toMatchObject([
    {
      uid: 'groza@teatr.example',
      title: 'Гроза 12+',
      description: 'Драма Островского\nВход с улицы',
      age: '12+',
      topics: ['театр'],
      venue: { name: 'Театр драмы', hall: 'Большой зал', address: 'ул. Пушкинская, 1', lat: 56.85, lon: 53.2 },
      url: 'https://teatr.example/groza',
      organiser: 'Театр драмы',
      status: 'scheduled',
      sequence: 2,
      sessions: [
        {
          start: '2026-12-01T18:30:00+04:00',
          end: '2026-12-01T21:00:00+04:00',
          hall: 'Большой зал',
          status: 'scheduled',
        },
        {
          uid: 'groza@teatr.example#2026-12-08T18:30:00+04:00',
          start: '2026-12-09T19:00:00+04:00',
          hall: 'Малый зал',
          status: 'moved',
          previousStart: '2026-12-08T18:30:00+04:00',
        },
        { uid: 'groza@teatr.example#2026-12-15T18:30:00+04:00', status: 'cancelled' },
      ],
    },
  ])
})

test('whole days end on their last day, and what cannot be read is set aside while the rest goes in', () => {
  const { found, setAside } = readIcal(
    calendar(
      'BEGIN:VEVENT',
      'UID:1',
      'DTSTART;VALUE=DATE:20261205',
      'DTEND;VALUE=DATE:20261208',
      'SUMMARY:Выставка 14+',
      'END:VEVENT',
      'BEGIN:VEVENT',
      'UID:2',
      'DTSTART;VALUE=DATE:20261205',
      'SUMMARY:Один день',
      'END:VEVENT',
      'BEGIN:VEVENT',
      'UID:3',
      'DTSTART;TZID=Moon/Base:20261205T120000',
      'SUMMARY:Где-то',
      'END:VEVENT',
      'BEGIN:VEVENT',
      'UID:4',
      'DTSTART:20261205T120000',
      'END:VEVENT',
      'BEGIN:VEVENT',
      'UID:5',
      'DTSTART:20061205T120000',
      'SUMMARY:Давно прошло',
      'END:VEVENT',
    ),
    options,
  )
  expect(found).toMatchObject([
    { uid: '1', age: null, sessions: [{ start: '2026-12-05', end: '2026-12-07', allDay: true }] },
    { uid: '2', sessions: [{ start: '2026-12-05', end: null, allDay: true }] },
  ])
  expect(setAside).toMatchObject([
    { line: 17, item: '3', reason: 'platform.calendar.aside.unknownZone', values: { value: 'Moon/Base' } },
    { line: 20, item: '4', reason: 'events.aside.noTitle' },
  ])
})
