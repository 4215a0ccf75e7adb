// Who may do what with small wins.
import { holds, policy } from '#platform/policy.ts'

export const mayPublish = policy('small-wins.mayPublish', 'smallWins.policy.publish', (actor) =>
  holds(actor, ['editor', 'house']),
)

/** Drafts are made and withdrawn by what happens to a case, not by a person. */
export const mayDraft = policy('small-wins.mayDraft', 'smallWins.policy.draft', (actor) => holds(actor, ['house']))

export const mayLoadWins = policy('small-wins.mayLoad', 'smallWins.policy.load', (actor) =>
  holds(actor, ['operator', 'house']),
)
