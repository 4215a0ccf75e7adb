// Nobody is left waiting: not for a review that began without her, not beyond what she asked for, and not for ever in what is kept.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { holdersOf } from '#kernel/identity/index.ts'
import { machinery } from '#platform/policy.ts'
import { dayOf, days, later } from '#platform/time.ts'
import { openStage, type Stage } from '#tests/people.ts'
import { appealDecision, decideAppeal } from './actions/appeals.ts'
import { savePage, sendApplication } from './actions/applications.ts'
import { markComplete, markIncomplete } from './actions/checking.ts'
import { confirmProtocol, prepareProtocol } from './actions/deciding.ts'
import { ownHandle } from './actions/review-lock.ts'
import { beginReview, declareReview, saveReview } from './actions/reviewing.ts'
import { closedCall, personIn } from './awarding.testing.ts'
import { forgetApplications } from './personal/applying.ts'
import { reviewsOf } from './queries/reviews.ts'
import { awardingDb } from './tables/awarding.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const house = () => stage.city.cityFor(machinery('test'))
const zone = 'Europe/Samara'

test('a review waits for whoever mends, an appeal gives no more than was asked, and the reserve is forgotten in time', async () => {
  const call = await closedCall(stage, 'left-waiting')
  const [dina, sergey, nina] = [
    await personIn(stage, 'dina'),
    await personIn(stage, 'sergey'),
    await personIn(stage, 'nina'),
  ]
  const id = (person: string) => call.applications.find((each) => each.person === person)?.id ?? ''
  const reviewers = await holdersOf(house(), { roles: ['reviewer'], body: '' })
  const [today, dueOn] = [stage.now, later(stage.now, days(9))].map((at) => dayOf(at, zone))
  const begin = { call: call.id, reviewers, dueOn: dueOn ?? '', today: today ?? '' }

  const gaps = [{ subject: 'field:idea', said: 'Напишите, где это будет' }]
  const due = { application: id('zoya'), gaps, dueAt: later(stage.now, days(2)), reason: null }
  await markIncomplete(dina, due)
  await expect(beginReview(dina, begin)).rejects.toThrow('programmes.review.refusal.mending')
  const zoya = await personIn(stage, 'zoya')
  await savePage(zoya, { application: id('zoya'), page: 'p1', seen: 1, answers: { idea: 'Печь у пруда' } })
  await sendApplication(zoya, { application: id('zoya'), zone })
  await expect(beginReview(dina, begin)).rejects.toThrow('unchecked')
  await markComplete(dina, { application: id('zoya') })
  await beginReview(dina, begin)

  for (const name of ['kira', 'pavel']) {
    const reviewer = await personIn(stage, name)
    for (const { id: assignment } of await reviewsOf(reviewer, await ownHandle(reviewer))) {
      await declareReview(reviewer, { assignment, conflict: false, said: '' })
      const scores = { idea: { points: 8, words: '' }, plan: { points: 7, words: '' } }
      await saveReview(reviewer, { assignment, seen: 0, scores, send: true })
    }
  }
  const decisions = call.applications.map(({ number, person }) => {
    const said = { number, reason: 'Так вышло по баллам' }
    return person === 'marat'
      ? { ...said, outcome: 'reserve' as const, amount: 10_000_000, ground: 'ranking' as const }
      : { ...said, outcome: 'refused' as const, amount: null, ground: 'money' as const }
  })
  const protocol = await prepareProtocol(dina, { call: call.id, nth: 1, paper: 'c'.repeat(64), decisions })
  await confirmProtocol(sergey, { protocol, today: today ?? '' })

  // She asked for 100 000 ₽, and 150 000 ₽ are free.
  const anna = await personIn(stage, 'anna')
  const appeal = await appealDecision(anna, { application: id('anna'), words: 'Баллы те же', zone })
  const answer = { appeal, outcome: 'upheld' as const, reason: 'Да', today: today ?? '' }
  await expect(decideAppeal(nina, { ...answer, amount: 10_000_001 })).rejects.toMatchObject({
    fields: { amount: { key: 'programmes.decide.error.more', values: { most: 100_000 } } },
  })
  await decideAppeal(nina, { ...answer, amount: 10_000_000 })

  await forgetApplications(house(), { before: later(stage.now, days(1)), most: 100 })
  const left = await awardingDb(house())
    .selectFrom('programmes.applications')
    .select(['id', 'handle'])
    .where('call', '=', call.id)
    .where('handle', 'is not', null)
    .execute()
  expect(left).toEqual([])
}, 60_000)
