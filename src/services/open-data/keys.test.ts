// Keys of programs: shown once, kept as a hash, counted over processes, and never a person's own rights.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { guest } from '#platform/policy.ts'
import { openStage, type Stage, type Visitor } from '#tests/people.ts'
import { openGate } from './gate.ts'
import { openDataReference, quotaShape as quotaAny } from './queries/keys.ts'
import { pieceOf } from './rules/quotas.ts'
import { openDataDb } from './tables.ts'

let stage: Stage
let anna: Visitor
beforeAll(async () => {
  stage = await openStage()
  anna = await stage.as('anna')
})
afterAll(() => stage.close())

async function made(scopes: string[] = ['read']): Promise<string> {
  const answer = await anna.post('/open-data/keys', { name: 'Проверка', purpose: 'Считаю победы', scopes })
  expect(answer.statusCode).toBe(200)
  return /ita_[\w-]{20,}/.exec(answer.body)?.[0] ?? ''
}
const ask = (path: string, key: string, headers: Record<string, string> = {}) =>
  stage.guest().get(path, { authorization: `Bearer ${key}`, ...headers })
const city = () => stage.city.cityFor(guest)

test('a key is shown once and kept as a hash', async () => {
  const key = await made()
  const list = (await anna.get('/open-data/keys')).body
  expect(list).toContain(key.slice(0, 10))
  expect(list).not.toContain(key)
  const rows = await openDataDb(city()).selectFrom('open_data.keys').selectAll().execute()
  expect(JSON.stringify(rows)).not.toContain(key)
  expect((await stage.guest().get('/open-data/keys')).statusCode).toBe(303)
})

test('a form that is wrong says all of it at once and keeps what was typed', async () => {
  const answer = await anna.post('/open-data/keys', { name: '', purpose: 'Считаю', scopes: 'everything' })
  expect(answer.statusCode).toBe(422)
  for (const text of ['Заполните это поле', 'Выберите, что разрешает ключ', 'Считаю'])
    expect(answer.body).toContain(text)
})

test('with a key answers say how its quotas stand, and one that is none is refused', async () => {
  const key = await made()
  const first = await ask('/open-data/districts.json', key)
  expect(first.statusCode).toBe(200)
  expect(first.headers['ratelimit-policy']).toBe('"minute";q=600;w=60, "day";q=50000;w=86400')
  expect(first.headers.ratelimit).toMatch(/^"minute";r=\d+;t=\d+, "day";r=\d+;t=\d+$/)
  for (const wrong of [`${key}x`, 'ita_nothing', 'другой']) {
    const answer = await ask('/open-data/districts.json', wrong)
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([
      401,
      'application/problem+json; charset=utf-8',
    ])
  }
})

test('a key opens no page of a person, also beside her own session', async () => {
  const key = await made(['read', 'webhooks'])
  for (const path of ['/account', '/open-data/keys', '/desk', '/']) {
    const answer = await anna.get(path, { authorization: `Bearer ${key}` })
    expect([path, answer.statusCode]).toEqual([path, 403])
    expect(answer.body).not.toContain('Анна')
  }
})

test('a key in an address is refused in a sentence, however it is hidden there', async () => {
  const key = await made()
  const ways = [`api_key=${key}`, `q=${key}`, `x=1&anything=${key}`, `q=%69ta_${key.slice(4)}`]
  for (const way of ways) {
    const answer = await stage.guest().get(`/open-data?${way}`, { accept: 'application/json' })
    expect([way, answer.statusCode]).toEqual([way, 400])
    expect(answer.json<{ title: string }>().title).toContain('нельзя писать в адрес')
  }
})

test('a key allows what it was made for', async () => {
  const key = await made(['webhooks'])
  const answer = await ask('/open-data/districts.json', key)
  expect([answer.statusCode, answer.json<{ title: string }>().title]).toEqual([
    403,
    'Ключ этого не разрешает: нужно разрешение read.',
  ])
})

test('a key that may send reports sends them, as nobody; another one does not', async () => {
  const send = (key: string) =>
    stage.city.app.inject({
      ...{ method: 'POST', url: '/open311/v2/requests.json' },
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({
        ...{ service_code: 'road.pothole', description: 'Яма', lat: '56.85', long: '53.2', 'attribute[depth]': 'deep' },
      }).toString(),
    })
  expect((await send(await made(['read']))).statusCode).toBe(403)
  const sent = await send(await made(['reports:write']))
  expect(sent.statusCode).toBe(200)
  const { rows } = await stage.database.pool.query('select channel, handle from cases.cases')
  expect(rows).toHaveLength(1)
  const held = await stage.database.pool.query('select person from identity.handles where id = $1', [rows[0].handle])
  expect([rows[0].channel, held.rows[0].person]).toEqual(['open311', null])
})

test('a revoked key opens nothing from that moment', async () => {
  const key = await made()
  expect((await ask('/open-data/districts.json', key)).statusCode).toBe(200)
  const list = (await anna.get('/open-data/keys')).body
  const id = /keys\/([0-9a-f-]{36})\/revocation/.exec(list)?.[1] ?? ''
  const boris = await stage.as('boris')
  expect((await boris.post(`/open-data/keys/${id}/revocation`, {})).statusCode).toBe(404)
  expect((await ask('/open-data/districts.json', key)).statusCode).toBe(200)
  await anna.post(`/open-data/keys/${id}/revocation`, {})
  expect((await ask('/open-data/districts.json', key)).statusCode).toBe(401)
})

test('when a quota is used up the answer is 429 with the time to wait, and the next span opens', async () => {
  const house = stage.city.cityFor({ ...guest, roles: [{ name: 'house', body: null }] })
  await openDataReference.write(house, {
    ...{ kind: 'quota', id: 'key', validFrom: '2026-01-01', validTo: null, body: { perMinute: 3, perDay: 1000 } },
    ...{ office: 'operator', reason: 'Проверка', seen: 1 },
  })
  const key = await made()
  const statuses = []
  for (let turn = 0; turn < 5; turn += 1) statuses.push((await ask('/open-data/districts.json', key)).statusCode)
  expect(statuses).toEqual([200, 200, 200, 429, 429])
  const refused = await ask('/open-data/districts.json', key)
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  expect(refused.headers['content-type']).toContain('application/problem+json')
  stage.now = new Date(stage.now.getTime() + 60_000)
  expect((await ask('/open-data/districts.json', key)).statusCode).toBe(200)
})

test('processes together let in no more than the quota, and write little for it (property)', async () => {
  const house = stage.city.cityFor({ ...guest, roles: [{ name: 'house', body: null }] })
  const { n } = await openDataDb(house)
    .selectFrom('open_data.keys')
    .select((row) => row.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  expect(Number(n)).toBeGreaterThan(0)
  const { id } = await openDataDb(house).selectFrom('open_data.keys').select('id').limit(1).executeTakeFirstOrThrow()
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 90 }),
      fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 150 }),
      async (quota, turns) => {
        stage.now = new Date(stage.now.getTime() + 86_400_000)
        const seen = (await openDataReference.history(house, 'quota', quotaAny, 'key')).length
        await openDataReference.write(house, {
          ...{
            kind: 'quota',
            id: 'key',
            validFrom: '2026-01-01',
            validTo: null,
            body: { perMinute: quota, perDay: 1000 },
          },
          ...{ office: 'operator', reason: 'Проверка', seen },
        })
        const gates = [0, 1, 2].map(() => openGate(() => city()))
        const holder = { id, scopes: ['read'] }
        const answers = await Promise.all(turns.map((gate) => gates[gate]?.take(holder)))
        const letIn = answers.filter((answer) => answer?.ok).length
        expect(letIn).toBeLessThanOrEqual(quota)
        // What is held back from the others is at most a piece a process.
        expect(letIn).toBeGreaterThanOrEqual(Math.min(turns.length, quota - 2 * pieceOf(quota)))
      },
    ),
    { numRuns: 25 },
  )
})

test('whoever tries many keys is told to wait; other addresses are not', async () => {
  const from = (key: string, remoteAddress: string) =>
    stage.city.app.inject({
      method: 'GET',
      url: '/open-data',
      remoteAddress,
      headers: { host: 'city.test', authorization: `Bearer ${key}` },
    })
  const statuses = new Set<number>()
  for (let turn = 0; turn < 130; turn += 1)
    statuses.add((await from(`ita_${String(turn).padStart(40, '0')}`, '203.0.113.9')).statusCode)
  expect([...statuses].sort()).toEqual([401, 429])
  const refused = await from('ita_nobody', '203.0.113.9')
  expect([refused.headers['retry-after'], refused.body.includes('слишком много неверных ключей')]).toEqual(['60', true])
  expect((await from('ita_nobody', '203.0.113.10')).statusCode).toBe(401)
})
