// Milestones of an award: proven by the applicant, accepted or sent back by the office, paid by tranches that are written down.
import { action, type City } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import { newId } from '#platform/ids.ts'
import { demand } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { dayOf, plusDays } from '#platform/time.ts'
import type { AwardingFacts } from '../facts/awarding.ts'
import { mayManageProgrammes } from '../policy/applying.ts'
import { awardingDb } from '../tables/awarding.ts'
import { lockAward } from './awards.ts'
import { payTranche, takeBackMoney } from './ledger-of-calls.ts'
import { lockApplication } from './moving.ts'
import { managersOffice } from './office.ts'
import { demandOthers, lockOwnSent } from './own.ts'

const announce = announcer<AwardingFacts>()

export interface BringProof {
  application: string
  milestone: string
  said: string
  /** A paper of the file store; null where words are enough. */
  paper: { sha: string; name: string; kind: string } | null
}

/** Brings evidence for a milestone. Throws `conflict` where one waits to be looked at, or the milestone is accepted. */
export const bringProof = action('programmes', async (city: City, input: BringProof): Promise<string> => {
  const held = await lockOwnSent(city, input.application)
  if (held.state !== 'under-way') throw refuse.conflict('programmes.award.refusal.notUnderWay')
  const milestone = await milestoneOf(city, held.id, input.milestone)
  if (milestone.accepted_at !== null) throw refuse.conflict('programmes.award.refusal.acceptedAlready')
  const db = awardingDb(city)
  const waiting = await db
    .selectFrom('programmes.proofs')
    .select('id')
    .where('milestone', '=', milestone.id)
    .where('judged_at', 'is', null)
    .executeTakeFirst()
  if (waiting) throw refuse.conflict('programmes.award.refusal.proofWaits')
  const id = newId(city.now)
  const { sha, name, kind } = input.paper ?? { sha: null, name: null, kind: null }
  await db
    .insertInto('programmes.proofs')
    .values({ id, milestone: milestone.id, at: city.now, said: input.said, sha, name, kind })
    .execute()
  await announce(city, 'programmes.proof-brought', `application:${held.id}`, {
    ...{ application: held.id, call: held.call, milestone: milestone.id },
  })
  return id
})

/** Accepts what was brought, or sends it back with the reason. */
export const judgeProof = action(
  'programmes',
  async (
    city: City,
    input: { application: string; proof: string; verdict: 'accepted' | 'sent-back'; reason: string },
  ): Promise<void> => {
    demand(city.actor, mayManageProgrammes, undefined)
    const held = await lockApplication(city, input.application)
    await demandOthers(city, [held])
    const db = awardingDb(city)
    const proof = await db
      .selectFrom('programmes.proofs as p')
      .innerJoin('programmes.milestones as m', 'm.id', 'p.milestone')
      .select(['p.id', 'p.judged_at', 'p.milestone'])
      .where('p.id', '=', input.proof)
      .where('m.application', '=', held.id)
      .executeTakeFirst()
    if (!proof) throw refuse.missing('programmes.award.refusal.noProof')
    if (proof.judged_at !== null) throw refuse.conflict('programmes.award.refusal.judged')
    const office = managersOffice(city)
    await db
      .updateTable('programmes.proofs')
      .set({ judged_at: city.now, verdict: input.verdict, reason: input.reason || null, office })
      .where('id', '=', proof.id)
      .execute()
    if (input.verdict === 'accepted')
      await db
        .updateTable('programmes.milestones')
        .set({ accepted_at: city.now, accepted_by: office })
        .where('id', '=', proof.milestone)
        .execute()
    await announce(city, 'programmes.proof-judged', `application:${held.id}`, {
      ...{ application: held.id, call: held.call, milestone: proof.milestone, verdict: input.verdict },
    })
  },
)

interface Paper {
  /** The day of the order, YYYY-MM-DD. */
  onDay: string
  /** Its name and number. */
  document: string
}

/** Writes down that the tranche of an accepted milestone was paid: the city moves no money here. */
export const recordPayment = action(
  'programmes',
  async (city: City, input: { application: string; milestone: string } & Paper): Promise<void> => {
    demand(city.actor, mayManageProgrammes, undefined)
    const held = await lockApplication(city, input.application)
    await demandOthers(city, [held])
    const award = await lockAward(city, held.id)
    if (award.closed_at !== null) throw refuse.conflict('programmes.award.refusal.closed')
    const milestone = await milestoneOf(city, held.id, input.milestone)
    if (milestone.tranche === null) throw refuse.conflict('programmes.award.refusal.noTranche')
    if (milestone.accepted_at === null) throw refuse.conflict('programmes.award.refusal.notAccepted')
    const db = awardingDb(city)
    const paid = await db
      .selectFrom('programmes.payments')
      .select('id')
      .where('milestone', '=', milestone.id)
      .executeTakeFirst()
    if (paid) throw refuse.conflict('programmes.award.refusal.paidAlready')
    const entry = await payTranche(
      city,
      { number: held.number ?? '', kopecks: milestone.tranche, key: `tranche ${milestone.id}` },
      { day: input.onDay, document: input.document },
    )
    await db
      .insertInto('programmes.payments')
      .values({
        ...{ id: newId(city.now), application: held.id, kind: 'paid', milestone: milestone.id, returns: null },
        ...{ amount: milestone.tranche, on_day: input.onDay, document: input.document, at: city.now },
        ...{ office: managersOffice(city), entry: entry.id },
      })
      .execute()
    await announce(city, 'programmes.paid', `application:${held.id}`, {
      ...{ application: held.id, call: held.call, amount: milestone.tranche },
    })
  },
)

/**
 * Writes down that unspent money came back: the newest payments are taken back first. Of a closed award it is free for others at once.
 * Throws `conflict` beyond what was paid.
 */
export const recordReturn = action(
  'programmes',
  async (city: City, input: { application: string; kopecks: number } & Paper): Promise<void> => {
    demand(city.actor, mayManageProgrammes, undefined)
    const held = await lockApplication(city, input.application)
    await demandOthers(city, [held])
    const award = await lockAward(city, held.id)
    const db = awardingDb(city)
    const rows = await db
      .selectFrom('programmes.payments')
      .select(['id', 'kind', 'returns', 'amount', 'entry'])
      .where('application', '=', held.id)
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .execute()
    const sum = (some: typeof rows) => some.reduce((all, { amount }) => all + amount, 0)
    const payments = rows
      .filter(({ kind }) => kind === 'paid')
      .map(({ id, amount, entry }) => ({
        ...{ id, entry },
        left: amount - sum(rows.filter(({ returns }) => returns === id)),
      }))
    let wanted = input.kopecks
    if (wanted <= 0 || wanted > payments.reduce((all, { left }) => all + left, 0))
      throw refuse.conflict('programmes.award.refusal.returnTooMuch')
    const said = { day: input.onDay, document: input.document }
    for (const { id: returns, entry: of, left } of payments) {
      const amount = Math.min(wanted, left)
      if (amount === 0) continue
      wanted -= amount
      const id = newId(city.now)
      const back = { entry: of, kopecks: amount, key: `return ${id}`, purpose: 'return' as const }
      const { id: entry } = await takeBackMoney(city, back, said)
      await db
        .insertInto('programmes.payments')
        .values({
          ...{ id, application: held.id, kind: 'returned', milestone: null, returns, amount, on_day: input.onDay },
          ...{ document: input.document, at: city.now, office: managersOffice(city), entry },
        })
        .execute()
    }
    if (award.closed_at !== null && award.entry !== null)
      await takeBackMoney(
        city,
        { entry: award.entry, kopecks: input.kopecks, key: `release ${newId(city.now)}`, purpose: 'release' },
        said,
      )
    await announce(city, 'programmes.returned', `application:${held.id}`, {
      ...{ application: held.id, call: held.call, amount: input.kopecks },
    })
  },
)

const soonDays = 7

/** Reminds of milestones that fall due within a week, and of those that are overdue, once each. */
export const remindMilestones = action('programmes', async (city: City, input: { zone: string }): Promise<void> => {
  const db = awardingDb(city)
  const today = dayOf(city.now, input.zone)
  const due = await db
    .selectFrom('programmes.milestones as m')
    .innerJoin('programmes.applications as a', 'a.id', 'm.application')
    .select(['m.id', 'm.due_on', 'm.application', 'a.call'])
    .where('m.accepted_at', 'is', null)
    .where('m.due_on', '<=', plusDays(today, soonDays))
    .where('a.state', '=', 'under-way')
    .orderBy('m.due_on')
    .limit(500)
    .execute()
  for (const { id, due_on, application, call } of due) {
    const kind = due_on < today ? 'overdue' : 'soon'
    const made = await db
      .insertInto('programmes.reminded')
      .values({ milestone: id, kind, at: city.now })
      .onConflict((conflict) => conflict.doNothing())
      .returning('milestone')
      .executeTakeFirst()
    if (made)
      await announce(city, 'programmes.milestone-due', `application:${application}`, {
        ...{ application, call, milestone: id, kind },
      })
  }
})

async function milestoneOf(city: City, application: string, id: string) {
  const row = await awardingDb(city)
    .selectFrom('programmes.milestones')
    .selectAll()
    .where('application', '=', application)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw refuse.missing('programmes.award.refusal.noMilestone')
  return row
}
