// Who may answer for personal data and believe representatives.
import { holds, policy } from '#platform/policy.ts'

/** Answering requests about personal data, believing representatives, reading the log of what was destroyed. */
export const mayAnswerForData = policy('account.mayAnswerForData', 'account.policy.answer', (actor) =>
  holds(actor, ['operator']),
)
