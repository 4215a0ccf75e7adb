// What a guest finds at /events.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage } from '#tests/people.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ pack: false })
})
afterAll(() => stage.close())

test.each([
  ['/events', 'События'],
  ['/en/events', 'Events'],
])('%s says what it is', async (address, title) => {
  const answer = await stage.guest().get(address)
  expect(answer.statusCode).toBe(200)
  expect(answer.body).toContain(`${title}</h1>`)
})
