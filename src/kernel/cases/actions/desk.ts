// What the staff say: releasing to everybody, answering, declining.

import { hidePhoto, releasePhoto, type Sizes } from '#kernel/media/index.ts'
import { action } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import { newId } from '#platform/ids.ts'
import { demand } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import type { CaseFacts } from '../facts.ts'
import { officeOf } from '../offices.ts'
import { mayAnswer, mayDecline, mayRelease, movers, releasers } from '../policy.ts'
import { casesDb } from '../tables.ts'
import { endHolding, officeName } from './chain.ts'
import { inscribeStep } from './inscribe.ts'
import { lockCase, lockOpenCase } from './lock.ts'

const announce = announcer<CaseFacts>()

/**
 * Shows words and photo of a case to everybody; a later release replaces the earlier one, so nothing given hides both again.
 * `photo` is what `prepareRelease` of media made of the reporter's photo, with what must not be seen covered.
 */
export const releaseCase = action(
  'cases',
  async (city, input: { number: string; text: string | null; photo: Sizes | null }): Promise<void> => {
    const found = await lockCase(city, input.number)
    demand(city.actor, mayRelease, found.last)
    const office = officeOf(city.actor, releasers, found.last.body)
    if (input.photo && found.photo === null) throw refuse.invalid({ photo: { key: 'cases.error.noPhoto' } })
    if (found.photo && input.photo) await releasePhoto(city, { id: found.photo, sizes: input.photo })
    // Its address is known by now, so the page's silence alone would not hide it.
    if (found.photo && !input.photo) await hidePhoto(city, { id: found.photo })
    const release = { at: found.at, by_office: office, text: input.text, photo: input.photo !== null }
    await casesDb(city)
      .insertInto('cases.releases')
      .values({ id: newId(found.at), case_id: found.id, ...release })
      .execute()
    await announce(city, 'cases.released', `case:${found.number}`, { number: found.number })
  },
)

/** Shows the photo of a repair to everybody. */
export const releaseRepair = action(
  'cases',
  async (city, input: { number: string; resolution: string; photo: Sizes }): Promise<void> => {
    const found = await lockCase(city, input.number)
    demand(city.actor, mayRelease, found.last)
    const row = await casesDb(city)
      .selectFrom('cases.resolutions')
      .select('photo')
      .where('case_id', '=', found.id)
      .where('id', '=', input.resolution)
      .executeTakeFirst()
    if (!row?.photo) throw refuse.missing('cases.refusal.noRepairPhoto')
    await releasePhoto(city, { id: row.photo, sizes: input.photo })
    await announce(city, 'cases.released', `case:${found.number}`, { number: found.number })
  },
)

/** Answers in plain words, which everybody reads; the clock runs on. Sending the same words again adds nothing. */
export const answerCase = action('cases', async (city, input: { number: string; text: string }): Promise<void> => {
  const found = await lockCase(city, input.number)
  demand(city.actor, mayAnswer, found.last)
  const office = officeOf(city.actor, movers, found.last.body)
  const before = await casesDb(city)
    .selectFrom('cases.answers')
    .select(['text', 'by_office'])
    .where('case_id', '=', found.id)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (before?.text === input.text && before.by_office === office) return
  await casesDb(city)
    .insertInto('cases.answers')
    .values({ id: newId(found.at), case_id: found.id, at: found.at, by_office: office, final: false, text: input.text })
    .execute()
  await announce(city, 'cases.answered', `case:${found.number}`, { number: found.number })
})

/** Says that it will not be done, and why; the resident may disagree. */
export const declineCase = action('cases', async (city, input: { number: string; reason: string }): Promise<void> => {
  const found = await lockOpenCase(city, input.number)
  demand(city.actor, mayDecline, found.last)
  const office = officeOf(city.actor, releasers, found.last.body)
  await endHolding(city, found, 'declined')
  await casesDb(city)
    .insertInto('cases.answers')
    .values({
      id: newId(found.at),
      case_id: found.id,
      at: found.at,
      by_office: office,
      final: true,
      text: input.reason,
    })
    .execute()
  await inscribeStep(city, 'declined', {
    number: found.number,
    office: await officeName(city, office),
    data: { holder: found.last.body },
    texts: { reason: input.reason },
  })
  await announce(city, 'cases.declined', `case:${found.number}`, { number: found.number })
})
