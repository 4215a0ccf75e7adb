// Opening and joining: the number, the first clock, and what nobody else may see.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newHandle } from '#kernel/identity/index.ts'
import { caseFor, casesNear, joinCase } from '../index.ts'
import { openStage, type Stage } from '../stage.testing.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

test('a case has a number of its year, a holder and a deadline by a norm, and none of its words are public', async () => {
  const { number } = await stage.complain()
  expect(number).toMatch(/^2026-\d{6}$/)
  const view = await caseFor(stage.city(), number)
  expect(view).toMatchObject({
    status: 'open',
    holder: { body: 'bod-015' },
    dueKind: 'norm',
    norm: 'ГОСТ Р 50597-2017',
    text: null,
    photos: [],
    moved: 0,
  })
  // Twelve calendar days from Monday 16 November end on Saturday 28, so on Friday 27 by the city's rollover.
  expect(view?.due.toISOString()).toBe('2026-11-27T19:59:59.000Z')
  expect(JSON.stringify(view)).not.toContain('Анна')
  expect(await stage.facts(number)).toEqual(['cases.opened'])
})

test('numbers follow each other without gaps, also after a failed opening', async () => {
  const first = await stage.complain()
  await expect(stage.complain(undefined, { topic: 'no.such.topic' })).rejects.toMatchObject({ kind: 'invalid' })
  const second = await stage.complain()
  expect(Number(second.number.slice(5))).toBe(Number(first.number.slice(5)) + 1)
})

test('whoever joins twice has joined once; the reporter cannot join herself', async () => {
  const { number, handle } = await stage.complain()
  const city = stage.city()
  const neighbour = await newHandle(city, { module: 'cases', person: null })
  for (const who of [neighbour, neighbour, handle]) await joinCase(city, { number, handle: who })
  expect((await caseFor(city, number))?.joined).toBe(1)
  expect(await stage.facts(number)).toEqual(['cases.opened', 'cases.joined'])
})

test('cases nearby are found by the point and by the address, and far ones are not', async () => {
  const { number } = await stage.complain()
  const near = async (place: { lat: number | null; lon: number | null; street: string | null; house: string | null }) =>
    (await casesNear(stage.city(), { place, topic: 'road.pothole' })).map((card) => card.number)
  expect(await near({ lat: 56.861, lon: 53.2, street: null, house: null })).toContain(number)
  expect(await near({ lat: null, lon: null, street: 'Пушкинская', house: '270' })).toContain(number)
  expect(await near({ lat: 56.9, lon: 53.2, street: null, house: null })).toEqual([])
  expect(await near({ lat: null, lon: null, street: 'Пушкинская', house: '1' })).toEqual([])
})
