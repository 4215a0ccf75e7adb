// Who may do what with phrases.
import { holds, policy } from '#platform/policy.ts'

export const mayDecide = policy('languages.mayDecide', 'languages.policy.decide', (actor) =>
  holds(actor, ['editor', 'house']),
)
