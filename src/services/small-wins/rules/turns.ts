// What became of a win: what can be corrected in it, and how a right value is read.

/** What of a record can be put right. Quantity, day and place change what it is counted and found by. */
export const correctedFields = ['quantity', 'day', 'place', 'words'] as const
export type CorrectedField = (typeof correctedFields)[number]

/** broke: the repair did not hold; stopped, postponed: the work did not go on; other: said in words. */
export const setbackKinds = ['broke', 'stopped', 'postponed', 'other'] as const
export type SetbackKind = (typeof setbackKinds)[number]

/** What a record says in a field, as corrections quote it; null where it says nothing. */
export function saidOf(
  win: { quantity: string | null; done_on: string | null; place: string | null; title: string },
  field: CorrectedField,
): string | null {
  if (field === 'quantity') return win.quantity
  if (field === 'day') return win.done_on
  return field === 'place' ? win.place : win.title
}

/** A right value as it is kept, or the word key of what is wrong with it. `today` is YYYY-MM-DD. */
export function rightValue(field: CorrectedField, typed: string, today: string): { value: string } | { wrong: string } {
  const text = typed.trim()
  if (field === 'quantity') return rightQuantity(text)
  if (field === 'day') return rightDay(text, today)
  return text === '' ? { wrong: 'platform.form.missing' } : { value: text }
}

// Totals are kept in thousandths, exactly; the text is a decimal without needless zeros, so that equal values are equal texts.
function rightQuantity(text: string): { value: string } | { wrong: string } {
  const plain = text.replaceAll(/[\s\u00a0]/g, '').replace(',', '.')
  if (!/^\d{1,7}(\.\d+)?$/.test(plain)) return { wrong: 'smallWins.form.quantity' }
  if (/\.\d{3}\d*[1-9]/.test(plain)) return { wrong: 'smallWins.form.tooFine' }
  return { value: String(Number(plain)) }
}

function rightDay(text: string, today: string): { value: string } | { wrong: string } {
  if (!isDay(text) || text < '1760') return { wrong: 'smallWins.form.day' }
  return text > today.slice(0, text.length) ? { wrong: 'smallWins.form.future' } : { value: text }
}

/** Whether a text is a year, a month or a day of the calendar: YYYY, YYYY-MM, YYYY-MM-DD. */
export function isDay(text: string): boolean {
  const [, year, month = '01', day = '01'] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text) ?? []
  if (year === undefined) return false
  const at = new Date(`${year}-${month}-${day}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === `${year}-${month}-${day}`
}
