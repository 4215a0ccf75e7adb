// The report as a resident walks it: question by question, without a script, with everything that can go wrong on the way.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { yard } from '#kernel/media/yard.testing.ts'
import { openStage, type Stage, type Visitor } from '#tests/people.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const pothole = { text: 'Яма у второго подъезда, не объехать' }
const pushkin = { where: 'Пушкинская, 270', topic: 'road.pothole', land: 'street', district: '' }

/** Walks to the last look; answers its hidden draft id. */
async function walk(visitor: Visitor, what = pothole, where: Record<string, string> = pushkin): Promise<string> {
  expect((await visitor.post('/my-yard/report', what)).headers.location).toBe('/my-yard/report/where')
  const next = (await visitor.post('/my-yard/report/where', where)).headers.location
  if (next === '/my-yard/report/same') await visitor.post(next, {})
  const check = await visitor.get('/my-yard/report/check')
  expect(check.statusCode).toBe(200)
  return draftIn(check.body)
}

function draftIn(body: string): string {
  return /name="draft" value="([^"]+)"/.exec(body)?.[1] ?? ''
}

async function sent(visitor: Visitor, draft: string, more: Record<string, string> = {}) {
  const answer = await visitor.post('/my-yard/report/check', { draft, ...more })
  expect(answer.headers.location).toBe('/my-yard/report/sent')
  const body = (await visitor.get('/my-yard/report/sent')).body
  const number = /Номер (\d{4}-\d{6})/.exec(body)?.[1] ?? ''
  const token = /\?token=([\w-]+)/.exec(body)?.[1] ?? ''
  return { body, number, token }
}

describe('the whole way', () => {
  test('a guest reports in three pages and gets a number and a private link that opens', async () => {
    const guest = stage.guest()
    const draft = await walk(guest, { text: 'Разбит асфальт, большая яма' }, { ...pushkin, where: 'Ленина, 10' })
    const check = (await guest.get('/my-yard/report/check')).body
    expect(check).toContain('Управление благоустройства')
    expect(check).toMatch(/по норме до|Ориентир/)
    expect(check).toContain('не официальное обращение')
    const { number, token, body } = await sent(guest, draft)
    expect(number).toMatch(/^2026-\d{6}$/)
    expect(body).toContain('Это сообщение, а не официальное обращение')
    expect((await stage.guest().get(`/cases/${number}?token=${token}`)).body).toContain('Разбит асфальт, большая яма')
    const open = await stage.guest().get(`/cases/${number}`)
    expect(open.statusCode).toBe(200)
    expect(open.body).not.toContain('Разбит асфальт, большая')
  })

  test('sending twice answers the same number and opens one case', async () => {
    const guest = stage.guest()
    const draft = await walk(guest, { text: 'Яма' }, { ...pushkin, where: 'Удмуртская, 255' })
    const both = await Promise.all([1, 2].map(() => guest.post('/my-yard/report/check', { draft })))
    expect(both.map(({ headers }) => headers.location)).toEqual(Array(2).fill('/my-yard/report/sent'))
    const first = await sent(guest, draft)
    const second = await sent(guest, draft)
    expect(second.number).toBe(first.number)
    expect(second.token).toBe(first.token)
    const found = await stage.database.pool.query(
      "select count(*) as n from cases.cases where place like '%Удмуртская%'",
    )
    expect(Number(found.rows[0].n)).toBe(1)
  })

  test('the private link is kept nowhere in the clear', async () => {
    const guest = stage.guest()
    const { number, token } = await sent(guest, await walk(guest, { text: 'Яма' }, { ...pushkin, where: 'Кирова, 1' }))
    const rows = await stage.database.pool.query('select d::text as row from my_yard.drafts d where number = $1', [
      number,
    ])
    expect(token.length).toBeGreaterThan(20)
    expect(rows.rows).toHaveLength(1)
    expect(rows.rows[0].row).not.toContain(token)
    expect(rows.rows[0].row).not.toContain('Кирова')
  })

  test('a neighbour who sees the same pothole joins with one button', async () => {
    const first = stage.guest()
    const where = { ...pushkin, where: 'Воткинское шоссе, 40' }
    const { number } = await sent(first, await walk(first, pothole, where))
    const second = stage.guest()
    await second.post('/my-yard/report', { text: 'Тоже яма' })
    const next = await second.post('/my-yard/report/where', where)
    expect(next.headers.location).toBe('/my-yard/report/same')
    const page = (await second.get('/my-yard/report/same')).body
    expect(page).toContain(number)
    expect(page).toContain('Держит')
    const joined = await second.post('/my-yard/report/same', { number })
    expect(joined.headers.location).toBe('/my-yard/report/sent')
    expect((await second.get('/my-yard/report/sent')).body).toContain('Вы присоединились')
    const view = await second.get(`/cases/${number}`)
    expect(view.body).toContain('1 житель')
  })

  test('somebody signed in has the report on her page and is asked for no address', async () => {
    const anna = await stage.as('anna')
    const draft = await walk(
      anna,
      { text: 'Не горит фонарь' },
      { ...pushkin, where: 'Советская, 8', topic: 'light.street' },
    )
    expect((await anna.get('/my-yard/report/check')).body).not.toContain('name="email"')
    const { number } = await sent(anna, draft)
    expect((await anna.get(`/cases/${number}`)).body).toContain('Не горит фонарь')
  })

  test('what was typed is there after going back', async () => {
    const guest = stage.guest()
    await walk(guest)
    expect((await guest.get('/my-yard/report')).body).toContain(pothole.text)
    expect((await guest.get('/my-yard/report/where')).body).toContain('value="Пушкинская, 270"')
  })

  test('the same walk stands in English', async () => {
    const guest = stage.guest()
    expect((await guest.post('/en/my-yard/report', pothole)).headers.location).toBe('/en/my-yard/report/where')
    expect((await guest.get('/en/my-yard/report/where')).body).toContain('Whose land is it?')
  })
})

describe('dangers', () => {
  test('are turned to 112 before anything else, and the report can go on', async () => {
    const guest = stage.guest()
    const answer = await guest.post('/my-yard/report', { text: 'В подъезде пахнет газом' })
    expect(answer.headers.location).toBe('/my-yard/report/danger')
    expect((await guest.get('/my-yard/report/danger')).body).toContain('href="tel:112"')
    expect((await guest.get('/my-yard/report/check')).headers.location).toBe('/my-yard/report/danger')
    expect((await guest.post('/my-yard/report/danger', {})).headers.location).toBe('/my-yard/report/where')
  })

  test('new words of danger are asked about anew', async () => {
    const guest = stage.guest()
    await guest.post('/my-yard/report', { text: 'Пахнет газом' })
    await guest.post('/my-yard/report/danger', {})
    const answer = await guest.post('/my-yard/report', { text: 'Искрит провод' })
    expect(answer.headers.location).toBe('/my-yard/report/danger')
  })
})

describe('letters', () => {
  test('need an address and a consent together, and both errors keep what was typed', async () => {
    const guest = stage.guest()
    const draft = await walk(guest, { text: 'Яма' }, { ...pushkin, where: 'Карла Маркса, 1' })
    const page = (await guest.get('/my-yard/report/check')).body
    expect(page).not.toMatch(/name="consent"[^>]*checked/)
    const wrong = await guest.post('/my-yard/report/check', { draft, email: 'anna@example.ru' })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('нужно ваше согласие')
    expect(wrong.body).toContain('value="anna@example.ru"')
    await sent(guest, draft, { email: 'anna@example.ru', consent: 'yes' })
    const rows = await stage.database.pool.query('select purpose, method from identity.consents')
    expect(rows.rows).toContainEqual({ purpose: 'letters', method: 'web' })
  })
})

describe('bad input', () => {
  const hard = `'; drop table cases.cases; -- <script>alert(1)</script> {{x}} %00 ../../etc`

  test('100,000 characters are refused in words, and none is lost', async () => {
    const text = 'я'.repeat(100_000)
    const answer = await stage.guest().post('/my-yard/report', { text })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('можно не больше 4')
    expect(answer.body).toContain(text)
  })

  test.each(['Яма \u0000 тут', 'Яма \ufffd тут'])('unreadable characters are said: %j', async (text) => {
    const answer = await stage.guest().post('/my-yard/report', { text })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('не читаются')
  })

  test('SQL and HTML in every field come back as they were and run nowhere', async () => {
    const guest = stage.guest()
    await guest.post('/my-yard/report', { text: hard })
    expect((await guest.get('/my-yard/report')).body).not.toContain('<script>alert')
    const fields = { where: hard, topic: hard, land: hard, district: hard, lat: hard, lon: hard }
    const where = await guest.post('/my-yard/report/where', fields)
    expect(where.statusCode).toBe(422)
    expect(where.body).not.toContain('<script>alert')
    expect(where.body).toContain('Выберите, о чём сообщение')
    expect(where.body).toContain('Выберите, где это')
    const ok = await guest.post('/my-yard/report/where', { ...pushkin, where: hard })
    expect([303, 422]).toContain(ok.statusCode)
    for (const path of ['same', 'check', 'danger'])
      expect(
        (await guest.post(`/my-yard/report/${path}`, { number: hard, draft: hard, email: hard })).statusCode,
      ).not.toBe(500)
  })

  test.each([
    [{ lat: '55.75', lon: '37.61' }, 'не в Ижевске'],
    [{ lat: 'север', lon: '' }, 'Не поняли точку'],
    [{ where: '55.75, 37.61' }, 'не в Ижевске'],
    [{ where: '' }, 'Скажите, где это'],
  ])('a place that is none: %j', async (place, words) => {
    const guest = stage.guest()
    await guest.post('/my-yard/report', pothole)
    const answer = await guest.post('/my-yard/report/where', { ...pushkin, where: '', ...place })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain(words)
  })

  test('a landmark, two numbers and an unknown street are places', async () => {
    for (const where of ['у цирка', '56.85, 53.21', 'улица Невиданная, 7']) {
      const guest = stage.guest()
      await guest.post('/my-yard/report', pothole)
      const answer = await guest.post('/my-yard/report/where', { ...pushkin, where })
      expect([where, answer.statusCode]).toEqual([where, 303])
    }
  })

  test('a page of a step that is not reached yet leads to the one that is', async () => {
    const guest = stage.guest()
    for (const step of ['danger', 'where', 'same', 'check', 'sent']) {
      const answer = await guest.get(`/my-yard/report/${step}`)
      expect([step, answer.headers.location]).toEqual([step, '/my-yard/report'])
      const posted = await guest.post(`/my-yard/report/${step === 'sent' ? 'check' : step}`, {})
      expect([step, posted.headers.location]).toEqual([step, '/my-yard/report'])
    }
  })

  test('another draft in another window is shown before it is sent', async () => {
    const guest = stage.guest()
    const answer = await walk(guest).then(() => guest.post('/my-yard/report/check', { draft: 'an older one' }))
    expect(answer.headers.location).toBe('/my-yard/report/check')
  })
})

test('drafts nobody touched for a week are forgotten at night with their photos', async () => {
  const guest = stage.guest()
  await guest.post('/my-yard/report', { text: 'Забытая яма' }, [
    { field: 'photo', name: 'a.jpg', type: 'image/jpeg', bytes: await yard(4) },
  ])
  const src = /src="(\/media\/[^"]+)"/.exec((await guest.get('/my-yard/report')).body)?.[1] ?? ''
  stage.now = new Date(stage.now.getTime() + 8 * 86_400_000)
  const { forgetOld } = await import('./actions.ts')
  const before = new Date(stage.now.getTime() - 7 * 86_400_000)
  await forgetOld(stage.city.cityFor({ person: null, name: null, roles: [], via: 'test' }), { before, most: 500 })
  expect((await guest.get('/my-yard/report')).body).not.toContain('Забытая яма')
  expect((await guest.get(src)).statusCode).toBe(404)
})
