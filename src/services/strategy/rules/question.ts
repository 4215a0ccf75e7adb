// The clock of a question: by when it is answered, whether it was, and which waits first.
import { atHour, dayOf, days, daysBetween, later } from '#platform/time.ts'

export interface QuestionClock {
  askedAt: Date
  /** The instant at which the last day for an answer ends: from then on it is late. */
  dueAt: Date
  /** The first answer; corrections change nothing here. */
  answeredAt: Date | null
  declinedAt: Date | null
}

/** Why a question is not answered. */
export const declineReasons = ['rude', 'personal', 'elsewhere', 'asked-before', 'withdrawn'] as const
export type DeclineReason = (typeof declineReasons)[number]

export type QuestionStage = 'waiting' | 'overdue' | 'answered' | 'declined'

/** The instant at which the last of so many days ends in the zone, counted from the day after asking (Civil Code, art. 191). */
export function dueFor(askedAt: Date, count: number, zone: string): Date {
  if (!Number.isInteger(count) || count < 1) throw new RangeError('an answer has whole days, one at least')
  const noon = new Date(`${dayOf(askedAt, zone)}T12:00:00Z`)
  return atHour(
    later(noon, days(count + 1))
      .toISOString()
      .slice(0, 10),
    0,
    zone,
  )
}

/** How it stands with a question at an instant. An answer given after a refusal is an answer. */
export function stageOf(clock: QuestionClock, now: Date): QuestionStage {
  if (clock.answeredAt !== null) return 'answered'
  if (clock.declinedAt !== null) return 'declined'
  return now < clock.dueAt ? 'waiting' : 'overdue'
}

/** Whether the first word of the team came, or still has not come, after the last day. Once late it is late for ever. */
export function isLate(clock: QuestionClock, now: Date): boolean {
  return (firstWordAt(clock) ?? now) >= clock.dueAt
}

/** Whole days of the city's calendar that the asker waited, or has been waiting. */
export function daysWaited(clock: QuestionClock, now: Date, zone: string): number {
  return daysBetween(dayOf(clock.askedAt, zone), dayOf(firstWordAt(clock) ?? now, zone))
}

/** Whole days until the last day for an answer; 0 on that day, negative after it. */
export function daysLeft(clock: QuestionClock, now: Date, zone: string): number {
  return daysBetween(dayOf(now, zone), lastDayOf(clock.dueAt, zone))
}

/** The last day (YYYY-MM-DD) on which an answer is in time. */
export function lastDayOf(dueAt: Date, zone: string): string {
  return dayOf(later(dueAt, -1), zone)
}

function firstWordAt({ answeredAt, declinedAt }: QuestionClock): Date | null {
  if (answeredAt === null || declinedAt === null) return answeredAt ?? declinedAt
  return answeredAt < declinedAt ? answeredAt : declinedAt
}
