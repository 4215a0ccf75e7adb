// Decisions about people and organisations: role names, limits on sign-in letters, numbers of organisations.
import { createHash } from 'node:crypto'

/** The offices of the city. */
export const roleNames = [
  'dispatcher',
  'inspector',
  'performer',
  'editor',
  'strategist',
  'manager',
  'operator',
] as const
export type RoleName = (typeof roleNames)[number]

export function isRoleName(name: string): name is RoleName {
  return roleNames.some((known) => known === name)
}

/** Letters to one address, and requests from one network, within the minutes that a link works. */
export const linkLimits = { minutes: 30, perEmail: 5, perNetwork: 40 }

/**
 * What to do with one more request for a sign-in link. A stranger who asks for somebody's address again and again does not lock
 * her out: when her address has had enough letters, each of those counted is in her mailbox and still works.
 */
export function linkAnswer(counted: { email: number; network: number }): 'send' | 'has-enough' | 'too-many' {
  if (counted.network >= linkLimits.perNetwork) return 'too-many'
  return counted.email >= linkLimits.perEmail ? 'has-enough' : 'send'
}

/** The network an address belongs to: of IPv6 the first 64 bits, since one subscriber has all the rest. */
export function networkOf(ip: string): string {
  const address = ip.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '')
  if (!address.includes(':')) return address
  const [head = '', tail] = address.split('::')
  const first = head === '' ? [] : head.split(':')
  const last = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length)
  const groups = [...first, ...new Array<string>(zeros).fill('0'), ...last]
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}

/** What is kept of an address or network while limits look back. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

const innWeights = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]

/**
 * Whether the text is a valid INN: 10 digits of an organisation or 12 of a person (order ED-7-14/559@ of the Federal Tax
 * Service, annex 2). A number that begins with 00 has right check digits sometimes, but no region.
 */
export function isInn(text: string): boolean {
  if (!/^\d{10}$|^\d{12}$/.test(text) || text.startsWith('00')) return false
  const digits = [...text].map(Number)
  const right = (at: number): boolean => {
    const weights = innWeights.slice(innWeights.length - at)
    const sum = weights.reduce((total, weight, place) => total + weight * (digits[place] ?? 0), 0)
    return (sum % 11) % 10 === digits[at]
  }
  return text.length === 10 ? right(9) : right(10) && right(11)
}

/** Whether the text is a valid OGRN: 13 digits that begin with 1 or 5, or 15 of a sole trader that begin with 3. */
export function isOgrn(text: string): boolean {
  if (!/^[15]\d{12}$|^3\d{14}$/.test(text)) return false
  const divisor = text.length === 13 ? 11 : 13
  return (Number(text.slice(0, -1)) % divisor) % 10 === Number(text.at(-1))
}
