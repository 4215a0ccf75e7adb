// What people may send about phrases.
import { field, form } from '#platform/form.ts'

export const proposalForm = form({
  text: field.text(1000, 'languages.error.text'),
  source: field.text(300, 'languages.error.source'),
  place: field.text(500, 'languages.error.place'),
  quotation: field.text(2000, 'languages.error.quotation'),
})

/** Declining needs a reason that whoever proposed can read. */
export const decisionForm = form(
  { decision: field.choice(['accepted', 'declined'], 'languages.error.decision'), reason: field.maybe(500) },
  ({ decision, reason }) =>
    decision === 'declined' && reason === '' ? { reason: { key: 'languages.error.reason' } } : {},
)
