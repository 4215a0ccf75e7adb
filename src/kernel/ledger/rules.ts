// What a true entry is: whole amounts that balance in each unit, and what may still be taken back of one.
import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'

/** What is counted: money in whole kopecks, points, whole hours, visits. */
export const units = ['kopecks', 'points', 'hours', 'visits'] as const
export type Unit = (typeof units)[number]

/** A whole amount that an account receives (above zero) or gives (below). */
export interface Posting {
  account: string
  amount: number
}

export type Unbalanced = 'too-few' | 'not-whole' | 'twice' | 'unequal' | 'unknown'

/** What is wrong with the postings of an entry; null when they balance. `units` holds the unit of each account that is known. */
export function wrongPostings(postings: readonly Posting[], unitOf: ReadonlyMap<string, Unit>): Unbalanced | null {
  if (postings.length < 2) return 'too-few'
  if (postings.some(({ amount }) => amount === 0 || !Number.isSafeInteger(amount))) return 'not-whole'
  if (new Set(postings.map(({ account }) => account)).size < postings.length) return 'twice'
  const sums = new Map<Unit, bigint>()
  for (const { account, amount } of postings) {
    const unit = unitOf.get(account)
    if (unit === undefined) return 'unknown'
    sums.set(unit, (sums.get(unit) ?? 0n) + BigInt(amount))
  }
  return [...sums.values()].some((sum) => sum !== 0n) ? 'unequal' : null
}

/**
 * The postings that take back an entry, or a part of one between two accounts. `back` is what earlier corrections have taken
 * back already, by account and with their own signs. Null where more is asked than is left, or a part of what has no parts.
 */
export function takenBack(
  postings: readonly Posting[],
  back: ReadonlyMap<string, number>,
  part: number | null,
): Posting[] | null {
  const left = postings
    .map(({ account, amount }) => ({ account, amount: amount + (back.get(account) ?? 0) }))
    .filter(({ amount }) => amount !== 0)
  if (left.length === 0) return null
  if (part === null) return left.map(({ account, amount }) => ({ account, amount: -amount }))
  const whole = Math.abs(left[0]?.amount ?? 0)
  if (left.length !== 2 || !Number.isSafeInteger(part) || part <= 0 || part > whole) return null
  return left.map(({ account, amount }) => ({ account, amount: amount > 0 ? -part : part }))
}

/** SHA-256 of what an entry says, whatever the order of its postings: the same key may come again with the same content only. */
export function contentOf(said: object, postings: readonly Posting[]): string {
  const sorted = [...postings].sort((one, other) => (one.account < other.account ? -1 : 1))
  const bytes = canonicalize({ ...said, postings: sorted.map(({ account, amount }) => [account, amount]) })
  return createHash('sha256')
    .update(bytes ?? '')
    .digest('hex')
}
