// What the strategy announces; the subject is `indicator:ID` or `project:ID`.
export interface StrategyFacts {
  'strategy.measured': { indicator: string; measurement: string }
  /** `workshop` is its last day, null where a project did not come from one; `was` what had been told before. */
  'strategy.proposed': { project: string; direction: string; workshop: string | null; was: object | null }
  'strategy.observed': { indicator: string; observation: string }
}
