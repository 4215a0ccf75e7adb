// Decisions about seats: who may take one now, to whom a freed one is offered, and how long it waits for her.
import { atHour, dayOf, days, hourOf, hours, later, minutes } from '#platform/time.ts'

/**
 * held: a guest has still to press the link of her letter; waiting: in the line; offered: a place waits for her yes; taken: hers;
 * cancelled: given back; lapsed: the time ran out.
 */
export const seatStates = ['held', 'waiting', 'offered', 'taken', 'cancelled', 'lapsed'] as const
export type SeatState = (typeof seatStates)[number]

/** Those that hold places. */
export const holding: readonly SeatState[] = ['held', 'offered', 'taken']
/** Those in which something is still to come. */
export const living: readonly SeatState[] = ['held', 'waiting', 'offered', 'taken']

/** What somebody may need to take part; chosen, never written, and forgotten after the session. */
export const needs = ['ramp', 'near', 'loop', 'sign', 'companion'] as const
export type Need = (typeof needs)[number]

export interface Registration {
  places: number
  taken: number
  groupMost: number
  opensAt: Date | null
  /** Without one it closes when the session begins. */
  closesAt: Date | null
  startsAt: Date
  /** The session takes place: neither cancelled nor put off without a day. */
  takesPlace: boolean
}

/** open; soon: it opens later; closed: its time is over; off: the session does not take place. */
export type Standing = 'open' | 'soon' | 'closed' | 'off'

export function standingAt(registration: Omit<Registration, 'places' | 'taken' | 'groupMost'>, now: Date): Standing {
  const { opensAt, takesPlace } = registration
  if (!takesPlace) return 'off'
  if (now >= closingOf(registration)) return 'closed'
  return opensAt !== null && now < opensAt ? 'soon' : 'open'
}

/** The instant from which nobody registers. */
function closingOf({ closesAt, startsAt }: { closesAt: Date | null; startsAt: Date }): Date {
  return closesAt !== null && closesAt < startsAt ? closesAt : startsAt
}

export type Waiter = { id: string; size: number; turn: bigint }

/**
 * To whom free places are offered, in the order of the line. A group for which there are too few is passed over and keeps its turn:
 * a place that nobody may take helps nobody.
 */
export function nextInLine(free: number, line: readonly Waiter[]): Waiter[] {
  let left = free
  return [...line]
    .sort((one, other) => (one.turn < other.turn ? -1 : 1))
    .filter(({ size }) => {
      if (size > left) return false
      left -= size
      return true
    })
}

/** How long a guest has to press the link of her letter: as long as the link works. */
export const holdMinutes = 30

/**
 * Until when an offered place waits: a day while the session is far, less when it is near, and a night does not count against
 * anybody. Never longer than registration is open.
 */
export function offerUntil(now: Date, registration: { closesAt: Date | null; startsAt: Date }, zone: string): Date {
  const away = registration.startsAt.getTime() - now.getTime()
  const time = away > days(3) ? hours(24) : away > days(1) ? hours(4) : away > hours(3) ? hours(1) : minutes(20)
  const from = away > days(1) ? wakingAt(now, zone) : now
  const until = later(from, time)
  const closing = closingOf(registration)
  return until < closing ? until : closing
}

const night = { from: 22, to: 8 }

/** The instant itself by day, the next morning at night. */
export function wakingAt(at: Date, zone: string): Date {
  const hour = hourOf(at, zone)
  if (hour >= night.to && hour < night.from) return at
  const day = hour >= night.from ? dayOf(later(at, hours(4)), zone) : dayOf(at, zone)
  return atHour(day, night.to, zone)
}

/**
 * A guest has no seat until she presses the link; whoever is signed in has it at once. Guests who have pressed nothing yet hold half of the
 * places together, and one of them always may: whoever makes addresses up shuts nobody out. Beyond that a guest waits in the line,
 * and a place is offered to her as soon as she presses her link.
 */
export function stateFor(asked: {
  size: number
  free: number
  confirmed: boolean
  /** Of the session, and how many of them unconfirmed guests hold. */
  places: number
  held: number
}): 'taken' | 'held' | 'waiting' | 'full' {
  if (asked.size > asked.free) return 'full'
  if (asked.confirmed) return 'taken'
  return asked.held === 0 || asked.held + asked.size <= Math.ceil(asked.places / 2) ? 'held' : 'waiting'
}

/** What a person may still do with a seat. */
export function mayTurn(from: SeatState, to: SeatState): boolean {
  return turns[from].includes(to)
}

const turns: Readonly<Record<SeatState, readonly SeatState[]>> = {
  held: ['taken', 'cancelled', 'lapsed'],
  waiting: ['offered', 'cancelled', 'lapsed'],
  offered: ['taken', 'cancelled', 'lapsed'],
  taken: ['cancelled'],
  cancelled: [],
  lapsed: [],
}

/** What the door says to a code: who may come in, and why not. */
export type Door = 'welcome' | 'used' | 'other-session' | 'not-now' | 'cancelled' | 'waiting' | 'off'

export interface AtDoor {
  state: SeatState
  arrived: boolean
  /** The seat's session, and the one whose door this is; null where the door is not said. */
  session: string
  door: string | null
  startsAt: Date
  endsAt: Date | null
  takesPlace: boolean
}

export function doorFor(seat: AtDoor, now: Date): Door {
  if (seat.door !== null && seat.door !== seat.session) return 'other-session'
  if (!seat.takesPlace) return 'off'
  if (seat.state === 'cancelled' || seat.state === 'lapsed') return 'cancelled'
  if (seat.state !== 'taken') return 'waiting'
  if (seat.arrived) return 'used'
  return seat.door === null && !isNow(seat, now) ? 'not-now' : 'welcome'
}

// Doors open before, and people come late.
function isNow({ startsAt, endsAt }: AtDoor, now: Date): boolean {
  return now >= later(startsAt, -hours(3)) && now <= later(endsAt ?? later(startsAt, hours(3)), hours(1))
}

/** When somebody is reminded of a start: a day before by day, and two hours before unless that is still night. */
export function remindersFor(startsAt: Date, zone: string): { kind: 'day' | 'hours'; at: Date }[] {
  const hoursBefore = later(startsAt, -hours(2))
  const awake = wakingAt(hoursBefore, zone).getTime() === hoursBefore.getTime()
  const dayBefore = wakingAt(later(startsAt, -days(1)), zone)
  return [
    // A session late at night is reminded of on its eve, not in the morning of its own day.
    {
      kind: 'day' as const,
      at: dayOf(dayBefore, zone) === dayOf(startsAt, zone) ? later(startsAt, -days(1)) : dayBefore,
    },
    ...(awake ? [{ kind: 'hours' as const, at: hoursBefore }] : []),
  ]
}

/** Which reminder is due: the latest whose time has come; an earlier one that was missed is not sent behind it. */
export function reminderDue(startsAt: Date, askedAt: Date, now: Date, zone: string): 'day' | 'hours' | null {
  if (now >= startsAt) return null
  const due = remindersFor(startsAt, zone).filter(({ at }) => at <= now && at > askedAt)
  return due.at(-1)?.kind ?? null
}
