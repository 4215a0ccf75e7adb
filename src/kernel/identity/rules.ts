// Decisions about people: role names, limits on sign-in letters, what is kept of a browser. Numbers of registers: `rules/numbers.ts`.
import { createHash } from 'node:crypto'

export { isInn, isOgrn } from './rules/numbers.ts'

/** The offices of the city. */
export const roleNames = [
  'dispatcher',
  'inspector',
  'performer',
  'editor',
  'strategist',
  'manager',
  'event-editor',
  'adviser',
  'programme-manager',
  'reviewer',
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

/** The family of a browser by its header, and nothing finer: `yandex`, `firefox`, `edge`, `opera`, `chrome`, `safari`, `other`. */
export function familyOf(userAgent: string): string {
  return families.find(([, mark]) => mark.test(userAgent))?.[0] ?? 'other'
}

// Each later one says the names of those before it, too.
const families: readonly [string, RegExp][] = [
  ['yandex', /YaBrowser/],
  ['edge', /\bEdgA?\//],
  ['opera', /\bOPR\//],
  ['firefox', /Firefox\/|FxiOS\//],
  ['chrome', /Chrome\/|CriOS\//],
  ['safari', /Safari\//],
]
