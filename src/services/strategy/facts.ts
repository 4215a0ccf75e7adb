// What the strategy announces; the subject is the thing: `indicator:ID`, `project:ID` or `milestone:ID`, where nothing else is said.
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
  /** A resident asked about it; the words of the question are in no fact. The whole strategy is `strategy:whole`. */
  'strategy.asked': { question: number }
  /** The team answered, or corrected its answer. */
  'strategy.answered': { question: number; answer: string; corrects: string | null }
  'strategy.declined': { question: number }
  /** Somebody wants to follow by e-mail and is asked whether it was she; subject `wish:ID`. */
  'strategy.follow-wished': { wish: string }
}

export interface ProposedAt {
  direction: string
  workshop: boolean
  day: string | null
}
