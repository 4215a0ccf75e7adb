// Days as numbers, counted from 1 January 1970 in the Gregorian calendar, which is taken to hold for ever in both directions.

export const day = 86_400

/** Monday is 0 and Sunday 6. */
export const weekdays: readonly string[] = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

export interface YearDate {
  year: number
  /** From 1. In calendars with leap months, one that follows month 5 is 5.5. */
  month: number
  day: number
}

/** The number of a day; months beyond 1 to 12 and days beyond the month run over into their neighbours. */
export function numberOf(year: number, month: number, dayOfMonth: number): number {
  // Years begin in March, so that a leap day is the last day of a year; 400 years have 146,097 days.
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const monthOfYear = (month + 9) % 12
  const dayOfYear = Math.floor((153 * monthOfYear + 2) / 5) + dayOfMonth - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/** Year, month and day of a number. */
export function dateOf(number: number): YearDate {
  const shifted = number + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthOfYear = Math.floor((5 * dayOfYear + 2) / 153)
  const month = monthOfYear < 10 ? monthOfYear + 3 : monthOfYear - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthOfYear + 2) / 5) + 1,
  }
}

export function weekdayOf(number: number): number {
  return modulo(number + 3, 7)
}

export function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

export function monthLength(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (lengths[month - 1] ?? 0)
}

/** The first day of the week in which `number` lies, where weeks begin on `weekStart`. */
export function startOfWeek(number: number, weekStart: number): number {
  return number - modulo(weekdayOf(number) - weekStart, 7)
}

/** The first day of week 1: the first week with at least four days in the year (ISO 8601, for any first day of the week). */
export function firstWeekOf(newYear: number, weekStart: number): number {
  return startOfWeek(newYear + 3, weekStart)
}

export function modulo(value: number, by: number): number {
  return ((value % by) + by) % by
}
