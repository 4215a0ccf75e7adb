// What becomes of an event and its sessions by what somebody says of them: the rows to write and what to tell, decided without a database.
import { changedFields, type EventFields } from './fields.ts'
import type { Basis, ChangeKind, State } from './terms.ts'
import { eventStatus, type SessionState, type SessionTurn, type SessionWord, told, turnOf } from './turns.ts'
import type { WhenColumns } from './when.ts'

export interface KnownSession extends SessionState {
  id: string
  uid: string
  sequence: number
}

export interface KnownEvent extends EventFields {
  id: string
  state: State
  basis: Basis
  sequence: number
}

/** Its fields alone. */
export function fieldsOf({
  id: _id,
  state: _state,
  basis: _basis,
  sequence: _sequence,
  ...fields
}: KnownEvent): EventFields {
  return fields
}

export interface Word {
  fields: EventFields
  state: State
  /** All sessions that are said now; of those that are not, see `left`. */
  sessions: readonly (SessionWord & {
    uid: string
    previous?: Pick<SessionState, 'was_starts_at' | 'was_first_day'> | undefined
    /** Said by sources together, of which this is the whole; true: a new time puts right what was wrong and moves nothing. */
    corrects?: boolean | undefined
  })[]
  /** What becomes of sessions that are not said: by default see `left`. */
  missing?: 'drop' | undefined
}

export interface Change {
  session: string | null
  kind: ChangeKind
  field: string | null
  was: unknown
  now: unknown
}

export interface Plan {
  fields: EventFields
  state: State
  status: SessionState['status']
  sequence: number
  /** Nothing differs: nothing is written and nobody is told. */
  same: boolean
  /** All sessions as they are now. */
  sessions: KnownSession[]
  /** Ids of those that are new or changed, and of those that are gone. */
  write: ReadonlySet<string>
  drop: readonly string[]
  changes: Change[]
}

/**
 * Decides. A session that is no longer said is deleted while nobody could know of it, cancelled when it is still to come, and left
 * when it has been. `madeId` gives ids to new sessions; `today` is the city's day.
 */
export function planFor(
  before: { event: KnownEvent; sessions: readonly KnownSession[] } | null,
  word: Word,
  { madeId, today }: { madeId: () => string; today: string },
): Plan {
  const known = before?.event.state === 'published'
  const public_ = known || word.state === 'published'
  const byUid = new Map(before?.sessions.map((session) => [session.uid, session]))
  const changes: Change[] = []
  const write = new Set<string>()
  const sessions: KnownSession[] = word.sessions.map((said) => {
    const session = byUid.get(said.uid)
    byUid.delete(said.uid)
    const next = session ? again(session, said, known, changes) : first(said, madeId(), known, changes)
    if (next !== session) write.add(next.id)
    return next
  })
  const drop: string[] = []
  for (const session of byUid.values()) {
    const next = word.missing === 'drop' ? null : left(session, known, today, changes)
    if (next === null) drop.push(session.id)
    else sessions.push(next)
    if (next !== null && next !== session) write.add(next.id)
  }
  const fields = before ? changedFields(fieldsOf(before.event), word.fields) : []
  const stateIsNew = before?.event.state !== word.state
  if (stateIsNew && word.state === 'published') changes.unshift(...[turn('published')])
  else if (known && stateIsNew) changes.push(turn('hidden'))
  else if (known && before)
    changes.push(
      ...fields.map(
        (field): Change => ({
          session: null,
          kind: 'changed',
          field,
          was: before.event[field],
          now: word.fields[field],
        }),
      ),
    )
  const same = before !== null && !stateIsNew && fields.length === 0 && write.size === 0 && drop.length === 0
  return {
    fields: word.fields,
    state: word.state,
    status: eventStatus(sessions.map(({ status }) => status)),
    sequence: (before?.event.sequence ?? -1) + (same ? 0 : 1),
    same,
    sessions,
    write,
    drop,
    // What nobody could see has not changed for anybody.
    changes: public_ ? (known ? changes : changes.filter(({ kind }) => kind === 'published')) : [],
  }
}

function turn(kind: ChangeKind): Change {
  return { session: null, kind, field: null, was: null, now: null }
}

function again(session: KnownSession, said: Word['sessions'][number], known: boolean, changes: Change[]): KnownSession {
  const { state, changes: happened }: SessionTurn = turnOf(session, said, known && !said.corrects)
  const next = { ...session, ...(said.corrects === undefined ? state : exactly(state, said)) }
  // Whoever says all of it may say that it was moved without another time: people who know only the first one must hear it.
  const silent = happened.length === 0 && (next.status !== session.status || !isSameBefore(next, session))
  if (silent)
    happened.push({
      ...{ kind: next.status === 'moved' ? 'moved' : 'changed', field: 'when' },
      ...{ was: told(session), now: told(said.when) },
    })
  if (happened.length === 0) return session
  changes.push(...happened.map((each) => ({ session: session.id, ...each })))
  return { ...next, sequence: session.sequence + 1 }
}

// Sources together say the whole of it, also what was before: nothing is worked out of what had been shown.
function exactly(state: SessionState, { status, previous }: Word['sessions'][number]): SessionState {
  const before = previous ?? { was_starts_at: null, was_first_day: null }
  return { ...state, status: status ?? state.status, ...before }
}

function isSameBefore(one: SessionState, other: SessionState): boolean {
  return one.was_first_day === other.was_first_day && one.was_starts_at?.getTime() === other.was_starts_at?.getTime()
}

function first(said: Word['sessions'][number], id: string, known: boolean, changes: Change[]): KnownSession {
  if (known) changes.push({ session: id, kind: 'added', field: null, was: null, now: told(said.when) })
  return {
    id,
    uid: said.uid === '' ? id : said.uid,
    ...said.when,
    hall: said.hall,
    status: said.status ?? 'scheduled',
    was_starts_at: said.previous?.was_starts_at ?? null,
    was_first_day: said.previous?.was_first_day ?? null,
    reason: said.reason ?? null,
    sequence: 0,
  }
}

function left(session: KnownSession, known: boolean, today: string, changes: Change[]): KnownSession | null {
  if (!known) return null
  if (session.status === 'cancelled' || isOver(session, today)) return session
  changes.push({ session: session.id, kind: 'cancelled', field: null, was: session.status, now: 'cancelled' })
  return { ...session, status: 'cancelled', reason: null, sequence: session.sequence + 1 }
}

function isOver({ last_day }: WhenColumns, today: string): boolean {
  return last_day !== null && last_day < today
}
