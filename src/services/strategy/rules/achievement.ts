// How much of a plan was fulfilled, in percent and in a colour's name; never typed by hand.
import { compared, negated, ratioOf, sumOf, timesOf } from './decimal.ts'
import type { Polarity } from './forecast.ts'

/** From how many percent on a promise counts as kept, and as nearly kept. */
export interface Tolerance {
  keptFrom: number
  nearFrom: number
}

/** Where the city named no other. */
export const usualTolerance: Tolerance = { keptFrom: 95, nearFrom: 80 }

export type Colour = 'green' | 'yellow' | 'red'

/**
 * Percent of the plan as a decimal text of at most six digits after the point: fact by plan where more is better, plan by fact
 * where less is better, and for a number to hit, what is left of 100 after the miss in percent of the plan, 0 at least.
 * Null where that says nothing: a zero below the line, or a negative number.
 */
export function achieved(fact: string, plan: string, polarity: Polarity): string | null {
  if (compared(fact, '0') < 0 || compared(plan, '0') < 0) return null
  if (polarity === 'up') return ratioOf(timesOf(fact, '100'), plan)
  if (polarity === 'down') return ratioOf(timesOf(plan, '100'), fact)
  const miss = sumOf([fact, negated(plan)]).replace('-', '')
  const left = sumOf([plan, negated(miss)])
  return ratioOf(timesOf(compared(left, '0') < 0 ? '0' : left, '100'), plan)
}

/** The colour of so many percent. */
export function colourOf(percent: string, { keptFrom, nearFrom }: Tolerance = usualTolerance): Colour {
  if (compared(percent, String(keptFrom)) >= 0) return 'green'
  return compared(percent, String(nearFrom)) >= 0 ? 'yellow' : 'red'
}
