// What the strategy announces; the subject is `indicator:ID` or `project:ID`.
export interface StrategyFacts {
  'strategy.measured': { indicator: string; measurement: string }
  /** At the workshop of its direction, on its last day; or later, on the day of the source. `was`: what had been told before. */
  'strategy.proposed': ProposedAt & { project: string; was: ProposedAt | null }
  'strategy.observed': { indicator: string; observation: string }
}

export interface ProposedAt {
  direction: string
  workshop: boolean
  day: string | null
}
