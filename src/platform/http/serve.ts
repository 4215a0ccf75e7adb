// Serving one visit: who it is, what they sent, the handler's answer as bytes, and how failures are said.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { City } from '../city.ts'
import type { Log } from '../log.ts'
import { type Actor, guest } from '../policy.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Locale } from '../words.ts'
import { lacking } from './admit.ts'
import { etagOf, type PageCache } from './cache.ts'
import { answerFailure } from './failure.ts'
import { policyWithForms } from './guard.ts'
import { isByKey } from './keys.ts'
import { isUnchanged } from './negotiate.ts'
import {
  asksForJson,
  flatFields,
  houseUrl,
  hrefIn,
  readLook,
  readMultipart,
  readNear,
  readUrlencoded,
  splitLocale,
  writeLook,
} from './read.ts'
import type { Answer, PageAnswer, Route, Upload, Visit } from './route.ts'
import { sendStream } from './stream.ts'

export interface ServerHouse {
  routes: readonly Route[]
  cityFor(actor: Actor, locale: Locale): City
  /** Gives the visit the words that a page is made with; asked before each handler of a page. */
  prepare?(visit: Visit): Promise<void>
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
        const { step, refusal } = lacking(actor, route)
        if (step !== null && route.method === 'GET' && !seen.visit.wantsJson) {
          const { pathname, search } = houseUrl(request.url)
          const next = encodeURIComponent(pathname + search)
          return reply.redirect(hrefIn(seen.visit.locale, `${step}next=${next}`), 303)
        }
        throw refusal
      }
      await readBody(house, route, request, seen.visit)
      if (isOfPage(seen.visit)) await house.prepare?.(seen.visit)
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

const longestValue = 2000

interface Seen {
  visit: Visit
  /** True once a cookie was read or written: the answer is this person's own. */
  isPersonal(): boolean
  /** The place whose page this is; null where the handler asked for none. */
  near(): string | null
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
  const place = isCookieless(route) ? '' : readNear(request.cookies?.near)
  let near: string | null = null
  let personal = actor.person !== null || isByKey(request.raw)
  const query: Record<string, string> = {}
  for (const name of route?.query ?? []) {
    const given = url.searchParams.get(name)
    const value = route?.cut ? (given?.replaceAll('\u0000', ' ').slice(0, longestValue).toWellFormed() ?? null) : given
    if (value !== null && !value.includes('\u0000') && value.length <= longestValue)
      query[name] = value.normalize('NFC')
  }
  const cookieOptions = { path: '/', httpOnly: true, sameSite: 'lax', secure: house.secureCookies } as const
  const visit: Visit = {
    // Only a page can tell the language of each of its phrases; all else is said in Russian to those who read Udmurt.
    city: house.cityFor(actor, locale === 'udm' ? 'ru' : locale),
    method: request.method === 'POST' ? 'POST' : 'GET',
    path: url.pathname,
    ...(route ? { template: route.path } : {}),
    params: paramsOf(request.params),
    query,
    fields: {},
    uploads: {},
    wantsJson: asksForJson(request.headers.accept) || isByKey(request.raw),
    locale,
    look: readLook(request.cookies?.look),
    get near() {
      near = place
      return place
    },
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
  return { visit, isPersonal: () => personal, near: () => near }
}

// Files have an ending, and whoever wants JSON is a program.
function isOfPage({ method, path, wantsJson }: Visit): boolean {
  return (
    method === 'GET' &&
    !wantsJson &&
    !/\.(json|geojson|csv|xlsx|pdf|atom|ics|xml|svg|png|txt|js|webmanifest)$/.test(path)
  )
}

// Other sites' pages show or post these addresses: whoever is signed in here is not, there.
function isCookieless(route: Route | null): boolean {
  return route !== null && (route.fromAnywhere || route.framed)
}

async function readBody(house: ServerHouse, route: Route, request: FastifyRequest, visit: Visit): Promise<void> {
  if (visit.method !== 'POST' || route.unread) return
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
  if (answer.kind === 'handed') {
    reply.header('cache-control', 'no-store')
    for (const [name, value] of Object.entries(reply.getHeaders())) {
      if (value !== undefined) reply.raw.setHeader(name, value)
    }
    const shown = await answer.to(request.raw, reply.raw)
    if (shown !== null) return send(house, route, request, reply, seen, shown, mark)
    reply.hijack()
    return reply
  }
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
  if (answer.kind === 'page' && answer.formsTo) reply.header('content-security-policy', policyWithForms(answer.formsTo))
  if (answer.kind === 'page' && answer.onTo) reply.header('refresh', `0; url=${locationOf(answer.onTo)}`)
  if (!('cache-control' in extra)) reply.header('cache-control', own ? 'private, no-store' : 'no-cache')
  if (!own) reply.header('vary', 'accept, accept-encoding, cookie')
  if (cacheable) {
    const etag = etagOf(body)
    reply.header('etag', etag)
    house.cache.keep(
      nameOf(route, request, visit, seen.near()),
      { status: 200, headers: headersOf(reply), body, etag, seconds: answer.keep },
      visit.city.within.reads,
      mark,
    )
    if (isUnchanged(request.headers['if-none-match'], etag)) return reply.code(304).send()
  }
  return reply.send(body)
}

function nameOf(route: Route, request: FastifyRequest, visit: Visit, near: string | null) {
  const known = route.query
    .filter((name) => name in visit.query)
    .map((name) => `${name}=${encodeURIComponent(visit.query[name] ?? '')}`)
  return {
    rawUrl: request.originalUrl,
    host: request.headers.host ?? '',
    canonical: `${visit.locale} ${visit.path}?${known.join('&')}`,
    look: writeLook(visit.look),
    json: visit.wantsJson,
    near,
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

// A header holds ASCII only, and a line break in it would be a header of the sender's choosing.
function locationOf(to: string): string {
  const url = new URL(to, 'http://house')
  return url.origin === 'http://house' ? url.pathname + url.search + url.hash : url.href
}

export type { Upload }
