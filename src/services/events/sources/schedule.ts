// Schedules of schema.org (eventSchedule): «every Wednesday at 19:00 until the end of the year», as single sessions.
import { timesOfRule } from '#platform/calendar/reading/index.ts'
import { isDay } from '#platform/time.ts'
import type { DraftSession, ReadingOptions } from './draft.ts'
import { isZone, momentOf } from './moments.ts'

/** As many sessions as one schedule may have, and how far ahead of today one without an end is followed. */
const mostOccurrences = 500
const aheadDays = 400

const frequencies: Record<string, string> = { D: 'DAILY', W: 'WEEKLY', M: 'MONTHLY', Y: 'YEARLY' }
const weekdays: Record<string, string> = {
  ...{ monday: 'MO', tuesday: 'TU', wednesday: 'WE', thursday: 'TH', friday: 'FR', saturday: 'SA', sunday: 'SU' },
}

export type Schedule = Readonly<Record<string, unknown>>

/** The sessions of a schedule, or the word (of `events.aside`) of why it says none. */
export function sessionsOf(schedule: Schedule, options: ReadingOptions): DraftSession[] | 'noStart' | 'badSchedule' {
  const first = text(schedule.startDate)?.slice(0, 10)
  if (!first || !isDay(first)) return 'noStart'
  const named = text(schedule.scheduleTimezone)
  if (named !== null && !isZone(named)) return 'badSchedule'
  const zone = named ?? options.zone
  const [, hour, minute = '00', second = '00'] = /^(\d\d):(\d\d)(?::(\d\d))?/.exec(text(schedule.startTime) ?? '') ?? []
  const rule = ruleOf(schedule, options.now)
  if (rule === null) return 'badSchedule'
  const begins = `${first.replaceAll('-', '')}T${hour ?? '00'}${minute}${second}`
  const skipped = new Set(list(schedule.exceptDate).map((each) => String(each).slice(0, 10)))
  const times = timesOfRule(rule, begins, mostOccurrences)
  if (times === null) return 'badSchedule'
  const days = times.map((time) => time.slice(0, 10)).filter((day) => !skipped.has(day))
  return days.map((day) => sessionOn(day, schedule, hour === undefined ? null : `${hour}:${minute}:${second}`, zone))
}

function sessionOn(day: string, schedule: Schedule, begins: string | null, zone: string): DraftSession {
  if (begins === null) return { start: day }
  const ends = /^\d\d:\d\d(:\d\d)?/.exec(text(schedule.endTime) ?? '')?.[0]
  // Past midnight the end is on the next day, which its length says as well.
  const end = ends && ends > begins.slice(0, ends.length) ? momentOf(`${day}T${ends}`, zone) : null
  return { start: momentOf(`${day}T${begins}`, zone), end, duration: schedule.duration }
}

function ruleOf(schedule: Schedule, now: Date): string | null {
  const [, count = '', unit = ''] = /^P(\d+)([DWMY])$/.exec(text(schedule.repeatFrequency) ?? '') ?? []
  const frequency = frequencies[unit]
  if (!frequency || Number(count) < 1) return null
  const parts = [`FREQ=${frequency}`, `INTERVAL=${Number(count)}`]
  const days = list(schedule.byDay).map((each) => weekdayOf(String(each)))
  if (days.includes(null)) return null
  if (days.length > 0) parts.push(`BYDAY=${days.join(',')}`)
  const dates = whole(schedule.byMonthDay)
  if (dates.length > 0) parts.push(`BYMONTHDAY=${dates.join(',')}`)
  const months = whole(schedule.byMonth)
  if (months.length > 0) parts.push(`BYMONTH=${months.join(',')}`)
  const [times] = whole(schedule.repeatCount)
  const last = text(schedule.endDate)?.slice(0, 10)
  if (times !== undefined) parts.push(`COUNT=${Math.min(times, mostOccurrences)}`)
  else parts.push(`UNTIL=${(last && isDay(last) ? last : horizon(now)).replaceAll('-', '')}T235959Z`)
  return parts.join(';')
}

function weekdayOf(said: string): string | null {
  const name = said.replace(/^.*[/#:]/, '').trim()
  if (/^[+-]?\d?(MO|TU|WE|TH|FR|SA|SU)$/.test(name)) return name
  return weekdays[name.toLowerCase()] ?? null
}

function horizon(now: Date): string {
  return new Date(now.getTime() + aheadDays * 86_400_000).toISOString().slice(0, 10)
}

const list = (said: unknown): unknown[] => (said === undefined || said === null ? [] : [said].flat())
const whole = (said: unknown): number[] =>
  list(said).flatMap((each) => (Number.isInteger(Number(each)) && Number(each) !== 0 ? [Number(each)] : []))

function text(said: unknown): string | null {
  return typeof said === 'string' && said.trim() !== '' ? said.trim() : null
}
