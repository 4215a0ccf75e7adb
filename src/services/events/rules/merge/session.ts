// What is shown of one session of which several sources tell.
import type { Status } from '../terms.ts'
import type { WhenColumns } from '../when.ts'
import type { Voice } from './align.ts'
import { byRank } from './rank.ts'
import {
  against,
  type Conflict,
  type ConflictField,
  counts,
  differ,
  type Edit,
  type Edits,
  editorSource,
  type Side,
  startSides,
  startValue,
  stateSides,
  trusted,
} from './sides.ts'

export interface ComposedSession {
  uid: string
  when: WhenColumns
  hall: string | null
  status: Status
  /** An editor's; left out where only sources speak. */
  reason?: string | null
  previous: WhenColumns | null
  voices: readonly Voice[]
  /** Whose time is shown. */
  from: string
}

/** The session that some voices are about, and where they differ. */
export function sessionOf(
  uid: string,
  voices: readonly Voice[],
  decided: (field: ConflictField, sides: readonly Side[]) => string | undefined,
  edits: Edits,
): { session: ComposedSession; conflicts: Conflict[] } {
  const ranked = [...voices].sort(byRank)
  const [time, state] = [edits.starts.get(uid), edits.states.get(uid)]
  const starts = startSides(time ? ranked : ranked.filter(counts))
  const states = stateSides(state ? ranked : ranked.filter(counts))
  const from = chosenBy(ranked, decided('start', starts), startRank)
  const by = chosenBy(ranked, decided('status', states), stateRank)
  const conflicts: Conflict[] = []
  if (time) conflicts.push(...against(time, startValue(time.value), { place: uid, field: 'start', sides: starts }))
  else if (differ('start', starts)) conflicts.push({ place: uid, field: 'start', sides: starts, shown: from.source })
  if (state) conflicts.push(...against(state, state.value.status, { place: uid, field: 'status', sides: states }))
  else if (differ('status', states)) conflicts.push({ place: uid, field: 'status', sides: states, shown: by.source })
  const hall = from.hall ?? ranked.find((voice) => voice.hall !== null)?.hall ?? null
  // Who says «moved» and is not believed about the time has not moved it.
  const status = by.status === 'moved' && from.status !== 'moved' && !isSameStart(from, by) ? 'scheduled' : by.status
  // What is put off has no other time than the one at which it will not be.
  const before = by.previous ?? from.previous ?? (status === 'postponed' ? from.when : null)
  const told = { uid, when: from.when, hall, status, previous: before, voices, from: from.source }
  const { previous, ...session } = edited(told, time, state)
  const hasBefore = session.status === 'moved' || session.status === 'postponed'
  return { session: { ...session, previous: hasBefore ? previous : null }, conflicts }
}

// Whoever planned by what sources say hears of an editor's other time as of a move, unless she says that it is as announced.
function edited(
  told: ComposedSession,
  time: Edit<WhenColumns> | undefined,
  state: Edit<{ status: Status; reason: string | null }> | undefined,
): ComposedSession {
  const isOther = time !== undefined && startValue(time.value) !== startValue(told.when)
  const moved = isOther && told.status === 'scheduled' ? 'moved' : told.status
  const status = state?.value.status ?? moved
  return {
    ...told,
    ...(time ? { when: time.value, from: editorSource } : {}),
    ...(state ? { reason: state.value.reason } : {}),
    status,
    previous: told.previous ?? (isOther || status === 'postponed' ? told.when : null),
  }
}

function chosenBy(ranked: readonly Voice[], source: string | undefined, rank: (voice: Voice) => number): Voice {
  const [first] = ranked
  if (!first) throw new Error('a session without anybody who says it')
  const chosen = ranked.find((voice) => voice.source === source)
  // The order among equals is the rank of their sources.
  return chosen ?? ranked.reduce((best, voice) => (rank(voice) > rank(best) ? voice : best), first)
}

// A trusted source that moved it knows more than those that have not heard; an hour says more than a day.
function startRank({ own, gone, trust, status, previous, when }: Voice): number {
  if (gone) return 0
  if (status === 'moved' && previous !== null && (own || trust >= trusted)) return 4
  return own ? 3 : when.said === 'time' ? 2 : 1
}

const weight: Record<Status, number> = { cancelled: 4, postponed: 3, moved: 2, scheduled: 1 }

// Whoever would come in vain is told at once: of trusted sources the worst news counts, with its source beside it.
function stateRank({ own, gone, trust, status }: Voice): number {
  if (gone) return 0
  return own || trust >= trusted ? weight[status] : status === 'scheduled' ? 0.5 : 0.25
}

function isSameStart(one: Voice, other: Voice): boolean {
  return startValue(one.when) === startValue(other.when)
}
