// Webhooks, over real HTTP: signed so that others can check it, told at least once, and never for ever to nobody.
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { text } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { openCase } from '#kernel/cases/index.ts'
import { pothole } from '#kernel/cases/stage.testing.ts'
import { newHandle } from '#kernel/identity/index.ts'
import { guest } from '#platform/policy.ts'
import { days, hours, later } from '#platform/time.ts'
import { openStage, type Stage, type Visitor } from '#tests/people.ts'

interface Heard {
  headers: IncomingHttpHeaders
  body: string
}

let stage: Stage
let anna: Visitor
let key: string
let url: string
let status = 200
const heard: Heard[] = []
const server = createServer(async (request, response) => {
  heard.push({ headers: request.headers, body: await text(request) })
  response.writeHead(status).end()
})

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  url = `http://127.0.0.1:${address.port}/hook`
})
beforeEach(async () => {
  stage = await openStage({ pack: true })
  anna = await stage.as('anna')
  await anna.post('/open-data/keys', { name: 'Связь', purpose: 'Узнавать новости', scopes: ['webhooks'] })
  key = /value="([0-9a-f-]{36})"/.exec((await anna.get('/open-data/webhooks')).body)?.[1] ?? ''
  status = 200
  heard.length = 0
})
afterEach(async () => {
  vi.useRealTimers()
  await stage.close()
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
})

async function subscribed(facts: string[], at = url): Promise<{ id: string; secret: string }> {
  const answer = await anna.post('/open-data/webhooks', { key, url: at, facts })
  const secret = /whsec_[\w+/=]+/.exec(answer.body.replaceAll('&#x2F;', '/').replaceAll('&#x3D;', '='))?.[0] ?? ''
  const id = /webhooks\/([0-9a-f-]{36})/.exec(answer.body)?.[1] ?? ''
  expect([answer.statusCode, id.length, secret.startsWith('whsec_')]).toEqual([200, 36, true])
  return { id, secret }
}

async function reported(): Promise<string> {
  const city = stage.city.cityFor(guest)
  const handle = await newHandle(city, { module: 'cases', person: null })
  const { number } = await openCase(city, { ...pothole, text: 'Не для всех', photo: null, handle })
  return number
}

const checked = (secret: string, { headers, body }: Heard) => {
  // The library refuses what is older than five minutes by this machine's clock.
  vi.useFakeTimers({ now: stage.now, toFake: ['Date'] })
  const said = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
  const told: unknown = new Webhook(secret).verify(body, said)
  vi.useRealTimers()
  return told
}

test('what happened is told as everybody sees it, and an independent library finds it signed', async () => {
  const { secret } = await subscribed(['cases.opened'])
  const number = await reported()
  await stage.settle()
  expect(heard).toHaveLength(1)
  const [first] = heard
  if (!first) throw new Error('nothing was heard')
  expect(checked(secret, first)).toMatchObject({
    type: 'cases.opened',
    data: { subject: `case:${number}`, set: 'cases', row: { number, status: 'open', words: null } },
  })
  expect(first.body).not.toContain('Не для всех')
  expect(() => checked(secret, { ...first, body: first.body.replace('open', 'done') })).toThrow('signature')
})

test('what does not arrive is sent again with the same id after growing waits, and the next waits behind it', async () => {
  const { id } = await subscribed(['cases.opened'])
  status = 500
  await reported()
  await reported()
  await stage.settle()
  expect(heard).toHaveLength(1)
  stage.now = later(stage.now, 1_000)
  await stage.settle()
  expect(heard).toHaveLength(2)
  expect((await anna.get(`/open-data/webhooks/${id}`)).body).toContain('Ответ 500')
  status = 204
  stage.now = later(stage.now, hours(1))
  await stage.settle()
  const ids = heard.map(({ headers }) => headers['webhook-id'])
  expect(ids.slice(0, 3)).toEqual([ids[0], ids[0], ids[0]])
  expect(new Set(ids).size).toBe(2)
})

test('after two days without an answer it is paused, its owner is told, and nothing is left for the desk', async () => {
  const { id } = await subscribed(['cases.opened'])
  status = 503
  await reported()
  for (let turn = 0; turn < 20; turn += 1) {
    await stage.settle()
    stage.now = later(stage.now, days(0.25))
  }
  const before = heard.length
  await reported()
  await stage.settle()
  expect(heard).toHaveLength(before)
  expect((await anna.get(`/open-data/webhooks/${id}`)).body).toContain('приостановлена: двое суток не отвечала')
  expect((await anna.get('/notifications')).body).toContain('приостановлена')
  const dead = await stage.database.pool.query('select count(*) as n from facts.deliveries where dead_at is not null')
  expect(Number(dead.rows[0].n)).toBe(0)
  status = 200
  await anna.post(`/open-data/webhooks/${id}/resumption`, {})
  await reported()
  await stage.settle()
  expect(heard.length).toBeGreaterThan(before)
})

test('a changed secret signs beside the one before for a day, then alone', async () => {
  const { id, secret } = await subscribed(['cases.opened'])
  const answer = await anna.post(`/open-data/webhooks/${id}/secret`, {})
  const fresh = /whsec_[\w+/=]+/.exec(answer.body.replaceAll('&#x2F;', '/').replaceAll('&#x3D;', '='))?.[0] ?? ''
  expect(fresh).not.toBe(secret)
  await anna.post(`/open-data/webhooks/${id}/test`, {})
  await stage.settle()
  const [both] = heard
  if (!both) throw new Error('nothing was heard')
  for (const each of [secret, fresh]) expect(checked(each, both)).toMatchObject({ type: 'open-data.test' })
  stage.now = later(stage.now, days(2))
  await anna.post(`/open-data/webhooks/${id}/test`, {})
  await stage.settle()
  const alone = heard[1]
  if (!alone) throw new Error('nothing was heard')
  expect(checked(fresh, alone)).toMatchObject({ type: 'open-data.test' })
  expect(() => checked(secret, alone)).toThrow('signature')
})

test('a form that is wrong is kept, another’s key or webhook is none, and a revoked key is told nothing', async () => {
  const wrong = await anna.post('/open-data/webhooks', { key, url: 'ftp://x', facts: ['identity.secrets'] })
  expect(wrong.statusCode).toBe(422)
  for (const said of ['Нужен адрес https://', 'Выберите хотя бы одно событие', 'ftp://x'])
    expect(wrong.body).toContain(said)
  const boris = await stage.as('boris')
  expect((await boris.post('/open-data/webhooks', { key, url, facts: ['cases.opened'] })).statusCode).toBe(404)
  const { id } = await subscribed(['cases.opened'])
  expect((await boris.get(`/open-data/webhooks/${id}`)).statusCode).toBe(404)
  expect((await boris.post(`/open-data/webhooks/${id}/ending`, {})).statusCode).toBe(404)
  await anna.post(`/open-data/keys/${key}/revocation`, {})
  await reported()
  await stage.settle()
  expect(heard).toEqual([])
})
