// When a session is, as people say it: «сб, 28 ноября 2026, 18:30–20:00».
import { dayOf } from '#platform/time.ts'
import type { Words } from '#platform/words.ts'
import { clock, type Slot, slotOf, weekdayOf } from '../rules/series.ts'

export function sessionSaid(words: Words, startsAt: Date, endsAt: Date | null, zone: string): string {
  return slotSaid(words, slotOf(startsAt, endsAt, zone))
}

export function slotSaid(words: Words, { day, minute, until }: Slot): string {
  const weekday = words(`events.weekday.${weekdayOf(day)}`)
  const time = until === null ? clock(minute) : `${clock(minute)}–${clock(until)}`
  return `${weekday}, ${words.date(day)}, ${time}`
}

/** The same in digits, for letters in any language: «28.11.2026, 18:30». */
export function sessionDigits(startsAt: Date, zone: string): string {
  const [year, month, day] = dayOf(startsAt, zone).split('-')
  return `${day}.${month}.${year}, ${clock(slotOf(startsAt, null, zone).minute)}`
}
