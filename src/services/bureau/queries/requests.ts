// What can be asked of requests: one with its whole story, whose it is, the queues of advisers, and those of a person.
import { handlesOf, personOf } from '#kernel/identity/index.ts'
import type { City } from '#platform/city.ts'
import { hashSecret } from '#platform/ids.ts'
import { daysRun, isLate, type Pause, type RequestStage, stageOf } from '../rules/clock.ts'
import type { FollowUp } from '../rules/follow-ups.ts'
import { bureauDb, type StepKind } from '../tables.ts'
import { calendar } from './calendar.ts'

export interface RequestStep {
  kind: StepKind
  at: Date
  office: string | null
  queue: string | null
  text: string
}

export interface RequestCard {
  number: number
  topic: string
  measure: string | null
  queue: string
  askedAt: Date
  answeredAt: Date | null
  waitsSince: Date | null
  dueAt: Date | null
  days: number
  basis: 'city' | 'demo'
  stage: RequestStage
  late: boolean
}

export interface RequestView extends RequestCard {
  words: string
  /** Asked by whoever looks. */
  own: boolean
  erasedAt: Date | null
  steps: RequestStep[]
  followUps: FollowUpView[]
  /** Working days that the clock has run, until the first answer or now. */
  run: number
}

export interface FollowUpView extends FollowUp {
  answeredAt: Date | null
  kopecks: number | null
  why: string | null
}

/** One request with its whole story; null where there is none. What is in it is personal: ask `ownRequest` first. */
export async function requestFor(city: City, number: number): Promise<RequestView | null> {
  const db = bureauDb(city)
  const row = await db.selectFrom('bureau.requests').selectAll().where('number', '=', number).executeTakeFirst()
  if (!row) return null
  const steps = await db
    .selectFrom('bureau.steps')
    .select(['kind', 'at', 'office', 'queue', 'text'])
    .where('request', '=', number)
    .orderBy('at')
    .orderBy('id')
    .execute()
  const clock = { askedAt: row.asked_at, days: row.days, answeredAt: row.answered_at, pauses: pausesOf(steps) }
  return {
    ...cardOf(city, row),
    ...{ words: row.words, own: await isOwn(city, row.handle), erasedAt: row.erased_at, steps },
    followUps: await followUpsOf(city, number),
    run: daysRun(clock, row.answered_at ?? city.now, await calendar(city)),
  }
}

/** When the person was waited for: from a question back until her reply, or the answer that came without it. */
export function pausesOf(steps: readonly { kind: StepKind; at: Date }[]): Pause[] {
  const pauses: Pause[] = []
  for (const { kind, at } of steps) {
    const open = pauses.find(({ until }) => until === null)
    if (kind === 'asked-back' && !open) pauses.push({ from: at, until: null })
    if ((kind === 'replied' || kind === 'answered') && open) open.until = at
  }
  return pauses
}

/** The questions whether it helped, in the order of their days; locked for a change. */
export async function followUpsOf(city: City, request: number, lock = false): Promise<FollowUpView[]> {
  let query = bureauDb(city).selectFrom('bureau.follow_ups').selectAll().where('request', '=', request).orderBy('day')
  if (lock) query = query.forUpdate()
  return (await query.execute()).map((row) => ({
    ...{ day: row.day, dueAt: row.due_at, askedAt: row.asked_at, droppedAt: row.dropped_at, said: row.said },
    ...{ answeredAt: row.answered_at, kopecks: row.kopecks === null ? null : Number(row.kopecks), why: row.why },
  }))
}

export interface OwnRequest {
  handle: string
  /** Nobody's yet: whoever holds the link may add it to her own page. */
  unclaimed: boolean
}

/** The handle of a request for whoever holds its private link or is its person; null for everybody else. */
export async function ownRequest(
  city: City,
  reading: { number: number; token: string | null; person: string | null },
): Promise<OwnRequest | null> {
  const db = bureauDb(city)
  const row = await db
    .selectFrom('bureau.requests')
    .select('handle')
    .where('number', '=', reading.number)
    .executeTakeFirst()
  const handle = row?.handle
  if (!handle) return null
  const key = reading.token
    ? await db
        .selectFrom('bureau.keys')
        .select('handle')
        .where('hash', '=', hashSecret(reading.token))
        .where('request', '=', reading.number)
        .executeTakeFirst()
    : undefined
  const hers =
    key?.handle === handle ||
    (reading.person !== null &&
      (await handlesOf(city, reading.person, 'bureau')).some((each) => each.handle === handle))
  return hers ? { handle, unclaimed: (await personOf(city, handle)) === null } : null
}

/** Whether whoever acts asked it herself. */
export async function isOwn(city: City, handle: string | null): Promise<boolean> {
  const { person } = city.actor
  if (person === null || handle === null) return false
  return (await handlesOf(city, person, 'bureau')).some((each) => each.handle === handle)
}

/** Requests in the order of the queue: the longest overdue first, then what waits, then those who are waited for; then the latest answered. */
export async function queueOf(
  city: City,
  asked: { queues: readonly string[]; answered: boolean; most: number },
): Promise<RequestCard[]> {
  if (asked.queues.length === 0) return []
  let query = bureauDb(city)
    .selectFrom('bureau.requests')
    .selectAll()
    .where('queue', 'in', [...asked.queues])
    .where('answered_at', asked.answered ? 'is not' : 'is', null)
    .limit(asked.most)
  query = asked.answered
    ? query.orderBy('answered_at', 'desc').orderBy('number')
    : query.orderBy('due_at', (order) => order.asc().nullsLast()).orderBy('number')
  return (await query.execute()).map((row) => cardOf(city, row))
}

/** The requests of a person, the latest first. */
export async function requestsOf(city: City, person: string): Promise<RequestCard[]> {
  const handles = (await handlesOf(city, person, 'bureau')).map(({ handle }) => handle)
  if (handles.length === 0) return []
  const rows = await bureauDb(city)
    .selectFrom('bureau.requests')
    .selectAll()
    .where('handle', 'in', handles)
    .orderBy('number', 'desc')
    .limit(100)
    .execute()
  return rows.map((row) => cardOf(city, row))
}

interface Row {
  number: number
  topic: string
  measure: string | null
  queue: string
  days: number
  basis: 'city' | 'demo'
  asked_at: Date
  answered_at: Date | null
  waits_since: Date | null
  due_at: Date | null
}

function cardOf(city: City, row: Row): RequestCard {
  const clock = { askedAt: row.asked_at, days: row.days, answeredAt: row.answered_at, pauses: [] }
  return {
    ...{ number: row.number, topic: row.topic, measure: row.measure, queue: row.queue, days: row.days },
    ...{ basis: row.basis, askedAt: row.asked_at, answeredAt: row.answered_at, waitsSince: row.waits_since },
    dueAt: row.due_at,
    stage: stageOf(clock, row.due_at, city.now),
    late: isLate(clock, row.due_at, city.now),
  }
}
