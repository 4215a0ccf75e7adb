// The editor's pages by real requests: terms are made, written, tried, published, and what is wrong comes back at its place.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { machinery } from '#platform/policy.ts'
import { openStage, type Stage, type Visitor } from '#tests/people.ts'
import { loadQuestions } from './actions/questions.ts'
import { decideFor } from './queries/terms.ts'

let stage: Stage
let dina: Visitor
beforeAll(async () => {
  stage = await openStage({ pack: false })
  await loadQuestions(city(), {
    questions: [
      {
        id: 'years',
        kind: 'number',
        whole: true,
        from: 0,
        to: 120,
        changeable: false,
        name: { ru: 'Возраст', en: 'Age' },
        ask: { ru: 'Сколько вам лет?', en: 'How old are you?' },
      },
    ],
  })
  dina = await stage.as('dina')
})
afterAll(() => stage.close())

const city = () => stage.city.cityFor(machinery('test'))
const at = '/desk/programmes/terms/young'
const seen = async () => /name="seen" value="(\d+)"/.exec((await dina.get(at)).body)?.[1] ?? ''
const table = {
  column: ['years'],
  rows: '1',
  'row.0.gives': 'yes',
  'row.0.amount': '1000',
  examples: '1',
  'ex.0.a.years': '20',
  'ex.0.on': '2026-11-26',
  'ex.0.verdict': 'yes',
  'ex.0.amount': '1000',
}

test('a guest has no way in', async () => {
  expect((await stage.guest().get('/desk/programmes/terms')).statusCode).not.toBe(200)
})

test('terms grow by buttons, mistakes stand at their cells, and publishing makes them decide', async () => {
  expect((await dina.post('/desk/programmes/terms', { id: 'Не имя', ru: '', en: 'Young' })).statusCode).toBe(422)
  expect(
    (await dina.post('/desk/programmes/terms', { id: 'young', ru: 'Молодым', en: 'For the young' })).statusCode,
  ).toBe(303)
  await dina.post(at, { seen: await seen(), rows: '0', examples: '0', newColumn: 'years', act: 'add-column' })
  await dina.post(at, { seen: await seen(), column: ['years'], rows: '0', examples: '0', act: 'add-row' })
  expect((await dina.get(at)).body).toContain('name="cell.0.0"')
  await dina.post(at, { seen: await seen(), ...table, 'cell.0.0': '<= лет 35', act: 'save' })
  const wrong = (await dina.get(at)).body
  expect(wrong).toContain('value="&lt;= лет 35"')
  expect(wrong).toContain('id="f-cell.0.0-error"')
  const blocked = await dina.post(`${at}/publication`, { seen: await seen(), from: '2026-01-01', reason: 'начало' })
  expect(blocked.statusCode).toBe(422)
  await dina.post(at, { seen: await seen(), ...table, 'cell.0.0': '<= 35', act: 'save' })
  const right = (await dina.get(at)).body
  expect(right).toContain('Возраст\u00a0— не больше 35')
  expect(right).toContain('Сходится: Подходит')
  expect(right).toContain('Выиграют:')
  const stale = await dina.post(at, { seen: '1', ...table, 'cell.0.0': '<= 99', act: 'save' })
  expect(stale.statusCode).toBe(409)
  expect(stale.body).toContain('&lt;= 99')
  const done = await dina.post(`${at}/publication`, { seen: await seen(), from: '2026-01-01', reason: 'начало' })
  expect(done.statusCode).toBe(303)
  expect((await decideFor(city(), { years: 30 })).get('young')).toMatchObject({
    verdict: 'yes',
    amount: { from: 100_000, to: 100_000 },
  })
  expect((await dina.get('/en/desk/programmes/terms')).body).toContain('For the young')
  expect((await dina.get('/desk/programmes/questions')).body).toContain('Сколько вам лет?')
})

test('a question is added and changed at the desk; what would break published terms is refused, and two editors do not overwrite each other', async () => {
  const questions = '/desk/programmes/questions'
  const bad = await dina.post(`${questions}/new`, {
    id: 'Имя',
    kind: 'one',
    askRu: '',
    options: 'один',
    order: '1',
    seen: '0',
  })
  expect(bad.statusCode).toBe(422)
  for (const said of ['первой стоит буква', 'по одному в строке', 'один']) expect(bad.body).toContain(said)
  const place = {
    ...{
      id: 'place',
      kind: 'one',
      askRu: 'Где ваша мастерская?',
      askEn: 'Where is your workshop?',
      order: '7',
      seen: '0',
    },
    ...{ nameRu: 'Мастерская', nameEn: 'Workshop', from: '2026-01-01', reason: 'Нужно программе' },
    options: 'home = дома = at home\nrent = в аренде = rented',
  }
  expect((await dina.post(`${questions}/new`, place)).headers.location).toBe(questions)
  expect((await dina.get(questions)).body).toContain('Где ваша мастерская?')
  expect((await dina.post(`${questions}/new`, place)).statusCode).toBe(422)
  const page = (await dina.get(`${questions}/place`)).body
  expect(page).toContain('rent = в аренде = rented')
  const version = /name="seen" value="(\d+)"/.exec(page)?.[1] ?? ''
  const changed = { ...place, askRu: 'Где вы работаете?', seen: version }
  expect((await dina.post(`${questions}/place`, changed)).statusCode).toBe(303)
  const late = await dina.post(`${questions}/place`, { ...changed, askRu: 'Из второго окна' })
  expect([late.statusCode, late.body.includes('Из второго окна')]).toEqual([409, true])
  expect((await dina.get(questions)).body).toContain('Где вы работаете?')
})
