// Days as whole numbers, so that they compare and count: 1970-01-01 is 0 (proleptic Gregorian calendar, Howard Hinnant's civil days).

const pattern = /^(\d{4})-(\d{2})-(\d{2})$/

/** The number of a day 'YYYY-MM-DD'; null when there is no such day; years begin with 1. */
export function dayNumber(text: string): number | null {
  const found = pattern.exec(text)
  if (!found) return null
  const number = numberOf(Number(found[1]), Number(found[2]), Number(found[3]))
  return found[1] !== '0000' && dayText(number) === text ? number : null
}

export function dayText(number: number): string {
  const { year, month, day } = dayParts(number)
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

export function dayParts(number: number): { year: number; month: number; day: number } {
  const shifted = number + 719_468
  const era = Math.floor(shifted / 146_097)
  const ofEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  )
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const march = Math.floor((5 * ofYear + 2) / 153)
  const day = ofYear - Math.floor((153 * march + 2) / 5) + 1
  const month = march < 10 ? march + 3 : march - 9
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day }
}

/** Whole months from one day to another, towards zero: what FEEL's `years and months duration(from, to)` holds. */
export function monthsBetween(from: number, to: number): number {
  if (from > to) return -monthsBetween(to, from) || 0
  const start = dayParts(from)
  const end = dayParts(to)
  const months = (end.year - start.year) * 12 + end.month - start.month
  return end.day < start.day ? months - 1 : months
}

/** The first and the last day there are: 0001-01-01 and 9999-12-31. */
export const firstDay = numberOf(1, 1, 1)
export const lastDay = numberOf(9999, 12, 31)

function numberOf(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const ofYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  const ofEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + ofYear
  return era * 146_097 + ofEra - 719_468
}
