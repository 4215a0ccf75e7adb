// Opening a case and joining one: what a resident begins.
import { sql } from 'kysely'
import type { Place } from '#kernel/places/index.ts'
import { action, type City } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import { hashSecret, newId, newSecret } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import type { CaseFacts } from '../facts.ts'
import { dueNow, routeNow, topicLabels } from '../queries/holder.ts'
import { workCalendar } from '../reference.ts'
import { type Land, localDay } from '../rules.ts'
import { type Channel, casesDb } from '../tables.ts'
import { inscribeStep } from './inscribe.ts'
import { lockCase } from './lock.ts'

const announce = announcer<CaseFacts>()

export interface CaseOpening {
  text: string
  /** A kept photo's id. */
  photo: string | null
  place: Place
  land: Land
  topic: string
  channel: Channel
  /** The reporter's handle of the module `cases`. */
  handle: string
  attributes?: Record<string, string>
  statedAt?: Date
}

/** Opens a case at its first holder. Answers its number and the secret of the private link, which is not kept. */
export const openCase = action(
  'cases',
  async (city, input: CaseOpening): Promise<{ number: string; secret: string }> => {
    if (!(await topicLabels(city, [input.topic])).has(input.topic))
      throw refuse.invalid({ topic: { key: 'platform.form.choose' } })
    const asked = { topic: input.topic, land: input.land, district: input.place.district }
    const route = await routeNow(city, asked)
    const due = await dueNow(city, asked)
    const id = newId(city.now)
    const number = await nextNumber(city)
    const { place } = input
    await casesDb(city)
      .insertInto('cases.cases')
      .values({
        id,
        number,
        topic: input.topic,
        land: input.land,
        channel: input.channel,
        opened_at: city.now,
        stated_at: input.statedAt ?? null,
        place: place.text,
        place_known: place.known,
        place_note: place.note ?? null,
        street: place.street,
        house: place.house,
        lat: place.lat,
        lon: place.lon,
        district: place.district,
        text: input.text,
        photo: input.photo,
        attributes: JSON.stringify(input.attributes ?? {}),
        handle: input.handle,
        complaint_about: null,
        erased_at: null,
        touched_at: city.now,
      })
      .execute()
    await casesDb(city)
      .insertInto('cases.holdings')
      .values({
        id: newId(city.now),
        case_id: id,
        place_in_chain: 1,
        body: route.body,
        since: city.now,
        until: null,
        begun_by: 'opened',
        ended_by: null,
        due_at: due.at,
        due_kind: due.kind,
        due_covers: due.covers,
        norm: due.norm,
        reason: null,
        by_office: null,
      })
      .execute()
    const secret = await keyFor(city, { caseId: id, handle: input.handle })
    await inscribeStep(city, 'due-set', {
      number,
      office: null,
      data: { holder: route.body, due: due.at.toISOString(), dueKind: due.kind, norm: due.norm },
    })
    await announce(city, 'cases.opened', `case:${number}`, { number })
    return { number, secret }
  },
)

/** Joins an open case: who joined is asked like the reporter. Joining twice is joining once. */
export const joinCase = action(
  'cases',
  async (city, input: { number: string; handle: string }): Promise<{ secret: string }> => {
    const found = await lockCase(city, input.number)
    if (found.status !== 'open') throw refuse.conflict('cases.refusal.closedAlready', { number: input.number })
    const secret = await keyFor(city, { caseId: found.id, handle: input.handle })
    if (found.handle === input.handle) return { secret }
    const joined = await casesDb(city)
      .insertInto('cases.joins')
      .values({ case_id: found.id, handle: input.handle, at: city.now })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if (joined.numInsertedOrUpdatedRows !== 0n)
      await announce(city, 'cases.joined', `case:${input.number}`, { number: input.number })
    return { secret }
  },
)

/** Makes a secret that lets a handle speak for itself in a case; only its hash is kept. */
export const keyFor = action('cases', async (city, input: { caseId: string; handle: string }): Promise<string> => {
  const secret = newSecret()
  await casesDb(city)
    .insertInto('cases.keys')
    .values({ case_id: input.caseId, hash: hashSecret(secret), handle: input.handle, made_at: city.now })
    .execute()
  return secret
})

// The row of the year is locked until the commit, so numbers have no gaps: a missing number would look like a hidden case.
async function nextNumber(city: City): Promise<string> {
  const year = Number(localDay(city.now, (await workCalendar(city)).timeZone).slice(0, 4))
  const row = await casesDb(city)
    .insertInto('cases.numbers')
    .values({ year, last: 1 })
    .onConflict((conflict) => conflict.column('year').doUpdateSet({ last: sql<number>`cases.numbers.last + 1` }))
    .returning('last')
    .executeTakeFirstOrThrow()
  return `${year}-${String(row.last).padStart(6, '0')}`
}
