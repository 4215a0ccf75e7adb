// What residents may send about a case: their word, and why it is not done.
import { field, form } from '#platform/form.ts'

export const confirmationForm = form({ token: field.maybe(200) })

export const reopeningForm = form({
  token: field.maybe(200),
  reason: field.text(2000, 'cases.error.reasonMissing'),
})
