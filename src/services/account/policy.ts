// Who may answer for personal data, believe representatives, and register systems that people enter by their account here.
import { holds, policy } from '#platform/policy.ts'

/** Answering requests about personal data, believing representatives, reading the log of what was destroyed. */
export const mayAnswerForData = policy('account.mayAnswerForData', 'account.policy.answer', (actor) =>
  holds(actor, ['operator']),
)

export const mayRegisterSystems = policy('account.mayRegisterSystems', 'account.policy.systems', (actor) =>
  holds(actor, ['operator']),
)
