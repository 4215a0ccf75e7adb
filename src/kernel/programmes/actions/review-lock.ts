// Whose review it is, and holding it still while it changes.
import { handleOf, newHandle } from '#kernel/identity/index.ts'
import type { City } from '#platform/city.ts'
import { demand } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { mayReview } from '../policy/awarding.ts'
import { type CallView, callFor } from '../queries/calls.ts'
import { type Judged, judgedFor } from '../queries/judged.ts'
import { type Assignment, assignmentFor } from '../queries/reviews.ts'
import type { Definition } from '../rules/definition.ts'
import { awardingDb } from '../tables/awarding.ts'

/** The handle of whoever acts, made on first use. */
export async function ownHandle(city: City): Promise<string> {
  return newHandle(city, { module: 'programmes', person: city.actor.person })
}

/** Holds a published call still until the end of the transaction. Throws `missing`. */
export async function lockCall(city: City, id: string): Promise<CallView & { definition: Definition }> {
  await awardingDb(city).selectFrom('programmes.calls').select('id').where('id', '=', id).forUpdate().execute()
  const call = await callFor(city, id)
  if (!call) throw refuse.missing('programmes.refusal.noCall')
  return call
}

/** An assignment of whoever acts; somebody else's does not exist for her. */
export async function ownReview(city: City, id: string): Promise<Assignment> {
  demand(city.actor, mayReview, undefined)
  const handle = await handleOf(city, 'programmes', city.actor.person ?? '')
  const assignment = isId(id) ? await assignmentFor(city, id) : null
  if (!assignment || handle === null || assignment.handle !== handle)
    throw refuse.missing('programmes.review.refusal.noReview')
  return assignment
}

/** Holds the call of her own assignment still, as long as it may be changed. */
export async function lockOwnReview(city: City, id: string) {
  await ownReview(city, id)
  return lockAssignment(city, id)
}

/**
 * Holds the call of an assignment still, so that scores and the preparing of a decision never pass each other. Throws `conflict` where it was passed
 * on or sent, or the decision is being made.
 */
export async function lockAssignment(city: City, id: string): Promise<{ assignment: Assignment; judged: Judged }> {
  const before = isId(id) ? await assignmentFor(city, id) : null
  const judged = before && (await judgedFor(city, before.application))
  if (!judged) throw refuse.missing('programmes.review.refusal.noReview')
  await lockCall(city, judged.call)
  const assignment = await assignmentFor(city, id)
  if (!assignment) throw refuse.missing('programmes.review.refusal.noReview')
  if (assignment.endedAt !== null) throw refuse.conflict('programmes.review.refusal.passedOn')
  if (assignment.sentAt !== null) throw refuse.conflict('programmes.review.refusal.sent')
  const open = await awardingDb(city)
    .selectFrom('programmes.protocols')
    .select('id')
    .where('call', '=', judged.call)
    .where('returned_at', 'is', null)
    .executeTakeFirst()
  if (open) throw refuse.conflict('programmes.review.refusal.deciding')
  return { assignment, judged }
}

function isId(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
}
