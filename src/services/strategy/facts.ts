// What the strategy announces; the subject is `indicator:ID`.
export interface StrategyFacts {
  'strategy.measured': { indicator: string; measurement: string }
  'strategy.observed': { indicator: string; observation: string }
}
