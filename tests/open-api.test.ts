// The contract for programs: valid, whole, true to what is answered, and readable by people without a script.
import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type LivedIn, liveIn } from './lived-in.ts'
import { openStage, type Stage } from './people.ts'

let stage: Stage
let lived: LivedIn
beforeAll(async () => {
  stage = await openStage()
  lived = await liveIn(stage)
  // A city in which every module has something: more of them than other hooks open.
}, 120_000)
afterAll(() => stage.close())

const contract = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.looseObject({
        parameters: z
          .array(
            z.looseObject({
              name: z.string(),
              in: z.string(),
              schema: z.looseObject({ enum: z.array(z.string()).optional() }),
            }),
          )
          .default([]),
      }),
    ),
  ),
})
const read = async () => contract.parse(await stage.guest().json('/api/openapi.json'))

test.each(['', '/en'])('the document at %s/api/openapi.json is valid OpenAPI 3.1', async (prefix) => {
  const document = await stage.guest().json<Record<string, unknown>>(`${prefix}/api/openapi.json`)
  const checked = await new Validator().validate(document)
  expect(checked.errors ?? []).toEqual([])
  expect(checked.valid).toBe(true)
})

test('every address for machines is in it: what answers neither a page nor a picture', async () => {
  const { paths } = await read()
  const named = Object.keys(paths).map((path) => path.replaceAll(/\{\w+\}/g, ':'))
  const missing = stage.city.doors
    .flatMap((door) => [...(door.routes ?? [])])
    .filter(
      // A private link opens a file of one person: it is for her, not for programs.
      ({ method, may, path, personal }) =>
        method === 'GET' &&
        may.name === 'anyone' &&
        personal !== true &&
        /\.(csv|json|geojson|jsonld|atom|ics|xlsx|pdf)$/.test(path),
    )
    .map(({ path }) => path.replaceAll(/:\w+/g, ':'))
    .filter((path) => !named.includes(path))
  expect(missing).toEqual([])
  for (const path of [
    '/cases',
    '/chronicle/checkpoint',
    '/chronicle/tile/{tile}',
    '/open-data',
    '/open-data/{set}.csv',
  ])
    expect(Object.keys(paths)).toContain(path)
})

test('it knows which sets there are', async () => {
  const { paths } = await read()
  const set = paths['/open-data/{set}.csv']?.get?.parameters.find(({ name }) => name === 'set')
  expect(set?.schema.enum).toEqual(expect.arrayContaining(['cases', 'small-wins', 'strategy-terms', 'chronicle']))
})

test('its page lists every operation, and each form opens the answer, without a script', async () => {
  const guest = stage.guest()
  const list = (await guest.get('/api')).body
  const { paths } = await read()
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  )
  for (const operation of operations) {
    const address = `/api/operation?of=${encodeURIComponent(operation)}`
    expect(list).toContain(address.replaceAll('&', '&amp;'))
    const page = await guest.get(address)
    expect([operation, page.statusCode]).toEqual([operation, 200])
    if (!operation.startsWith('get ')) continue
    expect(page.body).toContain('Открыть ответ')
    const asked = new URLSearchParams({ of: operation })
    for (const [, name = '', value = ''] of page.body.matchAll(/name="(p\.\w+)"[^>]*? value="([^"]*)"/g))
      asked.set(name, value)
    asked.set('p.number', lived.released.number)
    asked.set('p.set', 'small-wins')
    const sent = await guest.get(`/api/try?${asked}`)
    expect([operation, sent.statusCode]).toEqual([operation, 303])
    expect(String(sent.headers.location)).toMatch(/^\/(?!\/)/)
  }
  expect((await guest.get('/api/operation?of=get%20/account')).statusCode).toBe(404)
  expect((await guest.get('/api/try?of=get%20//evil.example')).statusCode).toBe(404)
})
