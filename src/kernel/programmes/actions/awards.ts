// An award: given with its money reserved, agreed to by the applicant or declined, and then the reserve list moves up.
import { mayActFor } from '#kernel/identity/index.ts'
import { action, type City } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import { newId } from '#platform/ids.ts'
import { demand, reaches } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import type { AwardingFacts } from '../facts/awarding.ts'
import { mayManageProgrammes } from '../policy/applying.ts'
import { freeOf } from '../queries/call-money.ts'
import { callFor } from '../queries/calls.ts'
import { judgedFor } from '../queries/judged.ts'
import { textHash } from '../rules/agreement.ts'
import { requestedOf } from '../rules/blind.ts'
import type { Text } from '../rules/definition.ts'
import { awardingDb } from '../tables/awarding.ts'
import { reserveAward, type Said, takeBackMoney } from './ledger-of-calls.ts'
import { lockApplication, moveApplication } from './moving.ts'
import { managersOffice } from './office.ts'
import { demandOthers, demandPower, lockOwnSent } from './own.ts'

const announce = announcer<AwardingFacts>()

interface Giving {
  application: string
  call: string
  number: string
  amount: number | null
  /** What gave it: protocol, appeal or reserve. */
  cause: string
}

/**
 * Makes the award of an application that has just become `awarded`, and reserves its money. Within an action. Throws `invalid` (field `amount`)
 * where more is given than was asked for, whoever gives it.
 */
export async function giveAward(city: City, given: Giving, said: Said): Promise<void> {
  const { application, call, number, amount, cause } = given
  const [of, judged] = [await callFor(city, call), await judgedFor(city, application)]
  const requested = of && judged && requestedOf(of.definition, judged.answers)
  if (amount !== null && requested !== null && amount > requested)
    throw refuse.invalid({ amount: { key: 'programmes.decide.error.more', values: { most: requested / 100 } } })
  const key = `award ${number} ${cause}`
  const entry = amount === null ? null : (await reserveAward(city, { call, number, kopecks: amount, key }, said)).id
  await awardingDb(city).insertInto('programmes.awards').values({ application, at: city.now, amount, entry }).execute()
  await announce(city, 'programmes.awarded', `application:${application}`, { application, call, amount, cause })
}

export interface MilestonePlan {
  label: Text
  dueOn: string
  /** Whole kopecks; null where nothing is paid for it. */
  tranche: number | null
}

export interface SendAgreement {
  application: string
  /** The whole text, its places filled. */
  text: string
  /** The SHA-256 of its paper in the file store. */
  paper: string
  milestones: readonly MilestonePlan[]
}

/** Sends the agreement to whoever was awarded, with days and tranches. Throws `invalid` where tranches do not sum to the award. */
export const sendAgreement = action('programmes', async (city: City, input: SendAgreement): Promise<void> => {
  demand(city.actor, mayManageProgrammes, undefined)
  const held = await lockApplication(city, input.application)
  await demandOthers(city, [held])
  const award = await lockAward(city, held.id)
  const total = input.milestones.reduce((sum, { tranche }) => sum + (tranche ?? 0), 0)
  if (input.milestones.length === 0 || (award.amount !== null && total !== award.amount))
    throw refuse.invalid({ '': { key: 'programmes.award.error.tranches' } })
  const office = managersOffice(city)
  await moveApplication(city, held, { state: 'agreement', office })
  const db = awardingDb(city)
  await db
    .updateTable('programmes.awards')
    .set({
      ...{ agreement: input.text, agreement_hash: textHash(input.text), paper: input.paper },
      ...{ sent_at: city.now, sent_by: office },
    })
    .where('application', '=', held.id)
    .execute()
  await db
    .insertInto('programmes.milestones')
    .values(
      input.milestones.map(({ label, dueOn, tranche }, at) => ({
        ...{ id: newId(city.now), application: held.id, nth: at + 1, label: JSON.stringify(label), due_on: dueOn },
        tranche,
      })),
    )
    .execute()
  await announce(city, 'programmes.agreement-sent', `application:${held.id}`, {
    ...{ application: held.id, call: held.call },
  })
})

export interface AcceptAgreement {
  application: string
  /** The hash of the text that was shown: another text is another consent. */
  hash: string
  /** Whether its title may be published. */
  titlePublic: boolean
  today: string
}

/**
 * The applicant agrees to the text she was shown; the moment, the hash and how sure the city was who she is are kept. For an organisation it
 * needs the power to sign. Throws `conflict` where the text is another by now.
 */
export const acceptAgreement = action('programmes', async (city: City, input: AcceptAgreement): Promise<void> => {
  const held = await lockOwnSent(city, input.application)
  const call = await callFor(city, held.call)
  if (!call) throw refuse.missing('programmes.refusal.noApplication')
  const { level } = call.definition
  if (!reaches(city.actor.level ?? 'simple', level)) throw refuse.notAllowed(`programmes.award.level.${level}`)
  const award = await lockAward(city, held.id)
  if (award.accepted_at !== null) return
  if (award.agreement_hash !== input.hash) throw refuse.conflict('programmes.award.refusal.otherText')
  const person = city.actor.person ?? ''
  if (
    held.organisation !== null &&
    !(await mayActFor(city, { person, organisation: held.organisation, power: 'sign', today: input.today }))
  )
    throw refuse.notAllowed('programmes.award.refusal.cannotSign')
  await moveApplication(city, held, { state: 'under-way', office: null })
  await awardingDb(city)
    .updateTable('programmes.awards')
    .set({
      ...{ accepted_at: city.now, accepted_level: city.actor.level ?? 'simple' },
      title_public: input.titlePublic,
    })
    .where('application', '=', held.id)
    .execute()
  await announce(city, 'programmes.agreed', `application:${held.id}`, { application: held.id, call: held.call })
})

/** The applicant declines her award: its money is free again, and the next of the reserve list whose sum fits moves up. */
export const declineAward = action(
  'programmes',
  async (city: City, input: { application: string; reason: string; today: string }): Promise<void> => {
    const held = await lockOwnSent(city, input.application)
    const award = await lockAward(city, held.id)
    if (award.accepted_at !== null) throw refuse.conflict('programmes.award.refusal.agreedAlready')
    await demandPower(city, held, input.today)
    await moveApplication(city, held, { state: 'withdrawn', office: null, reason: input.reason })
    await awardingDb(city)
      .updateTable('programmes.awards')
      .set({ declined_at: city.now, declined_because: input.reason })
      .where('application', '=', held.id)
      .execute()
    const document = city.words('programmes.award.declinePaper', { number: held.number ?? '' })
    if (award.entry !== null && award.amount !== null)
      await takeBackMoney(
        city,
        { entry: award.entry, kopecks: award.amount, key: `decline ${held.number}`, purpose: 'release' },
        { day: input.today, document },
      )
    await announce(city, 'programmes.declined', `application:${held.id}`, { application: held.id, call: held.call })
    await moveReserveUp(city, held.call, input.today)
  },
)

// By the order of the protocol and nobody's choice: the first on the list whose sum is free.
async function moveReserveUp(city: City, call: string, today: string): Promise<void> {
  const free = await freeOf(city, call)
  const rows = await awardingDb(city)
    .selectFrom('programmes.decisions as d')
    .innerJoin('programmes.applications as a', 'a.id', 'd.application')
    .innerJoin('programmes.protocols as p', 'p.id', 'd.protocol')
    .select(['d.application', 'd.amount', 'd.score', 'd.place', 'd.ground', 'a.number'])
    .where('a.call', '=', call)
    .where('a.state', '=', 'reserve')
    .where('d.outcome', '=', 'reserve')
    .where('p.confirmed_at', 'is not', null)
    .orderBy('d.place')
    .execute()
  for (const { application, amount, score, place, ground, number } of rows) {
    if (amount !== null && free !== null && amount > free) continue
    const held = await lockApplication(city, application)
    // She may have appealed, been given an award or gone while we waited for the lock.
    if (held.state !== 'reserve') continue
    await moveApplication(city, held, { state: 'awarded', office: 'house' })
    await awardingDb(city)
      .insertInto('programmes.decisions')
      .values({
        ...{ id: newId(city.now), application, protocol: null, cause: 'reserve', outcome: 'awarded', amount },
        ...{ ground, reason: city.words('programmes.award.movedUp'), score, place, at: city.now },
      })
      .execute()
    const document = city.words('programmes.award.reservePaper', { number: number ?? '' })
    await giveAward(
      city,
      { application, call, number: number ?? '', amount, cause: 'reserve' },
      { day: today, document },
    )
    return
  }
}

/** Holds the award of an application still. Throws `missing` where there is none. */
export async function lockAward(city: City, application: string) {
  const row = await awardingDb(city)
    .selectFrom('programmes.awards')
    .selectAll()
    .where('application', '=', application)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw refuse.missing('programmes.award.refusal.noAward')
  if (row.declined_at !== null) throw refuse.conflict('programmes.award.refusal.declined')
  return row
}
