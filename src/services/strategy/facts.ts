// What the strategy announces; the subject is the thing: `indicator:ID`, `project:ID` or `milestone:ID`.
export interface StrategyFacts {
  'strategy.measured': { indicator: string; measurement: string }
  /** At the workshop of its direction, on its last day; or later, on the day of the source. `was`: what had been told before. */
  'strategy.proposed': ProposedAt & { project: string; was: ProposedAt | null }
  'strategy.observed': { indicator: string; observation: string }
  /** A promise was moved: a target, a date, an owner, a scope. */
  'strategy.moved': { terms: string[] }
  /** Evidence was accepted, or taken back; the win is named where it is one. */
  'strategy.proven': { evidence: string; win: string | null; project: string | null }
  'strategy.unproven': { evidence: string; win: string | null; project: string | null }
  /** The team reported of a project. */
  'strategy.reported': { period: string; status: string }
}

export interface ProposedAt {
  direction: string
  workshop: boolean
  day: string | null
}
