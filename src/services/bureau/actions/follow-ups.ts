// Whether it helped: the clock asks on its days, she answers once or wishes not to be asked, advisers are told of a term that passed.
import { sql } from 'kysely'
import { action, type City } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import { demand } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import type { BureauFacts } from '../facts.ts'
import { mayRemind } from '../policy.ts'
import { followUpsOf } from '../queries/requests.ts'
import { askedNow } from '../rules/follow-ups.ts'
import type { RefusalWhy } from '../rules/outcomes.ts'
import { bureauDb, type Said } from '../tables.ts'
import { demandOwn, type Speaking } from './requests.ts'

const announce = announcer<BureauFacts>()

// At most so many in one go: the next hour takes the rest.
const atOnce = 500

/** Asks everybody whose day has come whether it helped, each once. Answers how many were asked. */
export const askWhetherItHelped = action('bureau', async (city: City, _input: undefined): Promise<number> => {
  demand(city.actor, mayRemind, undefined)
  const db = bureauDb(city)
  // Whoever asks at the same time takes the others.
  const { rows } = await sql<{ request: number }>`
    select r.number as request from bureau.requests r
    where r.number in (select request from bureau.follow_ups
      where asked_at is null and dropped_at is null and due_at <= ${city.now} limit ${atOnce})
    order by r.number for update skip locked`.execute(city.db)
  let asked = 0
  for (const { request } of rows) {
    const { ask, drop } = askedNow(await followUpsOf(city, request), city.now)
    if (drop.length > 0)
      await db
        .updateTable('bureau.follow_ups')
        .set({ dropped_at: city.now })
        .where('request', '=', request)
        .where('day', 'in', drop)
        .execute()
    if (ask === null) continue
    await db
      .updateTable('bureau.follow_ups')
      .set({ asked_at: city.now })
      .where('request', '=', request)
      .where('day', '=', ask)
      .execute()
    await announce(city, 'bureau.outcome-asked', `bureau-request:${request}`, { request, day: ask })
    asked += 1
  }
  return asked
})

export interface Saying extends Speaking {
  said: Said
  /** Whole kopecks that she received; null: she does not say. */
  kopecks: number | null
  why: RefusalWhy | null
}

/**
 * Keeps what she says of the help: «помогло» and «не помогло» end the questions. Throws `conflict` before an adviser has answered, and
 * where she has said how it ended.
 */
export const sayWhetherItHelped = action('bureau', async (city: City, input: Saying): Promise<void> => {
  await demandOwn(city, input)
  const all = await followUpsOf(city, input.number, true)
  if (all.length === 0) throw refuse.conflict('bureau.outcome.refusal.early')
  if (all.some(({ said }) => said === 'helped' || said === 'not-helped'))
    throw refuse.conflict('bureau.outcome.refusal.said')
  const db = bureauDb(city)
  // She answers the last question she was asked; who says it by herself answers the next one.
  const asked = all.filter((each) => each.askedAt !== null && each.said === null).at(-1)
  const open = asked ?? all.find((each) => each.said === null && each.droppedAt === null) ?? all.at(-1)
  if (!open) throw refuse.conflict('bureau.outcome.refusal.early')
  await db
    .updateTable('bureau.follow_ups')
    .set({
      ...{ said: input.said, answered_at: city.now, why: input.said === 'not-helped' ? input.why : null },
      kopecks: input.said === 'helped' ? input.kopecks : null,
    })
    .where('request', '=', input.number)
    .where('day', '=', open.day)
    .execute()
  if (input.said !== 'waiting') await dropAll(city, input.number)
})

/** Asks her no more about a request. Doing it again changes nothing. */
export const stopAsking = action('bureau', async (city: City, input: Speaking): Promise<void> => {
  await demandOwn(city, input)
  await dropAll(city, input.number)
})

/** Tells advisers, once a request, that its term has passed; never before it. Answers how many. */
export const warnOfTerms = action('bureau', async (city: City, _input: undefined): Promise<number> => {
  demand(city.actor, mayRemind, undefined)
  const { rows } = await sql<{ number: number; queue: string }>`
    update bureau.requests set warned_at = ${city.now}
    where number in (select number from bureau.requests
      where answered_at is null and warned_at is null and due_at < ${city.now} order by due_at limit ${atOnce} for update skip locked)
    returning number, queue`.execute(city.db)
  for (const { number, queue } of rows)
    await announce(city, 'bureau.term-passed', `bureau-request:${number}`, { request: number, queue })
  return rows.length
})

async function dropAll(city: City, request: number): Promise<void> {
  await bureauDb(city)
    .updateTable('bureau.follow_ups')
    .set({ dropped_at: city.now })
    .where('request', '=', request)
    .where('asked_at', 'is', null)
    .where('dropped_at', 'is', null)
    .execute()
}
