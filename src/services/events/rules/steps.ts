// The steps of an event's form, in order; each keeps what was typed.
import type { State } from './terms.ts'

export const steps = ['what', 'where', 'when', 'terms', 'seats', 'check'] as const
export type Step = (typeof steps)[number]

export function isStep(text: string): text is Step {
  return steps.some((step) => step === text)
}

/** The step after this one, the last one itself. */
export function stepAfter(step: Step): Step {
  return steps[Math.min(steps.indexOf(step) + 1, steps.length - 1)] ?? 'check'
}

/** How many of an organiser's events editors have published before she publishes at once, unless an editor said otherwise. */
export const trustedAfter = 5

/** How many events one person may send in a day, and how many drafts she may have. */
export const mostSentPerDay = 20
export const mostDrafts = 50

/** Whether whoever keeps an event publishes at once: an editor's word first, then what she has shown. */
export function isTrusted(word: boolean | null, published: number): boolean {
  return word ?? published >= trustedAfter
}

/**
 * Whether what its organiser sends is published at once, by the state of the event as it stands (null: a new one). What an editor has hidden or
 * sent back waits for her, however trusted its keeper is.
 */
export function isPublishedNext(before: State | null, trusted: boolean): boolean {
  if (before === 'published') return true
  return trusted && before !== 'hidden' && before !== 'draft'
}
