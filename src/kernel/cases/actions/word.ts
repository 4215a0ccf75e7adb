// The resident's word: it is done, or it is not. Only the reporter and those who joined have it.

import { claimHandle } from '#kernel/identity/index.ts'
import { action, type City } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import { newId } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import type { CaseFacts } from '../facts.ts'
import { dueNow } from '../queries/holder.ts'
import { type Speaking, speakerIn } from '../queries/speaker.ts'
import { limits } from '../reference.ts'
import { mayReopen } from '../rules.ts'
import { casesDb } from '../tables.ts'
import { beginHolding } from './chain.ts'
import { inscribeStep } from './inscribe.ts'
import { lockCase } from './lock.ts'

const announce = announcer<CaseFacts>()

/** Confirms that it is done; one word is enough, and saying it again adds nothing. */
export const confirmCase = action('cases', async (city, input: { number: string } & Speaking): Promise<void> => {
  const found = await lockCase(city, input.number)
  const speaker = await demandSpeaker(city, found.id, input)
  if (found.status === 'confirmed') return
  if (found.status !== 'resolved') throw refuse.conflict('cases.refusal.nothingToConfirm', { number: found.number })
  const { id: resolution } = await lastResolution(city, found.id)
  await casesDb(city)
    .insertInto('cases.confirmations')
    .values({ id: newId(found.at), resolution, case_id: found.id, at: found.at, handle: speaker.handle })
    .execute()
  await inscribeStep(city, 'confirmed', {
    number: found.number,
    office: null,
    data: { resolution },
  })
  await announce(city, 'cases.confirmed', `case:${found.number}`, { number: found.number, resolution })
})

/** Adds a guest's case to the page of the person who holds its private link. Throws `not-allowed` without the link. */
export const claimCase = action(
  'cases',
  async (city, input: { number: string; token: string; person: string }): Promise<void> => {
    const found = await lockCase(city, input.number)
    const speaker = await demandSpeaker(city, found.id, { token: input.token })
    await claimHandle(city, { handle: speaker.handle, person: input.person })
  },
)

/** Says that it is not done: the same holder's new clock starts. The reason is for the holder and the staff, not for everybody. */
export const reopenCase = action(
  'cases',
  async (city, input: { number: string; reason: string } & Speaking): Promise<void> => {
    const found = await lockCase(city, input.number)
    const speaker = await demandSpeaker(city, found.id, input)
    const confirmed = await lastConfirmation(city, found.id)
    const wasConfirmed = found.status === 'confirmed'
    if (!mayReopen(found.status, wasConfirmed ? (confirmed?.at ?? null) : null, found.at, await limits(city))) {
      const key = found.status === 'open' ? 'cases.refusal.openAlready' : 'cases.refusal.tooLateToReopen'
      throw refuse.conflict(key, { number: found.number, days: (await limits(city)).reopenDays })
    }
    const of =
      found.status === 'declined' ? await lastFinalAnswer(city, found.id) : (await lastResolution(city, found.id)).id
    const due = await dueNow({ ...city, now: found.at }, found)
    await casesDb(city)
      .insertInto('cases.reopenings')
      .values({
        id: newId(found.at),
        case_id: found.id,
        of,
        at: found.at,
        reason: input.reason,
        was_confirmed: wasConfirmed,
        handle: speaker.handle,
      })
      .execute()
    await beginHolding(city, found, { body: found.last.body, begunBy: 'reopened', due, reason: null, office: null })
    await inscribeStep(city, 'reopened', {
      number: found.number,
      office: null,
      data: { of, wasConfirmed: wasConfirmed ? 'yes' : 'no', holder: found.last.body, due: due.at.toISOString() },
    })
    await announce(city, 'cases.reopened', `case:${found.number}`, {
      number: found.number,
      resolution: of,
      wasConfirmed,
    })
  },
)

// The same answer for a wrong secret and for somebody else's: whether a secret exists anywhere is nobody's business.
async function demandSpeaker(city: City, caseId: string, speaking: Speaking) {
  const speaker = await speakerIn(city, caseId, speaking)
  if (!speaker) throw refuse.notAllowed('cases.refusal.notYours')
  return speaker
}

async function lastResolution(city: City, caseId: string) {
  return casesDb(city)
    .selectFrom('cases.resolutions as r')
    .innerJoin('cases.holdings as h', 'h.id', 'r.holding')
    .select('r.id')
    .where('r.case_id', '=', caseId)
    .orderBy('h.place_in_chain', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
}

async function lastConfirmation(city: City, caseId: string) {
  return casesDb(city)
    .selectFrom('cases.confirmations')
    .select('at')
    .where('case_id', '=', caseId)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

async function lastFinalAnswer(city: City, caseId: string): Promise<string> {
  const row = await casesDb(city)
    .selectFrom('cases.answers')
    .select('id')
    .where('case_id', '=', caseId)
    .where('final', '=', true)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return row.id
}
