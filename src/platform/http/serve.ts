// Serving one visit: who it is, what they sent, the handler's answer as bytes, and how failures are said.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { City } from '../city.ts'
import type { Fields } from '../form.ts'
import type { Log } from '../log.ts'
import { type Actor, demand, guest } from '../policy.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Locale } from '../words.ts'
import { etagOf, type PageCache } from './cache.ts'
import { answerFailure } from './failure.ts'
import { isByKey } from './keys.ts'
import { isUnchanged } from './negotiate.ts'
import {
  asksForJson,
  houseUrl,
  hrefIn,
  readLook,
  readMultipart,
  readUrlencoded,
  splitLocale,
  writeLook,
} from './read.ts'
import type { Answer, PageAnswer, Route, Upload, Visit } from './route.ts'
import { sendStream } from './stream.ts'

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
  /** Scheme and host of the public address, where one is set. */
  publicOrigin?: string | null
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
    const actor = route.fromAnywhere
      ? { ...guest, via: 'open311' }
      : route.framed || request.holder
        ? guest
        : await house.actorFor(request.cookies, 'web')
    const seen = openVisit(house, route, request, reply, actor)
    try {
      if (Object.values(seen.visit.params).some((value) => value.includes('\u0000'))) {
        // No address of ours has it, and the database would call it an error.
        throw refuse.missing('platform.refusal.missing')
      }
      if (!route.may.allows(actor)) {
        if (actor.person === null && route.method === 'GET' && !seen.visit.wantsJson) {
          return reply.redirect(
            hrefIn(
              seen.visit.locale,
              `/account/sign-in?next=${encodeURIComponent(houseUrl(request.url).pathname + houseUrl(request.url).search)}`,
            ),
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
  const url = houseUrl(rest)
  let personal = actor.person !== null || isByKey(request.raw)
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
    wantsJson: asksForJson(request.headers.accept) || isByKey(request.raw),
    locale,
    look: readLook(request.cookies?.look),
    cookie: (name) => {
      personal = true
      return isCookieless(route) || isByKey(request.raw) ? undefined : request.cookies[name]
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
    // A forged Host must not stand in what is kept for others or sent by letter.
    origin: house.publicOrigin ?? `${request.protocol}://${request.host}`,
    get ip() {
      personal = true
      return request.ip
    },
    header: (name) => {
      personal = true
      if (name === 'cookie' && isCookieless(route)) return undefined
      const value = request.headers[name]
      return Array.isArray(value) ? value[0] : value
    },
  }
  return { visit, isPersonal: () => personal }
}

// Other sites' pages show or post these addresses: whoever is signed in here is not, there.
function isCookieless(route: Route | null): boolean {
  return route !== null && (route.fromAnywhere || route.framed)
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
    reply.header('cache-control', 'no-store')
    return reply.redirect(locationOf(answer.asIs ? answer.to : hrefIn(visit.locale, answer.to)), answer.status)
  }
  if (answer.kind === 'stream') return sendStream(request, reply, answer, house.log)
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
    if (isUnchanged(request.headers['if-none-match'], etag)) return reply.code(304).send()
  }
  return reply.send(body)
}

function nameOf(route: Route, request: FastifyRequest, visit: Visit) {
  const known = route.query
    .filter((name) => name in visit.query)
    .map((name) => `${name}=${encodeURIComponent(visit.query[name] ?? '')}`)
  return {
    rawUrl: request.originalUrl,
    host: request.headers.host ?? '',
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
    else if (Array.isArray(value)) fields[name] = value.filter((each) => typeof each !== 'object').map(String)
  }
  return fields
}

// A header holds ASCII only, and a line break in it would be a header of the sender's choosing.
function locationOf(to: string): string {
  const url = new URL(to, 'http://house')
  return url.origin === 'http://house' ? url.pathname + url.search + url.hash : url.href
}

export type { Upload }
