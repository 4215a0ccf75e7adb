// Who may look through the ledger. Writing is asked by the module whose accounts they are.
import { holds, policy } from '#platform/policy.ts'

export const mayAudit = policy('mayAudit', 'ledger.policy.audit', (actor) =>
  holds(actor, ['operator', 'strategist', 'programme-manager']),
)
