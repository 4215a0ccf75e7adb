// A rule made ready for one start: what the rule leaves open is taken from the start (RFC 5545, 3.3.10).
import {
  dateOf,
  day,
  firstWeekOf,
  modulo,
  monthLength,
  numberOf,
  startOfWeek,
  weekdayOf,
  type YearDate,
} from './days.ts'
import { daysOfYear } from './periods.ts'
import type { Rule } from './rule.ts'

export interface Plan {
  rule: Rule
  /** The start as seconds on its own clock, and its day. */
  start: number
  startDay: number
  startDate: YearDate
  /** The year, or the first day of the week, from which intervals are counted. */
  baseYear: number
  baseWeek: number
  /** Seconds of the day, of the hour or of the minute, whichever the frequency leaves to be filled. */
  times: readonly number[]
  /** Each weekday that the rule names, whichever of the month. */
  weekdays: ReadonlySet<number>
  /** Whether days are limited by anything but the frequency. */
  limited: boolean
}

/** A whole day has no hours, so parts that name them are passed over. */
export function planOf(rule: Rule, start: number, wholeDay: boolean): Plan {
  const startDay = Math.floor(start / day)
  const startDate = dateOf(startDay)
  const plan: Plan = {
    rule,
    start,
    startDay,
    startDate,
    baseYear: startDate.year,
    baseWeek: startOfWeek(startDay, rule.weekStart),
    times: wholeDay ? [0] : timesOf(rule, start),
    weekdays: new Set(rule.days.map(({ weekday }) => weekday)),
    limited: [rule.months, rule.weeks, rule.yearDays, rule.monthDays, rule.days].some(({ length }) => length > 0),
  }
  return { ...plan, baseYear: baseYearOf(plan) }
}

function timesOf({ frequency, hours, minutes, seconds }: Rule, start: number): number[] {
  const second = seconds.length > 0 ? seconds : [modulo(start, 60)]
  const minute = minutes.length > 0 ? minutes : [Math.floor(modulo(start, 3600) / 60)]
  const hour = hours.length > 0 ? hours : [Math.floor(modulo(start, day) / 3600)]
  if (frequency === 'SECONDLY') return [0]
  if (frequency === 'MINUTELY') return [...second]
  const inHour = minute.flatMap((m) => second.map((s) => m * 60 + s))
  return frequency === 'HOURLY' ? inHour : hour.flatMap((h) => inHour.map((at) => h * 3600 + at))
}

/**
 * Years of numbered weeks are not quite those of the calendar: 2 January 2010 lies in week 53 of 2009, and every sixth year from it
 * is 2015. A start that its own rule passes over is counted from the calendar's year.
 */
function baseYearOf(plan: Plan): number {
  const { year } = plan.startDate
  if (plan.rule.weeks.length === 0) return year
  const own = [year - 1, year, year + 1].find(
    (candidate) =>
      plan.startDay >= firstWeekOf(numberOf(candidate, 1, 1), plan.rule.weekStart) &&
      plan.startDay < firstWeekOf(numberOf(candidate + 1, 1, 1), plan.rule.weekStart),
  )
  if (own === undefined) return year
  return daysOfYear(plan, own).some((number) => number >= plan.startDay) ? own : year
}

/** Whether a day passes everything that the rule says of days, with weekdays of any number. */
export function passes({ rule, weekdays }: Plan, number: number): boolean {
  const { months, monthDays, yearDays, weeks, days } = rule
  if (days.length > 0 && !weekdays.has(weekdayOf(number))) return false
  if (months.length + monthDays.length + yearDays.length + weeks.length === 0) return true
  const { year, month, day: dayOfMonth } = dateOf(number)
  if (months.length > 0 && !months.includes(month)) return false
  if (monthDays.length > 0) {
    const length = monthLength(year, month)
    if (!monthDays.includes(dayOfMonth) && !monthDays.includes(dayOfMonth - length - 1)) return false
  }
  if (yearDays.length > 0) {
    const ofYear = number - numberOf(year, 1, 1) + 1
    const length = numberOf(year + 1, 1, 1) - numberOf(year, 1, 1)
    if (!yearDays.includes(ofYear) && !yearDays.includes(ofYear - length - 1)) return false
  }
  return weeks.length === 0 || isInWeeks(number, year, rule)
}

function isInWeeks(number: number, year: number, { weeks, weekStart }: Rule): boolean {
  for (const candidate of [year - 1, year, year + 1]) {
    const first = firstWeekOf(numberOf(candidate, 1, 1), weekStart)
    const next = firstWeekOf(numberOf(candidate + 1, 1, 1), weekStart)
    if (number < first || number >= next) continue
    const week = Math.floor((number - first) / 7) + 1
    return weeks.includes(week) || weeks.includes(week - (next - first) / 7 - 1)
  }
  return false
}
