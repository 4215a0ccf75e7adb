// The end of an award: a report by the questions of its programme, accepted or sent back, and closing with what was not spent returned.
import { basisOf, inscribe } from '#kernel/chronicle/index.ts'
import { action, type City } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import { newId } from '#platform/ids.ts'
import { demand } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import type { AwardingFacts } from '../facts/awarding.ts'
import { mayManageProgrammes } from '../policy/applying.ts'
import { moneyOf } from '../queries/call-money.ts'
import { codeOf } from '../queries/judged.ts'
import { reviewingOf } from '../queries/reviews.ts'
import type { Answers } from '../rules/answers.ts'
import { awardingDb } from '../tables/awarding.ts'
import { lockAward } from './awards.ts'
import { takeBackMoney } from './ledger-of-calls.ts'
import { lockApplication, moveApplication } from './moving.ts'
import { managersOffice } from './office.ts'
import { demandOthers, lockOwnSent } from './own.ts'

const announce = announcer<AwardingFacts>()

/** Sends the report. Throws `conflict` while milestones are not accepted. `spent`: whole kopecks, null where no money was given. */
export const sendReport = action(
  'programmes',
  async (city: City, input: { application: string; answers: Answers; spent: number | null }): Promise<void> => {
    const held = await lockOwnSent(city, input.application)
    await lockAward(city, held.id)
    const db = awardingDb(city)
    const open = await db
      .selectFrom('programmes.milestones')
      .select((select) => select.fn.countAll<number>().as('n'))
      .where('application', '=', held.id)
      .where('accepted_at', 'is', null)
      .executeTakeFirstOrThrow()
    if (open.n > 0) throw refuse.conflict('programmes.award.refusal.milestonesOpen', { n: open.n })
    await moveApplication(city, held, { state: 'reported', office: null })
    const before = await db
      .selectFrom('programmes.reports')
      .select((select) => select.fn.countAll<number>().as('n'))
      .where('application', '=', held.id)
      .executeTakeFirstOrThrow()
    await db
      .insertInto('programmes.reports')
      .values({
        ...{ id: newId(city.now), application: held.id, nth: before.n + 1, at: city.now, spent: input.spent },
        answers: JSON.stringify(input.answers),
      })
      .execute()
    await announce(city, 'programmes.reported', `application:${held.id}`, { application: held.id, call: held.call })
  },
)

/** Accepts the report that waits, which the city's record says, or sends it back with the reason. */
export const judgeReport = action(
  'programmes',
  async (
    city: City,
    input: { application: string; verdict: 'accepted' | 'sent-back'; reason: string },
  ): Promise<void> => {
    demand(city.actor, mayManageProgrammes, undefined)
    const held = await lockApplication(city, input.application)
    await demandOthers(city, [held])
    await lockAward(city, held.id)
    const db = awardingDb(city)
    const report = await db
      .selectFrom('programmes.reports')
      .select(['id', 'spent'])
      .where('application', '=', held.id)
      .where('judged_at', 'is', null)
      .executeTakeFirst()
    if (!report) throw refuse.conflict('programmes.award.refusal.noReport')
    const office = managersOffice(city)
    await db
      .updateTable('programmes.reports')
      .set({ judged_at: city.now, verdict: input.verdict, reason: input.reason || null, office })
      .where('id', '=', report.id)
      .execute()
    if (input.verdict === 'sent-back')
      await moveApplication(city, held, { state: 'under-way', office, reason: input.reason })
    else
      await inscribe(city, {
        ...{ kind: 'programmes.report-accepted', subject: `call:${held.call}`, basis: basisOf(city), office },
        data: {
          award: codeOf((await reviewingOf(city, held.call))?.seed ?? '', held.number ?? ''),
          spentKopecks: report.spent,
        },
      })
    await announce(city, 'programmes.report-judged', `application:${held.id}`, {
      ...{ application: held.id, call: held.call, verdict: input.verdict },
    })
  },
)

/**
 * Closes an award whose report was accepted: what was reserved and never paid is free again. Throws `conflict` while money that was paid and not
 * spent has not come back.
 */
export const closeAward = action(
  'programmes',
  async (city: City, input: { application: string; today: string }): Promise<void> => {
    demand(city.actor, mayManageProgrammes, undefined)
    const held = await lockApplication(city, input.application)
    await demandOthers(city, [held])
    const award = await lockAward(city, held.id)
    const db = awardingDb(city)
    const report = await db
      .selectFrom('programmes.reports')
      .select(['verdict', 'spent'])
      .where('application', '=', held.id)
      .orderBy('nth', 'desc')
      .limit(1)
      .executeTakeFirst()
    if (report?.verdict !== 'accepted') throw refuse.conflict('programmes.award.refusal.reportNotAccepted')
    const number = held.number ?? ''
    const money = (await moneyOf(city, [number])).get(number) ?? { reserved: 0, paid: 0 }
    const unspent = money.paid - (report.spent ?? money.paid)
    if (unspent > 0)
      throw refuse.conflict('programmes.award.refusal.unspent', { roubles: city.words.roubles(unspent / 100) })
    const office = managersOffice(city)
    await moveApplication(city, held, { state: 'closed', office })
    await db
      .updateTable('programmes.awards')
      .set({ closed_at: city.now, closed_by: office })
      .where('application', '=', held.id)
      .execute()
    if (award.entry !== null && money.reserved > 0)
      await takeBackMoney(
        city,
        { entry: award.entry, kopecks: money.reserved, key: `close ${number}`, purpose: 'release' },
        { day: input.today, document: city.words('programmes.award.closePaper', { number }) },
      )
    await announce(city, 'programmes.closed', `application:${held.id}`, { application: held.id, call: held.call })
  },
)
