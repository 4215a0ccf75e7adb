// What people may send on the pages of their account.
import { z } from 'zod'
import { isNoEmail, powerCodes } from '#kernel/identity/index.ts'
import { field, form } from '#platform/form.ts'
import type { FieldErrors } from '#platform/refusal.ts'
import { isDay } from '#platform/time.ts'
import { outcomes, requestKinds } from './rules/requests.ts'

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

/** A request about her data; `about` is a module or nothing. */
export const requestForm = form({
  kind: field.choice(requestKinds, 'account.form.kind'),
  about: field.maybe(40),
  text: field.text(2000, 'account.form.text'),
})

export const answerForm = form({
  outcome: field.choice(outcomes, 'account.form.outcome'),
  text: field.text(4000, 'account.form.answer'),
})

export const extensionForm = form({ reason: field.text(1000, 'account.form.reason') })

const lastDay = ({ until }: { until: string }): FieldErrors =>
  until === '' || isDay(until) ? {} : { until: { key: 'platform.form.day' } }

/** An organisation that she acts for; the numbers are checked digit by digit by identity. */
export const organisationForm = form(
  {
    name: field.text(300, 'account.form.organisation'),
    inn: field.text(20, 'account.form.inn'),
    ogrn: field.maybe(20),
    kpp: field.maybe(20),
    document: field.text(300, 'account.form.document'),
    until: field.maybe(10),
  },
  lastDay,
)

export const invitationForm = form(
  {
    email: field.email(),
    document: field.text(300, 'account.form.document'),
    since: field.day(),
    until: field.maybe(10),
    codes: z.preprocess(
      (value) => [value ?? []].flat(),
      z
        .array(z.enum(powerCodes, 'account.form.codes'), 'account.form.codes')
        .min(1, 'account.form.codes')
        .max(10, 'account.form.codes'),
    ),
  },
  (sent): FieldErrors => ({
    ...lastDay(sent),
    ...(sent.email === '' ? { email: { key: 'account.form.inviteEmail' } } : {}),
  }),
)

/** Why somebody is not believed: she reads it. */
export const refusalForm = form({ because: field.text(500, 'account.form.because') })

/** A system that people enter by their account here; what its addresses must be is checked by the action. */
export const systemForm = form({
  name: field.text(100),
  site: field.text(300),
  organisation: field.text(200),
  inn: field.text(12),
  purpose: field.text(300),
  redirectUris: field.text(2000),
  signOutUris: field.maybe(2000),
  backChannelUri: field.maybe(500),
  scopes: field.several(),
  auth: field.code(),
})
