// Who may take a lost second factor from somebody.
import { holds, policy } from '#platform/policy.ts'

export const mayRemoveFactors = policy('mayRemoveFactors', 'identity.policy.mayRemoveFactors', (actor) =>
  holds(actor, ['operator']),
)
