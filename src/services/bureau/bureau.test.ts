// What a guest finds at /bureau.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage } from '#tests/people.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ pack: false })
})
afterAll(() => stage.close())

test.each([
  ['/bureau', 'Бюро взаимодействия'],
  ['/en/bureau', 'Bureau of Interaction'],
])('%s says what it is', async (address, title) => {
  const answer = await stage.guest().get(address)
  expect(answer.statusCode).toBe(200)
  expect(answer.body).toContain(`${title}</h1>`)
})
