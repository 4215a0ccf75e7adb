// An award that is declined moves the reserve up, and milestones that fall due or are overdue are told of once each.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { holdersOf } from '#kernel/identity/index.ts'
import { accountsOf } from '#kernel/ledger/index.ts'
import { machinery } from '#platform/policy.ts'
import { dayOf, days, later } from '#platform/time.ts'
import { openStage, type Stage, type Visitor } from '#tests/people.ts'
import { confirmProtocol, prepareProtocol } from './actions/deciding.ts'
import { remindMilestones } from './actions/milestones.ts'
import { ownHandle } from './actions/review-lock.ts'
import { beginReview, declareReview, saveReview } from './actions/reviewing.ts'
import { closedCall, personIn } from './awarding.testing.ts'
import { callMaterials } from './queries/materials.ts'
import { reviewsOf } from './queries/reviews.ts'
import type { Proposed } from './rules/deciding.ts'
import { awardingDb } from './tables/awarding.ts'

let stage: Stage
let start: Date
let call: Awaited<ReturnType<typeof closedCall>>
const people = new Map<string, Visitor>()

beforeAll(async () => {
  stage = await openStage()
  for (const name of ['dina', 'kira', 'pavel', 'sergey', 'anna', 'marat', 'zoya', 'timur', 'polina'])
    people.set(name, await stage.as(name))
  call = await closedCall(stage)
  start = stage.now
})
afterAll(() => stage.close())

const city = () => stage.city.cityFor(machinery('test'))
const today = () => dayOf(stage.now, stage.city.shared.zone)
const stateOf = async (number: string) =>
  (await callMaterials(city(), call.id))?.judged.find((each) => each.number === number)?.state

function owner(number: string): Visitor {
  const visitor = people.get(call.person(number))
  if (!visitor) throw new Error(`nobody applied under ${number}`)
  return visitor
}

const balance = async (kind: string) =>
  (await accountsOf(city(), { owner: 'programmes' }))
    .filter((each) => each.kind === `programmes.account.${kind}`)
    .reduce((sum, each) => sum + each.balance, 0)

/** Both reviewers judge all that came to them; of 150 000 ₽ two are given 60 000 ₽ each, and two wait in reserve. */
async function decided(best: string, dear: string, modest: string, low: string): Promise<void> {
  const reviewers = await holdersOf(city(), { roles: ['reviewer'], body: '' })
  const dina = await personIn(stage, 'dina')
  await beginReview(dina, { call: call.id, reviewers, dueOn: dayOf(later(stage.now, days(9)), 'UTC'), today: today() })
  for (const name of ['kira', 'pavel']) {
    const reviewer = await personIn(stage, name)
    for (const { id, number } of await reviewsOf(reviewer, await ownHandle(reviewer))) {
      await declareReview(reviewer, { assignment: id, conflict: false, said: '' })
      const points = 3 + call.byPoints.indexOf(number)
      const scores = { idea: { points, words: 'Так видно' }, plan: { points, words: 'Так видно' } }
      await saveReview(reviewer, { assignment: id, seen: 0, scores, send: true })
    }
  }
  const given: Record<string, [Proposed['outcome'], number | null]> = {
    ...{ [best]: ['awarded', 6_000_000], [low]: ['awarded', 6_000_000] },
    ...{ [dear]: ['reserve', 10_000_000], [modest]: ['reserve', 7_000_000] },
  }
  const decisions = call.applications.map(({ number }): Proposed => {
    const [outcome, amount] = given[number] ?? ['refused', null]
    return {
      number,
      outcome,
      amount,
      ground: outcome === 'refused' ? 'money' : 'ranking',
      reason: 'Так вышло по баллам',
    }
  })
  const protocol = await prepareProtocol(dina, { call: call.id, nth: 1, paper: '0'.repeat(64), decisions })
  await confirmProtocol(await personIn(stage, 'sergey'), { protocol, today: today() })
  await stage.settle()
}

test('who declines frees the money; the first of the reserve whose sum fits moves up and is reminded of her milestones', async () => {
  const [best = '', dear = '', modest = '', , low = ''] = call.byPoints.toReversed()
  await decided(best, dear, modest, low)
  expect([await stateOf(best), await stateOf(dear), await stateOf(modest)]).toEqual(['awarded', 'reserve', 'reserve'])
  expect(await balance('reserved')).toBe(12_000_000)

  const award = `/programmes/applications/${call.of(best)}/award`
  expect((await owner(best).post(`${award}/refusal`, { because: '' })).statusCode).toBe(422)
  expect((await owner(dear).post(`${award}/refusal`, { because: 'Чужое' })).statusCode).toBe(404)
  expect((await owner(best).post(`${award}/refusal`, { because: 'Уезжаю на год' })).statusCode).toBe(303)
  expect((await owner(best).post(`${award}/refusal`, { because: 'Ещё раз' })).statusCode).toBe(409)
  await stage.settle()
  // 90 000 ₽ are free: the 100 000 ₽ of the next do not fit, and the 70 000 ₽ after her do.
  expect([await stateOf(dear), await stateOf(modest)]).toEqual(['reserve', 'awarded'])
  expect({ reserved: await balance('reserved'), budget: await balance('budget') }).toEqual({
    ...{ reserved: 13_000_000, budget: 2_000_000 },
  })
  const told = await owner(modest).get(`/programmes/applications/${call.of(modest)}/decision`)
  expect(told.body).toContain('70\u00a0000\u00a0₽')

  const dueOn = dayOf(later(stage.now, days(20)), stage.city.shared.zone)
  const far = dayOf(later(stage.now, days(60)), stage.city.shared.zone)
  const sent = { 'due-1': dueOn, 'tranche-1': '40 000', 'due-2': far, 'tranche-2': '30 000' }
  expect(
    (await people.get('dina')?.post(`/desk/programmes/awards/${call.of(modest)}/agreement`, sent))?.statusCode,
  ).toBe(303)
  const mine = `/programmes/applications/${call.of(modest)}/award`
  const hash = /name="hash" value="([0-9a-f]{64})"/.exec((await owner(modest).get(mine)).body)?.[1] ?? ''
  expect((await owner(modest).post(`${mine}/agreement`, { hash, agree: 'yes' })).statusCode).toBe(303)
  // What was agreed to can no longer be declined.
  expect((await owner(modest).post(`${mine}/refusal`, { because: 'Передумал' })).statusCode).toBe(409)

  expect(await remindedOn(0)).toEqual([])
  expect(await remindedOn(14)).toEqual(['soon'])
  expect(await remindedOn(15)).toEqual([])
  expect(await remindedOn(21)).toEqual(['overdue'])
  expect(await remindedOn(22)).toEqual([])
  const page = (await (await stage.as(call.person(modest))).get('/account')).body
  expect(page).toContain('Через неделю срок этапа по заявке')
  expect(page.match(/Срок этапа по заявке/g)).toHaveLength(1)
})

/** What is said of milestones in the night that comes so many days from now. */
async function remindedOn(day: number): Promise<string[]> {
  const before = await reminders()
  stage.now = later(start, days(day))
  await remindMilestones(city(), { zone: stage.city.shared.zone })
  await stage.settle()
  return (await reminders()).slice(before.length)
}

async function reminders(): Promise<string[]> {
  const rows = await awardingDb(city()).selectFrom('programmes.reminded').select('kind').orderBy('at').execute()
  return rows.map(({ kind }) => kind)
}
