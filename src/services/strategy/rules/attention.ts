// What asks for attention on a day: control points that are late or come next, evidence that waits, reports that did not come.
import { daysBetween } from '#platform/time.ts'
import type { WaitingReport } from './duties.ts'
import { type Step, stateOf } from './milestone-state.ts'
import { lastDayOf } from './period.ts'
import type { Term } from './terms.ts'

interface Proof {
  quantity: string | null
  state: 'waiting' | 'accepted' | 'refused' | 'withdrawn'
}

export interface Watched<Milestone, Evidence> {
  project: { id: string }
  terms: ReadonlyMap<string, Term>
  milestones: readonly Milestone[]
  evidence: readonly Evidence[]
  waiting: readonly WaitingReport[]
}

export interface Attention<Milestone, Evidence> {
  /** Past their day and not proven, the longest late first. */
  late: { milestone: Milestone; days: number }[]
  /** Not proven and still to come, the nearest first. */
  next: { milestone: Milestone; days: number }[]
  /** Reports past their day, the longest silence first. */
  silent: (WaitingReport & { project: string })[]
  /** Brought and judged by nobody, the longest waiting first. */
  evidence: Evidence[]
}

/** Sorts what asks for attention; a control point without a day is in no list. */
export function attentionFor<
  Milestone extends Step & { evidence: readonly Evidence[] },
  Evidence extends Proof & { id: string },
>(held: readonly Watched<Milestone, Evidence>[], today: string): Attention<Milestone, Evidence> {
  const open = held
    .flatMap(({ milestones }) => milestones)
    .flatMap((milestone) => {
      const state = stateOf(milestone, today)
      if (milestone.due === null || state === 'done') return []
      return [{ milestone, days: daysBetween(today, lastDayOf(milestone.due)), past: state === 'late' }]
    })
    .sort((one, other) => one.days - other.days)
  return {
    late: open.filter(({ past }) => past).map(({ milestone, days }) => ({ milestone, days: -days })),
    next: open.filter(({ past }) => !past).map(({ milestone, days }) => ({ milestone, days })),
    silent: held
      .flatMap(({ project, waiting }) => waiting.map((each) => ({ ...each, project: project.id })))
      .filter(({ daysLate }) => daysLate > 0)
      .sort((one, other) => other.daysLate - one.daysLate),
    evidence: held
      .flatMap(({ milestones, evidence }) => [...evidence, ...milestones.flatMap((each) => [...each.evidence])])
      .filter(({ state }) => state === 'waiting')
      .sort((one, other) => (one.id < other.id ? -1 : 1)),
  }
}
