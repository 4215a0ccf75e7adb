// Serving one visit: who it is, what they sent, the handler's answer as bytes, and how failures are said.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { City } from '../city.ts'
import { isDatabaseBusy } from '../db/busy.ts'
import type { Fields } from '../form.ts'
import type { Log } from '../log.ts'
import { type Actor, demand, guest } from '../policy.ts'
import { Refusal } from '../refusal.ts'
import type { Locale } from '../words.ts'
import { etagOf, type PageCache } from './cache.ts'
import { asksForJson, hrefIn, readLook, readMultipart, readUrlencoded, splitLocale, writeLook } from './read.ts'
import type { Answer, PageAnswer, Route, Upload, Visit } from './route.ts'

export interface ServerHouse {
  routes: readonly Route[]
  cityFor(actor: Actor, locale: Locale): City
  actorFor(cookies: Record<string, string | undefined>, via: string): Promise<Actor>
  /** The whole document of a page. */
  render(visit: Visit, answer: PageAnswer): string
  /** The page of a refusal, or of a bug when there is a reference to read aloud. */
  refusalPage(visit: Visit, refusal: Refusal, reference: string | null): PageAnswer
  cache: PageCache
  log: Log
  secureCookies: boolean
  uploadLimit: number
}

export interface Respond {
  visit(route: Route, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply>
  failure(request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply
}

/** Makes the two ways of answering: a visit, and a failure. */
export function serveRoute(house: ServerHouse): Respond {
  const visit: Respond['visit'] = async (route, request, reply) => {
    const mark = house.cache.mark()
    const anonymous = route.fromAnywhere
    const actor = anonymous ? { ...guest, via: 'open311' } : await house.actorFor(request.cookies, 'web')
    const seen = openVisit(house, route, request, reply, actor)
    try {
      if (!route.may.allows(actor)) {
        if (actor.person === null && route.method === 'GET' && !seen.visit.wantsJson) {
          return reply.redirect(
            hrefIn(seen.visit.locale, `/account/sign-in?next=${encodeURIComponent(seen.visit.path)}`),
            303,
          )
        }
        demand(actor, route.may, undefined)
      }
      await readBody(house, request, seen.visit)
      const answer = await route.run(seen.visit)
      return send(house, route, request, reply, seen, answer, mark)
    } catch (error) {
      return answerFailure(house, seen.visit, request, reply, error)
    }
  }
  return {
    visit,
    failure: (request, reply, error) => {
      const seen = openVisit(house, null, request, reply, guest)
      return answerFailure(house, seen.visit, request, reply, error)
    },
  }
}

interface Seen {
  visit: Visit
  /** True once a cookie was read or written: the answer is this person's own. */
  isPersonal(): boolean
}

function openVisit(
  house: ServerHouse,
  route: Route | null,
  request: FastifyRequest,
  reply: FastifyReply,
  actor: Actor,
): Seen {
  const { locale, rest } = splitLocale(request.originalUrl)
  const url = new URL(rest, 'http://house')
  let personal = actor.person !== null
  const query: Record<string, string> = {}
  for (const name of route?.query ?? []) {
    const value = url.searchParams.get(name)
    if (value !== null && !value.includes('\u0000') && value.length <= 2000) query[name] = value.normalize('NFC')
  }
  const cookieOptions = { path: '/', httpOnly: true, sameSite: 'lax', secure: house.secureCookies } as const
  const visit: Visit = {
    city: house.cityFor(actor, locale),
    method: request.method === 'POST' ? 'POST' : 'GET',
    path: url.pathname,
    params: paramsOf(request.params),
    query,
    fields: {},
    uploads: {},
    wantsJson: asksForJson(request.headers.accept),
    locale,
    look: readLook(request.cookies?.look),
    cookie: (name) => {
      personal = true
      return route?.fromAnywhere ? undefined : request.cookies[name]
    },
    setCookie: (name, value, options = {}) => {
      personal = true
      reply.setCookie(name, value, { ...cookieOptions, ...options })
    },
    addCookieLine: (line) => {
      personal = true
      const before = reply.getHeader('set-cookie')
      reply.removeHeader('set-cookie')
      reply.header('set-cookie', [
        ...(Array.isArray(before) ? before : before === undefined ? [] : [String(before)]),
        line,
      ])
    },
    clearCookie: (name, path = '/') => {
      personal = true
      reply.clearCookie(name, { ...cookieOptions, path })
    },
    origin: `${request.protocol}://${request.host}`,
    ip: request.ip,
    header: (name) => {
      const value = request.headers[name]
      return Array.isArray(value) ? value[0] : value
    },
  }
  return { visit, isPersonal: () => personal }
}

async function readBody(house: ServerHouse, request: FastifyRequest, visit: Visit): Promise<void> {
  if (visit.method !== 'POST') return
  if (request.isMultipart()) {
    const body = await readMultipart(request, house.uploadLimit)
    visit.fields = body.fields
    visit.uploads = body.uploads
  } else if (Buffer.isBuffer(request.body)) {
    visit.fields = readUrlencoded(request.body.toString('utf8'))
  } else if (typeof request.body === 'object' && request.body !== null) {
    visit.fields = flatFields(request.body)
  }
}

async function send(
  house: ServerHouse,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  seen: Seen,
  answer: Answer,
  mark: number,
): Promise<FastifyReply> {
  const { visit } = seen
  if (answer.kind === 'redirect') {
    return reply.redirect(answer.asIs ? answer.to : hrefIn(visit.locale, answer.to), answer.status)
  }
  const own = seen.isPersonal() || route.personal || route.method !== 'GET'
  const body = Buffer.from(answer.kind === 'page' ? house.render(visit, answer) : answer.bytes)
  const type = answer.kind === 'page' ? 'text/html; charset=utf-8' : answer.type
  const extra = answer.kind === 'bytes' ? answer.headers : {}
  const cacheable = !own && answer.status === 200 && answer.keep > 0
  reply.code(answer.status)
  reply.header('content-type', type)
  for (const [name, value] of Object.entries(extra)) reply.header(name, value)
  if (!('cache-control' in extra)) reply.header('cache-control', own ? 'private, no-store' : 'no-cache')
  if (!own) reply.header('vary', 'accept, accept-encoding, cookie')
  if (cacheable) {
    const etag = etagOf(body)
    reply.header('etag', etag)
    house.cache.keep(
      nameOf(route, request, visit),
      { status: 200, headers: headersOf(reply), body, etag, seconds: answer.keep },
      visit.city.within.reads,
      mark,
    )
    if (request.headers['if-none-match'] === etag) return reply.code(304).send()
  }
  return reply.send(body)
}

function answerFailure(
  house: ServerHouse,
  visit: Visit,
  request: FastifyRequest,
  reply: FastifyReply,
  error: unknown,
): FastifyReply {
  const refusal = refusalFrom(error)
  const reference = refusal ? null : request.id.replaceAll(/[^\w]/g, 'x').toUpperCase()
  if (!refusal)
    house.log.error(
      { reference, path: visit.path, error: error instanceof Error ? (error.stack ?? error.message) : String(error) },
      'a bug',
    )
  const shown = refusal ?? new Refusal('unavailable', 'platform.refusal.bug', { reference: reference ?? '' })
  const status = refusal ? shown.status : 500
  reply.code(status).header('cache-control', 'no-store')
  if (status === 503) reply.header('retry-after', '5')
  const { words } = visit.city
  if (visit.wantsJson) {
    const fields = Object.entries(shown.fields).map(([name, problem]) => ({
      name,
      detail: words(problem.key, problem.values),
    }))
    return reply
      .type('application/problem+json; charset=utf-8')
      .send(
        JSON.stringify({
          type: `about:blank#${shown.key}`,
          title: words(shown.key, shown.values),
          status,
          ...(fields.length > 0 ? { fields } : {}),
          ...(reference ? { reference } : {}),
        }),
      )
  }
  return reply
    .type('text/html; charset=utf-8')
    .send(house.render(visit, { ...house.refusalPage(visit, shown, reference), status }))
}

// What Fastify, its plugins and the database throw in the ordinary course of things becomes one of the five refusals.
function refusalFrom(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error
  if (isDatabaseBusy(error)) return new Refusal('unavailable', 'platform.refusal.busy')
  if (!(error instanceof Error)) return null
  const status = 'statusCode' in error ? error.statusCode : undefined
  if (status === 413) return new Refusal('invalid', 'platform.refusal.tooLarge')
  if (status === 429) return new Refusal('unavailable', 'platform.refusal.tooMany')
  if (status === 404) return new Refusal('missing', 'platform.refusal.missing')
  if (typeof status === 'number' && status >= 400 && status < 500)
    return new Refusal('invalid', 'platform.refusal.unreadable')
  if (/Unexpected end of (form|multipart)|Malformed part|terminated early/i.test(error.message))
    return new Refusal('invalid', 'platform.refusal.unreadable')
  return null
}

function nameOf(route: Route, request: FastifyRequest, visit: Visit) {
  const known = route.query
    .filter((name) => name in visit.query)
    .map((name) => `${name}=${encodeURIComponent(visit.query[name] ?? '')}`)
  return {
    rawUrl: request.originalUrl,
    canonical: `${visit.locale} ${visit.path}?${known.join('&')}`,
    look: writeLook(visit.look),
    json: visit.wantsJson,
  }
}

function headersOf(reply: FastifyReply): Record<string, string> {
  return Object.fromEntries(
    Object.entries(reply.getHeaders())
      .filter(([name]) => !name.startsWith('x-ratelimit'))
      .map(([name, value]) => [name, String(value)]),
  )
}

function paramsOf(params: unknown): Record<string, string> {
  if (typeof params !== 'object' || params === null) return {}
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value).normalize('NFC')]))
}

function flatFields(body: object): Fields {
  const fields: Fields = Object.create(null)
  for (const [name, value] of Object.entries(body)) {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      fields[name] = String(value)
    else if (Array.isArray(value)) fields[name] = value.map(String)
  }
  return fields
}

export type { Upload }
