// Two windows of one organiser at the same moment, on a server with several connections: one event, and nothing typed is lost.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { machinery } from '#platform/policy.ts'
import { openStage, type Stage } from '#tests/people.ts'
import { location } from './organisers.testing.ts'
import { cabinetDb } from './tables/cabinet.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ poolSize: 8 })
})
afterAll(() => stage.close())

test('what is written in two windows is kept in both, and what is sent twice is one event', async () => {
  const polina = await stage.as('polina')
  const title = 'Вечер дважды нажатой кнопки'
  const steps = {
    what: { title, kind: 'concert' },
    where: { place: 'Дом у пруда' },
    when: { way: 'list', times: 'пт 4 декабря 18:30' },
    terms: { age: '6+', price: 'free' },
    seats: { register: 'no' },
  }
  const draft = location(await polina.post('/events/cabinet/drafts', {})).split('/')[4]
  const at = `/events/cabinet/drafts/${draft}`
  await Promise.all(Object.entries(steps).map(([step, fields]) => polina.post(`${at}/${step}`, fields)))
  const sent = await Promise.all([1, 2, 3].map(() => polina.post(`${at}/sending`, {})))
  expect(sent.map(({ statusCode }) => statusCode).sort()).toEqual([303, 404, 404])
  const events = await cabinetDb(stage.city.cityFor(machinery('test')))
    .selectFrom('events.events')
    .select(['title', 'place'])
    .where('title', '=', title)
    .execute()
  expect(events).toEqual([{ title, place: 'Дом у пруда' }])
})

test('a draft holds no more than its boxes take, whatever is posted', async () => {
  const polina = await stage.as('polina')
  const draft = location(await polina.post('/events/cabinet/drafts', {})).split('/')[4] ?? ''
  const huge = { topics: Array.from({ length: 300 }, () => 'x'.repeat(100)), title: 'Ж'.repeat(9000) }
  expect((await polina.post(`/events/cabinet/drafts/${draft}/what`, { ...huge, kind: 'concert' })).statusCode).toBe(422)
  const { data } = await cabinetDb(stage.city.cityFor(machinery('test')))
    .selectFrom('events.drafts')
    .select('data')
    .where('id', '=', draft)
    .executeTakeFirstOrThrow()
  expect(JSON.stringify(data).length).toBeLessThan(10_000)
})
