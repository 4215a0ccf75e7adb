// What a person types about an observation: a number, and the year, month or day that it is of.
import { isDay } from '#platform/time.ts'
import { compared, sumOf, timesOf } from './decimal.ts'

/** «1 234,5» as a decimal text; null where it is no number, 'too-fine' with more than six digits after the comma. */
export function decimalIn(typed: string): string | 'too-fine' | null {
  const text = typed.replaceAll(/\s/g, '').replace(/^[−–]/, '-').replace(',', '.')
  const [, fraction] = /^-?\d{1,15}(?:\.(\d{1,30}))?$/.exec(text) ?? [null, null]
  if (fraction === null) return null
  // Through the sum «007» and «1.50» become the same number they are everywhere else.
  return (fraction?.length ?? 0) > 6 ? 'too-fine' : sumOf([text])
}

/** «2025», «12.2025», «10.03.2026» or the same as ISO 8601, brought to ISO 8601; null where it is none of them. */
export function periodIn(typed: string): string | null {
  const text = typed.trim()
  const [, day, month = '', year = ''] = /^(?:(\d{1,2})\.)?(\d{1,2})\.(\d{4})$/.exec(text) ?? []
  const two = (part: string) => part.padStart(2, '0')
  const period = year === '' ? text : [year, two(month), ...(day === undefined ? [] : [two(day)])].join('-')
  return /^(19|20)\d\d(-\d\d(-\d\d)?)?$/.test(period) && isDay(beginningOf(period)) ? period : null
}

/** The first day of a period. */
export function beginningOf(period: string): string {
  return `${period}-01-01`.slice(0, 10)
}

/** True when one is ten times the other or more, in either direction: more often a slip of the finger than news. */
export function isTenfold(value: string, last: string): boolean {
  const [one, other] = [value.replace('-', ''), last.replace('-', '')]
  if (compared(one, '0') === 0 || compared(other, '0') === 0) return compared(one, other) !== 0
  return compared(one, timesOf(other, '10')) >= 0 || compared(other, timesOf(one, '10')) >= 0
}
