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

/** Promising, moving, and judging evidence. */
export const mayCommit = policy('strategy.mayCommit', 'strategy.policy.commit', (actor) =>
  holds(actor, ['strategist', 'house']),
)

/** Reporting of a project and bringing evidence: the team, and the manager in the body that owns the project. */
export const mayReport = policy<{ body: string | null }>(
  'strategy.mayReport',
  'strategy.policy.report',
  (actor, { body }) => holds(actor, ['strategist', 'house']) || (body !== null && holds(actor, ['manager'], body)),
)

/** Coming to the page of those who answer for projects. */
export const mayManage = policy('strategy.mayManage', 'strategy.policy.manage', (actor) =>
  holds(actor, ['strategist', 'manager', 'house']),
)
