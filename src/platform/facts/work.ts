// The workers: take due deliveries with `for update skip locked`, each the first of its subject, and carry them out.
import { sql } from 'kysely'
import type { City } from '../city.ts'
import { inSavepoint } from '../db/savepoints.ts'
import { hours, later, minutes } from '../time.ts'
import { announce } from './announce.ts'
import type { Heard, Reaction, Schedule } from './reaction.ts'
import { factsDb as db } from './tables.ts'

interface Claim {
  id: number
  fact: string
  reaction: string
  tries: number
  kind: string
  subject: string
  data: object
  at: Date
}

// Together a little over two days: a service that was broken over a weekend's day mends itself.
const waits = [1, 5, 30, 120, 600, 1800, 3600, 7200, 14_400, 28_800, 43_200, 86_400].map((seconds) => seconds * 1000)
const lease = minutes(5)

export interface Worker {
  /** Carries out one delivery; answers false when nothing is due. */
  step(): Promise<boolean>
  /** Carries out all that is due now. */
  settle(): Promise<void>
  /** Announces the schedules whose slot has come. */
  tick(): Promise<void>
}

/** Makes a worker. `cityFor` gives a city whose actor is the machinery named. */
export function openWorker(reactions: readonly Reaction[], cityFor: (via: string) => City, zone: string): Worker {
  const known = new Map(reactions.map((reaction) => [reaction.name, reaction]))
  if (known.size !== reactions.length) throw new Error('two reactions have the same name')
  const names = [...known.keys()]
  const deliveries = reactions.filter((reaction) => reaction.kind === 'deliver').map((reaction) => reaction.name)

  const step = async (): Promise<boolean> => {
    if (names.length === 0) return false
    const city = cityFor('reaction')
    const writes = new Set<string>()
    const taken = await city.db.transaction().execute(async (trx) => {
      const inside: City = { ...city, db: trx, within: { ...city.within, transaction: true, writes } }
      const claim = await claimNext(inside, names)
      if (!claim) return null
      const reaction = known.get(claim.reaction)
      if (!reaction) return null
      if (deliveries.includes(claim.reaction)) {
        await leaseOut(inside, claim)
        return { claim, reaction }
      }
      await carryOut(inside, trx, claim, reaction)
      return { claim, reaction: null }
    })
    if (!taken) return false
    if (taken.reaction) await sendOut(city, taken.claim, taken.reaction)
    if (writes.size > 0) await city.within.house.committed(writes)
    return true
  }
  const settle = async (): Promise<void> => {
    while (await step());
  }
  return { step, settle, tick: () => strikeClock(cityFor('clock'), zone) }
}

async function claimNext(city: City, names: string[]): Promise<Claim | null> {
  const found = await sql<Claim>`
    select d.id, d.fact, d.reaction, d.tries, f.kind, f.subject, f.data, f.at
    from facts.deliveries d join facts.facts f on f.id = d.fact
    where d.done_at is null and d.dead_at is null and d.due_at <= ${city.now}
      and (d.leased_until is null or d.leased_until < ${city.now})
      and d.reaction = any(${names})
      and not exists (
        select 1 from facts.deliveries e
        where e.reaction = d.reaction and e.subject = d.subject and e.id < d.id and e.done_at is null)
    order by d.id limit 1
    for update of d skip locked`.execute(city.db)
  return found.rows[0] ?? null
}

// The failure is recorded in the claiming transaction, behind a savepoint: nobody can claim the row in between.
async function carryOut(city: City, trx: City['db'], claim: Claim, reaction: Reaction): Promise<void> {
  try {
    await inSavepoint(trx, () => reaction.run(city, heardFrom(claim)))
    await markDone(city, claim)
  } catch (error) {
    await markFailed(city, claim, error)
  }
}

async function leaseOut(city: City, claim: Claim): Promise<void> {
  await db(city)
    .updateTable('facts.deliveries')
    .set({ leased_until: later(city.now, lease) })
    .where('id', '=', claim.id)
    .execute()
}

async function sendOut(city: City, claim: Claim, reaction: Reaction): Promise<void> {
  try {
    await reaction.run(city, heardFrom(claim))
    await markDone(city, claim)
  } catch (error) {
    await markFailed(city, claim, error)
  }
}

async function markDone(city: City, claim: Claim): Promise<void> {
  await db(city)
    .updateTable('facts.deliveries')
    .set({ done_at: city.now, error: null, leased_until: null })
    .where('id', '=', claim.id)
    .execute()
}

async function markFailed(city: City, claim: Claim, error: unknown): Promise<void> {
  const wait = waits[claim.tries]
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  city.log.warn(
    { reaction: claim.reaction, fact: claim.fact, tries: claim.tries + 1, error: message },
    'a reaction failed',
  )
  await db(city)
    .updateTable('facts.deliveries')
    .set({
      tries: claim.tries + 1,
      error: message.slice(0, 2000),
      leased_until: null,
      ...(wait === undefined ? { dead_at: city.now } : { due_at: later(city.now, wait) }),
    })
    .where('id', '=', claim.id)
    .execute()
}

function heardFrom(claim: Claim): Heard {
  return { id: claim.fact, kind: claim.kind, subject: claim.subject, at: claim.at, data: claim.data }
}

// A schedule is a fact that the clock announces; the row of its last slot makes it once over all processes.
async function strikeClock(city: City, zone: string): Promise<void> {
  for (const schedule of ['minute', 'hour', 'night'] as const) {
    const slot = slotOf(schedule, city.now, zone)
    const due = await db(city)
      .selectFrom('facts.clock')
      .select('slot')
      .where('schedule', '=', schedule)
      .executeTakeFirst()
    if (due?.slot === slot) continue
    await city.db.transaction().execute(async (trx) => {
      const inside: City = { ...city, db: trx, within: { ...city.within, transaction: true, writes: new Set() } }
      const struck = await sql<{ slot: string }>`
        insert into facts.clock (schedule, slot) values (${schedule}, ${slot})
        on conflict (schedule) do update set slot = excluded.slot where facts.clock.slot < excluded.slot
        returning slot`.execute(trx)
      if (struck.rows.length > 0) await announce(inside, `clock.${schedule}`, `clock.${schedule}`, { slot })
    })
  }
}

/** The slot an instant falls in, as sortable text; the night's slot begins at three in the morning. */
export function slotOf(schedule: Schedule, at: Date, zone: string): string {
  if (schedule === 'minute') return at.toISOString().slice(0, 16)
  if (schedule === 'hour') return at.toISOString().slice(0, 13)
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(later(at, -hours(3)))
}
