// What goes together, against every set there is.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defined } from './small-world.testing.ts'
import { bestTogether } from './stacking.ts'
import type { Decision, Stacking } from './types.ts'

const yes = (kopecks: number): Decision => ({
  verdict: 'yes',
  amount: { from: kopecks, to: kopecks },
  ...{ why: [], matters: [], change: [], towards: null, faults: [], version: null },
})
const ids = ['a', 'b', 'c', 'd', 'e', 'f']
const offers = fc
  .record(Object.fromEntries(ids.map((id) => [id, fc.integer({ min: 0, max: 50 })])), { requiredKeys: ['a'] })
  .map(defined)
const group = fc.subarray(ids, { minLength: 2, maxLength: 4 })
const costs = fc
  .record(Object.fromEntries(ids.map((id) => [id, fc.constantFrom('rent', 'tools')])), { requiredKeys: [] })
  .map(defined)
const exclusions = fc.array(
  fc.record({ among: group, rule: fc.constantFrom<Stacking['rule']>('exclusive', 'together', 'same-cost-exclusive') }),
  { maxLength: 4 },
)
// One limit: nested or separate ones are promised to be exact too, and one shows it.
const limit = fc.option(
  fc.record({ among: group, rule: fc.constant<Stacking['rule']>('sum-limit'), limit: fc.integer({ min: 0, max: 90 }) }),
  { nil: null },
)

const pairs = (among: readonly string[]) =>
  among.flatMap((a, at) => among.slice(at + 1).map((b) => [a, b].sort().join()))

function best(
  sums: Record<string, number>,
  rules: readonly Stacking[],
  of: Record<string, string | undefined>,
): number {
  const present = Object.keys(sums)
  const allowed = new Set(rules.filter(({ rule }) => rule === 'together').flatMap(({ among }) => pairs(among)))
  const forbidden = new Set(
    rules.flatMap(({ rule, among }) =>
      pairs(among).filter((pair) => {
        const [a = '', b = ''] = pair.split(',')
        if (rule === 'exclusive') return !allowed.has(pair)
        return rule === 'same-cost-exclusive' && of[a] !== undefined && of[a] === of[b]
      }),
    ),
  )
  let most = 0
  for (let mask = 0; mask < 2 ** present.length; mask++) {
    const set = present.filter((_, at) => mask & (1 << at))
    if (pairs(set).some((pair) => forbidden.has(pair))) continue
    const whole = set.reduce((sum, id) => sum + (sums[id] ?? 0), 0)
    const cut = rules.reduce((most_, { rule, among, limit: at = 0 }) => {
      const inside = set.filter((id) => among.includes(id)).reduce((sum, id) => sum + (sums[id] ?? 0), 0)
      return rule === 'sum-limit' ? most_ + Math.max(inside - at, 0) : most_
    }, 0)
    most = Math.max(most, whole - cut)
  }
  return most
}

test('the set found is allowed, brings the most there is, and every offer left out is explained', () => {
  fc.assert(
    fc.property(offers, exclusions, limit, costs, (sums, rules, one, of) => {
      const all = [...rules, ...(one ? [one] : [])]
      const decisions = new Map(Object.entries(sums).map(([id, sum]) => [id, yes(sum)]))
      const found = bestTogether(decisions, all, of)
      expect(found.total).toBe(best(sums, all, of))
      expect([...found.shares.values()].reduce((sum, share) => sum + share, 0)).toBe(found.total)
      for (const [id, share] of found.shares) expect(share).toBeLessThanOrEqual(sums[id] ?? 0)
      const left = Object.keys(sums).filter((id) => !found.together.includes(id))
      const explained = new Set(found.conflicts.flatMap((conflict) => conflict.left))
      for (const id of left) expect(explained.has(id)).toBe(true)
      expect(bestTogether(decisions, all, of)).toEqual(found)
    }),
    { numRuns: 500 },
  )
})

test('a rule that forbids never brings more, one that allows never less, and the order of rules says nothing', () => {
  const total = (sums: Record<string, number>, rules: readonly Stacking[], of: Record<string, string>) =>
    bestTogether(new Map(Object.entries(sums).map(([id, sum]) => [id, yes(sum)])), rules, of).total
  fc.assert(
    fc.property(offers, exclusions, limit, group, costs, (sums, rules, one, among, of) => {
      const before = total(sums, rules, of)
      expect(total(sums, [...rules, { among, rule: 'exclusive' }], of)).toBeLessThanOrEqual(before)
      expect(total(sums, [...rules, { among, rule: 'same-cost-exclusive' }], of)).toBeLessThanOrEqual(before)
      expect(total(sums, [...rules, { among, rule: 'together' }], of)).toBeGreaterThanOrEqual(before)
      const all = [...rules, ...(one ? [one] : [])]
      if (one) expect(total(sums, all, of)).toBeLessThanOrEqual(before)
      expect(total(sums, all.toReversed(), of)).toBe(total(sums, all, of))
    }),
    { numRuns: 300 },
  )
})

test('a limit of support cuts the later offer and says by how much', () => {
  const decisions = new Map([
    ['grant', yes(70)],
    ['loan', yes(60)],
  ])
  const found = bestTogether(decisions, [{ among: ['grant', 'loan'], rule: 'sum-limit', limit: 100 }])
  expect(found.total).toBe(100)
  expect([...found.shares]).toEqual([
    ['grant', 70],
    ['loan', 30],
  ])
  expect(found.conflicts).toMatchObject([{ rule: 'sum-limit', kept: ['grant', 'loan'], cut: 30, limit: 100 }])
})
