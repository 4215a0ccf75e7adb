// Writing events: what an editor, an organiser or a source says becomes rows, changes in public, and facts. Whoever calls has checked who may.
import { type RawBuilder, sql } from 'kysely'
import { type Venue, venuesFor } from '#kernel/places/index.ts'
import type { City } from '#platform/city.ts'
import { newId } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { dayOf } from '#platform/time.ts'
import { daysFor } from '../rules/days.ts'
import { allFields, type EventFields, fieldNames, isSaid, timeField } from '../rules/fields.ts'
import { type KnownEvent, type KnownSession, type Plan, planFor, type Word } from '../rules/keep.ts'
import type { Basis, State, Status } from '../rules/terms.ts'
import { type When, whenColumns, whenProblem } from '../rules/when.ts'
import { eventsDb } from '../tables.ts'
import { tellChanges } from './tell.ts'

export interface SessionInput {
  /** Which of the event's sessions it is; left out or empty for one that nobody has named yet. */
  uid?: string
  when: When
  hall?: string | null
  /** Left out: as it was. A new time makes «moved» by itself. */
  status?: Status
  /** The time before, where whoever says so names it. */
  previous?: When | null
  reason?: string | null
  /** Said by sources together, of which this is the whole. True: the time before was said wrongly, so it is a change and no move. */
  corrects?: boolean
}

export interface EventInput {
  /** Of an event that is there, or the id that a new one shall have; left out for a new one. */
  id?: string
  /** All fields; those left out are said by nobody. */
  fields: Partial<EventFields> & Pick<EventFields, 'title' | 'kind'>
  /** All sessions; see `planFor` for those of before that are missing. */
  sessions: readonly SessionInput[]
  state: State
  basis: Basis
  owner?: string | null
  organisation?: string | null
  /** What becomes of sessions that are missing: by default as `planFor` says; `drop` takes them out, since they are another event's. */
  missing?: 'drop'
  /** By whom all of this is said. Left out: the caller writes `events.fields` itself. */
  from?: { source: string; url: string | null; saidOn: string | null }
}

export interface Kept {
  id: string
  /** new, changed, or same: then nothing was written and nobody is told. */
  outcome: 'new' | 'changed' | 'same'
  sessions: readonly KnownSession[]
}

// The embedded database answers nobody else meanwhile: no statement may take longer than 50 ms there.
const atOnce = 100
const rowsAtOnce = 300

/**
 * Writes events within the caller's action, many as cheaply as one, and answers in the order of the input. Of an event that is there
 * `owner`, `organisation` and `basis` stay. Throws `invalid` with the word key of a session's time that cannot be.
 */
export async function keepEvents(
  city: City,
  { events, zone }: { events: readonly EventInput[]; zone: string },
): Promise<Kept[]> {
  const kept: Kept[] = []
  for (let from = 0; from < events.length; from += atOnce)
    kept.push(...(await keepSome(city, events.slice(from, from + atOnce), zone)))
  return kept
}

interface Work {
  input: EventInput
  id: string
  isNew: boolean
  plan: Plan
  venue: Venue | undefined
}

async function keepSome(city: City, inputs: readonly EventInput[], zone: string): Promise<Kept[]> {
  const known = await knownEvents(
    city,
    inputs.flatMap(({ id }) => id ?? []),
  )
  const venueIds = inputs.flatMap(({ fields }) => fields.venue ?? [])
  const venues = new Map((await venuesFor(city, [...new Set(venueIds)])).map((venue) => [venue.id, venue]))
  const today = dayOf(city.now, zone)
  const works = inputs.map((input): Work => {
    const before = known.get(input.id ?? '') ?? null
    const venue = input.fields.venue ? venues.get(input.fields.venue) : undefined
    const plan = planFor(before, wordOf(input, venue, zone), { madeId: () => newId(city.now), today })
    return { input, id: input.id ?? newId(city.now), isNew: before === null, plan, venue }
  })
  const news = works.filter(({ plan }) => !plan.same)
  await writeEvents(city, news)
  await writeSessions(city, news)
  await writeFields(
    city,
    news.filter(({ input }) => input.from),
  )
  await writeDays(city, news, zone)
  for (const { id, plan } of news) await tellChanges(city, id, plan.changes, plan)
  return works.map(({ id, isNew, plan }) => ({
    id,
    outcome: isNew ? 'new' : plan.same ? 'same' : 'changed',
    sessions: plan.sessions,
  }))
}

function wordOf({ fields, sessions, state, missing }: EventInput, venue: Venue | undefined, zone: string): Word {
  const all = allFields(fields)
  return {
    fields: { ...all, district: venue?.district ?? all.district },
    state,
    missing,
    sessions: distinct(sessions).map(({ uid = '', when, hall = null, status, previous, reason, corrects }) => {
      const problem = whenProblem(when)
      if (problem) throw refuse.invalid({ sessions: problem })
      const was = previous ? whenColumns(previous, zone) : null
      return {
        uid,
        when: whenColumns(when, zone),
        hall,
        status,
        reason,
        corrects,
        previous: was ? { was_starts_at: was.starts_at, was_first_day: was.first_day } : undefined,
      }
    }),
  }
}

function distinct(sessions: readonly SessionInput[]): readonly SessionInput[] {
  const named = sessions.flatMap(({ uid }) => uid || [])
  if (new Set(named).size < named.length) throw refuse.invalid({ sessions: { key: 'events.problem.sameUid' } })
  return sessions
}

/** Events with their sessions as they stand, locked until the caller's action ends. */
export async function knownEvents(
  city: City,
  ids: readonly string[],
): Promise<Map<string, { event: KnownEvent; sessions: KnownSession[] }>> {
  if (ids.length === 0) return new Map()
  const rows = await eventsDb(city)
    .selectFrom('events.events')
    .select(['id', 'state', 'basis', 'sequence', ...fieldNames])
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute()
  const sessions = await eventsDb(city)
    .selectFrom('events.sessions')
    .select(['id', 'event', 'uid', 'said', 'starts_at', 'ends_at', 'first_day', 'last_day', 'hall', 'status'])
    .select(['was_starts_at', 'was_first_day', 'reason', 'sequence'])
    .where('event', 'in', ids)
    .orderBy('first_day')
    .orderBy('starts_at')
    .execute()
  const byEvent = Map.groupBy(sessions, ({ event }) => event)
  return new Map(rows.map((event) => [event.id, { event, sessions: byEvent.get(event.id) ?? [] }]))
}

async function writeEvents(city: City, works: readonly Work[]): Promise<void> {
  if (works.length === 0) return
  await eventsDb(city)
    .insertInto('events.events')
    .values(
      works.map(({ id, input, plan }) => ({
        id,
        ...plan.fields,
        organisation: input.organisation ?? null,
        owner: input.owner ?? null,
        status: plan.status,
        state: plan.state,
        basis: input.basis,
        sequence: plan.sequence,
        made_at: city.now,
        published_at: plan.state === 'published' ? city.now : null,
        changed_at: city.now,
        words: wordsOf(plan.fields),
      })),
    )
    .onConflict((clash) =>
      clash.column('id').doUpdateSet((set) => ({
        ...Object.fromEntries(fieldNames.map((name) => [name, set.ref(`excluded.${name}`)])),
        status: set.ref('excluded.status'),
        // A room made for an event that a source tells of is not yet anybody's word.
        basis: sql<Basis>`case when events.sequence < 0 then excluded.basis else events.basis end`,
        state: set.ref('excluded.state'),
        sequence: set.ref('excluded.sequence'),
        published_at: sql<Date | null>`coalesce(events.published_at, excluded.published_at)`,
        changed_at: set.ref('excluded.changed_at'),
        words: sql<string>`excluded.words`,
      })),
    )
    .execute()
}

// What the text filter finds an event by; ё is е, as people type it.
function wordsOf({ title, artists, organiser, place, hall }: EventFields): RawBuilder<string> {
  const text = [title, ...artists, organiser, place, hall].filter(Boolean).join(' . ')
  return sql<string>`to_tsvector('russian', ${text.replaceAll('ё', 'е').replaceAll('Ё', 'Е').toWellFormed()}::text)`
}

async function writeSessions(city: City, works: readonly Work[]): Promise<void> {
  const drop = works.flatMap(({ plan }) => plan.drop)
  if (drop.length > 0) await eventsDb(city).deleteFrom('events.sessions').where('id', 'in', drop).execute()
  const rows = works.flatMap(({ id, plan }) =>
    plan.sessions
      .filter((session) => plan.write.has(session.id))
      .map((session) => ({ ...session, event: id, changed_at: city.now })),
  )
  for (let from = 0; from < rows.length; from += rowsAtOnce)
    await eventsDb(city)
      .insertInto('events.sessions')
      .values(rows.slice(from, from + rowsAtOnce))
      .onConflict((clash) =>
        clash.column('id').doUpdateSet((set) => ({
          said: set.ref('excluded.said'),
          starts_at: set.ref('excluded.starts_at'),
          ends_at: set.ref('excluded.ends_at'),
          first_day: set.ref('excluded.first_day'),
          last_day: set.ref('excluded.last_day'),
          hall: set.ref('excluded.hall'),
          status: set.ref('excluded.status'),
          was_starts_at: set.ref('excluded.was_starts_at'),
          was_first_day: set.ref('excluded.was_first_day'),
          reason: set.ref('excluded.reason'),
          sequence: set.ref('excluded.sequence'),
          changed_at: set.ref('excluded.changed_at'),
        })),
      )
      .execute()
}

async function writeFields(city: City, works: readonly Work[]): Promise<void> {
  const bySource = Map.groupBy(works, ({ input }) => input.from?.source)
  for (const [source, those] of bySource) {
    if (source === undefined) continue
    const old = those.filter(({ isNew }) => !isNew).map(({ id }) => id)
    if (old.length > 0)
      await eventsDb(city)
        .deleteFrom('events.fields')
        .where('event', 'in', old)
        .where('session', '=', '')
        .where('source', '=', source)
        .execute()
    const rows = those.flatMap(({ id, input: { from }, plan: { fields } }) => [
      ...fieldNames
        .filter((name) => isSaid(fields[name]))
        .map((name) => ({ event: id, field: String(name), value: JSON.stringify(fields[name]), ...pageOf(from) })),
      { event: id, field: timeField, value: 'true', ...pageOf(from) },
    ])
    for (let at = 0; at < rows.length; at += rowsAtOnce)
      await eventsDb(city)
        .insertInto('events.fields')
        .values(rows.slice(at, at + rowsAtOnce).map((row) => ({ ...row, source, seen_at: city.now })))
        .execute()
  }
}

const pageOf = (from: EventInput['from']) => ({ url: from?.url ?? null, said_on: from?.saidOn ?? null })

/** Writes the rows of the list anew for some events; only what is published has any. */
async function writeDays(city: City, works: readonly Work[], zone: string): Promise<void> {
  const old = works.filter(({ isNew }) => !isNew).map(({ id }) => id)
  if (old.length > 0) await eventsDb(city).deleteFrom('events.days').where('event', 'in', old).execute()
  const rows = works.flatMap(({ id, plan, venue }) => {
    if (plan.state !== 'published') return []
    const { kind, topics, age, free, pushkin_card, district, venue: at } = plan.fields
    const all = {
      ...{ event: id, kind, topics, venue: at, district, free, pushkin_card },
      age: age === null ? null : Number.parseInt(age, 10),
      ramp: plan.fields.ramp ?? venue?.ramp ?? null,
      loop: plan.fields.loop ?? venue?.loop ?? null,
      sign_language: plan.fields.sign_language ?? venue?.sign_language ?? null,
    }
    return daysFor(kind, plan.sessions, zone).map((day) => ({ ...all, ...day }))
  })
  for (let from = 0; from < rows.length; from += rowsAtOnce)
    await eventsDb(city)
      .insertInto('events.days')
      .values(rows.slice(from, from + rowsAtOnce))
      .execute()
}
