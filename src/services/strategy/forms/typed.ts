// What a person typed in one field, brought to what the strategy keeps, or said back to her as an error.
import { type Fields, isReadable, typedIn } from '#platform/form.ts'
import type { FieldError, FieldErrors } from '#platform/refusal.ts'
import { isDay } from '#platform/time.ts'
import type { Words } from '#platform/words.ts'
import { compared } from '../rules/decimal.ts'
import { decimalIn } from '../rules/observation.ts'

export type Read<Value> = { value: Value } | { error: FieldError }

/** A text of so many letters at most; empty is left to the caller. */
export function readText(fields: Fields, name: string, most: number): Read<string> {
  const value = typedIn(fields, name)
  if (!isReadable(value)) return { error: { key: 'platform.form.unreadable' } }
  return value.length > most ? { error: { key: 'platform.form.tooLong', values: { most } } } : { value }
}

/** A number of up to fifteen digits before the comma and six after it. */
export function readNumber(typed: string): Read<string> {
  const value = decimalIn(typed)
  if (value === null) return { error: { key: 'platform.form.number' } }
  return value === 'too-fine' ? { error: { key: 'strategy.form.tooFine' } } : { value }
}

/** A sum of money: not negative, to the kopeck. */
export function readRoubles(typed: string): Read<string> {
  const read = readNumber(typed)
  if ('error' in read) return read
  if (compared(read.value, '0') < 0) return { error: { key: 'strategy.form.negativeMoney' } }
  return /\.\d{3}/.test(read.value) ? { error: { key: 'strategy.staff.form.kopecks' } } : read
}

/** The page that says so and its day; null where neither was named. */
export function readSource(
  fields: Fields,
  today: string,
): { source: { page: string; date: string | null } | null; errors: FieldErrors } {
  const [page, date] = [typedIn(fields, 'source'), typedIn(fields, 'sourceDate')]
  const errors: FieldErrors = {}
  if (page !== '' && !isPage(page)) errors.source = { key: 'strategy.form.source' }
  if (page.length > 500) errors.source = { key: 'platform.form.tooLong', values: { most: 500 } }
  if (page === '' && date !== '') errors.source = { key: 'strategy.form.noSource' }
  if (date !== '' && !isDay(date)) errors.sourceDate = { key: 'platform.form.day' }
  else if (date > today) errors.sourceDate = { key: 'strategy.form.future' }
  return { source: page === '' ? null : { page, date: date === '' ? null : date }, errors }
}

/** A decimal as it is typed in this language. */
export function typedNumber(words: Words, value: string | null): string {
  return value === null ? '' : value.replace('.', words.locale === 'ru' ? ',' : '.')
}

/** A year, month or day as the hints show it: «12.2025». */
export function typedPeriod(period: string | null): string {
  return period === null ? '' : period.split('-').reverse().join('.')
}

function isPage(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text) && isReadable(text)
}
