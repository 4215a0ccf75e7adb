// What people may send on the pages of their account.
import { isNoEmail } from '#kernel/identity/index.ts'
import { field, form } from '#platform/form.ts'
import type { FieldErrors } from '#platform/refusal.ts'

/** Asking for a letter with a link; `next` is where she was going. */
export const signInForm = form(
  { email: field.email(), next: field.maybe(500) },
  ({ email }): FieldErrors => (email === '' || isNoEmail(email) ? { email: { key: 'account.form.email' } } : {}),
)

/** A new passkey; what the browser said of it is checked by what knows passkeys. */
export const passkeyForm = form(
  {
    name: field.text(60, 'account.passkey.nameMissing'),
    passkey: field.maybe(100_000),
    next: field.maybe(500),
  },
  ({ passkey }): FieldErrors => (passkey === '' ? { passkey: { key: 'account.passkey.noScript' } } : {}),
)

export const emailForm = form(
  { email: field.email() },
  ({ email }): FieldErrors => (email === '' ? { email: { key: 'account.form.email' } } : {}),
)

export const removalForm = form(
  { person: field.code('account.staff.choosePerson'), reason: field.text(500, 'account.staff.reasonMissing') },
  ({ person }): FieldErrors =>
    /^[0-9a-f-]{36}$/.test(person) ? {} : { person: { key: 'account.staff.choosePerson' } },
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
