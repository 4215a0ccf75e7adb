// The workers: take due deliveries with `for update skip locked`, each the first of its subject, and carry them out.
import { sql } from 'kysely'
import type { City } from '../city.ts'
import { inSavepoint } from '../db/savepoints.ts'
import { tellable } from '../log.ts'
import { later, minutes } from '../time.ts'
import { openClock } from './clock.ts'
import type { Heard, Hearing, Reaction } from './reaction.ts'
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
// A send that hangs must end before its lease does, or another worker would send the same beside it.
const patience = minutes(2)

export interface Worker {
  /**
   * Carries out one delivery, if asked of this kind only; where none of `when` is due, lets those look that hear no fact.
   * Answers false when there was nothing to do. With `only`, of all that deliver only the reaction of this name.
   */
  step(kind?: Reaction['kind'], only?: string): Promise<boolean>
  /** Names of the reactions that deliver: each may have a loop of its own, so that one that waits holds up no other. */
  readonly senders: readonly string[]
  /** Carries out all that is due now. */
  settle(): Promise<void>
  /** Announces the schedules whose slot has come. */
  tick(): Promise<void>
}

/** Makes a worker. `cityFor` gives a city whose actor is the machinery named. */
export function openWorker(reactions: readonly Reaction[], cityFor: (via: string) => City, zone: string): Worker {
  const hearings = reactions.filter((reaction) => reaction.kind !== 'whenever')
  const standing = reactions.filter((reaction) => reaction.kind === 'whenever')
  const known = new Map(hearings.map((reaction) => [reaction.name, reaction]))
  if (new Set(reactions.map(({ name }) => name)).size !== reactions.length) {
    throw new Error('two reactions have the same name')
  }
  const namesOf = (kind?: Reaction['kind']) =>
    hearings.filter((reaction) => kind === undefined || reaction.kind === kind).map((reaction) => reaction.name)
  const names = { any: namesOf(), when: namesOf('when'), deliver: namesOf('deliver'), whenever: [] }

  const step: Worker['step'] = async (kind, only) => {
    if (await stepOf(only === undefined ? names[kind ?? 'any'] : [only])) return true
    return kind !== 'deliver' && (await lookAround())
  }
  const stepOf = async (hearing: string[]): Promise<boolean> => {
    if (hearing.length === 0) return false
    const city = cityFor('reaction')
    const writes = new Set<string>()
    const taken = await city.db.transaction().execute(async (trx) => {
      const inside: City = { ...city, db: trx, within: { ...city.within, transaction: true, writes } }
      const claim = await claimNext(inside, hearing)
      const reaction = claim && known.get(claim.reaction)
      if (!claim || !reaction) return null
      if (reaction.kind === 'deliver') await leaseOut(inside, claim)
      else await carryOut(inside, trx, claim, reaction)
      return { claim, reaction }
    })
    if (!taken) return false
    if (taken.reaction.kind === 'deliver') await sendOut(city, taken.claim, taken.reaction)
    if (writes.size > 0) await city.within.house.committed(writes)
    return true
  }
  const lookAround = async (): Promise<boolean> => {
    for (const reaction of standing) {
      const city = cityFor('reaction')
      try {
        if (await reaction.run(city)) return true
      } catch (error) {
        // Its work waits in its own tables and is looked for again; the others must not wait with it.
        city.log.error({ reaction: reaction.name, error: tellable(error) }, 'a reaction failed')
      }
    }
    return false
  }
  const settle = async (): Promise<void> => {
    while (await step());
  }
  return { step, settle, senders: names.deliver, tick: openClock(() => cityFor('clock'), zone) }
}

// Both ways of saying that a chain stands still are needed: the rule is that only the first of a subject is carried out; those
// behind one that failed are many, and are left out by one look at the few that failed.
async function claimNext(city: City, names: string[]): Promise<Claim | null> {
  const found = await sql<Claim>`
    select d.id, d.fact, d.reaction, d.tries, f.kind, f.subject, f.data, f.at
    from facts.deliveries d join facts.facts f on f.id = d.fact
    where d.done_at is null and d.dead_at is null and d.due_at <= ${city.now}
      and (d.leased_until is null or d.leased_until < ${city.now})
      and d.reaction = any(${names})
      and (d.tries > 0 or (d.reaction, d.subject) not in (
        select h.reaction, h.subject from facts.deliveries h
        where h.done_at is null and h.tries > 0 and not exists (
          select 1 from facts.deliveries e
          where e.reaction = h.reaction and e.subject = h.subject and e.id < h.id and e.done_at is null)))
      and not exists (
        select 1 from facts.deliveries e
        where e.reaction = d.reaction and e.subject = d.subject and e.id < d.id and e.done_at is null)
    order by d.id limit 1
    for update of d skip locked`.execute(city.db)
  return found.rows[0] ?? null
}

// The failure is recorded in the claiming transaction, behind a savepoint: nobody can claim the row in between.
async function carryOut(city: City, trx: City['db'], claim: Claim, reaction: Hearing): Promise<void> {
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

async function sendOut(city: City, claim: Claim, reaction: Hearing): Promise<void> {
  try {
    await inTime(reaction.run(city, heardFrom(claim)))
  } catch (error) {
    return markFailed(city, claim, error)
  }
  // Not inside the try: what was sent has not failed, and if its mark is lost it is sent again with the same key.
  await markDone(city, claim)
}

async function inTime(sending: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not sent within ${patience / 1000} s`)), patience)
  })
  await Promise.race([sending, late]).finally(() => clearTimeout(timer))
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
  const message = tellable(error).slice(0, 2000)
  city.log.warn(
    { reaction: claim.reaction, fact: claim.fact, tries: claim.tries + 1, error: message },
    'a reaction failed',
  )
  await db(city)
    .updateTable('facts.deliveries')
    .set({
      tries: claim.tries + 1,
      error: message,
      leased_until: null,
      ...(wait === undefined ? { dead_at: city.now } : { due_at: later(city.now, wait) }),
    })
    .where('id', '=', claim.id)
    .where('done_at', 'is', null)
    .execute()
}

function heardFrom(claim: Claim): Heard {
  return { id: claim.fact, kind: claim.kind, subject: claim.subject, at: claim.at, data: claim.data }
}
