// Who may register systems that people enter by their account here.
import { holds, policy } from '#platform/policy.ts'

export const mayRegisterSystems = policy('mayRegisterSystems', 'account.policy.systems', (actor) =>
  holds(actor, ['operator']),
)
