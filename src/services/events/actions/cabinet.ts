// The cabinet: an event is written step by step, nothing typed is lost, and sent as a whole with all its sessions and places.
import { newHandle } from '#kernel/identity/index.ts'
import { venueNamed } from '#kernel/places/index.ts'
import { action, type City } from '#platform/city.ts'
import type { Checked, Fields } from '#platform/form.ts'
import { newId } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { atHour, dayOf, days, hours, later } from '#platform/time.ts'
import { readSeatTerms, readTerms, readWhat, readWhen, readWhere, type SeatTerms } from '../forms/cabinet.ts'
import { type Draft, draftFor, draftsOf, ownHandles, trustOf } from '../queries/cabinet.ts'
import { demandKeeper, keptEvent, organisationsOf } from '../queries/keepers.ts'
import { isId } from '../queries/seats.ts'
import type { EventFields } from '../rules/fields.ts'
import { instantsOf, type Slot } from '../rules/series.ts'
import { isPublishedNext, isTrusted, mostDrafts, mostSentPerDay } from '../rules/steps.ts'
import { whenOf } from '../rules/when.ts'
import { cabinetDb } from '../tables/cabinet.ts'
import { keepEvents, knownEvents, type SessionInput } from './keep.ts'
import { saveRegistration } from './registration.ts'

export interface Sender {
  /** The organisation that she acts for; null where she acts for herself. */
  organisation: string | null
  zone: string
}

/** Begins a draft, or answers `conflict` where she has enough of them. Answers its id. */
export const startDraft = action(
  'events',
  async (city: City, input: Sender & { event?: string | null; data?: Fields }): Promise<string> => {
    const { person } = city.actor
    if (person === null) throw refuse.notAllowed('platform.refusal.notAllowed')
    const { organisation, zone } = input
    if (organisation !== null && !(await actsFor(city, person, organisation, zone)))
      throw refuse.notAllowed('events.cabinet.refusal.notActing')
    if ((await draftsOf(city)).length >= mostDrafts)
      throw refuse.conflict('events.cabinet.refusal.drafts', { most: mostDrafts })
    const id = newId(city.now)
    const handle = await newHandle(city, { module: 'events', person })
    await cabinetDb(city)
      .insertInto('events.drafts')
      .values({
        ...{ id, handle, organisation, event: input.event ?? null, data: JSON.stringify(input.data ?? {}) },
        ...{ made_at: city.now, touched_at: city.now },
      })
      .execute()
    return id
  },
)

/** Keeps what was typed in a step, right or wrong: boxes of that step that came empty are empty. */
export const saveStep = action(
  'events',
  async (city: City, input: { draft: string; names: readonly string[]; fields: Fields }): Promise<void> => {
    const draft = await ownDraft(city, input.draft)
    const data: Fields = { ...draft.data }
    for (const name of input.names) {
      const value = input.fields[name]
      if (value === undefined) delete data[name]
      // Half a letter or a NUL cannot be kept, nor more than any box takes; the form says so.
      else
        data[name] = Array.isArray(value)
          ? value.slice(0, 30).map((each) => kept(each, 100))
          : kept(value, mostOf(name))
    }
    await cabinetDb(city)
      .updateTable('events.drafts')
      .set({ data: JSON.stringify(data), touched_at: city.now })
      .where('id', '=', draft.id)
      .execute()
  },
)

/** Throws a draft away. */
export const dropDraft = action('events', async (city: City, input: { draft: string }): Promise<void> => {
  const draft = await ownDraft(city, input.draft)
  await cabinetDb(city).deleteFrom('events.drafts').where('id', '=', draft.id).execute()
})

/**
 * Sends a draft: the event with all its sessions and their registration, published at once where its keeper is trusted. Holidays of
 * the rule are `off`. Throws `invalid` with every error of every step, and `conflict` where she sent enough for today.
 */
export const sendDraft = action(
  'events',
  async (
    city: City,
    input: { draft: string; off: ReadonlySet<string>; zone: string },
  ): Promise<{ id: string; published: boolean }> => {
    const { zone } = input
    const draft = await ownDraft(city, input.draft)
    if (draft.event !== null) await demandKeeper(city, await keptEvent(city, draft.event), zone)
    const { fields, slots, seats } = await readDraft(city, draft, input)
    await demandFewToday(city)
    const { person } = city.actor
    const owner = await newHandle(city, { module: 'events', person })
    const organisation =
      draft.organisation === null ? null : await actsFor(city, person ?? '', draft.organisation, zone)
    if (draft.organisation !== null && organisation === null)
      throw refuse.notAllowed('events.cabinet.refusal.notActing')
    const trust = await trustOf(city, draft.organisation ?? owner)
    const before = draft.event === null ? null : (await knownEvents(city, [draft.event])).get(draft.event)
    const published = isPublishedNext(before?.event.state ?? null, isTrusted(trust.word, trust.published))
    const kept = await keepOne(city, {
      ...(draft.event === null ? {} : { id: draft.event }),
      fields: {
        ...(before ? { title_en: before.event.title_en, note: before.event.note, url: before.event.url } : {}),
        ...fields,
        organiser: organisation?.name ?? fields.organiser,
      },
      sessions: [...(before?.sessions.map(sessionInput) ?? []), ...slots.map((slot) => slotInput(slot, zone))],
      ...{ state: published ? ('published' as const) : ('moderation' as const), basis: basisIn(city) },
      ...{
        owner,
        organisation: draft.organisation,
        from: { source: 'organisers', url: null, saidOn: dayOf(city.now, zone) },
      },
      zone,
    })
    const known = new Set(before?.sessions.map(({ id }) => id))
    if (seats)
      for (const session of kept.sessions.filter(({ id, starts_at }) => !known.has(id) && starts_at !== null))
        await openFor(city, session.id, session.starts_at ?? city.now, seats, zone)
    await noteVerdict(city, { event: kept.id, verdict: 'sent', why: null })
    await cabinetDb(city).deleteFrom('events.drafts').where('id', '=', draft.id).execute()
    return { id: kept.id, published }
  },
)

/** Writes down what became of an event in an editor's or its organiser's hands. */
export async function noteVerdict(
  city: City,
  row: { event: string; verdict: 'sent' | 'published' | 'returned' | 'hidden' | 'checked'; why: string | null },
): Promise<void> {
  await cabinetDb(city)
    .insertInto('events.verdicts')
    .values({ id: newId(city.now), at: city.now, ...row })
    .execute()
}

interface DraftRead {
  fields: Omit<Partial<EventFields>, 'title' | 'kind'> & Pick<EventFields, 'title' | 'kind' | 'organiser'>
  slots: Slot[]
  seats: SeatTerms | null
}

async function readDraft(
  city: City,
  draft: Draft,
  { off, zone }: { off: ReadonlySet<string>; zone: string },
): Promise<DraftRead> {
  const { data } = draft
  const when: Checked<{ slots: Slot[] }> =
    draft.event !== null && addsNothing(data)
      ? { ok: true, value: { slots: [] } }
      : readWhen(data, dayOf(city.now, zone), off)
  const parts = [readWhat(data), readWhere(data), when, readTerms(data), readSeatTerms(data)] as const
  const errors = Object.assign({}, ...parts.map((part) => (part.ok ? {} : part.errors)))
  if (Object.keys(errors).length > 0) throw refuse.invalid(errors)
  const [what, where, times, terms, seats] = parts
  if (!what.ok || !where.ok || !times.ok || !terms.ok || !seats.ok) throw refuse.invalid(errors)
  const meant = await venueNamed(city, where.value.place)
  return {
    slots: times.value.slots,
    seats: seats.value,
    fields: {
      ...{ title: what.value.title, kind: what.value.kind, topics: what.value.topics, artists: what.value.artists },
      description: what.value.description || null,
      organiser: what.value.organiser || null,
      ...{ venue: meant?.venue.id ?? null, place: meant ? null : where.value.place },
      hall: where.value.hall || (meant?.hall ?? null),
      ...{
        age: terms.value.age,
        free: terms.value.free,
        price_min: terms.value.priceMin,
        price_max: terms.value.priceMax,
      },
      ...{ pushkin_card: terms.value.pushkin, ramp: terms.value.ramp, loop: terms.value.loop },
      ...{ sign_language: terms.value.sign, ticket_url: terms.value.ticketUrl },
    },
  }
}

/** Whether a draft of an event that is there adds no sessions to it. */
export function addsNothing({ way, times }: Fields): boolean {
  return way !== 'weekly' && (times === undefined || String(times).trim() === '')
}

async function keepOne(
  city: City,
  { zone, ...event }: Parameters<typeof keepEvents>[1]['events'][number] & { zone: string },
) {
  await cabinetDb(city)
    .insertInto('events.sources')
    .values({
      ...{ id: 'organisers', name: 'Кабинет организатора', kind: 'organiser', url: null, schedule: null, trust: 80 },
      ...{ etag: null, last_modified: null, body_hash: null, tried_at: null, read_at: null, outcome: null },
      made_at: city.now,
    })
    .onConflict((clash) => clash.column('id').doNothing())
    .execute()
  const [kept] = await keepEvents(city, { events: [event], zone })
  if (!kept) throw new Error('an event that was kept has no answer')
  return kept
}

function basisIn(city: City): 'demo' | 'organiser' {
  return city.within.house.mode === 'demo' ? 'demo' : 'organiser'
}

function slotInput(slot: Slot, zone: string): SessionInput {
  const { start, end } = instantsOf(slot, zone)
  return { when: { said: 'time', startsAt: start, endsAt: end } }
}

function sessionInput(session: Parameters<typeof whenOf>[0] & { uid: string; hall: string | null }): SessionInput {
  return { uid: session.uid, when: whenOf(session), hall: session.hall }
}

async function openFor(city: City, session: string, startsAt: Date, seats: SeatTerms, zone: string): Promise<void> {
  const { opensOn, closesBefore, ...terms } = seats
  await saveRegistration(city, {
    ...{ session, ...terms, zone },
    opensAt: opensOn === null ? null : atHour(opensOn, 0, zone),
    closesAt: closesBefore === 0 ? null : later(startsAt, -hours(closesBefore)),
  })
}

async function demandFewToday(city: City): Promise<void> {
  const handles = await ownHandles(city)
  if (handles.length === 0) return
  const { n } = await cabinetDb(city)
    .selectFrom('events.verdicts as v')
    .innerJoin('events.events as e', 'e.id', 'v.event')
    .select((select) => select.fn.countAll<string>().as('n'))
    .where('e.owner', 'in', handles)
    .where('v.verdict', '=', 'sent')
    .where('v.at', '>', later(city.now, -days(1)))
    .executeTakeFirstOrThrow()
  if (Number(n) >= mostSentPerDay) throw refuse.conflict('events.cabinet.refusal.today', { most: mostSentPerDay })
}

async function actsFor(city: City, person: string, organisation: string, zone: string) {
  return (await organisationsOf(city, person, zone)).find((one) => one.organisation === organisation) ?? null
}

// Held until the action ends: of two windows each keeps its own step, and what is sent twice is one event.
async function ownDraft(city: City, id: string): Promise<Draft> {
  if (isId(id))
    await cabinetDb(city).selectFrom('events.drafts').select('id').where('id', '=', id).forUpdate().execute()
  const draft = await draftFor(city, id)
  if (!draft) throw refuse.missing('events.cabinet.refusal.noDraft')
  return draft
}

// All drafts of somebody are read together, so none of them may be large.
const mostOf = (name: string): number => (name === 'times' || name === 'description' ? 20_000 : 2_000)

function kept(text: string, most: number): string {
  return text.replaceAll('\u0000', '').slice(0, most).toWellFormed().replaceAll('\ufffd', '')
}
