// Open311 as programs use it: everything the standard names, in JSON and XML, and nothing that residents did not release.

import fc from 'fast-check'
import { XMLParser } from 'fast-xml-parser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStage, type Stage } from '#tests/people.ts'
import { readAsked } from './feeds/asked.ts'
import { xmlOf } from './feeds/xml.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const base = '/open311/v2'
const pothole = {
  service_code: 'road.pothole',
  'attribute[depth]': 'deep',
  lat: '56.85',
  long: '53.2',
  description: 'Глубокая яма',
}

/** A program posts: from another site, without cookies. */
function send(fields: Record<string, string>, format = 'json') {
  return stage.city.app.inject({
    method: 'POST',
    url: `${base}/requests.${format}`,
    headers: {
      host: 'city.test',
      origin: 'https://elsewhere.example',
      'sec-fetch-site': 'cross-site',
      'content-type': 'application/x-www-form-urlencoded',
    },
    payload: new URLSearchParams(fields).toString(),
  })
}

const read = async (path: string) => stage.guest().get(`${base}${path}`, { accept: '*/*' })

describe('reading', () => {
  test('discovery names the endpoint in both formats', async () => {
    expect((await read('/discovery.json')).json().endpoints[0].url).toBe(`http://city.test${base}`)
    const xml = new XMLParser().parse((await read('/discovery.xml')).body)
    expect(xml.discovery.endpoints.endpoint.url).toBe(`http://city.test${base}`)
  })

  test('services, with at least one that asks for something', async () => {
    const answer = await read('/services.json')
    expect(answer.headers['access-control-allow-origin']).toBe('*')
    const services = answer.json()
    expect(services).toContainEqual(
      expect.objectContaining({
        service_code: 'road.pothole',
        metadata: true,
        type: 'realtime',
        service_name: 'Яма на дороге',
      }),
    )
    const xml = new XMLParser().parse((await read('/services.xml')).body)
    expect(xml.services.service).toHaveLength(services.length)
    expect((await stage.guest().get(`/en${base}/services.json`)).json()[0].service_name).toMatch(/^[A-Za-z ,]+$/)
  })

  test('a definition with its required attribute and the keys of its list', async () => {
    const definition = (await read('/services/road.pothole.json')).json()
    expect(definition.attributes[0]).toMatchObject({
      code: 'depth',
      required: true,
      datatype: 'singlevaluelist',
      variable: true,
    })
    expect(definition.attributes[0].values).toContainEqual({ key: 'deep', name: '5 см и глубже' })
    const xml = new XMLParser().parse((await read('/services/road.pothole.xml')).body)
    expect(xml.service_definition.attributes.attribute.values.value).toHaveLength(3)
  })

  test.each([
    ['/services/nothing.json', 404],
    ['/services/road.pothole', 404],
    ['/requests/2026-999999.json', 404],
    ['/tokens/none.json', 404],
    ['/services.json?jurisdiction_id=moscow', 404],
    ['/requests.json?status=done', 400],
    ['/requests.json?start_date=yesterday', 400],
  ])('%s is answered %i with code and description', async (path, status) => {
    const answer = await read(path)
    expect(answer.statusCode).toBe(status)
    expect(answer.json()).toEqual([{ code: status, description: expect.stringMatching(/\S/) }])
  })

  test('an error in XML has the shape of the standard', async () => {
    const answer = await read('/requests/2026-999999.xml')
    expect(answer.headers['content-type']).toContain('text/xml')
    expect(new XMLParser().parse(answer.body).errors.error).toMatchObject({ code: 404 })
  })
})

describe('sending', () => {
  test('a post without a key is the same case as on the web', async () => {
    const answer = await send({ ...pothole, email: 'a@example.ru', media_url: 'https://elsewhere.example/1.jpg' })
    expect(answer.statusCode).toBe(200)
    const [{ service_request_id: number, service_notice: notice }] = answer.json()
    expect(notice).toContain('а не официальное обращение')
    expect(notice).toContain('не сохранили')
    expect(notice).toContain('media_url мы не загружаем')
    expect((await stage.guest().get(`/cases/${number}`)).statusCode).toBe(200)
    const link = /http:\/\/city\.test(\/cases\/\S+)/.exec(notice)?.[1] ?? ''
    expect((await stage.guest().get(link)).body).toContain('Глубокая яма')
    const row = await stage.database.pool.query('select channel, attributes from cases.cases where number = $1', [
      number,
    ])
    expect(row.rows[0]).toEqual({ channel: 'open311', attributes: { depth: 'deep' } })
    const contacts = await stage.database.pool.query('select count(*) as n from identity.contacts')
    expect(Number(contacts.rows[0].n)).toBe(0)

    const [request] = (await read(`/requests/${number}.json`)).json()
    expect(request).toMatchObject({
      service_request_id: number,
      status: 'open',
      lat: 56.85,
      long: 53.2,
      description: null,
    })
    expect(Object.keys(request)).toEqual([
      ...['service_request_id', 'status', 'status_notes', 'service_name', 'service_code', 'description'],
      ...['agency_responsible', 'service_notice', 'requested_datetime', 'updated_datetime', 'expected_datetime'],
      ...['address', 'address_id', 'zipcode', 'lat', 'long', 'media_url'],
    ])
    expect(request.requested_datetime).toBe('2026-11-23T08:00:00Z')
    expect((await read(`/requests.json?service_request_id=${number}`)).json()).toHaveLength(1)
    expect((await read('/requests.json?status=closed')).json()).toHaveLength(0)
    expect((await read('/requests.json?service_code=road.pothole')).json()).toHaveLength(1)
    expect((await read(`/tokens/${number}.json`)).json()).toEqual([{ service_request_id: number, token: number }])
    const xml = new XMLParser({ parseTagValue: false }).parse((await read('/requests.xml')).body)
    expect(xml.service_requests.request).toMatchObject({ service_request_id: number, description: '' })
  })

  test('by address, in XML', async () => {
    const answer = await send({ service_code: 'waste.container', address_string: 'Пушкинская, 200' }, 'xml')
    expect(answer.statusCode).toBe(200)
    const { request } = new XMLParser({ parseTagValue: false }).parse(answer.body).service_requests
    expect(request.service_request_id).toMatch(/^\d{4}-\d{6}$/)
  })

  test('all errors at once, each with its code', async () => {
    const answer = await send({ service_code: 'road.pothole', description: 'я'.repeat(5000), lat: 'nowhere' })
    expect(answer.statusCode).toBe(400)
    const errors: { code: number; description: string }[] = answer.json()
    expect(errors.map(({ code }) => code)).toEqual([400, 400, 400])
    expect(errors.map(({ description }) => description).join('\n')).toMatch(
      /description[\s\S]*lat[\s\S]*attribute\[depth\]/,
    )
  })

  test.each<[string, Record<string, string>, number]>([
    ['an unknown service', { service_code: 'none', lat: '56.85', long: '53.2' }, 404],
    ['no service', { lat: '56.85', long: '53.2' }, 400],
    ['no place', { service_code: 'other' }, 400],
    ['outside the city', { service_code: 'other', lat: '55.75', long: '37.6' }, 400],
    ['an attribute of another kind', { ...pothole, 'attribute[depth]': 'bottomless' }, 400],
    ['NUL', { ...pothole, description: 'a\u0000b' }, 400],
    ['broken UTF-8', { ...pothole, description: 'a\ufffdb' }, 400],
    ['another city', { ...pothole, jurisdiction_id: 'moscow' }, 404],
  ])('%s', async (_name, fields, status) => {
    const answer = await send(fields)
    expect(answer.statusCode).toBe(status)
    expect(answer.json()[0]).toMatchObject({ code: status })
  })

  test('danger is told to call 112 first', async () => {
    const [{ service_notice }] = (
      await send({ service_code: 'other', address_string: 'Ленина, 1', description: 'Пахнет газом' })
    ).json()
    expect(service_notice).toMatch(/^Похоже на опасность: сначала позвоните 112/)
  })

  test('SQL and HTML are kept as they are and escaped in XML', async () => {
    const hard = `'; drop table cases.cases; -- <b>&amp;</b>`
    const answer = await send({
      service_code: 'other',
      description: hard,
      address_string: hard,
      lat: '56.85',
      long: '53.2',
    })
    expect(answer.statusCode).toBe(200)
    const boris = await stage.as('boris')
    const [{ service_request_id: number }] = answer.json()
    await boris.post(`/desk/cases/${number}/release`, { text: hard })
    const xml = new XMLParser().parse((await read(`/requests/${number}.xml`)).body)
    expect(xml.service_requests.request.description).toBe(hard)
  })
})

describe('pages of requests', () => {
  test('by date and by what became of them, with the day of the last step', async () => {
    const numberFrom = (answer: { json(): { service_request_id: string }[] }) =>
      answer.json()[0]?.service_request_id ?? ''
    const sign = { service_code: 'road.sign', address_string: 'Пушкинская, 200' }
    const start = stage.now
    const numbers: string[] = []
    for (const days of [0, 10, 20]) {
      stage.now = new Date(start.getTime() + days * 86_400_000)
      numbers.push(numberFrom(await send(sign)))
    }
    stage.now = new Date(start.getTime() + 21 * 86_400_000 + 500)
    const boris = await stage.as('boris')
    await boris.post(`/desk/cases/${numbers[1]}/refusal`, { why: 'Дорога не городская' })
    const listed = async (query: string) => {
      const found: { service_request_id: string; updated_datetime: string }[] = (
        await read(`/requests.json?service_code=road.sign&${query}`)
      ).json()
      return found
    }
    const seen = async (query: string) =>
      (await listed(query)).map(({ service_request_id: number }) => numbers.indexOf(number))
    expect(await seen('')).toEqual([2, 1, 0])
    expect(await seen('start_date=2026-12-01T00:00:00Z')).toEqual([2, 1])
    expect(await seen('start_date=2026-12-01T00:00:00Z&end_date=2026-12-10T00:00:00Z')).toEqual([1])
    expect(await seen('end_date=2026-12-02T00:00:00Z')).toEqual([0])
    expect(await seen('status=closed')).toEqual([1])
    expect(await seen('status=open')).toEqual([2, 0])
    expect(await seen('status=open,closed&end_date=2026-12-10T00:00:00Z')).toEqual([1, 0])
    const [declined] = await listed('status=closed')
    expect(declined?.updated_datetime).toBe('2026-12-14T08:00:00Z')
    expect((await read(`/requests/${numbers[1]}.json`)).json()[0].updated_datetime).toBe('2026-12-14T08:00:00Z')
    expect((await listed('status=open'))[1]?.updated_datetime).toBe('2026-11-23T08:00:00Z')
  })
})

describe('too much', () => {
  test.each(['json', 'xml'])(
    'the post after the 120th of a minute is an error of the standard in %s',
    async (format) => {
      let answer = await send({}, format)
      for (let turn = 0; turn < 120 && answer.statusCode !== 429; turn += 1) answer = await send({}, format)
      expect(answer.statusCode).toBe(429)
      expect(answer.headers).toMatchObject({ 'access-control-allow-origin': '*' })
      // What is left of the minute, which began with the first of them.
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
      expect(Number(answer.headers['retry-after'])).toBeLessThanOrEqual(60)
      const error = { code: 429, description: expect.stringContaining('Слишком много') }
      if (format === 'json') expect(answer.json()).toEqual([error])
      else expect(new XMLParser().parse(answer.body).errors.error).toEqual(error)
    },
  )

  test('what cannot be read at all is one, too', async () => {
    const answer = await stage.city.app.inject({
      method: 'POST',
      url: `${base}/requests.json`,
      remoteAddress: '10.9.9.9',
      headers: { 'content-type': 'application/json' },
      payload: '{',
    })
    expect(answer.statusCode).toBe(400)
    expect(answer.json()).toEqual([{ code: 400, description: expect.stringMatching(/\S/) }])
  })
})

test('any text comes back from XML as it went in, but for what XML cannot hold', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const xml = xmlOf('a', { b: `<${text}>` })
      // Every XML parser reads a carriage return as a line feed (XML 1.0, 2.11).
      const parser = new XMLParser({ parseTagValue: false, trimValues: false })
      const held = text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
      expect(parser.parse(xml).a.b.replace(/\r\n?/g, '\n')).toBe(`<${held}>`.replace(/\r\n?/g, '\n'))
    }),
  )
})

test('a span is never longer than ninety days', () => {
  const now = new Date('2026-11-23T08:00:00Z')
  const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(fc.option(day), fc.option(day), (start, end) => {
      const asked = readAsked({ start_date: start?.toISOString() ?? '', end_date: end?.toISOString() ?? '' }, now)
      if ('wrong' in asked) throw new Error(asked.wrong)
      expect(asked.ok.to.getTime() - asked.ok.from.getTime()).toBeLessThanOrEqual(90 * 86_400_000)
    }),
  )
})
