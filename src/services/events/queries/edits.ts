// What editors wrote over the words of sources.
import { sql } from 'kysely'
import type { City } from '#platform/city.ts'
import { refuse } from '#platform/refusal.ts'
import { type EventFields, fieldNames } from '../rules/fields.ts'
import { type Group, groupNames, timeSaid } from '../rules/merge/said.ts'
import type { ConflictField, Edit, Edits, Side } from '../rules/merge/sides.ts'
import type { Status } from '../rules/terms.ts'
import type { WhenColumns } from '../rules/when.ts'
import { type EditValue, sourcesDb } from '../tables/sources.ts'

export const noEdits: Edits = { fields: new Map(), starts: new Map(), states: new Map() }

interface EditRow {
  event: string
  place: string
  field: ConflictField
  value: EditValue
  among: Side[]
  edited_at: Date
}

/** What stands over the sources' words of these events; what was written of an event comes along where it was put together with another. */
export async function editsOn(city: City, events: readonly string[], zone: string): Promise<Map<string, Edits>> {
  const { rows } = await sql<EditRow>`
    select distinct on (b.event, d.place, d.field) b.event, d.place, d.field, d.value, d.among, d.edited_at
    from (select e.id as event, e.id as home from events.events e where e.id = any(${events})
        union select i.event, i.home from events.items i where i.event = any(${events})) b
      join events.edits d on d.event = b.home
    order by b.event, d.place, d.field, (b.home <> b.event), d.edited_at desc`.execute(city.db)
  return new Map([...Map.groupBy(rows, ({ event }) => event)].map(([event, mine]) => [event, editsIn(mine, zone)]))
}

function editsIn(rows: readonly EditRow[], zone: string): Edits {
  const fields = new Map<Group, Edit<Partial<EventFields>>>()
  const starts = new Map<string, Edit<WhenColumns>>()
  const states = new Map<string, Edit<{ status: Status; reason: string | null }>>()
  for (const { place, field, value, among, edited_at } of rows) {
    const about = { among, editedAt: edited_at.getTime() }
    const group = groupNames.find((name) => name === field)
    if ('start' in value) {
      const when = timeSaid(value.start, value.end, zone)
      if (when) starts.set(place, { value: when, ...about })
    } else if ('status' in value) states.set(place, { value, ...about })
    else if (group) fields.set(group, { value, ...about })
  }
  return { fields, starts, states }
}

export interface EditView {
  place: string
  field: ConflictField
  /** As sides say it. */
  value: EditValue
  editedAt: Date
}

/** What an editor wrote of one event, the newest first. */
export async function editViews(city: City, event: string): Promise<EditView[]> {
  const { rows } = await sql<EditRow>`
    select event, place, field, value, among, edited_at from events.edits
    where event = ${event} or event in (select home from events.items where event = ${event})
    order by edited_at desc, place, field`.execute(city.db)
  return rows.map(({ place, field, value, edited_at }) => ({ place, field, value, editedAt: edited_at }))
}

/** An event that sources tell of, as it is shown. Throws `missing` where there is none. */
export async function importedEvent(city: City, id: string): Promise<EventFields & { id: string }> {
  const event = await sourcesDb(city)
    .selectFrom('events.events as e')
    .select('e.id')
    .select(fieldNames.map((name) => `e.${name}` as const))
    .where('e.id', '=', id)
    .where(({ exists, selectFrom }) =>
      exists(selectFrom('events.items as i').select('i.uid').where('i.event', '=', id)),
    )
    .executeTakeFirst()
  if (!event) throw refuse.missing('events.refusal.notImported')
  return event
}

export interface SessionToEdit {
  uid: string
  startsAt: Date | null
  firstDay: string | null
  status: Status
}

/** Sessions of an event that are still to come or have no day, the soonest first. */
export async function sessionsToEdit(city: City, event: string): Promise<SessionToEdit[]> {
  return sourcesDb(city)
    .selectFrom('events.sessions')
    .select(['uid', 'starts_at as startsAt', 'first_day as firstDay', 'status'])
    .where('event', '=', event)
    .where(sql<boolean>`coalesce(ends_at, starts_at, last_day + interval '1 day') > ${city.now} or last_day is null`)
    .orderBy('first_day')
    .orderBy('starts_at')
    .limit(200)
    .execute()
}
