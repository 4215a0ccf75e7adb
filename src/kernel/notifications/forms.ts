// What people may send on the pages of notifications.
import { field, form } from '#platform/form.ts'
import type { FieldErrors } from '#platform/refusal.ts'
import { hourIsQuiet } from './rules.ts'

const hour = () => field.whole(0, 23)

/** What she wants; ticks of topics have names of their own and are read by `choicesIn`. `most`: letters a week in this city. */
export const preferencesForm = (most: number) =>
  form(
    {
      quiet: field.choice(['yes', 'no']),
      quietFrom: hour(),
      quietTo: hour(),
      rhythm: field.choice(['at-once', 'daily', 'weekly']),
      hour: hour(),
      day: field.whole(1, 7),
      weekly: field.whole(1, Math.max(1, most)),
      shown: field.maybe(40),
    },
    ({ quiet, quietFrom, quietTo, rhythm, hour: digest }): FieldErrors => ({
      ...(quiet === 'yes' && quietFrom === quietTo ? { quietTo: { key: 'notifications.form.noHours' } } : {}),
      ...(rhythm !== 'at-once' && quiet === 'yes' && hourIsQuiet(digest, { from: quietFrom, to: quietTo })
        ? { hour: { key: 'notifications.form.quietDigest' } }
        : {}),
    }),
  )

/** Agreeing to texts, or to waking this browser: a box of its own, never ticked beforehand. */
export const consentForm = form(
  { agree: field.tick() },
  ({ agree }): FieldErrors => (agree ? {} : { agree: { key: 'notifications.form.agree' } }),
)

export const deviceForm = form(
  { agree: field.tick(), endpoint: field.maybe(2000) },
  ({ agree, endpoint }): FieldErrors => ({
    ...(agree ? {} : { agree: { key: 'notifications.form.agree' } }),
    ...(endpoint === '' ? { endpoint: { key: 'notifications.form.endpoint' } } : {}),
  }),
)
