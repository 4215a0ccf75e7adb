// Addresses that standards and habit dictate: alive and ready, robots, sitemap, the contract for programs.
import { sql } from 'kysely'
import { h } from 'preact'
import type { OpenDatabase } from '#platform/db/open.ts'
import { bytes, get, json, page, type Route, redirect } from '#platform/http/route.ts'
import { anyone, guest } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { ExplorerPage, nameOf, OperationPage } from './explorer.tsx'
import { type Operation, openApi, operationsOf } from './open-api.ts'

export interface Ready {
  database: boolean
  migrations: boolean
  cityPack: boolean
  reactions: boolean
}

/** The house's own routes. `ready` tells what has been done so far. */
export function wellKnown(house: {
  routes: readonly Route[]
  database: OpenDatabase
  ready: Ready
  origin: string | null
}): Route[] {
  return [
    get('/healthz', anyone, () => json({ alive: true }, { keep: 0 }), { personal: true }),
    get(
      '/readyz',
      anyone,
      async () => {
        const database = await sql`select 1`.execute(house.database.kysely).then(
          () => true,
          () => false,
        )
        const ready = { ...house.ready, database }
        const all = Object.values(ready).every(Boolean)
        return json({ ready: all, ...ready }, { status: all ? 200 : 503, keep: 0 })
      },
      { personal: true },
    ),
    get('/api/openapi.json', anyone, (visit) =>
      json(openApi(house.routes, house.origin ?? visit.origin, visit.city.words), {
        headers: { 'access-control-allow-origin': '*' },
      }),
    ),
    get('/api', anyone, ({ city }) =>
      page(city.words('web.api.title'), h(ExplorerPage, { operations: operationsOf(house.routes, city.words) }), {
        description: city.words('web.api.about'),
      }),
    ),
    get(
      '/api/operation',
      anyone,
      ({ city, query }) => {
        if (query.of === undefined) return redirect('/api')
        const operation = operationNamed(operationsOf(house.routes, city.words), query.of)
        return page(operation.summary, h(OperationPage, { operation }))
      },
      { query: ['of'] },
    ),
    get(
      '/api/try',
      anyone,
      ({ city, query }) => redirect(addressOf(operationNamed(operationsOf(house.routes, city.words), query.of), query)),
      { query: ['of', ...parameterNames(house.routes)], personal: true },
    ),
    get('/sitemap.xml', anyone, (visit) =>
      bytes('application/xml; charset=utf-8', sitemap(house.routes, house.origin ?? visit.origin)),
    ),
    get('/robots.txt', anyone, (visit) =>
      bytes(
        'text/plain; charset=utf-8',
        `User-agent: *\nDisallow: /desk\nDisallow: /account\nDisallow: /demo\nSitemap: ${house.origin ?? visit.origin}/sitemap.xml\n`,
      ),
    ),
  ]
}

/** The pages that everybody may read and that have one address each, in both languages (sitemaps.org). */
function sitemap(routes: readonly Route[], origin: string): string {
  const pages = routes
    .filter(
      ({ method, path, may, personal }) =>
        method === 'GET' && may.allows(guest) && !personal && !/[:.*]|^\/api\//.test(path),
    )
    .flatMap(({ path }) => [path, path === '/' ? '/en' : `/en${path}`])
  const urls = pages.map((path) => `<url><loc>${origin}${path}</loc></url>`).join('')
  return `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls}</urlset>`
}

function operationNamed(operations: readonly Operation[], name: string | undefined): Operation {
  const operation = operations.find((each) => nameOf(each) === name)
  if (!operation) throw refuse.missing('web.api.none')
  return operation
}

/** All that the form of any operation may send: parameters are told from the form's own names by `p.`. */
function parameterNames(routes: readonly Route[]): string[] {
  const names = routes.flatMap(({ api, path, query }) =>
    api ? [...query, ...[...path.matchAll(/:(\w+)|(\w+)\/\*$/g)].map(([, name = '', rest = '']) => name || rest)] : [],
  )
  return [...new Set(names)].map((name) => `p.${name}`)
}

/** The address that a filled form asks for: what was left empty is not asked. */
function addressOf({ path, parameters, method }: Operation, query: Record<string, string>): string {
  if (method !== 'get') throw refuse.missing('web.api.none')
  const value = (name: string) => query[`p.${name}`] ?? ''
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(value(name) || '-'))
  const asked = new URLSearchParams(
    parameters.flatMap((each) => (each.in === 'query' && value(each.name) ? [[each.name, value(each.name)]] : [])),
  )
  return asked.size === 0 ? filled : `${filled}?${asked}`
}
