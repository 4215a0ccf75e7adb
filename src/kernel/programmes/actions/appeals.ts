// An appeal: the applicant's words against a decision, answered by somebody who had no part in it, with a clock for everybody to see.

import { officeOf } from '#kernel/cases/index.ts'
import { basisOf, inscribe } from '#kernel/chronicle/index.ts'
import { action, type City } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import { newId } from '#platform/ids.ts'
import { demand } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { dayOf } from '#platform/time.ts'
import type { AwardingFacts } from '../facts/awarding.ts'
import { judges, mayDecideAppeal } from '../policy/awarding.ts'
import { appealDueOn, appealUntil } from '../queries/appeal-terms.ts'
import { callFor } from '../queries/calls.ts'
import { decisionsOf } from '../queries/judged.ts'
import { assignmentsOf } from '../queries/reviews.ts'
import { awardingDb } from '../tables/awarding.ts'
import { giveAward } from './awards.ts'
import { lockApplication, moveApplication } from './moving.ts'
import { demandOthersIn, lockOwnSent } from './own.ts'
import { ownHandle } from './review-lock.ts'

const announce = announcer<AwardingFacts>()

/** Appeals the decision that stands, once. Throws `conflict` where the programme knows no appeal, its days have passed, or it was appealed. */
export const appealDecision = action(
  'programmes',
  async (city: City, input: { application: string; words: string; zone: string }): Promise<string> => {
    const held = await lockOwnSent(city, input.application)
    const decision = (await decisionsOf(city, [held.id])).get(held.id)
    const call = await callFor(city, held.call)
    if (!decision || !call) throw refuse.conflict('programmes.appeal.refusal.undecided')
    const { appeal } = call.definition.review
    if (appeal.days === 0 || decision.cause !== 'protocol') throw refuse.conflict('programmes.appeal.refusal.none')
    const today = dayOf(city.now, input.zone)
    const until = await appealUntil(city, decision.at, appeal)
    if (today > until) throw refuse.conflict('programmes.appeal.refusal.late', { day: city.words.date(until) })
    if (held.state === 'awarded') throw refuse.conflict('programmes.appeal.refusal.awarded')
    await moveApplication(city, held, { state: 'appealed', office: null })
    const id = newId(city.now)
    await awardingDb(city)
      .insertInto('programmes.appeals')
      .values({
        ...{ id, application: held.id, decision: decision.id, at: city.now, words: input.words },
        due_on: await appealDueOn(city, city.now, appeal),
      })
      .execute()
    await announce(city, 'programmes.appealed', `application:${held.id}`, {
      ...{ application: held.id, call: held.call, appeal: id },
    })
    return id
  },
)

export interface DecideAppeal {
  appeal: string
  outcome: 'upheld' | 'rejected'
  /** Whole kopecks, where it is upheld and the call gives money. */
  amount: number | null
  reason: string
  today: string
}

/**
 * Answers an appeal. Upheld, the application is awarded out of what is free of the budget. Throws `not-allowed` to whoever began the review,
 * prepared or signed the protocol, scored the application, or applied in the call herself, and `conflict` where the budget does not hold so much.
 */
export const decideAppeal = action('programmes', async (city: City, input: DecideAppeal): Promise<void> => {
  demand(city.actor, mayDecideAppeal, undefined)
  const db = awardingDb(city)
  const before = await db
    .selectFrom('programmes.appeals')
    .select(['application'])
    .where('id', '=', input.appeal)
    .executeTakeFirst()
  if (!before) throw refuse.missing('programmes.appeal.refusal.noAppeal')
  const held = await lockApplication(city, before.application)
  await demandOthersIn(city, held.call)
  const appeal = await db
    .selectFrom('programmes.appeals')
    .selectAll()
    .where('id', '=', input.appeal)
    .executeTakeFirstOrThrow()
  if (appeal.decided_at !== null) throw refuse.conflict('programmes.appeal.refusal.decided')
  const handle = await ownHandle(city)
  if ((await hadPart(city, held.id, held.call)).has(handle))
    throw refuse.notAllowed('programmes.appeal.refusal.hadPart')
  const office = officeOf(city.actor, judges, null)
  await db
    .updateTable('programmes.appeals')
    .set({ decided_at: city.now, outcome: input.outcome, reason: input.reason, office, handle })
    .where('id', '=', appeal.id)
    .execute()
  const was = await db
    .selectFrom('programmes.decisions')
    .selectAll()
    .where('id', '=', appeal.decision)
    .executeTakeFirstOrThrow()
  const about = { application: held.id, call: held.call }
  if (input.outcome === 'rejected') await moveApplication(city, held, { state: was.outcome, office })
  else {
    const call = await callFor(city, held.call)
    const amount = call?.budget === null ? null : input.amount
    if (call?.budget !== null && (amount === null || amount <= 0))
      throw refuse.invalid({ amount: { key: 'programmes.decide.error.amount' } })
    await moveApplication(city, held, { state: 'awarded', office })
    await db
      .insertInto('programmes.decisions')
      .values({
        ...{ id: newId(city.now), application: held.id, protocol: null, cause: 'appeal', outcome: 'awarded', amount },
        ...{ ground: 'other', reason: input.reason, score: was.score, place: was.place, at: city.now },
      })
      .execute()
    const document = city.words('programmes.appeal.paperName', { number: held.number ?? '' })
    await giveAward(
      city,
      { ...about, number: held.number ?? '', amount, cause: 'appeal' },
      { day: input.today, document },
    )
  }
  await inscribe(city, {
    ...{ kind: 'programmes.appeal-decided', subject: `call:${held.call}`, basis: basisOf(city), office },
    data: { outcome: input.outcome, amountKopecks: input.outcome === 'upheld' ? input.amount : null },
  })
  await announce(city, 'programmes.appeal-decided', `application:${held.id}`, {
    ...{ ...about, appeal: appeal.id, outcome: input.outcome },
  })
})

/** Handles of all who had a part in the decision on an application. */
async function hadPart(city: City, application: string, call: string): Promise<ReadonlySet<string>> {
  const db = awardingDb(city)
  const begun = await db.selectFrom('programmes.reviewing').select('handle').where('call', '=', call).execute()
  const signed = await db
    .selectFrom('programmes.protocols')
    .select(['handle', 'signer'])
    .where('call', '=', call)
    .where('confirmed_at', 'is not', null)
    .execute()
  const scored = await assignmentsOf(city, [application])
  const all = [...begun, ...signed, ...scored].map(({ handle }) => handle)
  return new Set([...all, ...signed.map(({ signer }) => signer)].filter((handle) => handle !== null))
}
