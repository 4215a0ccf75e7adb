// What a new word about a session means against what was said before: nothing, more exact, moved, put off, cancelled or restored.
import type { ChangeKind, Status } from './terms.ts'
import { isMoved, sameWhen, type WhenColumns } from './when.ts'

export type SessionState = WhenColumns & {
  hall: string | null
  status: Status
  was_starts_at: Date | null
  was_first_day: string | null
  reason: string | null
}

export interface SessionWord {
  when: WhenColumns
  hall: string | null
  /** Left out: as it was. */
  status?: Status | undefined
  reason?: string | null | undefined
}

export interface SessionTurn {
  state: SessionState
  /** What happened, in the order in which it is told; empty when nothing did. */
  changes: { kind: ChangeKind; field: string | null; was: unknown; now: unknown }[]
}

/** What a session becomes by a new word about it. `known`: whether people could have planned by it, so that a new time is a move. */
export function turnOf(before: SessionState, word: SessionWord, known: boolean): SessionTurn {
  const changes: SessionTurn['changes'] = []
  const timeIsNew = !sameWhen(before, word.when)
  const back = timeIsNew && isBack(before, word.when)
  const moved = known && timeIsNew && !back && isMoved(before, word.when)
  const status = statusOf(before, word, moved, back)
  const was = wasOf(before, status, moved)
  if (timeIsNew)
    changes.push({ kind: moved || back ? 'moved' : 'changed', field: 'when', was: told(before), now: told(word.when) })
  if (status !== before.status && status !== 'moved') {
    const kind = status === 'scheduled' ? 'restored' : status
    if (!(back && kind === 'restored')) changes.push({ kind, field: null, was: before.status, now: status })
  }
  if (word.hall !== before.hall) changes.push({ kind: 'changed', field: 'hall', was: before.hall, now: word.hall })
  const reason = word.reason === undefined ? (status === before.status ? before.reason : null) : word.reason
  if (reason !== before.reason && changes.length === 0)
    changes.push({ kind: 'changed', field: 'reason', was: before.reason, now: reason })
  return { state: { ...word.when, hall: word.hall, status, ...was, reason }, changes }
}

/** The state of an event by its sessions: cancelled when none is left, put off when all that are left are. */
export function eventStatus(statuses: readonly Status[]): Status {
  const left = statuses.filter((status) => status !== 'cancelled')
  if (left.length === 0) return statuses.length === 0 ? 'scheduled' : 'cancelled'
  if (left.every((status) => status === 'postponed')) return 'postponed'
  return left.includes('moved') ? 'moved' : 'scheduled'
}

function statusOf(before: SessionState, word: SessionWord, moved: boolean, back: boolean): Status {
  if (word.status === 'cancelled' || word.status === 'postponed') return word.status
  if (back) return 'scheduled'
  // What has a new day is neither cancelled nor put off any more.
  if (moved) return 'moved'
  if (word.status === undefined) return before.status
  // A source that says «scheduled» of the new time has not taken the move back.
  return word.status === 'scheduled' && hasBefore(before) && !isAtFirst(before, word.when) ? 'moved' : word.status
}

// The first time that was said stays beside the new one, however often it moves.
function wasOf(before: SessionState, status: Status, moved: boolean) {
  if (status === 'scheduled') return { was_starts_at: null, was_first_day: null }
  if (!hasBefore(before) && (moved || status === 'postponed'))
    return { was_starts_at: before.starts_at, was_first_day: before.first_day }
  return { was_starts_at: before.was_starts_at, was_first_day: before.was_first_day }
}

function hasBefore({ was_first_day }: SessionState): boolean {
  return was_first_day !== null
}

function isBack(before: SessionState, now: WhenColumns): boolean {
  return hasBefore(before) && isAtFirst(before, now) && !isAtFirst(before, before)
}

function isAtFirst({ was_starts_at, was_first_day }: SessionState, now: WhenColumns): boolean {
  return was_starts_at === null
    ? now.starts_at === null && now.first_day === was_first_day
    : now.starts_at?.getTime() === was_starts_at.getTime()
}

/** A time as changes keep it. */
export function told({ said, starts_at, ends_at, first_day, last_day }: WhenColumns) {
  return {
    said,
    startsAt: starts_at?.toISOString() ?? null,
    endsAt: ends_at?.toISOString() ?? null,
    firstDay: first_day,
    lastDay: last_day,
  }
}

/** Of sessions in their order the first that takes place; where none does, the first at all. */
export function soonestOf<Session extends { status: Status }>(sessions: readonly Session[]): Session | undefined {
  return sessions.find(({ status }) => status === 'scheduled' || status === 'moved') ?? sessions[0]
}
