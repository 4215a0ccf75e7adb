// Applying: begun as a draft, written page by page, sent, taken back to be changed while the call is open, or withdrawn.
import { sql } from 'kysely'
import { handleOf, mayActFor, newHandle, representations } from '#kernel/identity/index.ts'
import { action, type City } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import { newId } from '#platform/ids.ts'
import { demand, reaches } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { dayOf } from '#platform/time.ts'
import type { ApplyingFacts } from '../facts/applying.ts'
import { mayApply } from '../policy/applying.ts'
import { documentsOf, gapsOf } from '../queries/applications.ts'
import { type CallView, callFor } from '../queries/calls.ts'
import { eligibleBy } from '../queries/eligible.ts'
import type { Answers } from '../rules/answers.ts'
import { askedAnswers, missingIn, papersAsked } from '../rules/asked.ts'
import { callStateAt } from '../rules/call-state.ts'
import type { Definition } from '../rules/definition.ts'
import { ready } from '../rules/papers.ts'
import { withdrawable } from '../rules/states.ts'
import { applyingDb, type KnownAnswers } from '../tables/applying.ts'
import { countOne, demandNotCounted } from './counting.ts'
import { type ApplicationStored, lockApplication, moveApplication } from './moving.ts'
import { nextNumber } from './numbers.ts'
import { demandPower } from './own.ts'

const announce = announcer<ApplyingFacts>()

/** Begins a draft, or answers the one that she has of this call for the same applicant. Throws `conflict` while the call is not open. */
export const beginApplication = action(
  'programmes',
  async (
    city: City,
    input: { call: string; organisation: string | null; zone: string },
  ): Promise<{ id: string; begun: boolean }> => {
    demand(city.actor, mayApply, undefined)
    const person = city.actor.person ?? ''
    const call = await openCallFor(city, input.call)
    const { applies, limit } = call.definition
    if (applies === (input.organisation === null ? 'organisation' : 'person'))
      throw refuse.invalid({ applicant: { key: 'platform.form.choose' } })
    const organisation =
      input.organisation === null ? null : await organisationFor(city, person, input.organisation, input.zone)
    const handle = await newHandle(city, { module: 'programmes', person })
    const db = applyingDb(city)
    // Two windows that begin at once make one draft: the call is held while she looks whether there is one.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`${call.id} ${handle}`}, 0))`.execute(city.db)
    const kept = await db
      .selectFrom('programmes.applications')
      .select('id')
      .where('call', '=', call.id)
      .where('handle', '=', handle)
      .where('organisation', organisation ? '=' : 'is', organisation ? organisation.organisation : null)
      .where('state', limit === 'none' ? '=' : '<>', limit === 'none' ? 'draft' : 'withdrawn')
      .executeTakeFirst()
    if (kept) return { id: kept.id, begun: false }
    await demandNotCounted(
      city,
      call.id,
      { handle, organisation: organisation?.organisation ?? null, inn: organisation?.inn ?? null },
      limit,
    )
    const id = newId(city.now)
    await db
      .insertInto('programmes.applications')
      .values({
        ...{ id, call: call.id, handle, begun_at: city.now, touched_at: city.now, known: '{}' },
        organisation: organisation ? organisation.organisation : null,
        organisation_name: organisation ? organisation.name : null,
        organisation_inn: organisation ? organisation.inn : null,
        ...{ state: 'draft', state_at: city.now },
      })
      .execute()
    await db
      .insertInto('programmes.states')
      .values({
        ...{ id: newId(city.now), application: id, state: 'draft', at: city.now },
        ...{ office: null, reason: null, due_at: null },
      })
      .execute()
    return { id, begun: true }
  },
)

/**
 * Keeps the answers to a page. `seen` is the revision its writer began from: where another window has saved this page meanwhile, nothing is
 * written and `conflict` is thrown, so neither is lost. Of an incomplete application only what was named may change.
 */
export const savePage = action(
  'programmes',
  async (
    city: City,
    input: { application: string; page: string; seen: number; answers: Answers },
  ): Promise<{ revision: number }> => {
    const held = await lockOwn(city, input.application)
    await demandWritable(city, held)
    const db = applyingDb(city)
    const kept = await db
      .selectFrom('programmes.answers')
      .select(['revision', 'answers'])
      .where('application', '=', held.id)
      .where('page', '=', input.page)
      .executeTakeFirst()
    if ((kept?.revision ?? 0) !== input.seen) throw refuse.conflict('programmes.refusal.pageSavedMeanwhile')
    const named =
      held.state === 'incomplete'
        ? new Set(await gapsOf(city, held.id).then((gaps) => gaps.map(({ subject }) => subject)))
        : null
    const may = Object.entries(input.answers).filter(([id]) => named === null || named.has(`field:${id}`))
    const answers = { ...(kept?.answers ?? {}), ...Object.fromEntries(may) }
    const revision = input.seen + 1
    const row = { revision, answers: JSON.stringify(answers), saved_at: city.now }
    await db
      .insertInto('programmes.answers')
      .values({ application: held.id, page: input.page, ...row })
      .onConflict((clash) => clash.columns(['application', 'page']).doUpdateSet(row))
      .execute()
    await touch(city, held.id)
    return { revision }
  },
)

/** Keeps answers to the questions of the terms beside those given before. */
export const saveKnown = action(
  'programmes',
  async (city: City, input: { application: string; known: KnownAnswers }): Promise<void> => {
    const held = await lockOwn(city, input.application)
    await demandWritable(city, held)
    if (held.state !== 'draft') throw refuse.conflict('programmes.refusal.notNamed')
    await applyingDb(city)
      .updateTable('programmes.applications')
      .set({ known: JSON.stringify({ ...held.known, ...input.known }), touched_at: city.now })
      .where('id', '=', held.id)
      .execute()
  },
)

/**
 * Sends an application: what is asked and answered stays as it was sent. Answers its number. Throws `conflict` when it is late or
 * not whole, when the terms say no to what was answered, or another of the same applicant was sent where one is taken, and `not-allowed` below the level that the programme asks for.
 */
export const sendApplication = action(
  'programmes',
  async (city: City, input: { application: string; zone: string }): Promise<{ number: string; nth: number }> => {
    const held = await lockOwn(city, input.application)
    const call = await demandWritable(city, held)
    const { definition } = call
    if (!reaches(city.actor.level ?? 'simple', definition.level))
      throw refuse.notAllowed(`programmes.refusal.level.${definition.level}`)
    await demandPower(city, held, dayOf(city.now, input.zone))
    const eligible = await eligibleBy(city, call, held.known, input.zone)
    if (eligible?.decision.verdict === 'no') throw refuse.conflict('programmes.refusal.notEligible')
    const db = applyingDb(city)
    const answers = await draftAnswers(city, held.id)
    const papers = await papersToSend(city, held.id, definition, answers, input.zone)
    if (missingIn(definition, answers, new Set(papers.map(({ asked }) => asked))).length > 0)
      throw refuse.conflict('programmes.refusal.notWhole')
    const nth = 1 + (await submissionsSoFar(city, held.id))
    const number = held.number ?? (await nextNumber(city, input.zone))
    await db
      .insertInto('programmes.submissions')
      .values({
        ...{ id: newId(city.now), application: held.id, nth, at: city.now, level: city.actor.level ?? 'simple' },
        answers: JSON.stringify(askedAnswers(definition, answers)),
        known: JSON.stringify(held.known),
        documents: JSON.stringify(papers.map(({ id }) => id)),
      })
      .execute()
    await countOne(city, { ...held, inn: held.organisation_inn }, definition.limit)
    await moveApplication(city, held, { state: 'sent', office: null })
    await db
      .updateTable('programmes.applications')
      .set({ number, sent_at: held.sent_at ?? city.now })
      .where('id', '=', held.id)
      .execute()
    await announce(city, 'programmes.application-sent', `application:${held.id}`, {
      ...{ application: held.id, call: call.id, nth },
    })
    return { number, nth }
  },
)

/** Makes a sent application a draft again, to be changed and sent before the call closes. */
export const takeBack = action('programmes', async (city: City, input: { application: string }): Promise<void> => {
  const held = await lockOwn(city, input.application)
  const call = await openCallFor(city, held.call)
  if (held.state !== 'sent') throw refuse.conflict('programmes.refusal.stateChanged')
  await moveApplication(city, held, { state: 'draft', office: null })
  await announce(city, 'programmes.application-taken-back', `application:${held.id}`, {
    ...{ application: held.id, call: call.id },
  })
})

/** Withdraws an application for good; what was written stays hers to read. */
export const withdrawApplication = action(
  'programmes',
  async (city: City, input: { application: string; reason: string | null; zone: string }): Promise<void> => {
    const held = await lockOwn(city, input.application)
    if (held.number !== null) await demandPower(city, held, dayOf(city.now, input.zone))
    if (!withdrawable.includes(held.state)) throw refuse.conflict('programmes.refusal.decidedAlready')
    await moveApplication(city, held, { state: 'withdrawn', office: null, reason: input.reason })
    await announce(city, 'programmes.application-withdrawn', `application:${held.id}`, {
      ...{ application: held.id, call: held.call },
    })
  },
)

/** Holds her own application still. Somebody else's does not exist for her. */
export async function lockOwn(city: City, id: string): Promise<ApplicationStored> {
  demand(city.actor, mayApply, undefined)
  const handle = await handleOf(city, 'programmes', city.actor.person ?? '')
  const held = await lockApplication(city, id)
  if (handle === null || held.handle !== handle) throw refuse.missing('programmes.refusal.noApplication')
  return held
}

/** Whether she may write in it now: a draft while the call is open, an incomplete one until its own last instant. Throws `conflict`. */
export async function demandWritable(
  city: City,
  held: ApplicationStored,
): Promise<CallView & { definition: Definition }> {
  if (held.state === 'incomplete') {
    const call = await callFor(city, held.call)
    const due = await dueOf(city, held.id)
    if (!call || (due !== null && city.now >= due)) throw refuse.conflict('programmes.refusal.mendedLate')
    return call
  }
  if (held.state !== 'draft') throw refuse.conflict('programmes.refusal.sentAlready')
  return openCallFor(city, held.call)
}

async function dueOf(city: City, application: string): Promise<Date | null> {
  const row = await applyingDb(city)
    .selectFrom('programmes.states')
    .select('due_at')
    .where('application', '=', application)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.due_at ?? null
}

// A second late is late, and says so.
async function openCallFor(city: City, id: string): Promise<CallView & { definition: Definition }> {
  const call = await callFor(city, id)
  if (!call) throw refuse.missing('programmes.refusal.noCall')
  const state = callStateAt(call, city.now)
  if (state === 'ahead')
    throw refuse.conflict('programmes.refusal.notOpen', { at: city.words.date(call.opensAt, 'time') })
  if (state === 'closed')
    throw refuse.conflict('programmes.refusal.late', { at: city.words.date(call.closesAt, 'time') })
  return call
}

async function organisationFor(city: City, person: string, organisation: string, zone: string) {
  const today = dayOf(city.now, zone)
  if (!(await mayActFor(city, { person, organisation, power: 'apply', today })))
    throw refuse.notAllowed('programmes.refusal.noPower')
  const held = (await representations(city, person)).find((one) => one.organisation === organisation)
  if (!held) throw refuse.notAllowed('programmes.refusal.noPower')
  return held
}

/** All answers of a draft, of every page. */
export async function draftAnswers(city: City, application: string): Promise<Answers> {
  const rows = await applyingDb(city)
    .selectFrom('programmes.answers')
    .select('answers')
    .where('application', '=', application)
    .orderBy('page')
    .execute()
  return Object.assign({}, ...rows.map(({ answers }) => answers))
}

async function papersToSend(city: City, application: string, definition: Definition, answers: Answers, zone: string) {
  const kept = await documentsOf(city, application)
  return ready(papersAsked(definition, answers), kept, dayOf(city.now, zone))
}

async function submissionsSoFar(city: City, application: string): Promise<number> {
  const { n } = await applyingDb(city)
    .selectFrom('programmes.submissions')
    .select((select) => select.fn.countAll<string>().as('n'))
    .where('application', '=', application)
    .executeTakeFirstOrThrow()
  return Number(n)
}

async function touch(city: City, id: string): Promise<void> {
  await applyingDb(city)
    .updateTable('programmes.applications')
    .set({ touched_at: city.now })
    .where('id', '=', id)
    .execute()
}
