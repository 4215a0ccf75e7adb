// A small house for the tests of the web server: a few routes over the real server, cache and words.
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { h, type VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { type BareCity, openBareCity } from '#tests/bare-city.ts'
import type { Log } from '../log.ts'
import { guest } from '../policy.ts'
import { openPageCache, type PageCache } from './cache.ts'
import { page, type Route } from './route.ts'
import { openServer, type PublicFile } from './server.ts'

export interface SmallHouse {
  app: FastifyInstance
  cache: PageCache
  bare: BareCity
  /** What was logged. */
  logged: { fields: object; message: string }[]
  close(): Promise<void>
}

export interface SmallOptions {
  limits?: { readsPerMinute: number; writesPerMinute: number }
  files?: Record<string, PublicFile>
  uploadLimit?: number
  /** Pages of failures cannot be drawn, either. */
  brokenPages?: boolean
  publicHost?: string
}

/** Opens the house; `?session=` cookies name the person. */
export async function openSmallHouse(routes: readonly Route[], options: SmallOptions = {}): Promise<SmallHouse> {
  const bare = await openBareCity([])
  const logged: SmallHouse['logged'] = []
  const note = (fields: object, message: string) => void logged.push({ fields, message })
  const log: Log = { info: note, warn: note, error: note, child: () => log }
  const cache = openPageCache({ now: () => bare.now.getTime(), byHost: options.publicHost === undefined })
  const text = (body: string): VNode => h('p', null, body)
  const app = await openServer({
    routes,
    cache,
    log,
    cityFor: (actor, locale) => ({ ...bare.as(actor, locale), log }),
    actorFor: async (cookies, via) =>
      cookies.session ? { person: cookies.session, name: cookies.session, roles: [], via } : { ...guest, via },
    render: (visit, answer) => {
      if (options.brokenPages) throw new Error('no pages today')
      const body = renderToString(h('main', { 'data-path': visit.path, lang: visit.locale }, answer.body))
      return `<!doctype html><title>${answer.title}</title>${body}`
    },
    refusalPage: (visit, refusal) =>
      page(refusal.kind, text(visit.city.words(refusal.key, refusal.values)), { keep: 0 }),
    trustProxy: false,
    publicHost: options.publicHost ?? null,
    secureCookies: false,
    uploadLimit: options.uploadLimit ?? 1000,
    limits: options.limits ?? { readsPerMinute: 100_000, writesPerMinute: 100_000 },
    publicFiles: { find: (path) => options.files?.[path] },
  })
  return {
    app,
    cache,
    bare,
    logged,
    close: async () => {
      await app.close()
      await bare.close()
    },
  }
}

export interface SocketAnswer {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
}

/** Sends a request over a real socket, its path exactly as written. */
export async function overSocket(
  app: FastifyInstance,
  sent: { method?: string; path: string; headers?: Record<string, string>; body?: Buffer },
): Promise<SocketAnswer> {
  const address = await listening(app)
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: '127.0.0.1', port: address.port, method: sent.method ?? 'GET', path: sent.path, headers: sent.headers },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
        )
        response.on('error', reject)
      },
    )
    request.on('error', reject)
    request.end(sent.body)
  })
}

async function listening(app: FastifyInstance): Promise<AddressInfo> {
  if (!app.server.listening) await app.listen({ host: '127.0.0.1', port: 0 })
  const address = app.server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening on a port')
  return address
}
