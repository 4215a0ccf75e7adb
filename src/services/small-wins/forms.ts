// What people may send: an editor about a win, and a resident who wants to be told about her street.
import { type Form, field, form } from '#platform/form.ts'
import type { FieldErrors } from '#platform/refusal.ts'
import { correctedFields, setbackKinds } from './rules/turns.ts'

export const publicationForm = form(
  { title: field.text(200), quantity: field.number(0.001, 1_000_000) },
  ({ quantity }): FieldErrors =>
    // Totals are kept in thousandths, exactly.
    Math.abs(quantity * 1000 - Math.round(quantity * 1000)) < 1e-6
      ? {}
      : { quantity: { key: 'smallWins.form.tooFine' } },
)

export const withdrawalForm = form({ note: field.text(500) })

/** Whether the right value fits its field is for the action to say: it knows what the record says now. */
export const correctionForm = form({
  field: field.choice(correctedFields),
  right: field.text(200),
  note: field.text(500),
})

/** `today` is the city's day: a setback has happened. Its evidence is a page of the press with its day, or a case. */
export function setbackForm(today: string) {
  return form(
    {
      reason: field.choice(setbackKinds),
      title: field.text(200),
      note: field.text(1000),
      category: field.code(),
      place: field.maybe(200),
      district: field.maybe(100),
      day: field.day(),
      about: field.maybe(100),
      page: field.maybe(500),
      pageDay: field.maybe(10),
      case: field.maybe(40),
    },
    ({ day, page, pageDay, case: number }): FieldErrors => ({
      ...(day > today || day < '1760-01-01' ? { day: { key: 'smallWins.form.future' } } : {}),
      ...(page === '' && number === '' ? { page: { key: 'smallWins.form.noEvidence' } } : {}),
      ...(page !== '' && !isPage(page) ? { page: { key: 'smallWins.form.page' } } : {}),
      ...(page !== '' && !isPastDay(pageDay, today) ? { pageDay: { key: 'smallWins.form.pageDay' } } : {}),
    }),
  )
}

export const followForm: Form<{ street: string; email: string; agree: boolean }> = form(
  { street: field.text(200, 'smallWins.form.street'), email: field.email(), agree: field.tick() },
  ({ email, agree }): FieldErrors => ({
    ...(email === '' ? { email: { key: 'smallWins.form.email' } } : {}),
    ...(agree ? {} : { agree: { key: 'smallWins.form.agree' } }),
  }),
)

/** Somebody signed in has her address already, and may follow without letters. */
export const ownFollowForm = form({ street: field.text(200, 'smallWins.form.street'), agree: field.tick() })

function isPage(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}

function isPastDay(text: string, today: string): boolean {
  return field.day().safeParse(text).success && text <= today
}
