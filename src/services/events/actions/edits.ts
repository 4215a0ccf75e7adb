// An editor's own word over what sources say of an event: shown until she takes it back or decides for a source.
import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { action, type City } from '#platform/city.ts'
import { demand } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { mayKeepEvents, office } from '../policy.ts'
import type { EventFields } from '../rules/fields.ts'
import { saidNow } from '../rules/merge/compose.ts'
import { type Group, groupNames, groups } from '../rules/merge/said.ts'
import { type ConflictField, editorSource, type Side, startSides, stateSides } from '../rules/merge/sides.ts'
import type { Status } from '../rules/terms.ts'
import { type EditValue, sourcesDb } from '../tables/sources.ts'
import { saysOf } from './import/entries.ts'
import { composedOf, recompose } from './import/recompose.ts'
import { knownEvents } from './keep.ts'

interface Of {
  event: string
  zone: string
}

/** Writes fields of an imported event by hand; those that are as shown stay the sources'. Answers what was written. */
export const editEvent = action(
  'events',
  async (city: City, { event, fields, zone }: Of & { fields: Partial<EventFields> }): Promise<Group[]> => {
    demand(city.actor, mayKeepEvents, undefined)
    const { before, says } = await imported(city, event, zone)
    const written: Group[] = []
    for (const group of groupNames) {
      const named = groups[group].filter((name) => fields[name] !== undefined)
      if (named.every((name) => isDeepStrictEqual(fields[name], before[name]))) continue
      const value = Object.fromEntries(
        groups[group].map((name) => [name, name in fields ? fields[name] : before[name]]),
      )
      await writeEdit(city, { event, place: '', field: group, value, among: saidNow(says.entries, group) })
      written.push(group)
    }
    if (written.length > 0) await recompose(city, { events: [event], zone })
    return written
  },
)

export interface SessionEdit extends Of {
  /** The uid of the session. */
  place: string
  /** A day, or an instant with its offset; null: as sources say. */
  start: string | null
  end: string | null
  /** Null: as sources say. */
  status: Status | null
  reason: string | null
}

/** Writes the time or the state of one session by hand. */
export const editSession = action('events', async (city: City, input: SessionEdit): Promise<void> => {
  demand(city.actor, mayKeepEvents, undefined)
  const { event, place, start, end, status, reason, zone } = input
  const { says } = await imported(city, event, zone)
  const session = composedOf(city, says).sessions.find(({ uid }) => uid === place)
  if (!session) throw refuse.missing('events.refusal.noSession')
  const edit = { event, place }
  if (start !== null)
    await writeEdit(city, { ...edit, field: 'start', value: { start, end }, among: startSides(session.voices) })
  if (status !== null)
    await writeEdit(city, { ...edit, field: 'status', value: { status, reason }, among: stateSides(session.voices) })
  await recompose(city, { events: [event], zone })
})

/** Takes an editor's word back: what sources say is shown again. */
export const takeEditBack = action('events', async (city: City, input: Edited & Of): Promise<void> => {
  demand(city.actor, mayKeepEvents, undefined)
  await dropEdit(city, input)
  await recompose(city, { events: [input.event], zone: input.zone })
})

/** An editor looked at a source's new word: her own stays, of which it is known from now on, or it goes. The caller shows the event anew. */
export async function settleEdit(
  city: City,
  { chosen, sides, ...edit }: Edited & { chosen: string; sides: Side[] },
): Promise<void> {
  if (chosen !== editorSource) return dropEdit(city, edit)
  await sourcesDb(city)
    .updateTable('events.edits')
    .set({ among: JSON.stringify(sides.filter(({ source }) => source !== editorSource)) })
    .where(isEdit(edit))
    .execute()
}

async function dropEdit(city: City, edit: Edited): Promise<void> {
  await sourcesDb(city).deleteFrom('events.edits').where(isEdit(edit)).execute()
}

interface Edited {
  event: string
  place: string
  field: ConflictField
}

// Written of this event, or of one that was put together with it.
const isEdit = ({ event, place, field }: Edited) =>
  sql<boolean>`place = ${place} and field = ${field}
    and (event = ${event} or event in (select home from events.items where event = ${event}))`

async function imported(city: City, event: string, zone: string) {
  const known = await knownEvents(city, [event])
  const says = (await saysOf(city, [event], known, zone)).get(event)
  const before = known.get(event)?.event
  if (!before || !says) throw refuse.missing('events.refusal.noEvent')
  if (says.own || says.entries.length === 0) throw refuse.conflict('events.refusal.notImported')
  return { before, says }
}

interface Written extends Edited {
  value: EditValue
  among: Side[]
}

async function writeEdit(city: City, { event, place, field, value, among }: Written): Promise<void> {
  await sourcesDb(city)
    .insertInto('events.sources')
    .values({ id: editorSource, name: 'Редакция афиши', kind: 'editor', trust: 100, made_at: city.now })
    .onConflict((clash) => clash.column('id').doNothing())
    .execute()
  const row = { value: JSON.stringify(value), among: JSON.stringify(among), edited_at: city.now, office }
  await sourcesDb(city)
    .insertInto('events.edits')
    .values({ event, place, field, ...row })
    .onConflict((clash) => clash.columns(['event', 'place', 'field']).doUpdateSet(row))
    .execute()
}
