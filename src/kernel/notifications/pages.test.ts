// The pages of notifications through the whole house: stopping letters by a link, without signing in.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contactOf, leaveContact, lettersPurpose, newHandle } from '#kernel/identity/index.ts'
import { guest } from '#platform/policy.ts'
import { openStage, type Stage } from '#tests/people.ts'
import { makeStop } from './actions.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ pack: false })
})
afterAll(() => stage.close())

async function reader(email: string) {
  const city = stage.city.cityFor(guest)
  const handle = await newHandle(city, { module: 'cases', person: null })
  const text = city.words(lettersPurpose.text, { operator: 'Управление' })
  const consent = { purpose: lettersPurpose.code, textVersion: lettersPurpose.version, text, ip: '192.0.2.1' }
  await leaveContact(city, { handle, email, consent })
  const token = await makeStop(city, { agreedAs: handle })
  return { token, agrees: async () => (await contactOf(stage.city.cityFor(guest), handle)) !== null }
}

test('opening the link changes nothing, the button stops letters, and pressing it again is no error', async () => {
  const anna = await reader('anna@stop.example')
  const visitor = stage.guest()
  const opened = await visitor.get(`/notifications/stop?token=${anna.token}`)
  expect(opened.statusCode).toBe(200)
  expect(opened.body).toContain('Больше не присылать писем')
  expect(await anna.agrees()).toBe(true)
  for (let turn = 0; turn < 2; turn += 1) {
    const pressed = await visitor.post('/notifications/stop', { token: anna.token })
    expect([pressed.statusCode, pressed.body.includes('Писем больше не будет')]).toEqual([200, true])
  }
  expect(await anna.agrees()).toBe(false)
})

test('a mail program’s own button works from nowhere', async () => {
  const vera = await reader('vera@stop.example')
  const answer = await stage.city.app.inject({
    method: 'POST',
    url: `/notifications/stop?token=${vera.token}`,
    headers: { host: 'city.test', 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'List-Unsubscribe=One-Click',
  })
  expect(answer.statusCode).toBe(200)
  expect(await vera.agrees()).toBe(false)
})

test('a wrong link says so, and stops nobody’s letters', async () => {
  const zoya = await reader('zoya@stop.example')
  for (const token of ['', 'x', `${zoya.token}x`, "' or 1=1 --", '\u0000', 'a'.repeat(5000)]) {
    const answer = await stage.guest().post('/notifications/stop', { token })
    expect(answer.statusCode).toBe(404)
    expect(answer.body).toContain('Эта ссылка не действует')
  }
  expect((await stage.guest().get('/notifications/stop')).statusCode).toBe(404)
  expect(await zoya.agrees()).toBe(true)
})

test('the list is for those who signed in, and says kindly that nothing is new', async () => {
  expect((await stage.guest().get('/notifications')).headers.location).toBe('/account/sign-in?next=%2Fnotifications')
  const anna = await stage.as('anna')
  expect((await anna.get('/notifications')).body).toContain('Пока новостей нет')
  expect((await anna.get('/account')).body).toContain('Что нового')
  expect((await anna.post('/notifications/reading', {})).headers.location).toBe('/account')
})
