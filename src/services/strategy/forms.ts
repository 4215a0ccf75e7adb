// What the strategy team may send: an observation, or the correction of an earlier one.
import { type Checked, type Fields, field, form, typedIn } from '#platform/form.ts'
import type { FieldErrors } from '#platform/refusal.ts'
import { beginningOf, decimalIn, isTenfold, periodIn } from './rules/observation.ts'

const texts = {
  value: field.text(40, 'strategy.form.noValue'),
  period: field.text(20, 'strategy.form.noPeriod'),
  source: field.text(500, 'strategy.form.noSource'),
  sourceDate: field.day(),
  /** The number that the person has looked at twice. */
  sure: field.maybe(40),
}
const observationTexts = form({ ...texts, reason: field.maybe(1000) })
const revisionTexts = form({ ...texts, reason: field.text(1000, 'strategy.form.noReason') })

export interface ObservationSent {
  value: string
  period: string
  source: string
  sourceDate: string
  reason: string
}

/** What an observation is judged by. */
export interface Around {
  /** The city's day (YYYY-MM-DD). */
  today: string
  /** The number known before, to compare with; null when there is none. */
  last: string | null
  /** Periods that have a number already. */
  taken: readonly string[]
  revises: boolean
}

/** Reads an observation, or every error at once. */
export function readObservation(fields: Fields, around: Around): Checked<ObservationSent> {
  const sent = (around.revises ? revisionTexts : observationTexts).check(fields)
  const errors: FieldErrors = sent.ok ? {} : { ...sent.errors }
  const [value, period] = [decimalIn(typedIn(fields, 'value')), periodIn(typedIn(fields, 'period'))]
  const [source, sourceDate] = [typedIn(fields, 'source'), typedIn(fields, 'sourceDate')]
  if (value === null) errors.value ??= { key: 'platform.form.number' }
  else if (value === 'too-fine') errors.value ??= { key: 'strategy.form.tooFine' }
  else if (around.last !== null && isTenfold(value, around.last) && decimalIn(typedIn(fields, 'sure')) !== value)
    errors.sure ??= { key: 'strategy.form.tenfold', values: { last: Number(around.last) } }
  if (period === null) errors.period ??= { key: 'strategy.form.period' }
  else if (beginningOf(period) > around.today) errors.period ??= { key: 'strategy.form.future' }
  else if (around.taken.includes(period)) errors.period ??= { key: 'strategy.form.taken' }
  if (!isPage(source)) errors.source ??= { key: 'strategy.form.source' }
  if (sourceDate > around.today) errors.sourceDate ??= { key: 'strategy.form.future' }
  else if (period !== null && sourceDate < beginningOf(period))
    errors.sourceDate ??= { key: 'strategy.form.beforePeriod' }
  if (!sent.ok || value === null || period === null || Object.keys(errors).length > 0) return { ok: false, errors }
  return { ok: true, value: { value, period, source, sourceDate, reason: sent.value.reason } }
}

function isPage(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text)
}
