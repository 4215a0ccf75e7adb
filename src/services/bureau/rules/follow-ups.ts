// When somebody is asked whether it helped: on the 7th, 14th and 30th day after the answer, each at most once.
import { days, later } from '#platform/time.ts'
import type { Said } from '../tables.ts'

export const followUpDays = [7, 14, 30] as const

/** The days on which she is asked, counted from the adviser's first answer: before it nobody is asked anything. */
export function plannedFor(answeredAt: Date): { day: number; dueAt: Date }[] {
  return followUpDays.map((day) => ({ day, dueAt: later(answeredAt, days(day)) }))
}

export interface FollowUp {
  day: number
  dueAt: Date
  askedAt: Date | null
  droppedAt: Date | null
  said: Said | null
}

/**
 * Which question is asked now, and which are left out: of several that are due only the latest is asked, and none once she has said
 * how it ended.
 */
export function askedNow(all: readonly FollowUp[], now: Date): { ask: number | null; drop: number[] } {
  const open = all.filter(({ askedAt, droppedAt }) => askedAt === null && droppedAt === null)
  if (isSettled(all)) return { ask: null, drop: open.map(({ day }) => day) }
  const due = open.filter(({ dueAt }) => dueAt <= now).map(({ day }) => day)
  const ask = due.length === 0 ? null : Math.max(...due)
  return { ask, drop: due.filter((day) => day !== ask) }
}

/** Whether she has said how it ended: what she said last counts. */
export function isSettled(all: readonly Pick<FollowUp, 'said'>[]): boolean {
  return all.some(({ said }) => said === 'helped' || said === 'not-helped')
}
