// Addresses that standards and habit dictate: alive and ready, robots, sitemap, the contract for programs.
import { sql } from 'kysely'
import type { OpenDatabase } from '#platform/db/open.ts'
import { bytes, get, json, type Route } from '#platform/http/route.ts'
import { anyone } from '#platform/policy.ts'
import { openApi } from './open-api.ts'

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
    .filter(({ method, path, may, personal }) => method === 'GET' && may === anyone && !personal && !/[:.*]/.test(path))
    .flatMap(({ path }) => [path, path === '/' ? '/en' : `/en${path}`])
  const urls = pages.map((path) => `<url><loc>${origin}${path}</loc></url>`).join('')
  return `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls}</urlset>`
}
