// The strategy team at its desk: what is missing, an observation, its correction in public, and everything that is asked again.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStage, type Stage, type Visitor } from '#tests/people.ts'

let stage: Stage
let sergey: Visitor
beforeAll(async () => {
  stage = await openStage()
  sergey = await stage.as('sergey')
})
afterAll(() => stage.close())

const housing = '/desk/strategy/ind-001'
const right = {
  value: '26,8',
  period: '2025',
  source: 'https://example.org/rosstat',
  sourceDate: '2026-03-31',
}
const value = async (id: string) => (await sergey.json<{ value: number | null }>(`/strategy/indicators/${id}`)).value

test('the desk lists what can be observed and says what is missing', async () => {
  expect((await sergey.get('/desk')).body).toContain('href="/desk/strategy"')
  const { body } = await sergey.get('/desk/strategy')
  expect(body).toContain('href="/desk/strategy/ind-001"')
  expect(body).toContain('Известно только начальное: 25,9')
  expect(body).toContain('Не хватает: нынешнего значения')
  expect(body).not.toContain('own-confirmed-fixes')
  expect((await sergey.get('/en/desk/strategy')).body).toContain('Waiting for a number')
})

test('a number that adds up cannot be typed, and its page says so', async () => {
  const { body } = await sergey.get('/desk/strategy/own-confirmed-fixes')
  expect(body).toContain('Это число складывается само')
  expect(body).not.toContain('name="value"')
  expect((await sergey.post('/desk/strategy/own-confirmed-fixes/observations', right)).statusCode).toBe(409)
})

test('nobody else may write here', async () => {
  for (const person of ['anna', 'boris', 'lena']) {
    const visitor = await stage.as(person)
    expect((await visitor.get(housing)).statusCode).toBe(403)
    expect((await visitor.post(`${housing}/observations`, right)).statusCode).toBe(403)
    expect((await visitor.get('/desk')).body).not.toContain('href="/desk/strategy"')
  }
  expect((await stage.guest().post(`${housing}/observations`, right)).statusCode).toBe(403)
  expect(await value('ind-001')).toBe(25.9)
})

describe('an observation', () => {
  test('comes back whole with all its mistakes', async () => {
    const wrong = { value: 'много', period: '2031', source: 'rosstat.ru', sourceDate: '2031-01-01' }
    const answer = await sergey.post(`${housing}/observations`, wrong)
    expect(answer.statusCode).toBe(422)
    expect(answer.body.match(/class="error"/g)).toHaveLength(4)
    for (const typed of Object.values(wrong)) expect(answer.body).toContain(`value="${typed}"`)
    expect(answer.body.match(/Это время ещё не наступило/g)?.length).toBeGreaterThanOrEqual(2)
    const empty = await sergey.post(`${housing}/observations`, {})
    expect(empty.body.match(/class="error"/g)).toHaveLength(4)
  })

  test.each([
    ['sourceDate', '2024-12-31', 'Страница старше'],
    ['value', '26,1234567', 'не больше шести знаков'],
    ['source', 'javascript:alert(1)', 'начинается с https'],
    ['period', '31.02.2026', 'Напишите год, месяц или день'],
    ['period', '24.11.2026', 'ещё не наступило'],
  ])('with %s %s is asked again', async (name, typed, said) => {
    const answer = await sergey.post(`${housing}/observations`, { ...right, [name]: typed })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain(said)
  })

  test('ten times the number before is asked about, for that number only', async () => {
    const typed = { ...right, value: '268' }
    const asked = await sergey.post(`${housing}/observations`, typed)
    expect(asked.statusCode).toBe(422)
    expect(asked.body).toMatch(/<input type="checkbox"[^>]*name="sure" value="268"/)
    const another = await sergey.post(`${housing}/observations`, { ...typed, value: '2680', sure: '268' })
    expect(another.statusCode).toBe(422)
    expect(await value('ind-001')).toBe(25.9)
  })

  test('is written, and its correction stands in public beside the reason', async () => {
    const answer = await sergey.post(`${housing}/observations`, { ...right, value: '268', sure: '268' })
    expect([answer.statusCode, answer.headers.location]).toEqual([303, housing])
    expect(await value('ind-001')).toBe(268)
    const again = await sergey.post(`${housing}/observations`, right)
    expect(again.body).toContain('За это время число уже записано')

    const link = /\/desk\/strategy\/ind-001\/observations\/[0-9a-f-]{36}/.exec((await sergey.get(housing)).body)?.[0]
    expect((await sergey.get(link ?? '')).body).toContain('value="268"')
    const silent = await sergey.post(link ?? '', right)
    expect(silent.statusCode).toBe(422)
    expect(silent.body).toContain('Напишите, почему число исправляют')
    const corrected = await sergey.post(link ?? '', { ...right, reason: 'Пропущена запятая' })
    expect(corrected.statusCode).toBe(303)
    expect(await value('ind-001')).toBe(26.8)
    const { body } = await stage.guest().get('/strategy/indicators/ind-001')
    expect(body).toContain('Причина исправления: Пропущена запятая')
    expect(body).toContain('исправлено позже')
    expect((await sergey.get(link ?? '')).statusCode).toBe(409)
    expect((await sergey.post(link ?? '', { ...right, reason: 'ещё раз' })).statusCode).toBe(409)

    await stage.settle()
    const record = await stage.guest().get('/chronicle?subject=indicator%3Aind-001')
    expect(record.body).toContain('команда стратегии')
  })

  test('of the same time, written by two at once, is one', async () => {
    const roads = '/desk/strategy/ind-025/observations'
    const typed = { ...right, period: '09.2026', sourceDate: '2026-10-05', value: '50' }
    const answers = await Promise.all([sergey.post(roads, typed), sergey.post(roads, typed)])
    expect(answers.filter(({ statusCode }) => statusCode === 303)).toHaveLength(1)
  })

  test.each(['/desk/strategy/none', `${housing}/observations/none`])('%s is not there', async (path) => {
    expect((await sergey.get(path)).statusCode).toBe(404)
  })
})

test('the team says how an indicator stands; what was typed is kept, and everybody reads it beside the computed one', async () => {
  const wrong = await sergey.post(`${housing}/statement`, { of: '1999-Q1', status: 'well', said: '' })
  expect(wrong.statusCode).toBe(422)
  expect(wrong.body.match(/href="#[\w-]*(of|status|said)"/g)).toHaveLength(3)
  const kept = await sergey.post(`${housing}/statement`, { of: '2026-Q3', status: '', said: 'Ввели два дома' })
  expect(kept.body).toContain('Ввели два дома')
  const sent = await sergey.post(`${housing}/statement`, { of: '2026-Q3', status: 'on-track', said: 'Ввели два дома' })
  expect(sent.statusCode).toBe(303)
  const { body } = await stage.guest().get('/strategy/indicators/ind-001')
  expect(body).toContain('Ввели два дома')
  expect(body).toContain('III квартал 2026')
  expect((await stage.guest().post(`${housing}/statement`, { said: 'чужой' })).statusCode).toBe(403)
})
