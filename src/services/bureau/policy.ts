// Who may do what in bureau.
import { holds, policy } from '#platform/policy.ts'

export const maySeeBureau = policy('bureau.maySee', 'bureau.policy.see', () => true)

export const mayLoadBureau = policy('bureau.mayLoad', 'bureau.policy.load', (actor) =>
  holds(actor, ['operator', 'house']),
)

/** Seeing the queues at all; which requests an adviser works on depends on the queue's body. */
export const mayAdvise = policy('bureau.mayAdvise', 'bureau.policy.advise', (actor) => holds(actor, ['adviser']))

/** Answering what lies in one queue: its advisers, and those of the whole city. */
export const mayAnswerIn = policy<{ body: string | null }>(
  'bureau.mayAnswerIn',
  'bureau.policy.answerIn',
  (actor, { body }) => holds(actor, ['adviser'], body ?? undefined),
)

export const mayEditMeasures = policy('bureau.mayEditMeasures', 'bureau.policy.editMeasures', (actor) =>
  holds(actor, ['programme-manager']),
)

/** What the clock does: asking whether it helped, warning of a term that passed. */
export const mayRemind = policy('bureau.mayRemind', 'bureau.policy.remind', (actor) => holds(actor, ['house']))
