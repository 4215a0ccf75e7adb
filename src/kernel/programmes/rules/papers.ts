// Which of the documents that were brought count: those nothing bad was found in, as fresh as they are asked to be.
import { daysBetween } from '#platform/time.ts'
import type { PaperAsked } from './asked.ts'

export interface Brought {
  asked: string
  scan: string
  datedOn: string | null
}

/** The documents that may be sent on a day (YYYY-MM-DD): asked for, not infected, and not too old. */
export function ready<Paper extends Brought>(
  asked: readonly Pick<PaperAsked, 'id' | 'freshDays'>[],
  brought: readonly Paper[],
  today: string,
): Paper[] {
  return brought.filter((paper) => {
    const wish = asked.find(({ id }) => id === paper.asked)
    if (!wish || paper.scan === 'infected') return false
    if (wish.freshDays === null) return true
    return paper.datedOn !== null && paper.datedOn <= today && daysBetween(paper.datedOn, today) <= wish.freshDays
  })
}
