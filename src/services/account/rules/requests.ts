// How it stands with a request about personal data.

/** explain: what is held and why (152-FZ, article 14); correct: article 20; stop: article 21, part 5.1. */
export const requestKinds = ['explain', 'correct', 'stop'] as const
export type RequestKind = (typeof requestKinds)[number]

export const outcomes = ['done', 'partly', 'declined'] as const
export type Outcome = (typeof outcomes)[number]

export interface RequestClock {
  /** The last instant for an answer, with the extension where there is one. */
  dueAt: Date
  answeredAt: Date | null
}

export type RequestStage = 'waiting' | 'late' | 'answered' | 'answeredLate'

/** How a request stands at an instant. Once late it is late for ever. */
export function requestStage({ dueAt, answeredAt }: RequestClock, now: Date): RequestStage {
  if (answeredAt !== null) return answeredAt < dueAt ? 'answered' : 'answeredLate'
  return now < dueAt ? 'waiting' : 'late'
}
