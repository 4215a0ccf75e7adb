// The days that a rule picks in one year or month, in order: the table of RFC 5545, 3.3.10, for days.
import { dateOf, firstWeekOf, modulo, monthLength, numberOf, weekdayOf } from './days.ts'
import { type Plan, passes } from './plan.ts'
import type { ByDay, Rule } from './rule.ts'

/** In a year. Numbered weeks belong to the year that their Thursday lies in, so some days are of the neighbouring one. */
export function daysOfYear(plan: Plan, year: number): number[] {
  const { rule, startDate } = plan
  const { months, weeks, yearDays, monthDays, days } = rule
  if (weeks.length > 0) return daysOfWeeks(plan, year)
  if (yearDays.length > 0) {
    const newYear = numberOf(year, 1, 1)
    const length = numberOf(year + 1, 1, 1) - newYear
    const numbers = yearDays.flatMap((at) => placed(at, newYear, length, rule))
    const kept = withOrdinals(numbers, rule, year)
    return inOrder(kept.filter((number) => fits(number, months, monthDays)))
  }
  const of = months.length > 0 ? months : [startDate.month]
  if (monthDays.length > 0 || days.length === 0) {
    const at = monthDays.length > 0 ? monthDays : [startDate.day]
    const numbers = of.flatMap((month) =>
      at.flatMap((one) => placed(one, numberOf(year, month, 1), monthLength(year, month), rule)),
    )
    return inOrder(withOrdinals(numbers, rule, year))
  }
  if (months.length > 0) return inOrder(of.flatMap((month) => weekdaysOfMonth(days, year, month)))
  return weekdaysOf(days, numberOf(year, 1, 1), numberOf(year + 1, 1, 1) - numberOf(year, 1, 1))
}

/** In a month. */
export function daysOfMonth(plan: Plan, year: number, month: number): number[] {
  const { rule, startDate } = plan
  const { months, monthDays, days, yearDays, weeks } = rule
  if (months.length > 0 && !months.includes(month)) return []
  const at = monthDays.length > 0 ? monthDays : [startDate.day]
  const first = numberOf(year, month, 1)
  const length = monthLength(year, month)
  if (monthDays.length === 0 && days.length > 0) return narrowed(plan, weekdaysOf(days, first, length))
  const numbers = at.flatMap((one) => placed(one, first, length, rule))
  const chosen =
    days.length > 0 ? numbers.filter((number) => weekdaysOf(days, first, length).includes(number)) : numbers
  return yearDays.length + weeks.length > 0 ? narrowed(plan, inOrder(chosen)) : inOrder(chosen)
}

/** Parts that the RFC does not allow here still narrow what is picked. */
function narrowed(plan: Plan, numbers: readonly number[]): number[] {
  const { yearDays, weeks } = plan.rule
  return yearDays.length + weeks.length === 0 ? [...numbers] : numbers.filter((number) => passes(plan, number))
}

function daysOfWeeks({ rule, startDay }: Plan, year: number): number[] {
  const first = firstWeekOf(numberOf(year, 1, 1), rule.weekStart)
  const length = (firstWeekOf(numberOf(year + 1, 1, 1), rule.weekStart) - first) / 7
  const free = rule.days.length + rule.monthDays.length + rule.yearDays.length === 0
  const weekdays = free ? [weekdayOf(startDay)] : rule.days.map(({ weekday }) => weekday)
  const numbers = rule.weeks
    .map((week) => (week < 0 ? length + week : week - 1))
    .filter((week) => week >= 0 && week < length)
    .flatMap((week) => Array.from({ length: 7 }, (_, at) => first + week * 7 + at))
  return inOrder(
    numbers.filter(
      (number) =>
        (weekdays.length === 0 || weekdays.includes(weekdayOf(number))) &&
        fits(number, rule.months, rule.monthDays) &&
        fitsYear(number, rule.yearDays),
    ),
  )
}

/** A numbered day of a month or year; where it does not exist, what RFC 7529 (SKIP) wants instead. */
function placed(at: number, first: number, length: number, { skip }: Rule): number[] {
  const place = at > 0 ? at - 1 : length + at
  if (place >= 0 && place < length) return [first + place]
  if (skip === 'OMIT') return []
  if (at > 0) return [skip === 'FORWARD' ? first + length : first + length - 1]
  return [skip === 'FORWARD' ? first : first - 1]
}

/** Of days picked otherwise, those on the rule's weekdays: the first Friday is that of the month when the rule names months. */
function withOrdinals(numbers: readonly number[], { days, months }: Rule, year: number): readonly number[] {
  if (days.length === 0) return numbers
  const newYear = numberOf(year, 1, 1)
  const allowed = new Set(
    months.length > 0
      ? months.flatMap((month) => weekdaysOfMonth(days, year, month))
      : weekdaysOf(days, newYear, numberOf(year + 1, 1, 1) - newYear),
  )
  return numbers.filter((number) => allowed.has(number))
}

function weekdaysOfMonth(days: readonly ByDay[], year: number, month: number): number[] {
  return weekdaysOf(days, numberOf(year, month, 1), monthLength(year, month))
}

/** The weekdays within a span of days, each or the one of its number. */
function weekdaysOf(days: readonly ByDay[], first: number, length: number): number[] {
  const numbers = days.flatMap(({ which, weekday }) => {
    const begin = first + modulo(weekday - weekdayOf(first), 7)
    const all = Math.floor((first + length - 1 - begin) / 7) + 1
    if (which === 0) return Array.from({ length: all }, (_, at) => begin + at * 7)
    const place = which > 0 ? which - 1 : all + which
    return place >= 0 && place < all ? [begin + place * 7] : []
  })
  return inOrder(numbers)
}

function fits(number: number, months: readonly number[], monthDays: readonly number[]): boolean {
  if (months.length + monthDays.length === 0) return true
  const { year, month, day } = dateOf(number)
  if (months.length > 0 && !months.includes(month)) return false
  return monthDays.length === 0 || monthDays.includes(day) || monthDays.includes(day - monthLength(year, month) - 1)
}

function fitsYear(number: number, yearDays: readonly number[]): boolean {
  if (yearDays.length === 0) return true
  const { year } = dateOf(number)
  const ofYear = number - numberOf(year, 1, 1) + 1
  return yearDays.includes(ofYear) || yearDays.includes(number - numberOf(year + 1, 1, 1))
}

function inOrder(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].sort((a, b) => a - b)
}
