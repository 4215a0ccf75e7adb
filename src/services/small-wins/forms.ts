// What an editor may send about a win.
import { field, form } from '#platform/form.ts'

export const publicationForm = form(
  { title: field.text(200), quantity: field.number(0.001, 1_000_000) },
  ({ quantity }) =>
    // Totals are kept in thousandths, exactly.
    Math.abs(quantity * 1000 - Math.round(quantity * 1000)) < 1e-6
      ? {}
      : { quantity: { key: 'smallWins.form.tooFine' } },
)

export const withdrawalForm = form({ note: field.text(500) })
