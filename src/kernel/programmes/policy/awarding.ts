// Who may review, confirm what another prepared, and decide an appeal. That it is somebody else is asked of each record besides.
import { holds, policy } from '#platform/policy.ts'

export const mayReview = policy('mayReview', 'programmes.policy.review', (actor) => holds(actor, ['reviewer']))

/** The second office: it signs what the programme manager has prepared. */
export const signers = ['strategist'] as const
export const mayConfirmDecision = policy('mayConfirmDecision', 'programmes.policy.confirm', (actor) =>
  holds(actor, signers),
)

/** Who sees reviews, decisions and appeals of a call: whoever prepares them, signs them, or decides appeals. */
export const judges = ['programme-manager', 'strategist', 'operator'] as const
export const mayFollowDecision = policy('mayFollowDecision', 'programmes.policy.follow', (actor) =>
  holds(actor, judges),
)

export const mayDecideAppeal = policy('mayDecideAppeal', 'programmes.policy.appeal', (actor) => holds(actor, judges))
