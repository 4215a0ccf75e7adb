// Which money goes together: the greatest sum that the rules of stacking allow, with every conflict explained.
import type { Conflict, Decision, Stacking, Together } from './types.ts'

/** How many choices are weighed in one knot of offers that hang together; beyond it the best so far stands. */
const mostWeighed = 200_000

/**
 * Of the offers that are «yes»: those that go together for the greatest surely promised sum; of equal sums the more offers, then the
 * earlier ones. Exact by branch and bound within each knot of offers that rules tie (a knot of twenty or so; a larger one stops after
 * 200,000 choices with the best found). Limits cut sums, the later offers first; where limits neither nest nor stand apart, the total is
 * allowed but may not be the greatest. `costs` says what each pays for: same-cost-exclusive offers for one cost exclude each other; where
 * a cost is not said, both may be taken, and the conflict says for what.
 */
export function bestTogether(
  decisions: ReadonlyMap<string, Decision>,
  stacking: readonly Stacking[],
  costs: Readonly<Record<string, string>> = {},
): Together {
  const ids = [...decisions].filter(([, { verdict }]) => verdict === 'yes').map(([id]) => id)
  const sums = new Map(ids.map((id) => [id, decisions.get(id)?.amount?.from ?? 0]))
  const apart = exclusions(ids, stacking, costs)
  const limits = stacking
    .filter(({ rule, limit }) => rule === 'sum-limit' && limit !== undefined)
    .sort((a, b) => a.among.length - b.among.length)
  const taken = new Set(knots(ids, apart, limits).flatMap((knot) => bestOf(knot, sums, apart, limits)))
  const together = ids.filter((id) => taken.has(id))
  const shares = cut(together, sums, limits)
  return {
    together,
    shares,
    total: total(shares),
    conflicts: stacking.flatMap((rule) => conflictOf(rule, ids, taken, sums, shares, apart)),
  }
}

type Apart = ReadonlyMap<string, ReadonlySet<string>>

function exclusions(
  ids: readonly string[],
  stacking: readonly Stacking[],
  costs: Readonly<Record<string, string>>,
): Apart {
  const allowed = new Set(
    stacking.filter(({ rule }) => rule === 'together').flatMap(({ among }) => pairs(among).map(keyOf)),
  )
  const apart = new Map(ids.map((id) => [id, new Set<string>()]))
  for (const { rule, among } of stacking) {
    if (rule !== 'exclusive' && rule !== 'same-cost-exclusive') continue
    for (const [a, b] of pairs(among)) {
      const clash = rule === 'exclusive' ? !allowed.has(keyOf([a, b])) : costs[a] !== undefined && costs[a] === costs[b]
      if (!clash || !apart.has(a) || !apart.has(b)) continue
      apart.get(a)?.add(b)
      apart.get(b)?.add(a)
    }
  }
  return apart
}

function pairs(among: readonly string[]): [string, string][] {
  return among.flatMap((a, at) =>
    among
      .slice(at + 1)
      .filter((b) => b !== a)
      .map((b): [string, string] => [a, b]),
  )
}

const keyOf = (pair: readonly string[]): string => JSON.stringify([...pair].sort())

/** Offers that rules tie, directly or through others. */
function knots(ids: readonly string[], apart: Apart, limits: readonly Stacking[]): string[][] {
  const tied = new Map(ids.map((id) => [id, new Set(apart.get(id))]))
  for (const { among } of limits) {
    for (const id of among) for (const other of among) if (tied.has(id) && tied.has(other)) tied.get(id)?.add(other)
  }
  const seen = new Set<string>()
  return ids.flatMap((id) => {
    if (seen.has(id)) return []
    const knot: string[] = []
    const waiting = [id]
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (seen.has(next)) continue
      seen.add(next)
      knot.push(next)
      waiting.push(...(tied.get(next) ?? []))
    }
    return [ids.filter((one) => knot.includes(one))]
  })
}

function bestOf(
  knot: readonly string[],
  sums: ReadonlyMap<string, number>,
  apart: Apart,
  limits: readonly Stacking[],
): string[] {
  let best: readonly string[] = []
  let bestSum = -1
  let left = mostWeighed
  const rest = knot.map((_, at) => knot.slice(at).reduce((sum, id) => sum + (sums.get(id) ?? 0), 0))
  const visit = (at: number, chosen: readonly string[], sum: number): void => {
    left -= 1
    if (left < 0) return
    const most = sum + (rest[at] ?? 0)
    if (most < bestSum || (most === bestSum && chosen.length + knot.length - at <= best.length)) return
    const id = knot[at]
    if (id === undefined) {
      best = chosen
      bestSum = sum
      return
    }
    if (chosen.every((other) => !apart.get(id)?.has(other))) {
      const grown = [...chosen, id]
      visit(at + 1, grown, total(cut(grown, sums, limits)))
    }
    visit(at + 1, chosen, sum)
  }
  visit(0, [], 0)
  return [...best]
}

/** What each brings once the limits, the narrower first, have cut the later ones. */
function cut(
  taken: readonly string[],
  sums: ReadonlyMap<string, number>,
  limits: readonly Stacking[],
): Map<string, number> {
  const shares = new Map(taken.map((id) => [id, sums.get(id) ?? 0]))
  for (const { among, limit = 0 } of limits) {
    const members = taken.filter((id) => among.includes(id))
    let over = members.reduce((sum, id) => sum + (shares.get(id) ?? 0), 0) - limit
    for (const id of members.reverse()) {
      const less = Math.min(Math.max(over, 0), shares.get(id) ?? 0)
      shares.set(id, (shares.get(id) ?? 0) - less)
      over -= less
    }
  }
  return shares
}

function total(shares: ReadonlyMap<string, number>): number {
  return [...shares.values()].reduce((sum, share) => sum + share, 0)
}

function conflictOf(
  { rule, among, limit }: Stacking,
  ids: readonly string[],
  taken: ReadonlySet<string>,
  sums: ReadonlyMap<string, number>,
  shares: ReadonlyMap<string, number>,
  apart: Apart,
): Conflict[] {
  const present = ids.filter((id) => among.includes(id))
  if (present.length < 2 || rule === 'together') return []
  const kept = present.filter((id) => taken.has(id))
  const left = present.filter((id) => !taken.has(id) && kept.some((other) => apart.get(id)?.has(other)))
  if (rule === 'sum-limit') {
    const whole = kept.reduce((sum, id) => sum + (sums.get(id) ?? 0), 0)
    const cutBy = Math.max(whole - (limit ?? whole), 0)
    return cutBy > 0 ? [{ rule, among: present, kept, left: [], limit: limit ?? null, cut: cutBy }] : []
  }
  const bites = left.length > 0 || (rule === 'same-cost-exclusive' && kept.length > 1 && shares.size > 0)
  return bites ? [{ rule, among: present, kept, left, limit: null, cut: 0 }] : []
}
