// What editors decide about events of several sources: whose value is right, what is one event, and what is not.
import { sql } from 'kysely'
import { action, type City } from '#platform/city.ts'
import { newId } from '#platform/ids.ts'
import { demand } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { mayKeepEvents, office } from '../policy.ts'
import { type ConflictField, conflictFields, editorSource } from '../rules/merge/sides.ts'
import { type PairState, sourcesDb } from '../tables/sources.ts'
import { settleEdit } from './edits.ts'
import { recompose } from './import/recompose.ts'

export interface Deciding {
  event: string
  place: string
  field: string
  /** The source whose value is right. */
  chosen: string
  note: string | null
  /** The values that were looked at, as text. */
  seen: string
  zone: string
}

/** Decides a conflict until somebody says something new. Throws `conflict` where the values are no longer those that were looked at. */
export const decideConflict = action('events', async (city: City, input: Deciding) => {
  demand(city.actor, mayKeepEvents, undefined)
  const field = conflictFields.find((each) => each === input.field)
  const row = field && (await conflictRow(city, input.event, input.place, field))
  if (!field || !row || row.closed_at !== null) throw refuse.missing('events.refusal.noConflict')
  if (JSON.stringify(row.sides) !== input.seen) throw refuse.conflict('events.refusal.newWord')
  if (!row.sides.some(({ source }) => source === input.chosen))
    throw refuse.invalid({ chosen: { key: 'events.conflict.problem.chosen' } })
  await sourcesDb(city)
    .updateTable('events.conflicts')
    .set({
      chosen: input.chosen,
      decided_among: JSON.stringify(row.sides),
      decided_at: city.now,
      office,
      note: input.note,
    })
    .where('event', '=', input.event)
    .where('place', '=', input.place)
    .where('field', '=', field)
    .execute()
  if (row.sides.some(({ source }) => source === editorSource))
    await settleEdit(city, { event: input.event, place: input.place, field, chosen: input.chosen, sides: row.sides })
  await recompose(city, { events: [input.event], zone: input.zone })
})

function conflictRow(city: City, event: string, place: string, field: ConflictField) {
  return sourcesDb(city)
    .selectFrom('events.conflicts')
    .selectAll()
    .where('event', '=', event)
    .where('place', '=', place)
    .where('field', '=', field)
    .forUpdate()
    .executeTakeFirst()
}

export interface Thing {
  source: string
  uid: string
}

/** Says of two things that they are one event, or that they are not. A thing without a source is an event that the city wrote itself. */
export const decidePair = action(
  'events',
  async (city: City, input: { one: Thing; other: Thing; same: boolean; zone: string }) => {
    demand(city.actor, mayKeepEvents, undefined)
    const [one, other] = [await eventOf(city, input.one), await eventOf(city, input.other)]
    if (one === null || other === null) throw refuse.missing('events.refusal.noPair')
    await markPair(city, input.one, input.other, input.same ? 'together' : 'apart')
    if (!input.same || one.event === other.event) return
    if (one.own && other.own) throw refuse.conflict('events.refusal.bothOwn')
    const [target, absorbed] = other.own || (!one.own && other.event < one.event) ? [other, one] : [one, other]
    await sourcesDb(city)
      .updateTable('events.items')
      .set({ event: target.event })
      .where('event', '=', absorbed.event)
      .execute()
    await recompose(city, { events: [target.event, absorbed.event], zone: input.zone })
  },
)

async function eventOf(city: City, { source, uid }: Thing): Promise<{ event: string; own: boolean } | null> {
  const { rows } = await sql<{ event: string; own: boolean }>`
    select e.id as event, not exists (select 1 from events.items i where i.home = e.id) as own from events.events e
    where e.id = ${source === '' ? uid : sql`(select event from events.items where source = ${source} and uid = ${uid})`}`.execute(
    city.db,
  )
  return rows[0] ?? null
}

/** Takes an item out of its event: it becomes the event it was before, or one of its own. It is not put back by itself. */
export const splitOff = action('events', async (city: City, input: Thing & { zone: string }): Promise<string> => {
  demand(city.actor, mayKeepEvents, undefined)
  const item = await sourcesDb(city)
    .selectFrom('events.items')
    .select(['event', 'home'])
    .where('source', '=', input.source)
    .where('uid', '=', input.uid)
    .forUpdate()
    .executeTakeFirst()
  if (!item) throw refuse.missing('events.refusal.noPair')
  const rest = await sourcesDb(city)
    .selectFrom('events.items')
    .select(['source', 'uid', 'home'])
    .where('event', '=', item.event)
    .where((where) => where.not(where.and([where('source', '=', input.source), where('uid', '=', input.uid)])))
    .execute()
  const own = (await eventOf(city, { source: '', uid: item.event }))?.own ?? false
  if (rest.length === 0 && !own) throw refuse.conflict('events.refusal.onlyOne')
  for (const other of rest) await markPair(city, input, other, 'apart')
  if (own) await markPair(city, input, { source: '', uid: item.event }, 'apart')
  const goesHome = item.home !== item.event
  const event = goesHome ? item.home : newId(city.now)
  await sql`
      insert into events.events (id, title, kind, state, basis, made_at, changed_at, words, sequence)
      values (${event}, '…', 'other', 'draft', 'feed', ${city.now}, ${city.now}, ''::tsvector, -1)
      on conflict do nothing`.execute(city.db)
  // Whoever had been put together with it before comes along: they were one event then.
  const along = goesHome ? rest.filter(({ home }) => home === item.home) : []
  for (const each of [{ source: input.source, uid: input.uid }, ...along])
    await sourcesDb(city)
      .updateTable('events.items')
      .set({ event, ...(goesHome ? {} : { home: event }) })
      .where('source', '=', each.source)
      .where('uid', '=', each.uid)
      .execute()
  await recompose(city, { events: [item.event, event], zone: input.zone, again: [event] })
  return event
})

async function markPair(city: City, a: Thing, b: Thing, state: PairState): Promise<void> {
  const [one, other] = `${a.source}\n${a.uid}` < `${b.source}\n${b.uid}` ? [a, b] : [b, a]
  const decided = { state, decided_at: city.now, office }
  await sourcesDb(city)
    .insertInto('events.pairs')
    .values({
      ...{ one_source: one.source, one_uid: one.uid, other_source: other.source, other_uid: other.uid },
      ...{ why: 'editor', likeness: 1, made_at: city.now, ...decided },
    })
    .onConflict((clash) => clash.columns(['one_source', 'one_uid', 'other_source', 'other_uid']).doUpdateSet(decided))
    .execute()
}
