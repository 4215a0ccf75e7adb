// A rule made ready for one start: what the rule leaves open is taken from the start (RFC 5545, 3.3.10).
import { dateOf, day, firstWeekOf, modulo, numberOf, startOfWeek } from './days.ts'
import type { Plan } from './passes.ts'
import { daysOfYear } from './periods.ts'
import type { Rule } from './rule.ts'

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
