// How numbers and days are written in tables, by spreadsheets and by people, and what they are exactly.

/** The most digits that a spreadsheet keeps of a number; it rounds the rest away, so longer ones travel as text. */
export const spreadsheetDigits = 15

/**
 * The exact decimal that a person typed: «1 234,5», «−5», «1234.50» → «1234.5». Spaces (also non-breaking) may part groups of
 * three digits. Null for anything else, also for «1,234.5», which two countries read in two ways.
 */
export function decimalOf(typed: string): string | null {
  const text = typed
    .trim()
    .replaceAll(/[\u00a0\u202f\u2009]/g, ' ')
    .replace(/^[−–]/, '-')
  if (!/^[+-]? ?(\d+|\d{1,3}( \d{3})+)([.,]\d+)?$/.test(text)) return null
  return tidyDecimal(text.replaceAll(' ', '').replace(',', '.').replace('+', ''))
}

/**
 * The decimal of a number in an XLSX file. Spreadsheets store binary fractions (1.1 as 1.1000000000000001) and show 15 digits;
 * so what has more is rounded to the 15 that a person sees. Null when it is no finite number.
 */
export function storedDecimal(stored: string): string | null {
  const text = stored.trim()
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/.test(text)) return null
  const number = Number(text)
  if (!Number.isFinite(number)) return null
  if (digitsOf(text.replace(/e.*$/i, '')) <= spreadsheetDigits) return tidyDecimal(withoutExponent(text))
  return tidyDecimal(withoutExponent(number.toPrecision(spreadsheetDigits)))
}

/** How many digits of a decimal count: those between the first and the last that is not 0. */
export function digitsOf(decimal: string): number {
  return decimal.replaceAll(/\D/g, '').replaceAll(/^0+|0+$/g, '').length
}

/** The day YYYY-MM-DD that a person typed as 2026-03-01, 01.03.2026 or 1.3.2026; null for anything else, also 30.02.2026. */
export function dayTyped(typed: string): string | null {
  const text = typed.trim()
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?$/.exec(text) ?? []
  if (year && month && day) return realDay(year, month, day)
  const [, first, second, third] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?: ?г\.?)?(?: 0?0:00(?::00)?)?$/.exec(text) ?? []
  if (first && second && third) return realDay(third, second.padStart(2, '0'), first.padStart(2, '0'))
  return null
}

/** The day of a spreadsheet's serial number; null outside its calendar, or on 29 February 1900, which exists only there. */
export function dayOfSerial(serial: number, since1904: boolean): string | null {
  const whole = Math.floor(serial)
  if (!Number.isFinite(serial) || whole < (since1904 ? 0 : 1) || whole > 2_958_465) return null
  if (!since1904 && whole === 60) return null
  // Day 1 is 1 January 1900; from 61 on the numbers are one too high, since 1900 is taken for a leap year.
  const days = since1904 ? whole + 1_462 : whole > 60 ? whole : whole + 1
  const day = new Date(Date.UTC(1899, 11, 30) + days * 86_400_000).toISOString()
  return day.length === 24 ? day.slice(0, 10) : null
}

/** The year that a person typed: «2026», «2026 г.»; null for anything else. */
export function yearOf(typed: string): number | null {
  const [, year] = /^(\d{4})(?:[ \u00a0]?(?:г\.?|год))?$/.exec(typed.trim()) ?? []
  return year ? Number(year) : null
}

/** «да» and «нет» in the ways that people and spreadsheets write them; null for anything else. */
export function yesOrNo(typed: string): boolean | null {
  const text = typed.trim().toLowerCase()
  if (['да', 'yes', 'true', 'истина', '1'].includes(text)) return true
  if (['нет', 'no', 'false', 'ложь', '0'].includes(text)) return false
  return null
}

function realDay(year: string, month: string, day: string): string | null {
  const at = new Date(`${year}-${month}-${day}T00:00:00Z`)
  return Number.isNaN(at.getTime()) || at.getUTCDate() !== Number(day) ? null : `${year}-${month}-${day}`
}

function withoutExponent(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text) ?? []
  const shift = Number(exponent)
  const digits = `${whole}${fraction}`
  const point = whole.length + shift
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0')
  const at = Math.max(point, 1)
  const rest = padded.slice(at)
  return `${sign === '-' ? '-' : ''}${padded.slice(0, at)}${rest ? `.${rest}` : ''}`
}

function tidyDecimal(text: string): string {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)0*(\d+?)(?:\.(\d*?)0*)?$/.exec(text) ?? []
  const decimal = fraction ? `${whole}.${fraction}` : whole
  return decimal === '0' ? '0' : `${sign}${decimal}`
}
