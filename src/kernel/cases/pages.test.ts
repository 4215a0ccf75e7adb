// What anybody gets of cases through the whole server: pages, programs' answers, joining, notices, and being forgotten.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { claimHandle, newHandle, personOf } from '#kernel/identity/index.ts'
import { guest, machinery } from '#platform/policy.ts'
import { openStage, type Stage } from '#tests/people.ts'
import { caseAnswer, casesAnswer } from './answers.ts'
import { type CaseOpening, cases, casesOf, openCase } from './index.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

async function complain(more: Partial<CaseOpening> = {}) {
  const city = stage.city.cityFor(guest)
  const handle = more.handle ?? (await newHandle(city, { module: 'cases', person: null }))
  const place = {
    street: 'Труда',
    house: '5',
    text: 'ул. Труда, 5',
    known: true,
    lat: null,
    lon: null,
    district: 'dst-005',
  }
  const usual = {
    text: 'Не горит фонарь, я Анна',
    photo: null,
    place,
    land: 'street',
    topic: 'light.street',
    channel: 'web',
  } as const
  return { ...(await openCase(city, { ...usual, ...more, handle })), handle }
}

test('programs get what the contract names, in the shape it names', async () => {
  const { number } = await complain()
  const one = caseAnswer.parse(await stage.guest().json(`/cases/${number}`))
  expect(one).toMatchObject({
    number,
    status: 'open',
    holder: { name: 'МКП «Горсвет»' },
    district: 'Устиновский',
    text: null,
  })
  const list = casesAnswer.parse(await stage.guest().json('/cases?topic=light.street&district=dst-005&status=open'))
  expect(list.items.map((item) => item.number)).toContain(number)
  expect(casesAnswer.parse(await stage.guest().json('/cases?topic=snow.roof')).items).toEqual([])
  const missing = await stage.guest().get('/cases/2026-999999', { accept: 'application/json' })
  expect(missing.statusCode).toBe(404)
})

test('pages speak Russian and English, and hide what is not public in both', async () => {
  const { number } = await complain()
  const russian = (await stage.guest().get(`/cases/${number}`)).body
  const english = (await stage.guest().get(`/en/cases/${number}`)).body
  expect(russian).toContain('Держит')
  expect(english).toContain('Held by')
  for (const body of [russian, english]) expect(body).not.toContain('Анна')
  expect((await stage.guest().get('/cases?page=-3&topic=%27%3B&status=no')).statusCode).toBe(200)
})

test('a guest joins and gets a private link of her own; a person signed in finds it on her page', async () => {
  const { number } = await complain()
  const neighbour = stage.guest()
  const joined = await neighbour.post(`/cases/${number}/joining`, {})
  const link = String(joined.headers.location)
  expect(link).toMatch(new RegExp(`^/cases/${number}\\?token=[\\w-]{20,}&fresh=yes$`))
  expect((await neighbour.get(link)).body).toContain('Вы присоединились')
  expect((await neighbour.get(link)).body).not.toContain('я Анна')
  const marat = await stage.as('marat')
  await marat.post(`/cases/${number}/joining`, {})
  expect((await stage.guest().json<{ joined: number }>(`/cases/${number}`)).joined).toBe(2)
  expect((await marat.get('/account')).body).toContain(number)
})

test('the reporter and all who joined are told of a repair, a guest with a link that works', async () => {
  const { number, handle } = await complain()
  await stage.guest().post(`/cases/${number}/joining`, {})
  const house = stage.city.cityFor(machinery('test'))
  const notice = cases.notices?.find(({ fact }) => fact === 'cases.resolved')
  const told = await house.db.transaction().execute((db) => {
    const inside = { ...house, db, within: { ...house.within, transaction: true, writes: new Set<string>() } }
    return notice?.told(inside, { subject: `case:${number}`, data: { number } }) ?? Promise.resolve([])
  })
  expect(told).toHaveLength(2)
  const hers = told.find((one) => one.handle === handle)
  expect(hers).toMatchObject({ key: 'cases.notice.resolved', urgent: true })
  expect((await stage.guest().get(hers?.href ?? '')).body).toContain('Ваше сообщение')
})

test('a case belongs to whoever claims its link, and is forgotten when she asks', async () => {
  const { number, secret, handle } = await complain()
  const house = stage.city.cityFor(machinery('test'))
  const own = await newHandle(house, { module: 'cases', person: null })
  expect(own).not.toBe(handle)
  const marat = await stage.as('marat')
  await marat.post(`/cases/${(await complain()).number}/joining`, {})
  const person = await personOfMarat()
  await claimHandle(house, { handle, person })
  expect((await casesOf(house, person)).map((card) => card.number)).toContain(number)
  expect(JSON.stringify(await cases.personal?.export(house, handle))).toContain('я Анна')
  expect(await cases.personal?.erase(house, handle)).toBeGreaterThan(0)
  expect(JSON.stringify(await cases.personal?.export(house, handle))).not.toContain('Анна')
  expect((await stage.guest().get(`/cases/${number}?token=${secret}`)).statusCode).toBe(403)
  expect((await stage.guest().get(`/cases/${number}`)).statusCode).toBe(200)

  async function personOfMarat(): Promise<string> {
    const { rows } = await stage.database.pool.query('select handle from cases.joins order by at desc')
    for (const row of rows) {
      const found = await personOf(house, String(row.handle))
      if (found) return found
    }
    throw new Error('nobody joined')
  }
})
