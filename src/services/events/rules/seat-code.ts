// The code of a seat as it is read aloud and typed at the door: eight digits and one that shows a slip.

/** The code of eight digits that were drawn. */
export function seatCodeOf(digits: string): string {
  return digits + damm(digits)
}

/** What was typed as a code: spaces and dashes are nothing. Null where a digit is wrong, missing or swapped with its neighbour. */
export function readSeatCode(typed: string): string | null {
  const digits = typed.normalize('NFKC').replaceAll(/[\s\-–—.]/g, '')
  return /^\d{9}$/.test(digits) && damm(digits) === 0 ? digits : null
}

/** «123 456 789». */
export function shownSeatCode(code: string): string {
  return code.replaceAll(/(\d{3})(?=\d)/g, '$1\u00a0')
}

// The check digit by Damm's quasigroup: every wrong digit and every swap of neighbours shows (H. M. Damm, 2004).
function damm(digits: string): number {
  let at = 0
  for (const digit of digits) at = Number(table[at]?.[Number(digit)])
  return at
}

const table = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
]
