// Writing whose word each value is, which sessions sources mean, and where they differ.
import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import type { City } from '#platform/city.ts'
import { isSaid, timeField } from '../../rules/fields.ts'
import { type Group, groups } from '../../rules/merge/said.ts'
import { type Conflict, editorSource, stillHolds } from '../../rules/merge/sides.ts'
import { readKinds } from '../../sources/settings.ts'
import { sourcesDb } from '../../tables/sources.ts'
import { ownSource } from './entries.ts'
import type { Shown } from './recompose.ts'

export async function writeRefs(city: City, shown: readonly Pick<Shown, 'event' | 'composed'>[]): Promise<void> {
  const rows = shown.flatMap(({ event, composed: { sessions } }) =>
    sessions.flatMap(({ uid, voices }) => voices.map(({ ref }) => ({ event, ref, uid }))),
  )
  await sql`
    insert into events.refs (event, ref, uid)
    select distinct on (event, ref) event, ref, uid from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (event text, ref text, uid text)
    on conflict (event, ref) do update set uid = excluded.uid where events.refs.uid <> excluded.uid`.execute(city.db)
}

interface FieldRow {
  event: string
  session: string
  field: string
  source: string
  value: unknown
  url: string | null
  seen_at: string
  gone_at: string | null
  shown: boolean
}

/** Their two foreign keys make a row dear: so many take some 20 ms on the embedded database. */
const rowsAtOnce = 400

/** One row a source and field: the value, since when it says so, and whether it is the one that is shown. */
export async function writeProvenance(city: City, shown: readonly Shown[]): Promise<void> {
  const ids = shown.map(({ event }) => event)
  await sql`
    delete from events.fields f using events.sources s
    where f.source = s.id and s.kind = any(${[...readKinds, 'editor']}) and f.event = any(${ids})`.execute(city.db)
  const rows = shown.flatMap((one) => [
    ...fieldRows(one, city.now),
    ...timeRows(one, city.now),
    ...(one.says.own ? [] : editRows(one)),
  ])
  const single = [
    ...new Map(rows.map((row) => [`${row.event}\n${row.session}\n${row.field}\n${row.source}`, row])).values(),
  ]
  for (let from = 0; from < single.length; from += rowsAtOnce)
    await sql`
      insert into events.fields (event, session, field, source, value, url, seen_at, gone_at, shown)
      select event, session, field, source, value, url, seen_at, gone_at, shown
      from jsonb_to_recordset(${JSON.stringify(single.slice(from, from + rowsAtOnce))}::jsonb)
        as r (event text, session text, field text, source text, value jsonb, url text, seen_at timestamptz, gone_at timestamptz, shown boolean)
      on conflict do nothing`.execute(city.db)
}

function fieldRows(
  { event, says: { entries, urls }, composed: { shown, fields: told } }: Shown,
  now: Date,
): FieldRow[] {
  const groupOf = new Map(Object.entries(groups).flatMap(([group, names]) => names.map((name) => [name, group])))
  return entries
    .filter(({ source }) => source !== ownSource)
    .flatMap(({ source, saidAt, gone, fields }) =>
      Object.entries(fields).flatMap(([field, value]): FieldRow[] => {
        const group = groupOf.get(isName(field) ? field : 'title')
        if (value === undefined || !isSaid(value)) return []
        return [
          {
            ...{ event, session: '', field, source, value, url: urls.get(source) ?? null },
            ...{ seen_at: instant(saidAt, now), gone_at: gone ? now.toISOString() : null },
            // Whoever says the same is a source of it too.
            shown: isGroup(group) && (shown.get(group) === source || isShown(told, field, value)),
          },
        ]
      }),
    )
}

function isShown(told: Shown['composed']['fields'], field: string, value: unknown): boolean {
  return isName(field) && JSON.stringify(told[field]) === JSON.stringify(value)
}

// Times of sessions, each with its source; the event's own row says who tells of its times at all.
function timeRows({ event, says: { urls }, composed: { sessions } }: Shown, now: Date): FieldRow[] {
  return sessions.flatMap(({ uid, voices, from }) =>
    voices
      .filter(({ source }) => source !== ownSource)
      .flatMap(({ source, saidAt, gone, when, status }): FieldRow[] => {
        const about = {
          source,
          url: urls.get(source) ?? null,
          seen_at: instant(saidAt, now),
          gone_at: gone ? now.toISOString() : null,
        }
        const value = { start: when.starts_at?.toISOString() ?? when.first_day, status }
        return [
          { ...about, event, session: uid, field: timeField, value, shown: source === from },
          { ...about, event, session: '', field: timeField, value: true, shown: source === from },
        ]
      }),
  )
}

// What an editor wrote stands among the sources of a page as what it is.
function editRows({ event, says: { edits }, composed: { sessions } }: Shown): FieldRow[] {
  const row = (session: string, field: string, value: unknown, editedAt: number): FieldRow => ({
    ...{ event, session, field, source: editorSource, value, url: null, gone_at: null, shown: true },
    seen_at: new Date(editedAt).toISOString(),
  })
  const written = [...edits.fields.values()].flatMap(({ value: fields, editedAt }) =>
    Object.entries(fields).flatMap(([field, value]) => (isSaid(value) ? [row('', field, value, editedAt)] : [])),
  )
  const times = sessions.flatMap(({ uid, when, status }) => {
    const edit = edits.starts.get(uid) ?? edits.states.get(uid)
    if (!edit) return []
    const value = { start: when.starts_at?.toISOString() ?? when.first_day, status }
    return [row(uid, timeField, value, edit.editedAt), row('', timeField, true, edit.editedAt)]
  })
  return [...written, ...times]
}

const isGroup = (name: string | undefined): name is Group => name !== undefined && name in groups
type Name = (typeof groups)[Group][number]
const names = new Set<string>(Object.values(groups).flat())
const isName = (name: string): name is Name => names.has(name)

// A source may date its word into the future; here nothing is known before it was read.
const instant = (ms: number, now: Date): string => new Date(Math.min(ms, now.getTime())).toISOString()

/** Opens conflicts that are new, opens decided ones again where somebody said something new, and closes those that are over. */
export async function writeConflicts(city: City, shown: readonly Pick<Shown, 'event' | 'composed'>[]): Promise<void> {
  const ids = shown.map(({ event }) => event)
  const kept = await sourcesDb(city).selectFrom('events.conflicts').selectAll().where('event', 'in', ids).execute()
  const before = new Map(kept.map((row) => [`${row.event} ${row.place} ${row.field}`, row]))
  const there = new Set<string>()
  for (const { event, composed } of shown) {
    for (const conflict of composed.conflicts) {
      const name = `${event} ${conflict.place} ${conflict.field}`
      there.add(name)
      const old = before.get(name)
      const same =
        old && old.closed_at === null && isDeepStrictEqual(old.sides, conflict.sides) && old.shown === conflict.shown
      if (!same) await writeConflict(city, event, conflict, old)
    }
  }
  for (const [name, row] of before) {
    if (there.has(name) || row.closed_at !== null) continue
    await sourcesDb(city)
      .updateTable('events.conflicts')
      .set({ closed_at: city.now })
      .where('event', '=', row.event)
      .where('place', '=', row.place)
      .where('field', '=', row.field)
      .execute()
  }
}

type Kept = { chosen: string | null; decided_among: Conflict['sides'] | null; opened_at: Date; closed_at: Date | null }

async function writeConflict(
  city: City,
  event: string,
  { place, field, sides, shown }: Conflict,
  old: Kept | undefined,
) {
  const holds = old?.chosen && stillHolds({ chosen: old.chosen, among: old.decided_among ?? [] }, sides)
  const decided = holds ? {} : { chosen: null, decided_among: null, decided_at: null, office: null, note: null }
  const again = { sides: JSON.stringify(sides), shown, changed_at: city.now, closed_at: null, ...decided }
  const opened_at = old && old.closed_at === null ? old.opened_at : city.now
  await sourcesDb(city)
    .insertInto('events.conflicts')
    .values({ event, place, field, opened_at, ...again })
    .onConflict((clash) => clash.columns(['event', 'place', 'field']).doUpdateSet({ ...again, opened_at }))
    .execute()
}
