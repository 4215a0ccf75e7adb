// The pages of notifications through the whole house: what reaches me where, and stopping letters by a link without signing in.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contactOf, handleOf, leaveContact, lettersPurpose, newHandle } from '#kernel/identity/index.ts'
import { sessionCookie } from '#outside/sign-in/index.ts'
import { guest } from '#platform/policy.ts'
import { openStage, type Stage } from '#tests/people.ts'
import { makeStop } from './actions/stops.ts'
import { settingsOf } from './queries/readers.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ pack: false })
})
afterAll(() => stage.close())

const topics = ['notifications.topic.reports']

async function reader(email: string) {
  const city = stage.city.cityFor(guest)
  const handle = await newHandle(city, { module: 'cases', person: null })
  const text = city.words(lettersPurpose.text, { operator: 'Управление' })
  const consent = { purpose: lettersPurpose.code, textVersion: lettersPurpose.version, text, ip: '192.0.2.1' }
  await leaveContact(city, { handle, email, consent })
  const token = await makeStop(city, { agreedAs: handle, reader: handle, topics })
  return { token, agrees: async () => (await contactOf(stage.city.cityFor(guest), handle)) !== null }
}

test('opening the link changes nothing, the button stops letters, and pressing it again is no error', async () => {
  const anna = await reader('anna@stop.example')
  const visitor = stage.guest()
  const opened = await visitor.get(`/notifications/stop?token=${anna.token}`)
  expect(opened.statusCode).toBe(200)
  expect(opened.body).toContain('Не присылать никаких писем')
  expect(await anna.agrees()).toBe(true)
  for (let turn = 0; turn < 2; turn += 1) {
    const pressed = await visitor.post('/notifications/stop', { token: anna.token })
    expect([pressed.statusCode, pressed.body.includes('Писем больше не будет')]).toEqual([200, true])
  }
  expect(await anna.agrees()).toBe(false)
})

test('one topic stops by one press, the page says which and how to undo, and the undoing works', async () => {
  const boris = await reader('boris@stop.example')
  const visitor = stage.guest()
  const stopped = await visitor.post('/notifications/stop/topics', { token: boris.token })
  expect(stopped.body).toContain('Об этом больше не пишем')
  expect(stopped.body).toContain('Мои сообщения о проблемах')
  expect(stopped.body).toContain('action="/notifications/stop/topics/return"')
  expect(await boris.agrees()).toBe(true)
  const returned = await visitor.post('/notifications/stop/topics/return', { token: boris.token })
  expect(returned.body).toContain('Снова будем писать об этом')
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
    for (const path of ['/notifications/stop', '/notifications/stop/topics', '/notifications/stop/topics/return']) {
      const answer = await stage.guest().post(path, { token })
      expect([path, answer.statusCode]).toEqual([path, 404])
      expect(answer.body).toContain('Эта ссылка не действует')
    }
    const proof = await stage.guest().post('/notifications/address/proof', { token })
    expect([proof.statusCode, proof.body.includes('Эта ссылка не действует')]).toEqual([404, true])
  }
  expect((await stage.guest().get('/notifications/stop')).statusCode).toBe(404)
  expect(await zoya.agrees()).toBe(true)
})

test('the list is for those who signed in, and says kindly that nothing is new', async () => {
  expect((await stage.guest().get('/notifications')).headers.location).toBe('/account/sign-in?next=%2Fnotifications')
  const anna = await stage.as('anna')
  expect((await anna.get('/notifications')).body).toContain('Пока новостей нет')
  expect((await anna.get('/notifications?topic=x&before=y')).statusCode).toBe(200)
  const { body } = await anna.get('/account')
  expect(body).toContain('Что нового')
  expect(body).toContain('href="/notifications/preferences"')
  expect((await anna.post('/notifications/reading', {})).headers.location).toBe('/account')
  expect((await anna.post('/notifications/reading', { from: 'list' })).headers.location).toBe('/notifications')
})

const wanted = {
  ...{ quiet: 'yes', quietFrom: '23', quietTo: '7', rhythm: 'daily', hour: '19', day: '1', weekly: '3' },
  shown: 'mail',
}

test('the page lists only what works: letters after a consent, no texts and no signs where the operator has none', async () => {
  const vera = await stage.as('vera')
  const before = (await vera.get('/notifications/preferences')).body
  expect(before).toContain('на них нужно ваше отдельное согласие')
  expect(before).not.toMatch(/name="topic_reports" value="(mail|sms|push)"|data-island="push"/)
  await vera.post('/account/letters', { agree: 'yes' })
  const after = (await vera.get('/notifications/preferences')).body
  expect(after).toMatch(/name="topic_reports" value="mail" checked/)
  expect(after).not.toMatch(/value="sms"|value="push"|data-island="push"/)
})

test('what she chose is kept and shown; what was wrong comes back all at once with what she typed', async () => {
  const anna = await stage.as('anna')
  await anna.post('/account/letters', { agree: 'yes' })
  const saved = await anna.post('/notifications/preferences', { ...wanted, topic_reports: ['mail'] })
  expect(saved.headers.location).toBe('/notifications/preferences?saved=yes')
  const { body } = await anna.get('/notifications/preferences')
  expect(body).toMatch(/name="topic_reports" value="mail" checked/)
  expect(body).not.toMatch(/name="topic_streets" value="mail" checked/)
  const city = stage.city.cityFor(guest)
  const person = await stage.city.shared.signIn.whoIs(decodeURIComponent(anna.cookie(sessionCookie) ?? ''))
  const kept = await settingsOf(city, await handleOf(city, 'notifications', person?.person ?? ''))
  expect(kept).toMatchObject({ quiet: { from: 23, to: 7 }, rhythm: { kind: 'daily', hour: 19 }, weekly: 3 })

  const wrong = { ...wanted, quietFrom: '5', quietTo: '5', weekly: '70', rhythm: 'hourly' }
  const refused = await anna.post('/notifications/preferences', wrong)
  expect(refused.statusCode).toBe(422)
  expect(refused.body).toContain('value="70"')
  const midnight = await anna.post('/notifications/preferences', { ...wanted, hour: '3' })
  expect(midnight.body).toContain('В этот час у вас тихо')
  const same = await anna.post('/notifications/preferences', { ...wanted, quietFrom: '5', quietTo: '5' })
  expect(same.body).toContain('Начало и конец тихих часов совпадают')
  expect(await settingsOf(city, await handleOf(city, 'notifications', person?.person ?? ''))).toEqual(kept)
})

test('a browser cannot be named where signs are off, and a strange id removes nothing', async () => {
  const anna = await stage.as('anna')
  const add = { agree: 'yes', endpoint: 'https://push.example/x' }
  expect((await anna.post('/notifications/preferences/browsers', add)).statusCode).toBe(404)
  for (const device of ['', 'x', "'", '00000000-0000-7000-8000-000000000000'])
    expect((await anna.post('/notifications/preferences/browsers/removal', { device })).statusCode).toBeLessThan(500)
})
