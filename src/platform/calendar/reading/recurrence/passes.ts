// Whether a day passes all that a rule says of days: what the frequency narrows, in the words of RFC 5545's table «limit».
import { dateOf, firstWeekOf, monthLength, numberOf, weekdayOf, type YearDate } from './days.ts'
import type { Rule } from './rule.ts'

/** A rule with what its start adds to it; made by plan.ts. */
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
