// How money of several measures goes together, as an editor says it: the rule, why, and where that stands.
import { z } from 'zod'
import type { Stacking } from '#engines/eligibility/index.ts'

export const stackingRules = ['exclusive', 'same-cost-exclusive', 'sum-limit', 'together'] as const
export const certainties = ['editorial', 'check', 'memory'] as const

export const stackingShape = z.object({
  among: z.array(z.string()).min(2),
  rule: z.enum(stackingRules),
  /** Roubles, of sum-limit: the most that they give together. */
  limit: z.number().positive().nullable().default(null),
  why: z.object({ ru: z.string(), en: z.string() }),
  source: z.string().nullable(),
  /** editorial: our reading of the source; check: to be asked before relying on it; memory: known, with no page at hand. */
  certainty: z.enum(certainties),
})
export type StackingFields = z.output<typeof stackingShape>

/** The rule as the engine counts with it. */
export function stackingOf({ among, rule, limit }: StackingFields): Stacking {
  return { among, rule, ...(limit === null ? {} : { limit: Math.round(limit * 100) }) }
}

/** Whether two rules say the same of the same measures. */
export function isSameRule(one: StackingFields, other: StackingFields): boolean {
  return one.rule === other.rule && [...one.among].sort().join() === [...other.among].sort().join()
}

/** Whether two rules speak of the same pair of measures. */
export function isTouching(one: StackingFields, other: StackingFields): boolean {
  return one.among.filter((id) => other.among.includes(id)).length > 1
}
