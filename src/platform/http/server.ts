// The web server: Fastify with the house's routes, guards, limits and the page cache in front.
import { createServer } from 'node:http'
import cookiePlugin from '@fastify/cookie'
import multipartPlugin from '@fastify/multipart'
import rateLimitPlugin from '@fastify/rate-limit'
import { type FastifyInstance, type FastifyRequest, fastify } from 'fastify'
import { newSecret } from '../ids.ts'
import type { Log } from '../log.ts'
import { Refusal } from '../refusal.ts'
import type { PageCache } from './cache.ts'
import { constantHeaders, framedHeaders, isCrossSite } from './guard.ts'
import { countKey, isByKey, type KeyGate, type KeyHolder } from './keys.ts'
import { encodingFor } from './negotiate.ts'
import { houseUrl, splitLocale } from './read.ts'
import type { Refused, Route } from './route.ts'
import { type Respond, type ServerHouse, serveRoute } from './serve.ts'

export interface ServerOptions extends ServerHouse {
  cache: PageCache
  log: Log
  /** A proxy in front is trusted for address and scheme. */
  trustProxy: boolean
  publicHost: string | null
  limits: { readsPerMinute: number; writesPerMinute: number }
  /** Who opens with a key, where the house has a module that knows. */
  keys?: KeyGate | undefined
  /** Built files with hashed names, and others. */
  publicFiles: { find(path: string): PublicFile | undefined }
}

export interface PublicFile {
  type: string
  plain: Buffer
  br: Buffer | null
  gzip: Buffer | null
  forever: boolean
}

/** Builds the server; it does not listen yet. */
export async function openServer(options: ServerOptions): Promise<FastifyInstance> {
  const app = fastify({
    logger: false,
    trustProxy: options.trustProxy,
    bodyLimit: 2_000_000,
    routerOptions: { maxParamLength: 500, ignoreTrailingSlash: true },
    forceCloseConnections: true,
    genReqId: () => newSecret(6),
    frameworkErrors: (error, request, reply) => {
      reply.headers(constantHeaders)
      respond.failure(request, reply, error)
    },
    rewriteUrl: (request) => splitLocale(request.url ?? '/').rest,
    serverFactory: (handler) =>
      createServer((request, response) => {
        // What is counted by its key is not answered past the count.
        if (isByKey(request) || !options.cache.answer(request, response)) handler(request, response)
      }),
  })
  const respond: Respond = serveRoute(options)

  // What nobody here reads is refused (415), not taken for an empty form.
  app.removeContentTypeParser('text/plain')
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  )
  // First, so that a refused visitor, too, sees the page in the look she chose.
  await app.register(cookiePlugin)
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(request.routeOptions.config?.framed ? framedHeaders : constantHeaders)
    const unsafe = request.method !== 'GET' && request.method !== 'HEAD'
    if (unsafe && !isFromAnywhere(request) && isCrossSite(request, options.publicHost)) {
      throw new Refusal('not-allowed', 'platform.refusal.crossSite')
    }
  })
  app.decorateRequest('holder', null)
  app.addHook('onRequest', (request, reply) => countKey(options.keys, request, reply))
  app.setErrorHandler((error, request, reply) => respond.failure(request, reply, error))
  app.setNotFoundHandler((request, reply) =>
    respond.failure(request, reply, new Refusal('missing', 'platform.refusal.missing')),
  )
  // A photo that is too large is cut, and its form is answered with all else that was typed.
  await app.register(multipartPlugin, { throwFileSizeLimit: false })
  await app.register(rateLimitPlugin, {
    global: true,
    hook: 'onRequest',
    // A key has quotas of its own.
    allowList: (request) => request.holder !== null,
    timeWindow: 60_000,
    max: (request) => (request.method === 'GET' ? options.limits.readsPerMinute : options.limits.writesPerMinute),
    keyGenerator: (request) => `${request.method === 'GET' ? 'r' : 'w'} ${request.ip}`,
    errorResponseBuilder: (_request, { statusCode }) => withStatus(statusCode),
  })
  app.get('/static/*', (request, reply) => {
    const file = options.publicFiles.find(houseUrl(request.url).pathname.slice('/static/'.length))
    if (!file) return respond.failure(request, reply, new Refusal('missing', 'platform.refusal.missing'))
    const packed = encodingFor(request.headers['accept-encoding'], file)
    if (packed) reply.header('content-encoding', packed)
    reply.header('vary', 'accept-encoding')
    reply.header('cache-control', file.forever ? 'public, max-age=31536000, immutable' : 'public, max-age=3600')
    return reply.type(file.type).send(packed === 'br' ? file.br : packed === 'gzip' ? file.gzip : file.plain)
  })
  // What is handed to a library is read by it, so nothing here may take the body off the connection.
  await app.register(async (unread) => {
    unread.removeAllContentTypeParsers()
    unread.addContentTypeParser('*', (_request, _payload, done) => done(null))
    for (const route of options.routes) if (route.unread) add(unread, route)
  })
  for (const route of options.routes) if (!route.unread) add(app, route)
  for (const { path, allowed } of silentMethods(options.routes)) {
    app.route({
      method: methods.filter((method) => !allowed.includes(method)),
      url: path,
      handler: (request, reply) => respond.failure(request, reply.header('allow', allowed.join(', ')), withStatus(405)),
    })
  }
  return app

  function add(to: FastifyInstance, route: Route): void {
    to.route({
      method: route.method,
      url: route.path,
      config: {
        fromAnywhere: route.fromAnywhere,
        framed: route.framed && route.method === 'GET',
        unread: route.unread,
        ...(route.api ? { scope: route.api.scope ?? 'read' } : {}),
        ...(route.refused === undefined ? {} : { refused: route.refused }),
        ...(route.perMinute === undefined
          ? {}
          : {
              rateLimit: {
                max: route.perMinute,
                timeWindow: 60_000,
                keyGenerator: (request: FastifyRequest) => `${route.path} ${request.ip}`,
              },
            }),
      },
      handler: (request, reply) => respond.visit(route, request, reply),
    })
  }
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/** What each address does not answer: whoever opens a form's address by hand is told so, not that it does not exist. */
function silentMethods(routes: readonly Route[]): { path: string; allowed: string[] }[] {
  const byPath = new Map<string, string[]>()
  for (const { path, method } of routes) byPath.set(path, [...(byPath.get(path) ?? []), method])
  return [...byPath].map(([path, allowed]) => ({ path, allowed }))
}

function withStatus(statusCode: number): Error {
  return Object.assign(new Error(`HTTP ${statusCode}`), { statusCode })
}

declare module 'fastify' {
  interface FastifyContextConfig {
    fromAnywhere?: boolean
    framed?: boolean
    unread?: boolean
    /** What a key must allow to be used here; without it the address is none for keys. */
    scope?: string
    refused?: Refused
  }
  interface FastifyRequest {
    /** The key that this request came with, once it was found good. */
    holder: KeyHolder | null
  }
}

function isFromAnywhere(request: FastifyRequest): boolean {
  return request.routeOptions.config.fromAnywhere === true
}
