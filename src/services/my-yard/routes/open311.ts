// Open311 GeoReport v2 at /open311/v2, in JSON and XML: programs read and send reports without a key.
import { z } from 'zod'
import { caseFor } from '#kernel/cases/index.ts'
import { type BytesAnswer, bytes, fileApi, get, post, type Route, type Visit } from '#platform/http/route.ts'
import { anyone } from '#platform/policy.ts'
import type { Refusal } from '#platform/refusal.ts'
import { openPosted } from '../actions.ts'
import { readAsked } from '../feeds/asked.ts'
import { definitionOf, discoveryOf, requestOf, serviceIn, tongueOf } from '../feeds/open311.ts'
import { type Open311Error, type Posted, readPosted } from '../feeds/posted.ts'
import { type Plain, xmlOf } from '../feeds/xml.ts'
import { cityFacts, open311Services } from '../pack.ts'
import { knowledge, placeOf, requestsAsked } from '../queries.ts'
import type { DraftPlace } from '../rules.ts'
import { officialWay, type Parts, privateLink, wholeAddress } from './parts.ts'

const base = '/open311/v2'
type Format = 'json' | 'xml'
const formats: readonly Format[] = ['json', 'xml']

const serviceAnswer = z.object({
  service_code: z.string(),
  service_name: z.string(),
  metadata: z.boolean(),
  type: z.string(),
})
const requestAnswer = z.object({
  service_request_id: z.string(),
  status: z.enum(['open', 'closed']),
  service_code: z.string(),
})
const postRequest = z.object({
  service_code: z.string(),
  description: z.string().optional(),
  address_string: z.string().optional(),
  lat: z.string().optional(),
  long: z.string().optional(),
  media_url: z.string().optional(),
})
const postAnswer = z.object({ service_request_id: z.string(), service_notice: z.string(), account_id: z.null() })

const fileNamed = (example: string) => ({ file: { schema: z.string(), about: 'myYard.api.file', example } })

export function open311Routes(parts: Parts): Route[] {
  const one = { refused, query: ['jurisdiction_id'] }
  const many = {
    refused,
    query: ['jurisdiction_id', 'service_request_id', 'service_code', 'start_date', 'end_date', 'status'],
  }
  const status = { schema: z.enum(['open', 'closed']) }
  const api = (summary: string, answer: z.ZodType) => ({
    api: { summary, answer: z.array(answer), tag: 'open311', parameters: { status } },
  })
  const sent = (summary: string) => ({
    api: { summary, answer: z.array(postAnswer), tag: 'open311', request: postRequest, scope: 'reports:write' },
  })
  return [
    ...formats.flatMap((format): Route[] => {
      const json = format === 'json'
      return [
        get(`${base}/discovery.${format}`, anyone, (visit) => discovery(parts, visit, format), {
          refused,
          ...(json ? { api: fileApi('myYard.api.discovery', 'open311', 'application/json') } : {}),
        }),
        get(`${base}/services.${format}`, anyone, (visit) => services(visit, format), {
          ...one,
          ...(json ? api('myYard.api.services', serviceAnswer) : {}),
        }),
        get(`${base}/requests.${format}`, anyone, (visit) => requests(parts, visit, format), {
          ...many,
          ...(json ? api('myYard.api.requests', requestAnswer) : {}),
        }),
        post(`${base}/requests.${format}`, anyone, (visit) => file(parts, visit, format), {
          refused,
          fromAnywhere: true,
          perMinute: 120,
          ...(json ? sent('myYard.api.post') : {}),
        }),
      ]
    }),
    get(`${base}/services/:file`, anyone, (visit) => named(visit, definition), {
      ...one,
      api: fileApi('myYard.api.definition', 'open311', 'application/json', fileNamed('road.pothole.json')),
    }),
    get(`${base}/requests/:file`, anyone, (visit) => named(visit, (...asked) => request(parts, ...asked)), {
      ...one,
      api: fileApi('myYard.api.request', 'open311', 'application/json', fileNamed('2026-000001.json')),
    }),
    get(`${base}/tokens/:file`, anyone, (visit) => named(visit, token), {
      ...one,
      api: fileApi('myYard.api.token', 'open311', 'application/json', fileNamed('2026-000001.json')),
    }),
  ]
}

async function discovery(parts: Parts, visit: Visit, format: Format) {
  const { city } = visit
  const { cityPhone } = await cityFacts(city)
  const contact = city.words('myYard.open311.contact', {
    phone: cityPhone.phone,
    title: cityPhone.title[tongueOf(city.words)],
  })
  const told = discoveryOf({ address: wholeAddress(parts, visit, base), contact, changed: '2026-11-23T00:00:00Z' })
  if (format === 'json') return answer(format, 'discovery', told)
  const endpoints = told.endpoints.map((endpoint) => ({ ...endpoint, formats: { format: endpoint.formats } }))
  return answer(format, 'discovery', { ...told, endpoints: { endpoint: endpoints } })
}

async function services(visit: Visit, format: Format) {
  const foreign = await wrongJurisdiction(visit)
  if (foreign) return failed(format, [foreign])
  const all = await open311Services(visit.city)
  return listed(
    format,
    ['services', 'service'],
    all.map((service) => serviceIn(service, tongueOf(visit.city.words))),
  )
}

async function definition(visit: Visit, code: string, format: Format) {
  const found = (await open311Services(visit.city)).find((service) => service.code === code)
  if (!found) return failed(format, [{ code: 404, description: say(visit, 'service', { code: code.slice(0, 60) }) }])
  const told = definitionOf(found, tongueOf(visit.city.words))
  if (format === 'json') return answer(format, 'service_definition', told)
  const attribute = told.attributes.map((one) => ({ ...one, values: { value: one.values } }))
  return answer(format, 'service_definition', { ...told, attributes: { attribute } })
}

async function requests(parts: Parts, visit: Visit, format: Format) {
  const foreign = await wrongJurisdiction(visit)
  if (foreign) return failed(format, [foreign])
  const asked = readAsked(visit.query, visit.city.now)
  if ('wrong' in asked) return failed(format, [{ code: 400, description: say(visit, 'query', { name: asked.wrong }) }])
  const origin = parts.publicUrl ?? visit.origin
  const cards = await requestsAsked(visit.city, asked.ok)
  return listed(
    format,
    ['service_requests', 'request'],
    cards.map((card) => requestOf(card, visit.city.words, origin)),
  )
}

async function request(parts: Parts, visit: Visit, number: string, format: Format) {
  const found = await caseFor(visit.city, number)
  if (!found)
    return failed(format, [{ code: 404, description: say(visit, 'request', { number: number.slice(0, 40) }) }])
  const told = requestOf(found, visit.city.words, parts.publicUrl ?? visit.origin)
  return listed(format, ['service_requests', 'request'], [told])
}

// Numbers are given at once, so a token is the number itself.
async function token(visit: Visit, number: string, format: Format) {
  const found = await caseFor(visit.city, number)
  if (!found)
    return failed(format, [{ code: 404, description: say(visit, 'request', { number: number.slice(0, 40) }) }])
  return listed(format, ['service_requests', 'request'], [{ service_request_id: number, token: number }])
}

async function file(parts: Parts, visit: Visit, format: Format) {
  const { city, fields } = visit
  const jurisdiction = typeof fields.jurisdiction_id === 'string' ? fields.jurisdiction_id : undefined
  const foreign = await wrongJurisdiction(visit, jurisdiction)
  if (foreign) return failed(format, [foreign])
  const posted = readPosted(fields, await open311Services(city), city.words)
  if ('errors' in posted) return failed(format, posted.errors)
  const place = await placeOf(city, { where: posted.ok.address, point: posted.ok.point ?? undefined })
  if ('errors' in place) {
    const errors = Object.values(place.errors).map(({ key, values }) => ({
      code: 400,
      description: city.words(key, values),
    }))
    return failed(format, errors)
  }
  const opened = await openedCase(visit, posted.ok, place.ok)
  const told = {
    service_request_id: opened.number,
    service_notice: await noticeFor(parts, visit, posted.ok, opened),
    account_id: null,
  }
  return listed(format, ['service_requests', 'request'], [told])
}

async function openedCase(visit: Visit, posted: Posted, place: DraftPlace) {
  const known = await knowledge(visit.city)
  // A program does not say whose land it is: where the topic leaves it open, the city's dispatchers are asked first.
  const land = known.topics.find(({ code }) => code === posted.service.code)?.land === 'yard' ? 'yard' : 'street'
  return openPosted(visit.city, { posted, place, land })
}

async function noticeFor(parts: Parts, visit: Visit, posted: Posted, opened: { number: string; token: string }) {
  const { city, fields } = visit
  const danger = (await knowledge(city)).danger(posted.description)
  const contact = ['email', 'first_name', 'last_name', 'phone', 'device_id', 'account_id'].some((name) => fields[name])
  const official = (await officialWay(city)).text
  return [
    danger && city.words('myYard.open311.notice.danger', { call: danger.call, advice: danger.advice }),
    city.words('myYard.open311.notice', { official, link: privateLink(parts, visit, opened) }),
    contact && city.words('myYard.open311.notice.contact'),
    fields.media_url && city.words('myYard.open311.notice.media'),
  ]
    .filter(Boolean)
    .join(' ')
}

async function named(visit: Visit, run: (visit: Visit, name: string, format: Format) => Promise<BytesAnswer>) {
  const [, name = '', suffix] = /^(.*)\.(json|xml)$/.exec(visit.params.file ?? '') ?? []
  const format = suffix === 'xml' ? 'xml' : 'json'
  if (suffix === undefined) return failed('json', [{ code: 404, description: say(visit, 'missing') }])
  const foreign = await wrongJurisdiction(visit)
  return foreign ? failed(format, [foreign]) : run(visit, name, format)
}

async function wrongJurisdiction(visit: Visit, given = visit.query.jurisdiction_id): Promise<Open311Error | null> {
  if (!given || given === (await cityFacts(visit.city)).id) return null
  return { code: 404, description: say(visit, 'jurisdiction', { id: given.slice(0, 60) }) }
}

/** Any failure in the standard's shape. It names no code for too many requests: 429 is what programs know how to wait after. */
function refused(visit: Visit, refusal: Refusal, status: number): BytesAnswer {
  const { words } = visit.city
  const fields = Object.values(refusal.fields)
  const said = fields.length > 0 ? fields : [refusal]
  return failed(
    visit.path.endsWith('.xml') ? 'xml' : 'json',
    said.map(({ key, values }) => ({ code: status, description: words(key, values) })),
  )
}

function say(visit: Visit, key: string, values?: Record<string, string>): string {
  return visit.city.words(`myYard.open311.wrong.${key}`, values)
}

function listed(format: Format, [list, item]: [string, string], things: Plain[]): BytesAnswer {
  return format === 'json' ? answer(format, list, things) : answer(format, list, { [item]: things })
}

function failed(format: Format, errors: Open311Error[]): BytesAnswer {
  const told: Plain[] = errors.map(({ code, description }) => ({ code, description }))
  return { ...listed(format, ['errors', 'error'], told), status: errors[0]?.code ?? 400, keep: 0 }
}

// Open data is for pages of any site, so their browsers may read it.
function answer(format: Format, root: string, content: Plain): BytesAnswer {
  const headers = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' }
  if (format === 'json') return bytes('application/json; charset=utf-8', JSON.stringify(content), { headers })
  return bytes('text/xml; charset=utf-8', xmlOf(root, content), { headers })
}
