// The chain of holders: passing a case on, with a reason, a new clock, and an end to «not ours».

import { bodies, bodyFor } from '#kernel/places/index.ts'
import { action, type City } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import { newId } from '#platform/ids.ts'
import { demand } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import type { CaseFacts } from '../facts.ts'
import { bodyOfOffice, officeOf } from '../offices.ts'
import { mayEndPingPong, mayHandOver, mayRelease, movers, releasers } from '../policy.ts'
import { dueNow, topicLabels } from '../queries/holder.ts'
import { limits } from '../reference.ts'
import { type Land, pingPong, returnsIn } from '../rules.ts'
import { casesDb } from '../tables.ts'
import { inscribeStep } from './inscribe.ts'
import { type LockedCase, lockCase, lockOpenCase } from './lock.ts'

const announce = announcer<CaseFacts>()

export interface HandOver {
  number: string
  to: string
  /** In plain words; everybody reads it. */
  reason: string
  /** The topic and the land, where the new holder shows that they were wrong. */
  topic?: string
  land?: Land
}

/**
 * Passes a case to another holder, whose own clock starts. Throws `invalid` for an unknown body, `conflict` when it is there already,
 * when the body is the one complained about, or when the case has come back too often (then only the city's dispatcher may).
 */
export const handOver = action('cases', async (city, input: HandOver): Promise<void> => {
  const found = await lockOpenCase(city, input.number)
  demand(city.actor, mayHandOver, found.last)
  const office = officeOf(city.actor, movers, found.last.body)
  await demandPassable(city, found, input.to)
  const topic = input.topic ?? found.topic
  const land = input.land ?? found.land
  if (!(await topicLabels(city, [topic])).has(topic)) throw refuse.invalid({ topic: { key: 'platform.form.choose' } })
  const due = await dueNow({ ...city, now: found.at }, { topic, land })
  await casesDb(city).updateTable('cases.cases').set({ topic, land }).where('id', '=', found.id).execute()
  await endHolding(city, found, 'handed-over')
  await beginHolding(city, found, { body: input.to, begunBy: 'handed-over', due, reason: input.reason, office })
  const { body: from, dueAt: dueBefore } = found.last
  await inscribeStep(city, 'handed-over', {
    number: found.number,
    office: await officeName(city, office),
    data: { from, to: input.to, due: due.at.toISOString(), dueKind: due.kind, dueBefore: dueBefore.toISOString() },
    texts: { reason: input.reason },
  })
  await announce(city, 'cases.handed-over', `case:${found.number}`, { number: found.number, from, to: input.to })
})

/** Marks which body a case complains about, or that it complains about none: to that body it must not be passed (59-FZ, art. 8, part 6). */
export const markComplaint = action(
  'cases',
  async (city, input: { number: string; about: string | null }): Promise<void> => {
    const found = await lockCase(city, input.number)
    demand(city.actor, mayRelease, found.last)
    officeOf(city.actor, releasers, found.last.body)
    if (input.about !== null && !(await bodyFor(city, input.about)))
      throw refuse.invalid({ about: { key: 'platform.form.choose' } })
    await casesDb(city)
      .updateTable('cases.cases')
      .set({ complaint_about: input.about })
      .where('id', '=', found.id)
      .execute()
  },
)

async function demandPassable(city: City, found: LockedCase, to: string): Promise<void> {
  const body = (await bodies(city)).find(({ id }) => id === to)
  if (!body) throw refuse.invalid({ to: { key: 'cases.error.body' } })
  if (to === found.last.body) throw refuse.conflict('cases.refusal.sameHolder', { body: body.name })
  if (to === found.complaintAbout) throw refuse.conflict('cases.refusal.complainedAbout', { body: body.name })
  const { maxReturns } = await limits(city)
  if (pingPong(found.chain, maxReturns) && !mayEndPingPong.allows(city.actor)) {
    throw refuse.conflict('cases.refusal.pingPong', { count: returnsIn(found.chain) })
  }
}

/** Ends the running clock. */
export async function endHolding(
  city: City,
  found: LockedCase,
  by: 'handed-over' | 'resolved' | 'declined',
): Promise<void> {
  await casesDb(city)
    .updateTable('cases.holdings')
    .set({ until: found.at, ended_by: by })
    .where('id', '=', found.last.id)
    .execute()
}

interface Beginning {
  body: string
  begunBy: 'handed-over' | 'reopened'
  due: { at: Date; kind: 'norm' | 'guide'; covers: 'repair' | 'answer'; norm: string | null }
  reason: string | null
  office: string | null
}

/** Starts a holder's own clock. */
export async function beginHolding(city: City, found: LockedCase, input: Beginning): Promise<void> {
  await casesDb(city)
    .insertInto('cases.holdings')
    .values({
      id: newId(found.at),
      case_id: found.id,
      place_in_chain: found.last.placeInChain + 1,
      body: input.body,
      since: found.at,
      until: null,
      begun_by: input.begunBy,
      ended_by: null,
      due_at: input.due.at,
      due_kind: input.due.kind,
      due_covers: input.due.covers,
      norm: input.due.norm,
      reason: input.reason,
      by_office: input.office,
    })
    .execute()
}

/** An office as the chronicle names it: its body, or the role for the whole city. */
export async function officeName(city: City, office: string): Promise<string> {
  const body = bodyOfOffice(office)
  if (body === null) return office
  return (await bodyFor(city, body))?.name ?? body
}
