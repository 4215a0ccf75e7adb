// When a message may reach its reader: quiet hours, the week's budget, her digest, an address that rests. No clock and no database.
import { atHour, dayOf, days, hourOf, later } from '#platform/time.ts'

/** Hours of the city's clocks, 0 to 23: quiet from the first until the second; equal means that none are. */
export interface Hours {
  from: number
  to: number
}

/** How often letters come; `day` 1 is Monday. */
export type Rhythm =
  | { kind: 'at-once' }
  | { kind: 'daily'; hour: number }
  | { kind: 'weekly'; day: number; hour: number }

/** Why something waits: the hour, the week, her digest, an address that returns letters, or a service that is away. */
export type Because = 'quiet' | 'budget' | 'digest' | 'rests' | 'away'

export interface Standing {
  now: Date
  /** The zone of the city's clocks. */
  zone: string
  quiet: Hours
  rhythm: Rhythm
  /** How many may go in any seven days. */
  weekly: number
  /** When those of the last seven days went, in any order; one that is under way counts as now. */
  went: readonly Date[]
  /** Letters to the address came back. */
  rests: boolean
  /** Security, or an answer to what she has done this minute. */
  prompt: boolean
}

/** `last` is the last of the week and says so. `until` null: not before something changes. */
export type Decision = { do: 'send'; last: boolean } | { do: 'wait'; until: Date | null; because: Because }

export const budgetDays = 7

/** Decides about one dispatch at this moment. */
export function decisionFor(standing: Standing): Decision {
  const { now, zone, quiet, weekly } = standing
  if (standing.prompt) return { do: 'send', last: false }
  if (standing.rests) return { do: 'wait', until: null, because: 'rests' }
  const went = standing.went.filter((at) => at > later(now, -days(budgetDays)))
  const free = freeAt(went, weekly, now)
  if (free === null) return { do: 'wait', until: null, because: 'budget' }
  const digest = digestAt(now, standing.rhythm, zone)
  const earliest = digest > free ? digest : free
  const until = quietEnds(earliest, quiet, zone)
  if (until <= now) return { do: 'send', last: went.length === weekly - 1 }
  const because = digest > now && digest >= free ? 'digest' : free > now ? 'budget' : 'quiet'
  return { do: 'wait', until, because }
}

/** The end of the quiet hours an instant lies in; the instant itself where it lies in none. */
export function quietEnds(at: Date, { from, to }: Hours, zone: string): Date {
  if (!isQuiet(at, { from, to }, zone)) return at
  // Where clocks are put back, the first hour of that name may still lie before: the second is meant.
  for (let day = -1; day <= 2; day += 1) {
    const end = atHour(dayOf(later(at, days(day)), zone), to, zone)
    if (end > at) return isQuiet(end, { from, to }, zone) ? later(end, 3_600_000) : end
  }
  return at
}

export function isQuiet(at: Date, hours: Hours, zone: string): boolean {
  return hourIsQuiet(hourOf(at, zone), hours)
}

export function hourIsQuiet(hour: number, { from, to }: Hours): boolean {
  return from <= to ? from <= hour && hour < to : hour >= from || hour < to
}

/** When a digest that gathers from this moment on is due. */
export function digestAt(at: Date, rhythm: Rhythm, zone: string): Date {
  if (rhythm.kind === 'at-once') return at
  for (let day = 0; day <= 8; day += 1) {
    const date = dayOf(later(at, days(day)), zone)
    if (rhythm.kind === 'weekly' && weekdayOf(date) !== rhythm.day) continue
    const due = atHour(date, rhythm.hour, zone)
    if (due > at) return due
  }
  return at
}

/** Letters that came back to one address, by kind: whether it rests. */
export function addressRests(
  returned: readonly { kind: 'hard' | 'soft'; at: Date }[],
  provedAt: Date | null,
  now: Date,
): boolean {
  const since = returned.filter(({ at }) => provedAt === null || at > provedAt)
  if (since.some(({ kind }) => kind === 'hard')) return true
  const lately = since.filter(({ at }) => at > later(now, -days(softLimit.days)))
  return lately.length >= softLimit.most
}

/** A full mailbox empties, a mailbox that is full for two weeks is read by nobody. */
export const softLimit = { most: 5, days: 14 }

/** Whether a topic comes by a channel, of choices by `topic channel`. */
export function isChosen(choices: ReadonlyMap<string, boolean>, topic: string, channel: string): boolean {
  return choices.get(`${topic} ${channel}`) ?? chosenByDefault(channel)
}

/** What of a channel holds for whoever chose nothing: letters and pushes were agreed to, texts are chosen one topic at a time. */
function chosenByDefault(channel: string): boolean {
  return channel !== 'sms'
}

export const securityTopic = 'notifications.topic.security'

// Null: with a budget of nothing no day brings more.
function freeAt(went: readonly Date[], weekly: number, now: Date): Date | null {
  if (weekly <= 0) return null
  const sorted = [...went].sort((one, other) => one.getTime() - other.getTime())
  const gone = sorted[sorted.length - weekly]
  return gone === undefined ? now : later(gone, days(budgetDays))
}

function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7
}
