// Requests about personal data: asked by a person, given more time once, answered by the operator; who looked is written down.
import { dueDateFor, officeOf, workCalendar } from '#kernel/cases/index.ts'
import { newHandle } from '#kernel/identity/index.ts'
import { action, type City } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import { newId } from '#platform/ids.ts'
import { demand } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import type { AccountFacts } from '../facts.ts'
import { mayAnswerForData } from '../policy.ts'
import { type DataRequest, requestFor } from '../queries/requests.ts'
import { requestTerm } from '../reference.ts'
import type { Outcome, RequestKind } from '../rules/requests.ts'
import { accountDb } from '../tables.ts'

const announce = announcer<AccountFacts>()

export interface AskAboutData {
  person: string
  kind: RequestKind
  about: string | null
  text: string
}

const mostOpen = 5

/** Writes a request down and starts its clock. Answers its number. Throws `conflict` while five of hers wait. */
export const askAboutData = action('account', async (city: City, input: AskAboutData): Promise<number> => {
  const { person, kind, about, text } = input
  const handle = await newHandle(city, { module: 'account', person })
  const db = accountDb(city)
  const waiting = await db
    .selectFrom('account.requests as r')
    .leftJoin('account.answers as a', 'a.request', 'r.number')
    .select('r.number')
    .where('r.handle', '=', handle)
    .where('a.request', 'is', null)
    .limit(mostOpen)
    .execute()
  if (waiting.length >= mostOpen) throw refuse.conflict('account.refusal.enough', { most: mostOpen })
  const { days, legalRef } = await requestTerm(city, kind)
  const dueAt = dueDateFor(city.now, { hours: null, days, calendar: 'work' }, await workCalendar(city))
  const { number } = await db
    .insertInto('account.requests')
    .values({ kind, about, text, handle, asked_at: city.now, due_at: dueAt, legal_ref: legalRef, erased_at: null })
    .returning('number')
    .executeTakeFirstOrThrow()
  await announce(city, 'account.asked', `data-request:${number}`, { request: number })
  return number
})

/** The whole request, with what she wrote; writes down that this office looked. Throws `missing`. */
export const openRequest = action('account-looks', async (city: City, number: number): Promise<DataRequest> => {
  demand(city.actor, mayAnswerForData, undefined)
  const request = await requestFor(city, number)
  if (!request) throw refuse.missing('account.refusal.noRequest')
  await accountDb(city)
    .insertInto('account.looks')
    .values({ id: newId(city.now), request: number, at: city.now, by_office: office(city) })
    .execute()
  return request
})

/** Takes more time, once and before the term is over. Throws `conflict` where the law gives none. */
export const extendRequest = action(
  'account',
  async (city: City, input: { number: number; reason: string }): Promise<void> => {
    demand(city.actor, mayAnswerForData, undefined)
    const request = await locked(city, input.number)
    const { more } = await requestTerm(city, request.kind)
    if (more === 0) throw refuse.conflict('account.refusal.noMore')
    if (request.extension) throw refuse.conflict('account.refusal.extended')
    if (city.now >= request.dueAt) throw refuse.conflict('account.refusal.tooLate')
    const calendar = await workCalendar(city)
    // Counted on from the last day of the first term.
    const last = new Date(request.dueAt.getTime() - 1)
    const due = dueDateFor(last, { hours: null, days: more, calendar: 'work' }, calendar)
    await accountDb(city)
      .insertInto('account.extensions')
      .values({ request: input.number, at: city.now, due_at: due, reason: input.reason, by_office: office(city) })
      .execute()
    await announce(city, 'account.extended', `data-request:${input.number}`, { request: input.number })
  },
)

/** Answers a request, once. Throws `conflict` for one that is answered. */
export const answerRequest = action(
  'account',
  async (city: City, input: { number: number; outcome: Outcome; text: string }): Promise<void> => {
    demand(city.actor, mayAnswerForData, undefined)
    await locked(city, input.number)
    await accountDb(city)
      .insertInto('account.answers')
      .values({
        ...{ request: input.number, at: city.now, outcome: input.outcome, text: input.text },
        by_office: office(city),
      })
      .execute()
    await announce(city, 'account.answered', `data-request:${input.number}`, { request: input.number })
  },
)

/** Forgets whose requests these were and what was written; that one was asked and answered in time stays. */
export const eraseRequests = action('account', async (city: City, handle: string): Promise<number> => {
  const db = accountDb(city)
  const hers = db.selectFrom('account.requests').select('number').where('handle', '=', handle)
  const answers = await db
    .updateTable('account.answers')
    .set({ text: '' })
    .where('request', 'in', hers)
    .executeTakeFirst()
  const requests = await db
    .updateTable('account.requests')
    .set({ handle: null, text: '', erased_at: city.now })
    .where('handle', '=', handle)
    .executeTakeFirst()
  return Number(answers.numUpdatedRows + requests.numUpdatedRows)
})

async function locked(city: City, number: number): Promise<DataRequest> {
  await accountDb(city)
    .selectFrom('account.requests')
    .select('number')
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirst()
  const request = await requestFor(city, number)
  if (!request) throw refuse.missing('account.refusal.noRequest')
  if (request.answer) throw refuse.conflict('account.refusal.answered')
  return request
}

function office(city: City): string {
  return officeOf(city.actor, ['operator'], null)
}
