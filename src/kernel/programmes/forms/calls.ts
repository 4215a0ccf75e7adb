// What people who lead calls may send: times, money, the reason of a moved deadline, and what a check found missing.
import { type Checked, type Fields, field, form, typedIn } from '#platform/form.ts'
import type { FieldErrors } from '#platform/refusal.ts'
import { atHour, later, minutes } from '#platform/time.ts'
import { kopecksIn } from '../rules/money.ts'
import { isNearDay } from './reading.ts'

const plainCallForm = form({
  titleRu: field.text(200),
  titleEn: field.maybe(200),
  opensOn: field.text(20),
  opensTime: field.maybe(5),
  closesOn: field.text(20),
  closesTime: field.maybe(5),
  budget: field.maybe(30),
  awards: field.maybe(6),
  contact: field.text(300),
  terms: field.maybe(80),
})

export interface CallSent {
  title: { ru: string; en: string }
  opensAt: Date
  closesAt: Date
  budget: number | null
  awards: number | null
  contact: string
  terms: string | null
}

export function readCall(fields: Fields, zone: string): Checked<CallSent> {
  const plain = plainCallForm.check(fields)
  const errors: FieldErrors = { ...(plain.ok ? {} : plain.errors) }
  const opensAt = instantIn(fields, 'opens', zone, errors)
  const closesAt = instantIn(fields, 'closes', zone, errors)
  const money = typedIn(fields, 'budget')
  const budget = money === '' ? null : kopecksIn(money)
  if (money !== '' && budget === null) errors.budget = { key: 'programmes.apply.noMoney' }
  const many = typedIn(fields, 'awards')
  const awards = many === '' ? null : Number(many)
  if (awards !== null && (!Number.isInteger(awards) || awards < 1 || awards > 100_000))
    errors.awards = { key: 'platform.form.whole' }
  if (!plain.ok || !opensAt || !closesAt || Object.keys(errors).length > 0) return { ok: false, errors }
  const { titleRu, titleEn, contact, terms } = plain.value
  return {
    ok: true,
    value: { title: { ru: titleRu, en: titleEn }, opensAt, closesAt, budget, awards, contact, terms: terms || null },
  }
}

const reasonForm = form({ reason: field.text(1000) })

export function readDeadline(fields: Fields, zone: string): Checked<{ closesAt: Date; reason: string }> {
  const plain = reasonForm.check(fields)
  const errors: FieldErrors = { ...(plain.ok ? {} : plain.errors) }
  const closesAt = instantIn(fields, 'closes', zone, errors)
  if (!plain.ok || !closesAt || Object.keys(errors).length > 0) return { ok: false, errors }
  return { ok: true, value: { closesAt, reason: plain.value.reason } }
}

export interface CheckSent {
  gaps: { subject: string; said: string }[]
  dueAt: Date
  reason: string | null
}

/** What is missing: a tick and a sentence for each of the things that may be named. */
export function readCheck(fields: Fields, subjects: readonly string[], zone: string): Checked<CheckSent> {
  const errors: FieldErrors = {}
  const gaps = subjects
    .filter((subject) => fields[`gap-${subject}`] === 'yes')
    .map((subject) => ({ subject, said: typedIn(fields, `said-${subject}`).slice(0, 500) }))
  for (const { subject, said } of gaps)
    if (said === '') errors[`said-${subject}`] = { key: 'programmes.check.noSentence' }
  if (gaps.length === 0) errors[`gap-${subjects[0] ?? ''}`] = { key: 'programmes.check.nothingNamed' }
  const dueAt = instantIn(fields, 'due', zone, errors)
  const reason = typedIn(fields, 'reason').slice(0, 1000)
  if (!dueAt || Object.keys(errors).length > 0) return { ok: false, errors }
  return { ok: true, value: { gaps, dueAt, reason: reason || null } }
}

/** `opensOn` and `opensTime` as an instant of the city; a day without a time begins at midnight. Null with its errors where it cannot be read. */
export function instantIn(fields: Fields, name: string, zone: string, errors: FieldErrors): Date | null {
  const day = typedIn(fields, `${name}On`)
  const time = typedIn(fields, `${name}Time`)
  if (!isNearDay(day)) errors[`${name}On`] = { key: 'platform.form.day' }
  const parts = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/.exec(time === '' ? '0:00' : time)
  if (!parts) errors[`${name}Time`] = { key: 'programmes.desk.noTime' }
  if (!isNearDay(day) || !parts) return null
  return later(atHour(day, Number(parts[1]), zone), minutes(Number(parts[2])))
}
