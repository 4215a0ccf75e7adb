// Deciding: one office prepares a protocol for all applications of a call, another signs it or sends it back.

import { officeOf } from '#kernel/cases/index.ts'
import { basisOf, inscribe } from '#kernel/chronicle/index.ts'
import { action, type City } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import { newId } from '#platform/ids.ts'
import { demand } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import type { AwardingFacts } from '../facts/awarding.ts'
import { mayManageProgrammes } from '../policy/applying.ts'
import { mayConfirmDecision, signers } from '../policy/awarding.ts'
import { callMaterials } from '../queries/materials.ts'
import type { Assignment } from '../queries/reviews.ts'
import { decisionProblems, type Proposed } from '../rules/deciding.ts'
import { awardingDb } from '../tables/awarding.ts'
import { giveAward } from './awards.ts'
import { moveApplication } from './moving.ts'
import { managersOffice } from './office.ts'
import { demandOthersIn } from './own.ts'
import { lockCall, ownHandle } from './review-lock.ts'

const announce = announcer<AwardingFacts>()

export interface PrepareProtocol {
  call: string
  /** Which protocol of the call it is: it fails where another was prepared meanwhile. */
  nth: number
  /** The SHA-256 of its paper in the file store. */
  paper: string
  decisions: readonly Proposed[]
}

/**
 * Prepares the decision on all applications of a call. Nobody is told before it is signed. Throws `conflict` where a protocol waits to be
 * signed or was signed, and `invalid` with every problem at once.
 */
export const prepareProtocol = action('programmes', async (city: City, input: PrepareProtocol): Promise<string> => {
  demand(city.actor, mayManageProgrammes, undefined)
  await lockCall(city, input.call)
  const materials = await callMaterials(city, input.call)
  if (!materials?.reviewing) throw refuse.conflict('programmes.review.refusal.notBegun')
  const { candidates, free, call, protocols } = materials
  await demandOthersIn(city, call.id)
  demandNotScored(materials.assignments, await ownHandle(city))
  if (protocols.some(({ returnedAt }) => returnedAt === null)) throw refuse.conflict('programmes.decide.refusal.waits')
  if (input.nth !== protocols.length + 1) throw refuse.conflict('programmes.decide.refusal.meanwhile')
  const problems = decisionProblems(candidates, input.decisions, { free, awards: call.awards })
  if (Object.keys(problems).length > 0) throw refuse.invalid(problems)
  const db = awardingDb(city)
  const id = newId(city.now)
  const { nth, paper } = input
  await db
    .insertInto('programmes.protocols')
    .values({
      ...{ id, call: call.id, nth, prepared_at: city.now, prepared_by: managersOffice(city) },
      ...{ handle: await ownHandle(city), paper },
    })
    .execute()
  const byNumber = new Map(candidates.map((each) => [each.number, each]))
  await db
    .insertInto('programmes.decisions')
    .values(
      input.decisions.map(({ number, outcome, amount, ground, reason }) => {
        const of = byNumber.get(number)
        return {
          ...{ id: newId(city.now), application: of?.id ?? '', protocol: id, cause: 'protocol' as const, outcome },
          ...{ amount: outcome === 'refused' ? null : amount, ground, reason, at: city.now },
          ...{ score: of?.score ?? null, place: of?.place ?? null },
        }
      }),
    )
    .execute()
  await announce(city, 'programmes.protocol-prepared', `call:${call.id}`, { call: call.id, protocol: id })
  return id
})

/**
 * Signs a protocol: applications are decided, awards reserved in the ledger and never beyond the budget, and the city's record says so. Throws
 * `not-allowed` to whoever began the review, prepared the protocol, scored or applied, whatever her office.
 */
export const confirmProtocol = action('programmes', async (city: City, input: { protocol: string; today: string }) => {
  demand(city.actor, mayConfirmDecision, undefined)
  const protocol = await lockProtocol(city, input.protocol)
  const materials = await callMaterials(city, protocol.call)
  if (!materials) throw refuse.missing('programmes.refusal.noCall')
  const handle = await ownHandle(city)
  if (handle === protocol.handle || handle === materials.reviewing?.handle)
    throw refuse.notAllowed('programmes.decide.refusal.fourEyes')
  await demandOthersIn(city, protocol.call)
  demandNotScored(materials.assignments, handle)
  const office = officeOf(city.actor, signers, null)
  const db = awardingDb(city)
  await db
    .updateTable('programmes.protocols')
    .set({ confirmed_at: city.now, signed_by: office, signer: handle })
    .where('id', '=', protocol.id)
    .execute()
  // A decision is of the day on which it was signed: the days to appeal count from there.
  await db.updateTable('programmes.decisions').set({ at: city.now }).where('protocol', '=', protocol.id).execute()
  const decisions = await db
    .selectFrom('programmes.decisions as d')
    .innerJoin('programmes.applications as a', 'a.id', 'd.application')
    .select(['d.application', 'd.outcome', 'd.amount', 'd.place', 'd.reason', 'a.number', 'a.state'])
    .where('d.protocol', '=', protocol.id)
    .orderBy('d.place')
    .forUpdate('a')
    .execute()
  const { call } = materials
  const document = city.words('programmes.decide.paperName', { nth: protocol.nth, call: call.title.ru })
  for (const { application, outcome, amount, place, number, state } of decisions) {
    // Whoever withdrew meanwhile is not decided.
    if (state !== 'in-review') continue
    await moveApplication(city, { id: application, state }, { state: outcome, office })
    const about = { application, call: call.id, cause: 'protocol' }
    if (outcome === 'awarded')
      await giveAward(city, { ...about, number: number ?? '', amount }, { day: input.today, document })
    else if (outcome === 'refused') await announce(city, 'programmes.refused', `application:${application}`, about)
    else await announce(city, 'programmes.reserved', `application:${application}`, { ...about, place: place ?? 0 })
  }
  const counted = (outcome: string) =>
    decisions.filter((each) => each.outcome === outcome && each.state === 'in-review')
  await inscribe(city, {
    ...{ kind: 'programmes.decided', subject: `call:${call.id}`, basis: basisOf(city), office },
    data: {
      ...{ protocol: protocol.paper, nth: protocol.nth, seed: materials.reviewing?.seed ?? '' },
      ...{ sent: materials.sent, reviewed: decisions.length, awarded: counted('awarded').length },
      ...{ refused: counted('refused').length, reserve: counted('reserve').length },
      awardedKopecks: counted('awarded').reduce((sum, { amount }) => sum + (amount ?? 0), 0),
      budgetKopecks: call.budget,
    },
  })
  await announce(city, 'programmes.protocol-confirmed', `call:${call.id}`, { call: call.id, protocol: protocol.id })
})

/** Sends a protocol back to whoever prepared it, with the reason; nothing was decided. */
export const returnProtocol = action('programmes', async (city: City, input: { protocol: string; reason: string }) => {
  demand(city.actor, mayConfirmDecision, undefined)
  const protocol = await lockProtocol(city, input.protocol)
  await awardingDb(city)
    .updateTable('programmes.protocols')
    .set({
      ...{ returned_at: city.now, signed_by: officeOf(city.actor, signers, null) },
      ...{ signer: await ownHandle(city), reason: input.reason },
    })
    .where('id', '=', protocol.id)
    .execute()
  await announce(city, 'programmes.protocol-returned', `call:${protocol.call}`, {
    ...{ call: protocol.call, protocol: protocol.id },
  })
})

// Whoever gave points neither prepares nor signs what follows of them.
function demandNotScored(assignments: readonly Pick<Assignment, 'handle' | 'sentAt'>[], handle: string): void {
  if (assignments.some((each) => each.sentAt !== null && each.handle === handle))
    throw refuse.notAllowed('programmes.decide.refusal.scored')
}

async function lockProtocol(city: City, id: string) {
  const db = awardingDb(city)
  const before = await db.selectFrom('programmes.protocols').select('call').where('id', '=', id).executeTakeFirst()
  if (!before) throw refuse.missing('programmes.decide.refusal.noProtocol')
  await lockCall(city, before.call)
  const row = await db
    .selectFrom('programmes.protocols')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (row.confirmed_at !== null || row.returned_at !== null) throw refuse.conflict('programmes.decide.refusal.signed')
  return row
}
