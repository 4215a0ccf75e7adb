// Phone numbers as people write them, and the addresses of those who have none.

/** E.164, or the word key of what is wrong: codes go to mobile numbers of Russian operators only (149-FZ, article 8, part 10). */
export function readPhone(typed: string): { phone: string } | { wrong: string } {
  const bare = typed.normalize('NFKC').replaceAll(/[\s()\u2010-\u2015.-]/g, '')
  if (bare === '') return { wrong: 'identity.refusal.phoneMissing' }
  const digits = /^(?:\+7|7|8)?(\d{10})$/.exec(bare)?.[1]
  if (digits === undefined)
    return { wrong: /^\+(?!7)\d/.test(bare) ? 'identity.refusal.phoneForeign' : 'identity.refusal.phone' }
  if (/^[67]/.test(digits)) return { wrong: 'identity.refusal.phoneKazakhstan' }
  return digits.startsWith('9') ? { phone: `+7${digits}` } : { wrong: 'identity.refusal.phoneFixed' }
}

/** «+7 (912) 345-67-89». */
export function shownPhone(phone: string): string {
  return phone.replace(/^\+7(\d{3})(\d{3})(\d\d)(\d\d)$/, '+7\u00a0($1)\u00a0$2-$3-$4')
}

/** «+7 (912) •••-••-89»: enough to know one's own. */
export function veiledPhone(phone: string): string {
  return phone.replace(/^\+7(\d{3})\d{5}(\d\d)$/, '+7\u00a0($1)\u00a0•••-••-$2')
}

/** The address of somebody who gave none: RFC 2606 keeps `.invalid` from ever being anybody's. */
export function noEmail(person: string): string {
  return `${person}@person.invalid`
}

/** Whether an address is nobody's. */
export function isNoEmail(email: string): boolean {
  return /\.invalid$/i.test(email.trim())
}

/** The address as a page may show it. */
export function shownEmail(email: string): string | null {
  return isNoEmail(email) ? null : email
}

/** Messages to a number and from a network, so that no stranger runs up the city's bill or shuts anyone out. */
export const codeLimits = {
  minutes: 30,
  /** To one number from one network, in the minutes: a stranger in another network does not use up hers. */
  perPair: 3,
  /** To one number in a day, from all networks; from a browser in which she has signed in by it, as many again. */
  perNumber: 8,
  /** From one network in a day, to all numbers. */
  perNetwork: 30,
}

export interface CodesCounted {
  pair: number
  number: number
  network: number
  city: number
}

/** What to do with one more request for a code. */
export function codeAnswer(counted: CodesCounted, perCity: number): 'send' | 'has-enough' | 'too-many' {
  if (counted.network >= codeLimits.perNetwork || counted.city >= perCity) return 'too-many'
  return counted.pair >= codeLimits.perPair || counted.number >= codeLimits.perNumber ? 'has-enough' : 'send'
}

/**
 * What answers the question for a code: the code that was sent; where none was, what no digits are (`nobodys`: a fresh secret), so
 * that asking for many codes leaves no more to guess than was sent.
 */
export function codeToAsk(code: string, sent: boolean, nobodys: string): string {
  return sent ? code : `not sent ${nobodys}`
}
