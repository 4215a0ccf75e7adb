// Taking hold of a request for a change: its row is locked, so that of two at once the second sees what the first did.
import type { City } from '#platform/city.ts'
import { newId } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { calendar } from '../queries/calendar.ts'
import { pausesOf } from '../queries/requests.ts'
import { dueOf, type RequestClock } from '../rules/clock.ts'
import { bureauDb, type StepKind } from '../tables.ts'

export interface LockedRequest {
  number: number
  topic: string
  queue: string
  handle: string | null
  waitsSince: Date | null
  clock: RequestClock
}

/** Locks a request and reads how it stands. Throws `missing`. Only within an action. */
export async function lockRequest(city: City, number: number): Promise<LockedRequest> {
  const db = bureauDb(city)
  const row = await db
    .selectFrom('bureau.requests')
    .selectAll()
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw refuse.missing('bureau.request.refusal.none')
  const steps = await db
    .selectFrom('bureau.steps')
    .select(['kind', 'at'])
    .where('request', '=', number)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return {
    ...{ number, topic: row.topic, queue: row.queue, handle: row.handle, waitsSince: row.waits_since },
    clock: { askedAt: row.asked_at, days: row.days, answeredAt: row.answered_at, pauses: pausesOf(steps) },
  }
}

export interface Step {
  kind: StepKind
  text: string
  office: string | null
  queue: string | null
}

/** Writes a step down and what follows of it: whose turn it is, and by when. */
export async function writeStep(city: City, found: LockedRequest, step: Step): Promise<void> {
  const db = bureauDb(city)
  await db
    .insertInto('bureau.steps')
    .values({ id: newId(city.now), request: found.number, at: city.now, ...step })
    .execute()
  const steps = await db
    .selectFrom('bureau.steps')
    .select(['kind', 'at'])
    .where('request', '=', found.number)
    .orderBy('at')
    .orderBy('id')
    .execute()
  const pauses = pausesOf(steps)
  const clock = { ...found.clock, pauses }
  const open = pauses.find(({ until }) => until === null)
  await db
    .updateTable('bureau.requests')
    .set({
      queue: step.queue ?? found.queue,
      answered_at: found.clock.answeredAt ?? (step.kind === 'answered' ? city.now : null),
      waits_since: open?.from ?? null,
      due_at: dueOf(clock, await calendar(city)),
    })
    .where('number', '=', found.number)
    .execute()
}
