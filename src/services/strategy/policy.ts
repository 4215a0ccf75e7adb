// Who may do what with the strategy.
import { holds, policy } from '#platform/policy.ts'

/** Measurements come from facts only: no person may write one. */
export const mayMeasure = policy('strategy.mayMeasure', 'strategy.policy.measure', (actor) => holds(actor, ['house']))

export const mayObserve = policy('strategy.mayObserve', 'strategy.policy.observe', (actor) =>
  holds(actor, ['strategist', 'house']),
)

export const mayLoadStrategy = policy('strategy.mayLoad', 'strategy.policy.load', (actor) =>
  holds(actor, ['operator', 'house']),
)
