// When a page is shown: what an editor typed as an instant of the city, and how long what is shown now holds.
import { atHour, later, minutes } from '#platform/time.ts'

/** The instant of a day and a time («9:05») of the city; null when the time cannot be read. Without a time the day begins. */
export function instantOf(day: string, time: string, zone: string): Date | null {
  const found = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/.exec(time === '' ? '0:00' : time)
  if (!found) return null
  return later(atHour(day, Number(found[1]), zone), minutes(Number(found[2])))
}

/** Seconds for which an answer holds when the next change comes at `next`: at most a minute, and none at all in the last second. */
export function holdsFor(now: Date, next: Date | null): number {
  return next === null ? 60 : Math.max(0, Math.min(60, Math.floor((next.getTime() - now.getTime()) / 1000)))
}

export type Standing = 'draft' | 'shown' | 'waiting' | 'ended'

/** How a page stands: `waiting` is to be shown later, `ended` was shown once. */
export function standingOf(
  publications: readonly { version: number | null; opensAt: Date; closesAt: Date | null; cancelled: boolean }[],
  now: Date,
): Standing {
  const kept = publications.filter(({ cancelled }) => !cancelled)
  const begun = kept
    .filter(({ opensAt }) => opensAt <= now)
    .reduce<(typeof kept)[number] | null>((last, each) => (last && last.opensAt > each.opensAt ? last : each), null)
  if (begun && begun.version !== null && (begun.closesAt === null || begun.closesAt > now)) return 'shown'
  if (kept.some(({ opensAt, version }) => opensAt > now && version !== null)) return 'waiting'
  return begun ? 'ended' : 'draft'
}
