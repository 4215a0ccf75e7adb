// Reviewing: a call's review begins, each reviewer says whether she is free to judge, reads, scores and sends; or passes it on.
import { basisOf, inscribe } from '#kernel/chronicle/index.ts'
import { newHandle } from '#kernel/identity/index.ts'
import { action, type City } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import { newId } from '#platform/ids.ts'
import { demand } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import type { AwardingFacts } from '../facts/awarding.ts'
import { mayManageProgrammes } from '../policy/applying.ts'
import { mayReview } from '../policy/awarding.ts'
import { type CallView, callFor } from '../queries/calls.ts'
import { type Judged, judgedFor } from '../queries/judged.ts'
import { type Assignment, panelOf, reviewingOf } from '../queries/reviews.ts'
import { drawn } from '../rules/assigning.ts'
import { shownPapers } from '../rules/blind.ts'
import type { Definition } from '../rules/definition.ts'
import { needsWords, type Scores } from '../rules/ranking.ts'
import { awardingDb } from '../tables/awarding.ts'
import { giveOutReviews } from './giving-out.ts'
import { setAside } from './ledger-of-calls.ts'
import { moveApplication } from './moving.ts'
import { managersOffice } from './office.ts'
import { demandOthers, demandOthersIn } from './own.ts'
import { lockAssignment, lockCall, lockOwnReview, ownHandle, ownReview } from './review-lock.ts'

const announce = announcer<AwardingFacts>()

export interface BeginReview {
  call: string
  /** Persons who hold the office of reviewer: whoever calls has asked. */
  reviewers: readonly string[]
  /** The last day for reviews: YYYY-MM-DD. */
  dueOn: string
  /** Today in the city. */
  today: string
}

/**
 * Begins the review of a closed call: complete applications go to reviewers by a seed that follows from the call itself and is
 * published, and the budget is set aside. Throws `conflict` while the call is open, applications wait for their check or are being mended, or
 * nothing is to be reviewed.
 */
export const beginReview = action('programmes', async (city: City, input: BeginReview): Promise<void> => {
  demand(city.actor, mayManageProgrammes, undefined)
  const call = await lockCall(city, input.call)
  await demandOthersIn(city, call.id)
  if (city.now < call.closesAt) throw refuse.conflict('programmes.review.refusal.open')
  if (call.definition.rubric.criteria.length === 0) throw refuse.conflict('programmes.review.refusal.noRubric')
  if (await reviewingOf(city, call.id)) throw refuse.conflict('programmes.review.refusal.begun')
  const db = awardingDb(city)
  const waiting = await db
    .selectFrom('programmes.applications')
    .select(['id', 'number', 'state'])
    .where('call', '=', call.id)
    .where('state', 'in', ['sent', 'complete'])
    .orderBy('number')
    .forUpdate()
    .execute()
  const unchecked = waiting.filter(({ state }) => state === 'sent').length
  if (unchecked > 0) throw refuse.conflict('programmes.review.refusal.unchecked', { n: unchecked })
  const mending = await mendedUntil(city, call.id)
  if (mending !== null)
    throw refuse.conflict('programmes.review.refusal.mending', { at: city.words.date(mending, 'time') })
  if (waiting.length === 0) throw refuse.conflict('programmes.review.refusal.nothing')
  const numbers = waiting.map(({ number }) => number ?? '')
  const seed = drawn(call.id, call.closesAt.toISOString(), ...numbers)
  const office = managersOffice(city)
  await db
    .insertInto('programmes.reviewing')
    .values({ call: call.id, seed, at: city.now, office, handle: await ownHandle(city), due_on: input.dueOn })
    .execute()
  await addToPanel(city, call.id, input.reviewers)
  for (const application of waiting) await moveApplication(city, application, { state: 'in-review', office })
  if (call.budget !== null)
    await setAside(city, call.id, call.budget, {
      day: input.today,
      document: city.words('programmes.money.budgetPaper', { call: call.title.ru }),
    })
  await giveOutReviews(city, { call: call.id, seed, at: city.now, handle: null, dueOn: input.dueOn }, need(call))
  await inscribe(city, {
    ...{ kind: 'programmes.review-begun', subject: `call:${call.id}`, basis: basisOf(city), office },
    data: { seed, applications: waiting.length, reviewers: input.reviewers.length, dueOn: input.dueOn },
  })
  await announce(city, 'programmes.review-begun', `call:${call.id}`, { call: call.id, applications: waiting.length })
})

// Until when somebody still may mend what was missing: what comes after the review has begun would never be judged.
async function mendedUntil(city: City, call: string): Promise<Date | null> {
  const { until } = await awardingDb(city)
    .selectFrom('programmes.applications as a')
    .innerJoin('programmes.states as s', 's.application', 'a.id')
    .select((select) => select.fn.max<Date | null>('s.due_at').as('until'))
    .where('a.call', '=', call)
    .where('a.state', '=', 'incomplete')
    .where('s.due_at', '>', city.now)
    .executeTakeFirstOrThrow()
  return until
}

/** Brings more reviewers in and gives them what has too few. */
export const addReviewers = action(
  'programmes',
  async (city: City, input: { call: string; reviewers: readonly string[] }): Promise<void> => {
    demand(city.actor, mayManageProgrammes, undefined)
    const call = await lockCall(city, input.call)
    await demandOthersIn(city, call.id)
    const reviewing = await reviewingOf(city, call.id)
    if (!reviewing) throw refuse.conflict('programmes.review.refusal.notBegun')
    await addToPanel(city, call.id, input.reviewers)
    await giveOutReviews(city, reviewing, need(call))
  },
)

/** Takes an application from a reviewer who does not answer and gives it to another. Throws `conflict` where she has sent hers. */
export const reassignReview = action(
  'programmes',
  async (city: City, input: { assignment: string; reason: string }): Promise<void> => {
    demand(city.actor, mayManageProgrammes, undefined)
    const { assignment, judged } = await lockAssignment(city, input.assignment)
    await demandOthersIn(city, judged.call)
    await passOn(city, assignment, judged, 'reassigned', input.reason)
  },
)

/**
 * What a reviewer says before she may read: that nothing binds her to the applicant, or that something does. With a conflict the application
 * goes to another at once.
 */
export const declareReview = action(
  'programmes',
  async (city: City, input: { assignment: string; conflict: boolean; said: string }): Promise<void> => {
    const { assignment, judged } = await lockOwnReview(city, input.assignment)
    if (input.conflict) return passOn(city, assignment, judged, 'conflict', input.said)
    // She may have come to speak for the applicant since it was given to her.
    await demandOthers(city, [judged])
    if (assignment.declaredAt !== null) return
    await awardingDb(city)
      .updateTable('programmes.assignments')
      .set({ declared_at: city.now })
      .where('id', '=', assignment.id)
      .execute()
  },
)

/** Gives back what she began to read: the application goes to another. */
export const recuseReview = action(
  'programmes',
  async (city: City, input: { assignment: string; said: string }): Promise<void> => {
    const { assignment, judged } = await lockOwnReview(city, input.assignment)
    await passOn(city, assignment, judged, 'recused', input.said)
  },
)

/** Organisations that she is bound to: none of their applications comes to her from now on, and those she has go to others. */
export const declareRelation = action('programmes', async (city: City, input: { inn: string }): Promise<void> => {
  demand(city.actor, mayReview, undefined)
  const handle = await ownHandle(city)
  const db = awardingDb(city)
  await db
    .insertInto('programmes.relations')
    .values({ handle, inn: input.inn, at: city.now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const bound = await db
    .selectFrom('programmes.assignments as s')
    .innerJoin('programmes.applications as a', 'a.id', 's.application')
    .select('s.id')
    .where('s.handle', '=', handle)
    .where('s.ended_at', 'is', null)
    .where('s.sent_at', 'is', null)
    .where('a.organisation_inn', '=', input.inn)
    .where('a.state', '=', 'in-review')
    .execute()
  for (const { id } of bound) {
    const { assignment, judged } = await lockAssignment(city, id)
    await passOn(city, assignment, judged, 'conflict', city.words('programmes.review.boundTo', { inn: input.inn }))
  }
})

export interface ReviewFile {
  assignment: Assignment
  judged: Judged
  call: CallView & { definition: Definition }
  papers: { id: string; asked: string; sha: string; name: string; kind: string }[]
}

/** Opens an application to its reviewer; that she looked is written down. Throws `conflict` before she has said that she is free. */
export const openReview = action(
  'programmes-looks',
  async (city: City, input: { assignment: string }): Promise<ReviewFile> => {
    const assignment = await ownReview(city, input.assignment)
    const judged = await judgedFor(city, assignment.application)
    if (!judged || assignment.endedAt !== null) throw refuse.missing('programmes.review.refusal.noReview')
    if (assignment.declaredAt === null) throw refuse.conflict('programmes.review.refusal.declareFirst')
    const call = await callFor(city, judged.call)
    if (!call) throw refuse.missing('programmes.review.refusal.noReview')
    const db = awardingDb(city)
    await db
      .insertInto('programmes.looks')
      .values({ id: newId(city.now), application: judged.id, at: city.now, office: 'reviewer' })
      .execute()
    const shown = shownPapers(call.definition, judged.answers)
    const papers =
      shown.length === 0 || judged.documents.length === 0
        ? []
        : await db
            .selectFrom('programmes.documents')
            .select(['id', 'asked', 'sha', 'name', 'kind'])
            .where('id', 'in', judged.documents)
            .where('asked', 'in', shown)
            .where('removed_at', 'is', null)
            .where('scan', '=', 'clean')
            .orderBy('id')
            .execute()
    return { assignment, judged, call, papers }
  },
)

export interface SaveReview {
  assignment: string
  /** The revision its writer began from. */
  seen: number
  scores: Scores
  send: boolean
}

/**
 * Keeps the scores of a review, as a draft or for good. Throws `conflict` where another window saved meanwhile, where it was sent already, or
 * where the decision is being signed, and `invalid` when what is sent lacks points or the words that low points need.
 */
export const saveReview = action('programmes', async (city: City, input: SaveReview): Promise<void> => {
  const { assignment, judged } = await lockOwnReview(city, input.assignment)
  if (assignment.declaredAt === null) throw refuse.conflict('programmes.review.refusal.declareFirst')
  await demandOthers(city, [judged])
  if (assignment.revision !== input.seen) throw refuse.conflict('programmes.review.refusal.elsewhere')
  const call = await callFor(city, judged.call)
  if (!call) throw refuse.missing('programmes.review.refusal.noReview')
  const { criteria, scale } = call.definition.rubric
  if (input.send) {
    const errors = Object.fromEntries(
      criteria.flatMap(({ id }) => {
        const given = input.scores[id]
        if (!given) return [[`points-${id}`, { key: 'platform.form.missing' }]]
        const lacks = needsWords(given.points, scale) && given.words.trim() === ''
        return lacks ? [[`words-${id}`, { key: 'programmes.review.error.wordsForLow' }]] : []
      }),
    )
    if (Object.keys(errors).length > 0) throw refuse.invalid(errors)
  }
  await awardingDb(city)
    .updateTable('programmes.assignments')
    .set({
      ...{ scores: JSON.stringify(input.scores), revision: assignment.revision + 1, saved_at: city.now },
      ...(input.send ? { sent_at: city.now } : {}),
    })
    .where('id', '=', assignment.id)
    .execute()
  if (input.send)
    await announce(city, 'programmes.review-sent', `call:${judged.call}`, { call: judged.call, application: judged.id })
})

const need = (call: { definition: Definition }): number => call.definition.review.reviewers

// Whether they hold the office is asked each time they act; whoever is on the panel already stays.
async function addToPanel(city: City, call: string, persons: readonly string[]): Promise<void> {
  if (persons.length === 0) throw refuse.invalid({ reviewers: { key: 'programmes.review.error.nobody' } })
  const known = await panelOf(city, call)
  for (const person of persons) {
    const handle = await newHandle(city, { module: 'programmes', person })
    if (!known.includes(handle))
      await awardingDb(city).insertInto('programmes.panel').values({ call, handle, added_at: city.now }).execute()
  }
}

async function passOn(
  city: City,
  assignment: Assignment,
  judged: Judged,
  because: 'conflict' | 'recused' | 'reassigned',
  said: string,
): Promise<void> {
  await awardingDb(city)
    .updateTable('programmes.assignments')
    .set({ ended_at: city.now, ended_because: because, said })
    .where('id', '=', assignment.id)
    .execute()
  const [reviewing, call] = [await reviewingOf(city, judged.call), await callFor(city, judged.call)]
  if (reviewing && call) await giveOutReviews(city, reviewing, need(call))
  await announce(city, 'programmes.review-passed-on', `call:${judged.call}`, {
    ...{ call: judged.call, assignment: assignment.id, because },
  })
}
