// Dated rules are remembered between visits, and a change is seen by the next reader, whoever remembers what.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { casesReference, topicShape } from '#kernel/cases/reference.ts'
import { action, type City } from '#platform/city.ts'
import { openStage, type Stage } from '#tests/people.ts'
import { machinery } from './policy.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const house = (): City => stage.city.cityFor(machinery('test'))
const pothole = async (city: City) => (await casesReference.inForce(city, 'topic', topicShape, ['road.pothole']))[0]

const rename = action('cases', async (city, input: { to: string; fails?: boolean }) => {
  const before = await pothole(city)
  if (!before) throw new Error('the pack has no potholes')
  const label = { ...before.body.label, ru: input.to }
  await casesReference.write(city, {
    kind: 'topic',
    id: before.id,
    validFrom: '2000-01-01',
    validTo: null,
    body: { ...before.body, label },
    office: 'test',
    reason: 'test',
    seen: before.version,
  })
  const inside = (await pothole(city))?.body.label.ru
  if (input.fails) throw new Error('undone')
  return inside
})

test('a change is seen within its own transaction and by the next reader', async () => {
  expect((await pothole(house()))?.body.label.ru).toBe('Яма на дороге')
  expect(await rename(house(), { to: 'Провал' })).toBe('Провал')
  expect((await pothole(house()))?.body.label.ru).toBe('Провал')
})

test('a change that was undone was never seen by anybody else', async () => {
  const before = (await pothole(house()))?.body.label.ru
  await expect(rename(house(), { to: 'Не было', fails: true })).rejects.toThrow('undone')
  expect((await pothole(house()))?.body.label.ru).toBe(before)
})

test('a page that shows topics falls with a change of theirs, and not with every report', async () => {
  const city = house()
  await pothole(city)
  expect([...city.within.reads]).toEqual(['cases.reference'])
})
