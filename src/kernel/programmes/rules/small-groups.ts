// Groups of people so small that one could be known again are not published by themselves.

/** Fewer than this many are never shown apart. */
export const leastGroup = 5

export interface GroupCount {
  name: string
  n: number
}

/**
 * Groups as they may be published: those below five are merged into `rest`, and where that is still below five, the smallest group that
 * stands joins it. Null where all together are fewer than five. The sum stays the same; nothing is left that lets a small one be worked out.
 */
export function merged(groups: readonly GroupCount[], rest: string): GroupCount[] | null {
  const filled = groups.filter(({ n }) => n > 0)
  const total = filled.reduce((sum, { n }) => sum + n, 0)
  if (total === 0) return []
  if (total < leastGroup) return null
  const small = filled.filter(({ n, name }) => n < leastGroup || name === rest)
  const large = filled
    .filter(({ n, name }) => n >= leastGroup && name !== rest)
    .sort((one, other) => other.n - one.n || (one.name < other.name ? -1 : 1))
  let n = small.reduce((sum, each) => sum + each.n, 0)
  while (n > 0 && n < leastGroup) {
    const last = large.pop()
    if (!last) break
    n += last.n
  }
  return n === 0 ? large : [...large, { name: rest, n }]
}
