// Derived values at the desk: what a formula may not do is said at its place, and nothing is written before it holds.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { machinery } from '#platform/policy.ts'
import { openStage, type Stage, type Visitor } from '#tests/people.ts'
import { loadQuestions } from './actions/questions.ts'
import { loadTerms } from './actions/terms.ts'
import { decideFor, vocabulary } from './queries/terms.ts'

const both = (ru: string) => ({ ru, en: ru })
const at = '/desk/programmes/questions/derived'
const size = {
  ...{ kind: 'one', nameRu: 'Размер дела', nameEn: 'Size', formula: 'if staff <= 15 then "micro" else "big"' },
  ...{ options: 'micro = малое = micro\nbig = большое = big', from: '2026-01-01', reason: 'По 209-ФЗ', seen: '0' },
}

let stage: Stage
let dina: Visitor
beforeAll(async () => {
  stage = await openStage({ pack: false })
  await loadQuestions(city(), {
    questions: [
      {
        id: 'staff',
        kind: 'number',
        whole: true,
        from: 0,
        changeable: true,
        name: both('Работников'),
        ask: both('Сколько?'),
      },
      { id: 'income', kind: 'money', changeable: true, name: both('Доход'), ask: both('Какой доход?') },
      { id: 'birthday', kind: 'day', changeable: false, name: both('День рождения'), ask: both('Когда родились?') },
    ],
  })
  dina = await stage.as('dina')
})
afterAll(() => stage.close())

const city = () => stage.city.cityFor(machinery('test'))
const formulas = async () => Object.fromEntries((await vocabulary(city())).derived.map((one) => [one.id, one.formula]))

test('one is made, looked at before, and terms decide by it', async () => {
  const tried = await dina.post(`${at}/new`, { ...size, id: 'size', do: 'preview' })
  expect(tried.statusCode).toBe(200)
  expect(tried.body).toContain('Работников: 16 → большое')
  expect(await formulas()).toEqual({})
  expect((await dina.post(`${at}/new`, { ...size, id: 'size', do: 'save' })).headers.location).toBe(
    '/desk/programmes/questions',
  )
  expect((await dina.get('/desk/programmes/questions')).body).toContain(`${at}/size`)
  const { uses } = (await vocabulary(city())).derived[0] ?? {}
  expect(uses).toEqual(['staff'])
  const table = { columns: [{ id: 'size', of: 'size' }], rows: [{ id: 'r1', cells: ['micro'], gives: 'yes' }] }
  const examples = [{ known: { staff: 3 }, on: '2026-11-01', verdict: 'yes' }]
  await loadTerms(city(), {
    terms: [{ id: 'grant', title: both('Грант'), versions: [{ from: '2026-01-01', table, examples }] }],
  })
  expect((await decideFor(city(), { staff: 16 })).get('grant')?.verdict).toBe('no')
})

test.each([
  ['goes in a circle', 'staff + loop', 'Правило ходит по кругу: loop → loop'],
  ['names what does not exist', 'staff + workers', 'Такого вопроса нет: loop → workers'],
  ['cannot be read', 'staff +', 'Формулу не прочитать'],
  ['calls what is no function', 'fetch(staff)', 'Такой функции в правилах нет'],
  ['counts without end', 'sum(for i in 1..100000 return i)', 'Формула считала бы слишком долго'],
  ['divides by zero', 'income / staff', 'Формула делит на ноль, когда Доход: 1\u00a0млн\u00a0₽; Работников: 0. '],
  ['gives another kind', '"micro"', 'Значение другого рода'],
  ['leaves its bounds', 'staff - 200', 'Получается не то, что названо ниже, когда Работников: '],
])('a formula that %s is told so at its place, and nothing is written', async (_, formula, said) => {
  const before = await formulas()
  const typed = { id: 'loop', kind: 'number', nameRu: 'Проба', nameEn: 'Trial', formula, least: '-150', most: '1e15' }
  const sent = { ...typed, from: '2026-01-01', reason: 'Проба', seen: '0' }
  for (const press of ['preview', 'save']) {
    const { statusCode, body } = await dina.post(`${at}/new`, { ...sent, do: press })
    expect([press, statusCode]).toEqual([press, 422])
    expect(body).toMatch(new RegExp(`id="f-formula-error"[^>]*>${said.replaceAll(/[()]/g, '\\$&')}`))
    expect(body).toContain('value="Проба"')
  }
  expect(await formulas()).toEqual(before)
})

test('a circle over two of them is said too', async () => {
  const one = {
    kind: 'number',
    nameRu: 'Один',
    nameEn: 'One',
    from: '2026-01-01',
    reason: 'Проба',
    seen: '0',
    do: 'save',
  }
  expect((await dina.post(`${at}/new`, { ...one, id: 'one_a', formula: 'staff + 1' })).statusCode).toBe(303)
  expect((await dina.post(`${at}/new`, { ...one, id: 'two_b', formula: 'one_a + 1' })).statusCode).toBe(303)
  const { statusCode, body } = await dina.post(`${at}/one_a`, { ...one, seen: '1', formula: 'two_b + 1' })
  expect([statusCode, /(one_a|two_b) → (two_b|one_a) → \1/.test(body)]).toEqual([422, true])
})

test('every mistake comes at once, and what was typed stays', async () => {
  const { statusCode, body } = await dina.post(`${at}/new`, {
    id: 'Имя',
    kind: 'one',
    nameRu: '',
    formula: 'staff <',
    options: 'одно',
  })
  expect(statusCode).toBe(422)
  for (const field of ['id', 'nameRu', 'nameEn', 'options', 'from', 'reason'])
    expect(body).toContain(`id="f-${field}-error"`)
  expect(body).toContain('staff &lt;</textarea>')
  expect((await dina.post(`${at}/new`, { ...size, id: 'new', do: 'save' })).statusCode).toBe(422)
})

test('a change shows who wins and loses before it holds, and two editors overwrite nothing', async () => {
  const { body } = await dina.get(`${at}/size`)
  expect(body).toContain('href="/desk/programmes/terms/grant"')
  const wider = { ...size, formula: size.formula.replace('15', '16'), reason: 'Новый закон', seen: '1' }
  const tried = await dina.post(`${at}/size`, { ...wider, do: 'preview' })
  expect(tried.body).toMatch(/Выиграют: 1\. Проиграют: 0\./)
  expect(tried.body).toContain('«Грант». Работников: 16. Не подходит → Подходит')
  expect((await decideFor(city(), { staff: 16 })).get('grant')?.verdict).toBe('no')
  expect((await dina.post(`${at}/size`, { ...wider, do: 'save' })).statusCode).toBe(303)
  expect((await decideFor(city(), { staff: 16 })).get('grant')?.verdict).toBe('yes')
  const late = await dina.post(`${at}/size`, {
    ...wider,
    formula: 'if staff <= 99 then "micro" else "big"',
    do: 'save',
  })
  expect([late.statusCode, late.body.includes('staff &lt;= 99')]).toEqual([409, true])
  expect((await dina.get(`${at}/size`)).body).toContain('Новый закон')
})

test('what published terms stand on does not break under them', async () => {
  const gone = { ...size, formula: '"big"', options: 'big = большое = big', seen: '2', do: 'save' }
  const { statusCode, body } = await dina.post(`${at}/size`, gone)
  expect([statusCode, body.includes('Тогда перестанут работать условия «Грант»')]).toEqual([422, true])
})
