// Who reviews what: given out evenly by a published seed, so that nobody chose and everybody can recompute it.
import { createHash } from 'node:crypto'

export interface Giving {
  seed: string
  /** How many reviewers each application needs. */
  each: number
  /** By their public names: the numbers of applications. */
  applications: readonly string[]
  /** Reviewers, in any order. */
  reviewers: readonly string[]
  /** Pairs `application reviewer` that must not be: conflicts known beforehand, and those that have ended. */
  forbidden: ReadonlySet<string>
  /** Pairs that stand already and stay. */
  standing?: readonly { application: string; reviewer: string }[]
}

export interface Given {
  pairs: { application: string; reviewer: string }[]
  /** Applications for which too few reviewers may read them, with how many are missing. */
  short: { application: string; missing: number }[]
}

/** The name of a pair in `Giving.forbidden`. */
export const pairOf = (application: string, reviewer: string): string => `${application} ${reviewer}`

/**
 * Gives each application to as many reviewers as it needs. Applications take turns in the order of SHA-256(seed, number); each takes
 * those who may read it and hold the fewest so far, ties by SHA-256(seed, number, reviewer). The same input gives the same answer in
 * any order of its lists.
 */
export function giveOut({ seed, each, applications, reviewers, forbidden, standing = [] }: Giving): Given {
  const load = new Map(reviewers.map((reviewer) => [reviewer, 0]))
  const held = new Map<string, Set<string>>()
  for (const { application, reviewer } of standing) {
    held.set(application, (held.get(application) ?? new Set()).add(reviewer))
    if (load.has(reviewer)) load.set(reviewer, (load.get(reviewer) ?? 0) + 1)
  }
  const pairs: Given['pairs'] = []
  const short: Given['short'] = []
  for (const application of sortedBy([...new Set(applications)], (number) => drawn(seed, number))) {
    const has = held.get(application) ?? new Set()
    const free = reviewers.filter((one) => !has.has(one) && !forbidden.has(pairOf(application, one)))
    const ordered = sortedBy([...new Set(free)], (one) => drawn(seed, application, one))
    // A stable sort: among equals the order of the draw holds.
    const fewest = ordered.sort((one, other) => (load.get(one) ?? 0) - (load.get(other) ?? 0))
    const wanted = Math.max(0, each - has.size)
    for (const reviewer of fewest.slice(0, wanted)) {
      pairs.push({ application, reviewer })
      load.set(reviewer, (load.get(reviewer) ?? 0) + 1)
    }
    if (fewest.length < wanted) short.push({ application, missing: wanted - fewest.length })
  }
  return { pairs, short }
}

/** SHA-256 in hex of the parts, each on a line of its own. */
export function drawn(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex')
}

function sortedBy(list: string[], keyOf: (one: string) => string): string[] {
  const keys = new Map(list.map((one) => [one, keyOf(one)]))
  return list.sort((one, other) => ((keys.get(one) ?? '') < (keys.get(other) ?? '') ? -1 : 1))
}
