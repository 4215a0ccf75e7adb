// Money of a call is free, reserved or paid and nothing else, whatever people do one after another.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newHandle } from '#kernel/identity/index.ts'
import { accountsOf, sumsByUnit } from '#kernel/ledger/index.ts'
import { action, type City } from '#platform/city.ts'
import { newId } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import { dayOf } from '#platform/time.ts'
import { openStage, type Stage } from '#tests/people.ts'
import { appealDecision, decideAppeal } from './actions/appeals.ts'
import { acceptAgreement, declineAward, giveAward, sendAgreement } from './actions/awards.ts'
import { setAside } from './actions/ledger-of-calls.ts'
import { bringProof, judgeProof, recordPayment, recordReturn } from './actions/milestones.ts'
import { closeAward, judgeReport, sendReport } from './actions/reports.ts'
import { personIn } from './awarding.testing.ts'
import { accountKinds, awardSubject, callSubject } from './queries/call-money.ts'
import { textHash } from './rules/agreement.ts'
import { openWorkshop } from './stage.testing.ts'
import { applyingDb } from './tables/applying.ts'
import { awardingDb } from './tables/awarding.ts'

let stage: Stage
let dina: City
let nina: City
const applicants: City[] = []
let first: string

const zone = 'Europe/Samara'
const funded = 10_000_000
const text = 'Соглашение'
const today = () => dayOf(stage.now, zone)
const said = () => ({ day: today(), document: 'Приказ № 1' })
const order = () => ({ onDay: today(), document: 'п/п № 1' })

beforeAll(async () => {
  stage = await openStage()
  const house = stage.city.cityFor({ person: null, name: null, roles: [], via: 'test' })
  first = (await openWorkshop(house, { id: 'money-test' })).call
  dina = await personIn(stage, 'dina')
  nina = await personIn(stage, 'nina')
  for (const name of ['anna', 'marat', 'zoya', 'timur']) applicants.push(await personIn(stage, name))
})
afterAll(() => stage.close())

interface Applied {
  id: string
  number: string
  as: City
}

let runs = 0

/** A decided call: two may be awarded, one was refused, and one waits in reserve. */
const decidedCall = action(
  'programmes',
  async (city: City, _: undefined): Promise<{ call: string; applied: Applied[] }> => {
    runs += 1
    const call = `money-run-${runs}`
    const like = await applyingDb(city)
      .selectFrom('programmes.calls')
      .selectAll()
      .where('id', '=', first)
      .executeTakeFirstOrThrow()
    const title = JSON.stringify(like.title)
    await applyingDb(city)
      .insertInto('programmes.calls')
      .values({ ...like, id: call, title, budget: funded, awards: null })
      .execute()
    await setAside(city, call, funded, said())
    const protocol = newId(city.now)
    await awardingDb(city)
      .insertInto('programmes.protocols')
      .values({
        ...{ id: protocol, call, nth: 1, prepared_at: city.now, prepared_by: 'programme-manager', handle: null },
        ...{ paper: '0'.repeat(64), confirmed_at: city.now, signed_by: 'strategist', signer: null },
      })
      .execute()
    const applied: Applied[] = []
    for (const [at, as] of applicants.entries()) {
      const id = newId(city.now)
      const number = `2026-9${String(runs * 10 + at).padStart(5, '0')}`
      const outcome = (['awarded', 'awarded', 'refused', 'reserve'] as const)[at] ?? 'refused'
      await applyingDb(city)
        .insertInto('programmes.applications')
        .values({
          ...{ id, number, call, handle: await newHandle(city, { module: 'programmes', person: as.actor.person }) },
          ...{ organisation: null, organisation_name: null, organisation_inn: null, begun_at: city.now },
          ...{ touched_at: city.now, known: '{}', state: outcome, state_at: city.now },
        })
        .execute()
      const amount = outcome === 'refused' ? null : 3_000_000
      await awardingDb(city)
        .insertInto('programmes.decisions')
        .values({
          ...{ id: newId(city.now), application: id, protocol, cause: 'protocol', outcome, amount, place: at + 1 },
          ...{ ground: 'ranking', reason: 'По баллам', score: 700, at: city.now },
        })
        .execute()
      if (outcome === 'awarded')
        await giveAward(city, { application: id, call, number, amount, cause: 'protocol' }, said())
      applied.push({ id, number, as })
    }
    return { call, applied }
  },
)

const awardOf = (application: string) =>
  awardingDb(dina).selectFrom('programmes.awards').selectAll().where('application', '=', application).executeTakeFirst()
const milestonesOf = (application: string) =>
  awardingDb(dina)
    .selectFrom('programmes.milestones')
    .selectAll()
    .where('application', '=', application)
    .orderBy('nth')
    .execute()

/** What may happen to an award, in the order in which it usually does; `share` is a part of the sum it is about. */
const steps = {
  async appeal({ id, as }: Applied, share: number) {
    const appeal = await appealDecision(as, { application: id, words: 'Посчитано неверно', zone })
    const amount = Math.max(1, Math.floor(share * funded))
    await decideAppeal(nina, { appeal, outcome: 'upheld', amount, reason: 'Посчитано неверно', today: today() })
  },
  async agree({ id, as }: Applied, share: number) {
    const amount = (await awardOf(id))?.amount ?? 0
    const early = Math.floor(amount * share)
    const milestones = [early, amount - early]
      .filter((tranche) => tranche > 0)
      .map((tranche) => ({ label: { ru: 'Этап', en: '' }, dueOn: today(), tranche }))
    await sendAgreement(dina, { application: id, text, paper: '0'.repeat(64), milestones })
    const consent = { application: id, hash: textHash(text), titlePublic: false, today: today() }
    await acceptAgreement(as, consent)
  },
  async pay({ id, as }: Applied) {
    const open = (await milestonesOf(id)).find(({ accepted_at }) => accepted_at === null)
    const milestone = open?.id ?? newId(stage.now)
    const proof = await bringProof(as, { application: id, milestone, said: 'Сделано', paper: null })
    await judgeProof(dina, { application: id, proof, verdict: 'accepted', reason: '' })
    await recordPayment(dina, { application: id, milestone, ...order() })
  },
  async close({ id, as, number }: Applied, share: number) {
    const paid = (await sumsOf([number])).paid
    await sendReport(as, { application: id, answers: {}, spent: Math.floor(paid * share) })
    await judgeReport(dina, { application: id, verdict: 'accepted', reason: '' })
    const unspent = paid - Math.floor(paid * share)
    if (unspent > 0) await recordReturn(dina, { application: id, kopecks: unspent, ...order() })
    await closeAward(dina, { application: id, today: today() })
  },
  async giveBack({ id, number }: Applied, share: number) {
    const { paid } = await sumsOf([number])
    await recordReturn(dina, { application: id, kopecks: Math.ceil(paid * share * 1.1), ...order() })
  },
  async decline({ id, as }: Applied) {
    await declineAward(as, { application: id, reason: 'Не успеваю', today: today() })
  },
}
type Step = keyof typeof steps

async function sumsOf(numbers: readonly string[], call?: string) {
  const subjects = [...numbers.map(awardSubject), ...(call === undefined ? [] : [callSubject(call)])]
  const accounts = await accountsOf(dina, { owner: 'programmes', subjects })
  const of = (kind: string) =>
    accounts.filter((each) => each.kind === kind).reduce((sum, { balance }) => sum + balance, 0)
  return {
    free: of(accountKinds.budget),
    reserved: of(accountKinds.reserved),
    paid: of(accountKinds.paid),
    least: Math.min(...accounts.filter(({ kind }) => kind !== accountKinds.source).map(({ balance }) => balance)),
  }
}

test('what is free, reserved and paid is what was set aside, and a closed award keeps nothing, whatever happens', async () => {
  const done = new Map<string, number>()
  const usual: readonly Step[] = ['agree', 'pay', 'giveBack', 'pay', 'close', 'giveBack']
  const step = fc.record({
    who: fc.nat(3),
    // Mostly what comes next, so that awards come to their end; at times something else.
    what: fc.oneof(
      { weight: 4, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.constantFrom<Step>('appeal', 'agree', 'pay', 'close', 'giveBack', 'decline') },
    ),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  const everyStep = [
    ...([0, 0, 0, 0, 0, 0] as const).map((who) => ({ who, what: null, share: 0.5 })),
    ...(
      [
        [1, 'decline'],
        [2, 'appeal'],
        [2, 'agree'],
      ] as const
    ).map(([who, what]) => ({ who, what, share: 0.1 })),
  ]
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 24 }), async (acts) => {
      const { call, applied } = await decidedCall(dina, undefined)
      const reached = new Map<string, number>()
      for (const { who, what, share } of acts) {
        const one = applied[who]
        if (!one) continue
        const at = reached.get(one.id) ?? 0
        const next = what ?? usual[at % usual.length] ?? 'agree'
        if (what === null) reached.set(one.id, at + 1)
        const closed = await isClosed(one.id)
        try {
          await steps[next](one, share)
          const name = closed && next === 'giveBack' ? 'giveBackAfterClosing' : next
          done.set(name, (done.get(name) ?? 0) + 1)
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
        }
        const { free, reserved, paid, least } = await sumsOf(
          applied.map(({ number }) => number),
          call,
        )
        expect(free + reserved + paid).toBe(funded)
        expect(least).toBeGreaterThanOrEqual(0)
        if (await isClosed(one.id)) expect((await sumsOf([one.number])).reserved).toBe(0)
      }
      expect((await sumsByUnit(dina)).map(({ sum }) => sum)).toEqual([0])
    }),
    { numRuns: 12, examples: [[everyStep]] },
  )
  for (const name of [...Object.keys(steps), 'giveBackAfterClosing'])
    expect([name, done.has(name)]).toEqual([name, true])
}, 60_000)

const isClosed = async (application: string) => ((await awardOf(application))?.closed_at ?? null) !== null
