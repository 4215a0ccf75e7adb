// The benchmark of reading calendars: one of 10,000 events, parsed and expanded over a year, beside node-ical in interleaved rounds.
import nodeIcal, { type VEvent } from 'node-ical'
import { occurrencesIn, readCalendar, violationsOf } from '../src/platform/calendar/reading/index.ts'
import { dayOf } from '../src/platform/time.ts'
import { median } from './load.ts'

const zone = 'Europe/Samara'
const days = { from: '2026-01-01', to: '2027-01-01', zone }

/** Every third is a whole day, every tenth a weekly series of the year, the rest are evenings in the city's zone. */
function calendarOf(events: number): string {
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//bench']
  for (let at = 0; at < events; at++) {
    const day = new Date(Date.UTC(2026, 0, 1 + (at % 360))).toISOString().slice(0, 10).replaceAll('-', '')
    lines.push(
      'BEGIN:VEVENT',
      `UID:event-${at}@bench.example`,
      'DTSTAMP:20260101T000000Z',
      ...(at % 3 === 0
        ? [`DTSTART;VALUE=DATE:${day}`]
        : [`DTSTART;TZID=${zone}:${day}T190000`, `DTEND;TZID=${zone}:${day}T213000`]),
      ...(at % 10 === 0 ? ['RRULE:FREQ=WEEKLY;UNTIL=20270101T000000Z'] : []),
      `SUMMARY:Вечер номер ${at}\\, с антрактом`,
      'DESCRIPTION:Описание вечера\\, длинное\\, в двух строках\\nи с переводом строки\\, как',
      '  пишут площадки города в своих календарях',
      'LOCATION:Театр\\, Большой зал',
      'END:VEVENT',
    )
  }
  return [...lines, 'END:VCALENDAR', ''].join('\r\n')
}

/** Prints medians over `rounds`; both readers must see the same times. */
export function benchIcal(events: number, rounds: number): void {
  const text = calendarOf(events)
  const bytes = Buffer.from(text)
  const runs = new Map<string, number[]>()
  const timed = (what: string, work: () => number): number => {
    const began = performance.now()
    const found = work()
    runs.set(what, [...(runs.get(what) ?? []), performance.now() - began])
    return found
  }
  for (let round = 0; round <= rounds; round++) {
    // The first round warms up.
    if (round === 1) runs.clear()
    const ours = timed('Italmas', () => occurrencesIn(readCalendar(bytes, { zone }).series, days).occurrences.length)
    const theirs = timed('node-ical', () => expanded(text))
    timed('Italmas, strict check', () => violationsOf(bytes).length)
    if (ours !== theirs) throw new Error(`the readers differ: ${ours} and ${theirs} times`)
    if (round === rounds)
      console.log(`\ncalendar of ${events} events, ${(bytes.length / 1e6).toFixed(1)} MB, ${ours} times in a year`)
  }
  const base = median(runs.get('node-ical') ?? [])
  for (const [what, times] of runs) {
    const each = times.map((time) => time.toFixed(0)).join(' ')
    console.log(
      `  ${what.padEnd(22)} ${median(times).toFixed(0).padStart(6)} ms   of node-ical ${(median(times) / base).toFixed(2)}   rounds ${each}`,
    )
  }
}

function expanded(text: string): number {
  const span = { from: new Date('2025-12-31T20:00:00Z'), to: new Date('2026-12-31T19:59:59Z') }
  return Object.values(nodeIcal.sync.parseICS(text))
    .filter((item): item is VEvent => item?.type === 'VEVENT')
    .flatMap((event) => nodeIcal.expandRecurringEvent(event, span))
    .filter(({ start, isFullDay }) => !isFullDay || dayOf(start, zone) >= days.from).length
}

if (import.meta.main) benchIcal(Number(process.argv[2] ?? 10_000), Number(process.argv[3] ?? 5))
