// Showing events anew: all that sources say of them is read, put together by rule, and written where it differs.
import type { City } from '#platform/city.ts'
import { newId } from '#platform/ids.ts'
import { fieldsOf, type KnownEvent, type KnownSession } from '../../rules/keep.ts'
import type { Voice } from '../../rules/merge/align.ts'
import { type Composed, composed } from '../../rules/merge/compose.ts'
import { type Entry, trusted } from '../../rules/merge/sides.ts'
import type { State } from '../../rules/terms.ts'
import { whenOf } from '../../rules/when.ts'
import { type EventInput, keepEvents, knownEvents } from '../keep.ts'
import { type EventSays, saysOf } from './entries.ts'
import { writeConflicts, writeProvenance, writeRefs } from './provenance.ts'

export interface Shown {
  event: string
  says: EventSays
  composed: Composed
}

/**
 * Shows these events by what is now known of them. An event that the city wrote itself keeps its own words: what sources say stands
 * beside them. One whose items all belong to another event now is hidden. `again`: events that were hidden so and come back.
 */
export async function recompose(
  city: City,
  { events, zone, again = [] }: { events: readonly string[]; zone: string; again?: readonly string[] },
): Promise<void> {
  if (events.length === 0) return
  const ids = [...new Set(events)].sort()
  const known = await knownEvents(city, ids)
  const says = await saysOf(city, ids, known, zone)
  const shown = ids.flatMap((event): Shown[] => {
    const one = says.get(event)
    return one ? [{ event, says: one, composed: composedOf(city, one) }] : []
  })
  const told = shown.filter(({ says: { own, entries } }) => !own && entries.length > 0)
  const inputs = told.map(({ event, ...one }): EventInput => {
    const before = known.get(event)?.event
    return inputOf(event, one, before?.state ?? 'draft', again.includes(event))
  })
  const empty = shown.filter(({ says: { own, entries } }) => !own && entries.length === 0)
  for (const { event } of empty) {
    const before = known.get(event)
    if (before) inputs.push({ ...asItWas(event, before), state: 'hidden' })
  }
  await keepEvents(city, { events: inputs, zone })
  await writeRefs(city, told)
  await writeProvenance(city, shown)
  await writeConflicts(city, shown)
}

/** What is to be shown of an event by all that is said of it. */
export function composedOf(city: City, { entries, refs, decisions, edits }: EventSays): Composed {
  const taken = new Set<string>()
  const uidFor = (voices: readonly Voice[]): string => {
    const before = voices.flatMap(({ ref }) => refs.get(ref) ?? []).find((uid) => !taken.has(uid))
    const uid = before ?? newId(city.now)
    taken.add(uid)
    return uid
  }
  return composed(entries, uidFor, (place, field) => decisions.get(`${place} ${field}`), edits)
}

function inputOf(
  event: string,
  { says, composed: { fields, sessions } }: Omit<Shown, 'event'>,
  before: State,
  again: boolean,
): EventInput {
  return {
    id: event,
    fields: { ...fields, title: fields.title ?? '…', kind: fields.kind ?? 'other', parent: says.parent },
    sessions: sessions.map(({ uid, when, hall, status, previous, reason }) => ({
      ...{ uid, when: whenOf(when), hall, status, corrects: status !== 'moved' },
      ...(reason === undefined ? {} : { reason }),
      previous: previous === null ? null : whenOf(previous),
    })),
    state: stateFor(says.entries, before, again),
    basis: says.basis,
    missing: 'drop',
  }
}

// A trusted source needs nobody's leave; what only others say waits for the editor. Whatever an editor has hidden stays so.
function stateFor(entries: readonly Entry[], before: State, again: boolean): State {
  const isTrusted = entries.some(({ trust }) => trust >= trusted)
  if (before === 'published' || (before === 'hidden' && !again)) return before
  return isTrusted ? 'published' : 'moderation'
}

function asItWas(
  id: string,
  { event, sessions }: { event: KnownEvent; sessions: readonly KnownSession[] },
): EventInput {
  return {
    ...{ id, fields: fieldsOf(event), state: event.state, basis: event.basis },
    sessions: sessions.map((session) => ({
      uid: session.uid,
      when: whenOf(session),
      hall: session.hall,
      status: session.status,
    })),
  }
}
