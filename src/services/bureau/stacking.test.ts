// What goes together, from the editor's form to the person who asks: rules are tried, written from a day on, and ended.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage, type Visitor } from '#tests/people.ts'
import { isSameRule, isTouching, type StackingFields } from './rules/stacking.ts'

const at = '/desk/bureau/measures/stacking'
const rule = {
  ...{ rule: 'exclusive', among: ['sup-004', 'sup-043'], whyRu: 'Проверочное правило', whyEn: 'A rule to try' },
  ...{ certainty: 'check', source: '', validFrom: '2026-01-01', reason: 'Проверка', seen: '0', limit: '', until: '' },
}

let stage: Stage
let dina: Visitor
let asker: Visitor
beforeAll(async () => {
  stage = await openStage()
  dina = await stage.as('dina')
  asker = stage.guest()
  await asker.post('/bureau/check', { looking: ['home', 'business'] })
  const answers = {
    form: 'ip',
    okved: '74.10',
    regime: 'usn-income',
    income: '3000000',
    lift_age: '26',
    lift_cost: '3000000',
  }
  for (const [id, answer] of Object.entries(answers))
    await asker.post(`/bureau/check/questions/${id}`, { [`a.${id}`]: answer })
})
afterAll(() => stage.close())

/** What her results say of money that goes together. */
const together = async () => {
  const { body } = await asker.get('/bureau/check/results')
  const said = body.slice(body.indexOf('Что сочетается'))
  return said.slice(0, said.indexOf('</section>')).replaceAll('\u00a0', ' ')
}

test('a rule is looked at before it is written, and then holds for whoever asks', async () => {
  expect(await together()).toContain('Всего не меньше 750 000 ₽')
  const tried = await dina.post(`${at}/new`, { ...rule, do: 'preview' })
  expect(tried.statusCode).toBe(200)
  expect(tried.body).toMatch(/Получат больше: 0\. Меньше: [1-9]\d*\. Без перемен: 0\./)
  expect(await together()).toContain('750 000 ₽')
  expect((await dina.post(`${at}/new`, { ...rule, do: 'save' })).headers.location).toBe(at)
  const now = await together()
  expect(now).toContain('Всего не меньше 600 000 ₽')
  expect(now).toMatch(/Можно только одну из: «[^»]+», «[^»]+»\. Не вошло: /)
  expect(now).toContain('Проверочное правило. Проверьте, прежде чем рассчитывать на это.')
  expect((await dina.get(at)).body).toContain(`${at}/own-001`)
})

test('a rule with a limit says the limit and cuts the sum, and two editors overwrite nothing', async () => {
  const limited = { ...rule, rule: 'sum-limit', limit: '700 000', seen: '1', do: 'save' }
  expect((await dina.post(`${at}/own-001`, limited)).statusCode).toBe(303)
  const now = await together()
  expect(now).toContain('Всего не меньше 700 000 ₽')
  expect(now).toContain('Вместе не больше 700 000 ₽: ')
  const late = await dina.post(`${at}/own-001`, { ...limited, whyRu: 'Из второго окна' })
  expect([late.statusCode, late.body.includes('Из второго окна')]).toEqual([409, true])
})

test('a rule that allows is told of the one that forbids, and outweighs it', async () => {
  expect((await dina.post(`${at}/own-001`, { ...rule, seen: '2', do: 'save' })).statusCode).toBe(303)
  expect(await together()).toContain('600 000 ₽')
  const tried = await dina.post(`${at}/new`, { ...rule, rule: 'together', do: 'preview' })
  expect(tried.body).toContain('О тех же мерах говорит и другое правило:')
  expect(tried.body).toMatch(/Получат больше: [1-9]/)
  expect(
    (await dina.post(`${at}/new`, { ...rule, rule: 'together', until: '2026-11-30', do: 'save' })).statusCode,
  ).toBe(303)
  expect(await together()).toContain('750 000 ₽')
})

test('a rule ends with its last day', async () => {
  const before = stage.now
  expect((await dina.get(`${at}/own-002`)).body).toContain('value="2026-11-30"')
  stage.now = new Date('2026-11-30T19:00:00Z')
  expect(await together()).toContain('750 000 ₽')
  // In Izhevsk the first of December has begun.
  stage.now = new Date('2026-11-30T20:01:00Z')
  expect(await together()).toContain('600 000 ₽')
  stage.now = before
})

test('every mistake is said at once, and what was typed stays', async () => {
  const wrong = {
    ...rule,
    among: ['sup-004'],
    rule: 'sum-limit',
    limit: '',
    certainty: 'editorial',
    until: '2025-12-31',
    reason: '',
  }
  const { statusCode, body } = await dina.post(`${at}/new`, { ...wrong, do: 'save' })
  expect(statusCode).toBe(422)
  for (const said of [
    'Отметьте не меньше двух мер',
    'Напишите предел в рублях',
    'Назовите страницу источника',
    'Последний день раньше первого',
    'Напишите причину',
  ])
    expect(body).toContain(said)
  expect(body).toContain('value="Проверочное правило"')
  expect(body).toMatch(/value="sup-004" checked/)
  const twice = await dina.post(`${at}/new`, { ...rule, among: ['sup-043', 'sup-004'], do: 'save' })
  expect([twice.statusCode, twice.body.includes('Такое правило об этих мерах уже есть')]).toEqual([422, true])
  const unknown = await dina.post(`${at}/new`, { ...rule, among: ['sup-004', 'sup-999'], do: 'save' })
  expect(unknown.statusCode).toBe(422)
  expect((await dina.post(`${at}/new`, { ...rule, source: 'javascript:alert(1)', do: 'save' })).statusCode).toBe(422)
  expect((await dina.get(`${at}/no-such`)).statusCode).toBe(404)
})

test.each([
  ['the same, in another order', ['b', 'a'], true, true],
  ['with one more', ['a', 'b', 'c'], false, true],
  ['of one of them', ['a', 'c'], false, false],
])('a rule %s', (_, among, same, touching) => {
  const made = (of: string[]): StackingFields => ({
    ...{ among: of, rule: 'exclusive', limit: null, why: { ru: '', en: '' }, source: null, certainty: 'check' },
  })
  expect([isSameRule(made(['a', 'b']), made(among)), isTouching(made(['a', 'b']), made(among))]).toEqual([
    same,
    touching,
  ])
})
