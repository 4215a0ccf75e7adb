// Small calendars for tests, and what is read of them.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '#platform/root.ts'
import { type Aside, occurrencesIn, readCalendar } from './index.ts'

export const zone = 'Europe/Samara'

export const bytes = (text: string): Uint8Array => Buffer.from(text)

export const file = (name: string): Uint8Array => readFileSync(join(projectRoot, 'tests/vectors/events', name))

export const calendar = (...lines: string[]): Uint8Array =>
  bytes(['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test', ...lines, 'END:VCALENDAR', ''].join('\r\n'))

export const event = (...lines: string[]): string[] => ['BEGIN:VEVENT', 'UID:a', ...lines, 'END:VEVENT']

export function read(given: Uint8Array, from = '2026-01-01', to = '2027-01-01') {
  const { series, aside } = readCalendar(given, { zone })
  const { occurrences, aside: more } = occurrencesIn(series, { from, to, zone })
  return { occurrences, aside: [...aside, ...more] }
}

export const starts = (...given: Parameters<typeof read>): string[] =>
  read(...given).occurrences.map(({ start }) => start)

/** When a calendar's only event happens. */
export const of = (...lines: string[]): string[] => starts(calendar(...event(...lines)))

export const reasons = (aside: readonly Aside[]) => aside.map(({ line, component, kind }) => [line, component, kind])
