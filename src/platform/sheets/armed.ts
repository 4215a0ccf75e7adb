// What a spreadsheet would take for a formula, and the apostrophe that keeps it from doing so (OWASP, CSV Injection).

/** What a spreadsheet takes for a formula, also after apostrophes, so that taking one away is exact. */
const formula = /^'*[=+\-@\t\r\n＝＋－＠]/
const plainNumber = /^-?\d+([.,]\d+)?$/

/** The text as a cell that no spreadsheet runs. */
export function armed(text: string): string {
  return formula.test(text) && !plainNumber.test(text) ? `'${text}` : text
}

/** What `armed` was given. */
export function unarmed(text: string): string {
  return text.startsWith("'") && formula.test(text) ? text.slice(1) : text
}
