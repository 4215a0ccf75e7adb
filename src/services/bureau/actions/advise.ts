// What an adviser does with a request: answers, passes it on, asks back.
import { officeOf } from '#kernel/cases/index.ts'
import { action, type City } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import { newId } from '#platform/ids.ts'
import { demand } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import type { BureauFacts } from '../facts.ts'
import { mayAnswerIn } from '../policy.ts'
import { queues } from '../queries/queues.ts'
import { isOwn, type RequestView, requestFor } from '../queries/requests.ts'
import { plannedFor } from '../rules/follow-ups.ts'
import { bureauDb } from '../tables.ts'
import { type LockedRequest, lockRequest, writeStep } from './lock.ts'

const announce = announcer<BureauFacts>()

/**
 * Answers; the first answer stops the clock and plans the days on which she is asked whether it helped, a later one adds to it.
 * Throws `not-allowed` for a queue of other advisers, and for her own request.
 */
export const answerRequest = action(
  'bureau',
  async (city: City, input: { number: number; text: string }): Promise<void> => {
    const { found, office } = await taken(city, input.number)
    await demandOthers(city, found)
    await writeStep(city, found, { kind: 'answered', text: input.text, office, queue: null })
    if (found.clock.answeredAt === null) {
      await bureauDb(city)
        .insertInto('bureau.follow_ups')
        .values(plannedFor(city.now).map(({ day, dueAt }) => ({ request: input.number, day, due_at: dueAt })))
        .execute()
    }
    await announce(city, 'bureau.answered', `bureau-request:${input.number}`, { request: input.number })
  },
)

/** Passes it to another queue with a reason; the term stays the same. Throws `conflict` once it is answered, `invalid` for no other queue. */
export const passOn = action(
  'bureau',
  async (city: City, input: { number: number; queue: string; reason: string }): Promise<void> => {
    const { found, office } = await taken(city, input.number)
    demandOpen(found)
    if (input.queue === found.queue || !(await queues(city)).some(({ code }) => code === input.queue))
      throw refuse.invalid({ queue: { key: 'bureau.desk.error.queue' } })
    await writeStep(city, found, { kind: 'handed-over', text: input.reason, office, queue: input.queue })
    await announce(city, 'bureau.handed-over', `bureau-request:${input.number}`, {
      ...{ request: input.number, queue: input.queue },
    })
  },
)

/** Asks her something; the clock stands still until she writes. Throws `conflict` once it is answered or asked already. */
export const askBack = action('bureau', async (city: City, input: { number: number; text: string }): Promise<void> => {
  const { found, office } = await taken(city, input.number)
  await demandOthers(city, found)
  demandOpen(found)
  if (found.waitsSince !== null) throw refuse.conflict('bureau.desk.refusal.askedAlready')
  await writeStep(city, found, { kind: 'asked-back', text: input.text, office, queue: null })
  await announce(city, 'bureau.asked-back', `bureau-request:${input.number}`, { request: input.number })
})

/** The whole file of a request; writes down which office looked. Its module's name keeps cached public pages, which read no looks. */
export const openRequest = action(
  'bureau-looks',
  async (city: City, input: { number: number }): Promise<RequestView> => {
    const view = await requestFor(city, input.number)
    if (!view) throw refuse.missing('bureau.request.refusal.none')
    const office = await officeIn(city, view.queue)
    await bureauDb(city)
      .insertInto('bureau.looks')
      .values({ id: newId(city.now), request: input.number, at: city.now, by_office: office })
      .execute()
    return view
  },
)

async function taken(city: City, number: number): Promise<{ found: LockedRequest; office: string }> {
  const found = await lockRequest(city, number)
  return { found, office: await officeIn(city, found.queue) }
}

async function officeIn(city: City, code: string): Promise<string> {
  const body = (await queues(city)).find((queue) => queue.code === code)?.body ?? null
  demand(city.actor, mayAnswerIn, { body })
  return officeOf(city.actor, ['adviser'], body)
}

/** Nobody answers her own request, whatever offices she holds; she may pass it on. Throws `not-allowed`. */
async function demandOthers(city: City, { handle }: Pick<LockedRequest, 'handle'>): Promise<void> {
  if (await isOwn(city, handle)) throw refuse.notAllowed('bureau.desk.refusal.own')
}

function demandOpen(found: LockedRequest): void {
  if (found.clock.answeredAt !== null) throw refuse.conflict('bureau.desk.refusal.answered')
}
