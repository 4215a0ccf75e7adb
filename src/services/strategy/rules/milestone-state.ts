// What state a milestone is in: reached, past its day, ahead, or due to somebody who has fallen silent.
import { lastDayOf } from './period.ts'
import { milestoneProgress, milestoneState } from './progress.ts'
import type { Term } from './terms.ts'

export type MilestoneState = ReturnType<typeof milestoneState>

export interface Step {
  target: string | null
  due: string | null
  terms: ReadonlyMap<string, Term>
  evidence: readonly { quantity: string | null; state: 'waiting' | 'accepted' | 'refused' | 'withdrawn' }[]
}

/** The state on a day (YYYY-MM-DD); a milestone due this month or year is late only when that is over. */
export function stateOf(step: Step, today: string, silent = false): MilestoneState {
  const progress = milestoneProgress({ quantity: step.target, evidence: step.evidence })
  // A day that was taken back cannot pass.
  const on = step.due === null ? today : lastDayOf(step.due)
  return milestoneState(progress, on, today, silent)
}
