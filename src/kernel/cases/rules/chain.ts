// The chain of holders: how often a case came back, whether the deadline was moved, and who may still pass it on.
import { days, later } from '#platform/time.ts'

/** open: somebody's clock runs; resolved: the reporter is asked; declined: answered that it will not be done. */
export type Status = 'open' | 'resolved' | 'confirmed' | 'declined'

export interface Holding {
  body: string
  since: Date
  until: Date | null
  begunBy: 'opened' | 'handed-over' | 'reopened'
  dueAt: Date
}

export interface Limits {
  /** After so many returns to a body that already held the case, only the city's dispatcher may hand it over. */
  maxReturns: number
  /** Days after a confirmation in which the resident may still say that it is not done. */
  reopenDays: number
  /** Metres between the place and where the photo was taken, beyond which it proves nothing. */
  proofMetres: number
}

/** How often the case was handed to a body that had held it before. Reopening at the same holder is no return. */
export function returnsIn(chain: readonly Pick<Holding, 'body' | 'begunBy'>[]): number {
  const seen = new Set<string>()
  let returns = 0
  for (const { body, begunBy } of chain) {
    if (begunBy === 'handed-over' && seen.has(body)) returns += 1
    seen.add(body)
  }
  return returns
}

/** Whether «not ours» has gone round long enough: only the city's dispatcher may hand over from now on. */
export function pingPong(chain: readonly Pick<Holding, 'body' | 'begunBy'>[], maxReturns: number): boolean {
  return returnsIn(chain) >= maxReturns
}

/**
 * How often a hand-over moved the deadline later, and the deadline first given. A reopening begins a new clock of its own and moves
 * nothing: the work was said to be done.
 */
export function postponements(chain: readonly Pick<Holding, 'begunBy' | 'dueAt'>[]): {
  first: Date | null
  moved: number
} {
  const moved = chain.filter((holding, at) => {
    const before = chain[at - 1]
    return holding.begunBy === 'handed-over' && before !== undefined && holding.dueAt.getTime() > before.dueAt.getTime()
  }).length
  return { first: chain[0]?.dueAt ?? null, moved }
}

/** Whether a resident may still say «не решено»: a confirmed case for so many days, a resolved or declined one always. */
export function mayReopen(
  status: Status,
  confirmedAt: Date | null,
  now: Date,
  limits: Pick<Limits, 'reopenDays'>,
): boolean {
  if (status === 'open') return false
  if (status !== 'confirmed' || confirmedAt === null) return true
  return now.getTime() <= askedPast(confirmedAt, limits).getTime()
}

/** The instant until which a confirmed case may be reopened. */
export function askedPast(confirmedAt: Date, limits: Pick<Limits, 'reopenDays'>): Date {
  return later(confirmedAt, days(limits.reopenDays))
}
