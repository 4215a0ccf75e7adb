// What state a milestone is in: reached, past its day, or still ahead.
import { lastDayOf } from './period.ts'
import { milestoneProgress } from './progress.ts'
import type { Term } from './terms.ts'

export type MilestoneState = 'done' | 'late' | 'ahead'

export interface Step {
  target: string | null
  due: string | null
  terms: ReadonlyMap<string, Term>
  evidence: readonly { quantity: string | null; state: 'waiting' | 'accepted' | 'refused' | 'withdrawn' }[]
}

/** The state on a day (YYYY-MM-DD); a milestone due this month or year is late only when that is over. */
export function stateOf(step: Step, today: string): MilestoneState {
  if (milestoneProgress({ quantity: step.target, evidence: step.evidence }).done) return 'done'
  return step.due !== null && lastDayOf(step.due) < today ? 'late' : 'ahead'
}
