// The whole way of money: complete applications, two reviewers and a conflict, a decision that another signs, an appeal, an agreement,
// a milestone with its evidence, a payment, a report, and numbers for everybody that equal the ledger.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { entries } from '#kernel/chronicle/index.ts'
import { accountsOf, sumsByUnit } from '#kernel/ledger/index.ts'
import { machinery } from '#platform/policy.ts'
import { days, later } from '#platform/time.ts'
import { openStage, type Stage, type Visitor } from '#tests/people.ts'
import { closedCall } from './awarding.testing.ts'

let stage: Stage
const people = new Map<string, Visitor>()
const as = (name: string): Visitor => {
  const visitor = people.get(name)
  if (!visitor) throw new Error(`nobody is called ${name}`)
  return visitor
}
let call: Awaited<ReturnType<typeof closedCall>>

beforeAll(async () => {
  stage = await openStage()
  for (const name of ['dina', 'pavel', 'kira', 'sergey', 'nina', 'anna', 'marat', 'zoya', 'timur', 'polina', 'tamara'])
    people.set(name, await stage.as(name))
  call = await closedCall(stage)
})
afterAll(() => stage.close())

const city = () => stage.city.cityFor(machinery('test'))
const idOf = (body: string, pattern: RegExp) => pattern.exec(body)?.[1] ?? ''

test('a call goes from complete applications to a closed award, and what is published equals the ledger', async () => {
  // The review: two reviewers, of whom Pavel is himself an applicant.
  const desk = `/desk/programmes/calls/${call.id}`
  const open = await as('dina').get(`${desk}/review`)
  expect(open.statusCode).toBe(200)
  const reviewers = [...open.body.matchAll(/type="checkbox"[^>]*value="([0-9a-f-]{36})"/g)].map(([, id]) => id ?? '')
  expect(reviewers).toHaveLength(2)
  const none = await as('dina').post(`${desk}/review/beginning`, { dueOn: '' })
  expect([none.statusCode, none.body.includes('Выберите хотя бы одного эксперта')]).toEqual([422, true])
  const dueOn = later(stage.now, days(10)).toISOString().slice(0, 10)
  expect((await as('dina').post(`${desk}/review/beginning`, { reviewers, dueOn })).statusCode).toBe(303)

  // Nothing is read before the word that nothing binds her; the own application never comes.
  for (const name of ['pavel', 'kira']) {
    const list = await as(name).get('/desk/programmes/reviews')
    const mine = [
      ...new Set([...list.body.matchAll(/\/desk\/programmes\/reviews\/([0-9a-f-]{36})/g)].map(([, id]) => id ?? '')),
    ]
    expect(mine.length).toBe(name === 'pavel' ? 5 : 6)
    for (const id of mine) {
      const at = `/desk/programmes/reviews/${id}`
      const before = await as(name).get(at)
      expect(before.body).not.toContain('Замысел')
      const unsaid = await as(name).post(at, { step: 'send', 'points-idea': '9', 'points-plan': '9', seen: '0' })
      expect(unsaid.statusCode).toBe(409)
      await as(name).post(`${at}/declaration`, { free: 'yes' })
      const shown = (await as(name).get(at)).body
      expect(shown).toContain('Замысел')
      // Blind: what tells whose it is stays hidden.
      expect(shown).not.toContain('Тайное имя')
      const points = Number(/Замысел номер (\d)/.exec(shown)?.[1] ?? '0')
      const low = await as(name).post(at, { step: 'send', 'points-idea': '2', 'points-plan': '11', seen: '0' })
      expect(low.statusCode).toBe(422)
      expect(low.body).toContain('Балл низкий')
      expect(low.body).toContain('от 0 до 10')
      const draft = await as(name).post(at, { step: 'draft', 'points-idea': String(points), seen: '0' })
      expect(draft.headers.location).toContain('saved=yes')
      const stale = await as(name).post(at, { step: 'draft', 'points-idea': '1', seen: '0' })
      expect(stale.statusCode).toBe(409)
      const sent = await as(name).post(at, {
        ...{ step: 'send', 'points-idea': String(points), 'points-plan': name === 'kira' ? '8' : '6', seen: '1' },
        ...(points < 5 ? { 'words-idea': 'Замысел пока не ясен' } : {}),
      })
      expect([sent.statusCode, sent.headers.location]).toEqual([303, '/desk/programmes/reviews'])
      expect((await as(name).post(at, { step: 'draft', seen: '2' })).statusCode).toBe(409)
    }
  }
  // Pavel's own application lacks a reviewer, which the manager sees; Tamara becomes one.
  expect((await as('dina').get(`${desk}/review`)).body).toContain('не хватает экспертов: 1')
  await call.makeReviewer('tamara')
  const again = (await as('dina').get(`${desk}/review`)).body
  const tamara = [...again.matchAll(/type="checkbox"[^>]*value="([0-9a-f-]{36})"/g)].map(([, id]) => id ?? '')
  expect((await as('dina').post(`${desk}/review/reviewers`, { reviewers: tamara })).statusCode).toBe(303)
  people.set('tamara', await stage.as('tamara'))
  const hers = idOf(
    (await as('tamara').get('/desk/programmes/reviews')).body,
    /\/desk\/programmes\/reviews\/([0-9a-f-]{36})/,
  )
  const bound = await as('tamara').post(`/desk/programmes/reviews/${hers}/declaration`, { free: 'no', said: '' })
  expect(bound.statusCode).toBe(422)
  await as('tamara').post(`/desk/programmes/reviews/${hers}/declaration`, { free: 'yes' })
  await as('tamara').post(`/desk/programmes/reviews/${hers}`, {
    step: 'send',
    'points-idea': '7',
    'points-plan': '7',
    seen: '0',
  })

  // The decision: within the budget, with reasons, prepared by one and signed by another.
  const numbers = call.applications.map(({ number }) => number)
  const fields = (amounts: Record<string, string>): Record<string, string> => ({
    nth: '1',
    ...Object.fromEntries(
      numbers.flatMap((number) => [
        [`outcome-${number}`, amounts[number] ? 'awarded' : 'refused'],
        [`amount-${number}`, amounts[number] ?? ''],
        [`ground-${number}`, amounts[number] ? 'ranking' : 'money'],
        [`reason-${number}`, 'Причина, которую прочтёт заявитель'],
      ]),
    ),
  })
  const [first = '', second = '', third = ''] = [...call.byPoints].reverse()
  const over = await as('dina').post(`${desk}/decision/protocols`, fields({ [first]: '100 000', [second]: '100 000' }))
  expect([over.statusCode, over.body.includes('50\u00a0000')]).toEqual([422, true])
  const silent = await as('dina').post(`${desk}/decision/protocols`, { nth: '1' })
  expect(silent.statusCode).toBe(422)
  const right = { ...fields({ [first]: '90 000' }), [`outcome-${third}`]: 'reserve', [`amount-${third}`]: '50 000' }
  expect((await as('dina').post(`${desk}/decision/protocols`, right)).statusCode).toBe(303)
  expect((await as('dina').post(`${desk}/decision/confirmation`, {})).statusCode).toBe(403)
  const waiting = (await as('sergey').get(`${desk}/decision`)).body
  const protocol = idOf(waiting, /name="protocol" value="([0-9a-f-]{36})"/)
  const paper = await as('sergey').get(`${desk}/decision/protocols/${protocol}.pdf`)
  expect([paper.statusCode, paper.headers['content-type']]).toEqual([200, 'application/pdf'])
  expect((await as('anna').get(`/programmes/applications/${call.of(first)}/decision`)).statusCode).toBe(404)
  expect((await as('sergey').post(`${desk}/decision/confirmation`, { protocol })).statusCode).toBe(303)
  expect((await as('sergey').post(`${desk}/decision/confirmation`, { protocol })).statusCode).toBe(409)

  // An appeal of the second, answered by somebody who had no part in it.
  const appellant = call.person(second)
  const refused = await as(appellant).get(`/programmes/applications/${call.of(second)}/decision`)
  expect(refused.body).toContain('Причина, которую прочтёт заявитель')
  expect(refused.body).toContain('Эксперт 2')
  const stranger = call.person(third)
  expect((await as(stranger).get(`/programmes/applications/${call.of(second)}/decision`)).statusCode).toBe(404)
  await as(appellant).post(`/programmes/applications/${call.of(second)}/appeal`, { words: 'Смета посчитана неверно' })
  const appeal = idOf((await as('nina').get('/desk/programmes/appeals')).body, /appeals\/([0-9a-f-]{36})/)
  const answer = { outcome: 'upheld', amount: '40 000', reason: 'Смета и правда посчитана неверно' }
  expect((await as('dina').post(`/desk/programmes/appeals/${appeal}`, answer)).statusCode).toBe(403)
  expect((await as('sergey').post(`/desk/programmes/appeals/${appeal}`, answer)).statusCode).toBe(403)
  const much = await as('nina').post(`/desk/programmes/appeals/${appeal}`, { ...answer, amount: '60 001' })
  expect(much.statusCode).toBe(409)
  expect((await as('nina').post(`/desk/programmes/appeals/${appeal}`, answer)).statusCode).toBe(303)

  // The agreement of the first: its text, its hash, her consent.
  const winner = call.person(first)
  const award = `/programmes/applications/${call.of(first)}/award`
  const atDesk = `/desk/programmes/awards/${call.of(first)}`
  const uneven = await as('dina').post(`${atDesk}/agreement`, {
    'due-1': dueOn,
    'tranche-1': '10 000',
    'due-2': dueOn,
    'tranche-2': '10 000',
  })
  expect([uneven.statusCode, uneven.body.includes('должны быть равны')]).toEqual([422, true])
  const sent = { 'due-1': dueOn, 'tranche-1': '60 000', 'due-2': dueOn, 'tranche-2': '30 000' }
  expect((await as('dina').post(`${atDesk}/agreement`, sent)).statusCode).toBe(303)
  const page = (await as(winner).get(award)).body
  expect(page).toContain(`Соглашение ${first}`)
  const hash = idOf(page, /name="hash" value="([0-9a-f]{64})"/)
  expect((await as(winner).post(`${award}/agreement`, { hash })).statusCode).toBe(422)
  expect((await as(winner).post(`${award}/agreement`, { hash: '0'.repeat(64), agree: 'yes' })).statusCode).toBe(409)
  expect((await as(winner).post(`${award}/agreement`, { hash, agree: 'yes', titlePublic: 'yes' })).statusCode).toBe(303)
  expect((await as(winner).get(`${award}/agreement.pdf`)).headers['content-type']).toBe('application/pdf')
  expect((await as(stranger).get(`${award}/agreement.pdf`)).statusCode).toBe(404)

  // Milestones: evidence sent back once, accepted, paid; no money before that.
  const milestones = [
    ...new Set(
      [...(await as(winner).get(award)).body.matchAll(/milestones\/([0-9a-f-]{36})/g)].map(([, id]) => id ?? ''),
    ),
  ]
  expect(milestones).toHaveLength(2)
  for (const [at, milestone] of milestones.entries()) {
    const n = at + 1
    const early = await as('dina').post(`${atDesk}/payments`, {
      milestone,
      [`onDay-${n}`]: '2026-11-20',
      [`document-${n}`]: 'п/п № 1',
    })
    expect(early.statusCode).toBe(409)
    const bring = (said: string) => as(winner).post(`${award}/milestones/${milestone}`, { [`said-${n}`]: said })
    expect((await bring('')).statusCode).toBe(422)
    expect((await bring('Сделано')).statusCode).toBe(303)
    expect((await bring('Ещё раз')).statusCode).toBe(409)
    const proof = () =>
      as('dina')
        .get(atDesk)
        .then(({ body }) => idOf(body, /proofs\/([0-9a-f-]{36})\/verdict/))
    const back = { [`verdict-${n}`]: 'sent-back', [`reason-${n}`]: '' }
    expect((await as('dina').post(`${atDesk}/proofs/${await proof()}/verdict`, back)).statusCode).toBe(422)
    await as('dina').post(`${atDesk}/proofs/${await proof()}/verdict`, { ...back, [`reason-${n}`]: 'Нет фотографии' })
    expect((await bring('С фотографией')).statusCode).toBe(303)
    await as('dina').post(`${atDesk}/proofs/${await proof()}/verdict`, { [`verdict-${n}`]: 'accepted' })
    const today = stage.now.toISOString().slice(0, 10)
    const paid = await as('dina').post(`${atDesk}/payments`, {
      milestone,
      [`onDay-${n}`]: today,
      [`document-${n}`]: `п/п № ${n}`,
    })
    expect(paid.statusCode).toBe(303)
  }

  // The report; what was not spent comes back; then all is closed.
  const wrong = await as(winner).post(`${award}/report`, { 'a-done': '', spent: '100 000' })
  expect([wrong.statusCode, wrong.body.includes('Потрачено больше, чем выплачено')]).toEqual([422, true])
  expect((await as(winner).post(`${award}/report`, { 'a-done': 'Всё сделано', spent: '85 000,50' })).statusCode).toBe(
    303,
  )
  await as('dina').post(`${atDesk}/report`, { 'verdict-report': 'accepted' })
  expect((await as('dina').post(`${atDesk}/closing`, {})).statusCode).toBe(409)
  const today = stage.now.toISOString().slice(0, 10)
  const back = { 'amount-return': '4 999,50', 'onDay-return': today, 'document-return': 'п/п № 3' }
  expect((await as('dina').post(`${atDesk}/returns`, back)).statusCode).toBe(303)
  expect((await as('dina').post(`${atDesk}/closing`, {})).statusCode).toBe(303)
  await stage.settle()

  // What everybody reads equals the ledger, to the kopeck.
  const ledger = await accountsOf(city(), { owner: 'programmes' })
  const sum = (kind: string) =>
    ledger.filter((each) => each.kind === `programmes.account.${kind}`).reduce((all, { balance }) => all + balance, 0)
  expect({ budget: sum('budget'), reserved: sum('reserved'), paid: sum('paid') }).toEqual({
    budget: 15_000_000 - 8_500_050 - 4_000_000,
    reserved: 4_000_000,
    paid: 8_500_050,
  })
  expect((await sumsByUnit(city())).map((each) => each.sum)).toEqual([0])
  const results = (await stage.guest().get(`/programmes/${call.programme}/calls/${call.id}/results`)).body
  expect(results).toContain('85\u00a0000,50\u00a0₽')
  expect(results).toContain('24\u00a0999,50\u00a0₽')
  expect(results).toContain('Мастерская')
  for (const secret of ['Тайное имя', 'demo.example', 'Смета посчитана неверно']) expect(results).not.toContain(secret)
  const said = (await entries(city(), { subject: `call:${call.id}`, most: 50 })).map(({ kind }) => kind)
  expect(said.toSorted()).toEqual(
    expect.arrayContaining([
      ...['programmes.appeal-decided', 'programmes.decided', 'programmes.report-accepted', 'programmes.review-begun'],
    ]),
  )
  const told = (await stage.guest().get('/open-data/programmes-results.json')).body
  expect(told).toContain('"paid_kopecks":8500050')
  // A story of some hundred requests, with two papers made on the way.
}, 90_000)
