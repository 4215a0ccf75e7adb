// Numbers of the state registers: whether the digits agree with each other, and which group of them is wrong.

/** What is wrong with a number, as the end of a word key; null when nothing is. The right digit is never said. */
export type NumberProblem = 'length' | 'region' | 'first' | 'control' | 'controlBoth' | 'tooOld' | null

/**
 * An INN: 10 digits of an organisation or 12 of a person (order ED-7-14/559@ of the Federal Tax Service, annex 2). A number that
 * begins with 00 has right check digits sometimes, but no region. `controlBoth`: one of the two last digits of twelve.
 */
export function innProblem(text: string): NumberProblem {
  if (!/^(?:\d{10}|\d{12})$/.test(text)) return 'length'
  if (text.startsWith('00')) return 'region'
  const digits = [...text].map(Number)
  const right = (at: number): boolean => {
    const weights = innWeights.slice(innWeights.length - at)
    return (weighed(digits, weights) % 11) % 10 === digits[at]
  }
  if (text.length === 10) return right(9) ? null : 'control'
  return right(10) && right(11) ? null : 'controlBoth'
}

/** An OGRN: 13 digits that begin with 1 or 5, or 15 of a sole trader that begin with 3; the last one is the rest of the others. */
export function ogrnProblem(text: string): NumberProblem {
  if (!/^(?:\d{13}|\d{15})$/.test(text)) return 'length'
  if (!(text.length === 13 ? /^[15]/ : /^3/).test(text)) return 'first'
  const divisor = text.length === 13 ? 11 : 13
  return (Number(text.slice(0, -1)) % divisor) % 10 === Number(text.at(-1)) ? null : 'control'
}

/**
 * A SNILS, written with or without its signs: nine digits weighed 9 to 1, modulo 101, 100 counts as 00. Numbers up to 001-001-998
 * are older than the check digits (`tooOld`: it cannot be checked). The city checks it and keeps none.
 */
export function snilsProblem(text: string): NumberProblem {
  const digits = text.replaceAll(/[\s-]/g, '')
  if (!/^\d{11}$/.test(digits)) return 'length'
  if (Number(digits.slice(0, 9)) <= 1_001_998) return 'tooOld'
  const sum = weighed([...digits].map(Number), [9, 8, 7, 6, 5, 4, 3, 2, 1])
  return (sum % 101) % 100 === Number(digits.slice(9)) ? null : 'control'
}

/** How a SNILS may be shown: its last four digits only, «•••-•••-•45 95». */
export function maskedSnils(text: string): string {
  const digits = text.replaceAll(/\D/g, '').padStart(11, '•')
  return `•••-•••-•${digits.slice(7, 9)} ${digits.slice(9)}`
}

/** A KPP has no check digit: four digits of the office, two signs of the reason, three of the turn. */
export function isKpp(text: string): boolean {
  return /^\d{4}[0-9A-Z]{2}\d{3}$/.test(text)
}

/** A BIK: nine digits of a bank in Russia. */
export function isBik(text: string): boolean {
  return /^04\d{7}$/.test(text)
}

/**
 * A settlement account of 20 digits in the bank of this BIK, or the bank's own correspondent account (301…): digits weighed 7, 1, 3 in
 * turn behind a prefix of the BIK, the last digits of the products add up to a ten.
 */
export function isAccount(account: string, bik: string): boolean {
  if (!/^\d{20}$/.test(account) || !isBik(bik)) return false
  const prefix = account.startsWith('301') ? `0${bik.slice(4, 6)}` : bik.slice(6)
  const turns = [7, 1, 3]
  const sum = [...(prefix + account)].reduce(
    (total, digit, at) => total + ((Number(digit) * (turns[at % 3] ?? 0)) % 10),
    0,
  )
  return sum % 10 === 0
}

/** Whether the text is a valid INN of an organisation or a person. */
export function isInn(text: string): boolean {
  return innProblem(text) === null
}

/** Whether the text is a valid OGRN, or a sole trader's. */
export function isOgrn(text: string): boolean {
  return ogrnProblem(text) === null
}

/** Whether both numbers are of one kind: of an organisation, or of a sole trader. */
export function sameKind(inn: string, ogrn: string): boolean {
  return (inn.length === 10) === (ogrn.length === 13)
}

const innWeights = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]

function weighed(digits: readonly number[], weights: readonly number[]): number {
  return weights.reduce((total, weight, place) => total + weight * (digits[place] ?? 0), 0)
}
