// What people may send on the pages of their account.
import { field, form } from '#platform/form.ts'
import type { FieldErrors } from '#platform/refusal.ts'

/** Asking for a letter with a link; `next` is where she was going. */
export const signInForm = form(
  { email: field.email(), next: field.maybe(500) },
  ({ email }): FieldErrors => (email === '' ? { email: { key: 'account.form.email' } } : {}),
)

export const nameForm = form({ name: field.maybe(80) })

export const lettersForm = form(
  { agree: field.tick() },
  ({ agree }): FieldErrors => (agree ? {} : { agree: { key: 'account.form.agree' } }),
)

export const forgettingForm = form(
  { sure: field.tick() },
  ({ sure }): FieldErrors => (sure ? {} : { sure: { key: 'account.form.sure' } }),
)
