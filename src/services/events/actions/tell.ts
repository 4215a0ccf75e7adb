// Telling what changed: rows for whoever looks again, and facts for the rest of the house.
import type { City } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import type { EventFacts } from '../facts.ts'
import type { Change, Plan } from '../rules/keep.ts'
import type { ChangeKind } from '../rules/terms.ts'
import { eventsDb } from '../tables.ts'

const announce = announcer<EventFacts>()

/** Writes the changes of one event and announces them, one fact of a kind at most. */
export async function tellChanges(
  city: City,
  event: string,
  changes: readonly Change[],
  { status }: Pick<Plan, 'status'>,
): Promise<void> {
  if (changes.length === 0) return
  await eventsDb(city)
    .insertInto('events.changes')
    .values(
      changes.map(({ session, kind, field, was, now }) => ({
        ...{ event, session, at: city.now, kind, field },
        was: was === null ? null : JSON.stringify(was),
        now: now === null ? null : JSON.stringify(now),
      })),
    )
    .execute()
  const subject = `event:${event}`
  const of = (kind: ChangeKind) => changes.filter((change) => change.kind === kind)
  const sessionsOf = (...kinds: ChangeKind[]) => [
    ...new Set(kinds.flatMap((kind) => of(kind).flatMap(({ session }) => session ?? []))),
  ]
  if (of('published').length > 0) await announce(city, 'events.published', subject, { id: event })
  if (of('hidden').length > 0) return announce(city, 'events.hidden', subject, { id: event })
  const [moved, postponed] = [sessionsOf('moved'), sessionsOf('postponed')]
  if (moved.length + postponed.length > 0)
    await announce(city, 'events.moved', subject, { id: event, moved, postponed })
  const cancelled = sessionsOf('cancelled')
  if (cancelled.length > 0)
    await announce(city, 'events.cancelled', subject, { id: event, sessions: cancelled, whole: status === 'cancelled' })
  const fields = [...new Set(of('changed').flatMap(({ field }) => field ?? []))]
  const sessions = sessionsOf('added', 'restored', 'changed')
  if (fields.length + sessions.length > 0)
    await announce(city, 'events.changed', subject, { id: event, fields, sessions })
}
