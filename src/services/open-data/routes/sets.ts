// Addresses of open sets: the catalogue, a set's page, its files, its schema, and the catalogue for other catalogues.
import { h } from 'preact'
import { z } from 'zod'
import type { City } from '#platform/city.ts'
import { bytes, get, json, page, type Route, type RouteApi, stream, type Visit } from '#platform/http/route.ts'
import { isKey, pageOf, pageRows, pagesOf, stateOf } from '#platform/open-data/read.ts'
import { type OpenSet, openThemes } from '#platform/open-data/set.ts'
import { anyone } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { csvOf } from '../feeds/csv.ts'
import { dcatOf, formatsOf } from '../feeds/dcat.ts'
import { geojsonOf } from '../feeds/geojson.ts'
import { jsonOf, jsonPage } from '../feeds/json.ts'
import { schemaOf } from '../feeds/schema.ts'
import { CataloguePage } from '../pages/open-data.tsx'
import { SetPage } from '../pages/set.tsx'
import { catalogue, type OpenDataHouse, setNamed, setsOf } from '../queries/catalogue.ts'
import { editionOf, editionsOf, lastEditions } from '../queries/editions.ts'

const catalogueAnswer = z.object({
  sets: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      about: z.string(),
      theme: z.enum(openThemes),
      rows: z.number(),
      changed_at: z.string().nullable(),
      files: z.array(z.string()),
      schema: z.string(),
    }),
  ),
})
const rowsAnswer = z.object({ set: z.string(), next: z.string().nullish(), rows: z.array(z.looseObject({})) })

// Other sites' pages may read open data; their browsers are told so.
const open = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' }
const heavy = { perMinute: 120 }

export function setRoutes(house: OpenDataHouse): Route[] {
  const api = (summary: string, type: string, answer: z.ZodType): RouteApi => ({
    ...{ summary, type, answer, tag: 'open-data' },
    parameters: {
      set: { schema: setId(house), about: 'openData.api.set', example: 'small-wins' },
      after: { schema: z.string(), about: 'openData.api.after' },
      most: { schema: z.coerce.number().int().min(1).max(pageRows), about: 'openData.api.most', example: '10' },
      for: { schema: z.enum(['excel']), about: 'openData.api.excel' },
    },
  })
  return [
    get('/open-data', anyone, (visit) => cataloguePage(house, visit), {
      query: ['q'],
      api: {
        ...{ summary: 'openData.api.catalogue', answer: catalogueAnswer, tag: 'open-data' },
        parameters: { q: { schema: z.string(), about: 'openData.api.q', example: 'победы' } },
      },
    }),
    get('/open-data/catalog.jsonld', anyone, (visit) => catalogJsonld(house, visit), {
      api: api('openData.api.dcat', 'application/ld+json', z.looseObject({})),
    }),
    get('/open-data/:set', anyone, (visit) => setPage(house, visit)),
    // Before `:set.json`, which would otherwise take it for a set called «….schema».
    get('/open-data/:set.schema.json', anyone, (visit) => schema(house, visit), {
      api: api('openData.api.schema', 'application/schema+json', z.looseObject({})),
    }),
    get('/open-data/:set.csv', anyone, (visit) => csvFile(house, visit), {
      ...{ ...heavy, query: ['for'] },
      api: api('openData.api.csv', 'text/csv', z.string()),
    }),
    get('/open-data/:set.json', anyone, (visit) => jsonFile(house, visit), {
      // Whoever takes it page by page asks often.
      ...{ perMinute: 1200, query: ['after', 'most'] },
      api: api('openData.api.json', 'application/json', rowsAnswer),
    }),
    get('/open-data/:set.geojson', anyone, (visit) => geojsonFile(house, visit), {
      ...heavy,
      api: api('openData.api.geojson', 'application/geo+json', z.looseObject({})),
    }),
  ]
}

/** The ids of all sets; read when the contract is made, since doors are there only then. */
function setId(house: OpenDataHouse): () => z.ZodType {
  return () => z.enum(setsOf(house).map(({ id }) => id))
}

async function cataloguePage(house: OpenDataHouse, visit: Visit) {
  const { city, query, wantsJson, locale } = visit
  const found = await catalogue(city, house, query.q ?? '')
  if (wantsJson) {
    const at = (path: string) => `${house.publicUrl ?? visit.origin}/open-data/${path}`
    const sets = found.map(({ set, rows, changedAt }) => ({
      ...{ id: set.id, title: city.words(set.title), about: city.words(set.about), theme: set.theme, rows },
      changed_at: changedAt?.toISOString() ?? null,
      files: formatsOf(set).map(([format]) => at(`${set.id}.${format}`)),
      schema: at(`${set.id}.schema.json`),
    }))
    return json(catalogueAnswer.parse({ sets }), { headers: { ...open, 'content-language': locale } })
  }
  return page(city.words('openData.title'), h(CataloguePage, { asked: query.q ?? '', found }), {
    description: city.words('openData.lede'),
  })
}

const shownRows = 10
const shownEditions = 10

async function setPage(house: OpenDataHouse, { city, params }: Visit) {
  const set = asked(house, params.set)
  const { rows } = await stateOf(city, set)
  const preview = await pageOf(city, set, null, shownRows)
  const editions = await editionsOf(city, set.id, shownEditions)
  return page(city.words(set.title), h(SetPage, { set, total: rows, preview: preview.rows, editions }), {
    description: city.words(set.about),
  })
}

async function schema(house: OpenDataHouse, visit: Visit) {
  const set = asked(house, visit.params.set)
  const address = `${house.publicUrl ?? visit.origin}/open-data/${set.id}.schema.json`
  const text = JSON.stringify(schemaOf(set, visit.city.words, address), null, 2)
  return bytes('application/schema+json; charset=utf-8', text, { headers: open })
}

async function csvFile(house: OpenDataHouse, { city, params, query }: Visit) {
  const set = asked(house, params.set)
  const reader = query.for === 'excel' ? 'excel' : 'programs'
  const name = `${set.id}${reader === 'excel' ? '-excel' : ''}.csv`
  return stream('text/csv; charset=utf-8; header=present', csvOf(set, pagesOf(city, set), reader), {
    ...(await validators(city, set, `csv ${reader}`)),
    headers: { ...open, 'content-disposition': `attachment; filename="${name}"` },
  })
}

async function jsonFile(house: OpenDataHouse, { city, params, query }: Visit) {
  const set = asked(house, params.set)
  if (query.after === undefined && query.most === undefined) {
    return stream('application/json; charset=utf-8', jsonOf(set, pagesOf(city, set)), {
      ...(await validators(city, set, 'json')),
      headers: open,
    })
  }
  const after = query.after || null
  if (after !== null && !isKey(set, after)) throw refuse.invalid({ after: { key: 'openData.wrong.after' } })
  const found = await pageOf(city, set, after, mostOf(query.most))
  return bytes('application/json; charset=utf-8', jsonPage(set, found.rows, found.after), { headers: open })
}

async function geojsonFile(house: OpenDataHouse, { city, params }: Visit) {
  const set = asked(house, params.set)
  if (!set.place) throw refuse.missing('openData.refusal.noPlace')
  return stream('application/geo+json; charset=utf-8', geojsonOf(set, pagesOf(city, set)), {
    ...(await validators(city, set, 'geojson')),
    headers: open,
  })
}

async function catalogJsonld(house: OpenDataHouse, visit: Visit) {
  const { city } = visit
  const editions = await lastEditions(city)
  const parts = setsOf(house).map((set) => {
    const last = editions.get(set.id)
    return {
      ...{ set, rows: last?.rows ?? 0, changedAt: last?.seenAt ?? null, since: last?.since ?? null },
      ...{ time: last?.time ?? null, box: last?.box ?? null },
    }
  })
  const document = dcatOf(parts, {
    origin: house.publicUrl ?? visit.origin,
    publisher: house.operator.name ?? city.words('openData.publisher'),
    languages: (['ru', 'en'] as const).map((locale) => ({ locale, words: house.wordsIn(locale) })),
  })
  return bytes('application/ld+json; charset=utf-8', JSON.stringify(document, null, 2), { headers: open })
}

/** The tag changes with any row; the time is told only where what was last looked at is what is sent. */
async function validators(city: City, set: OpenSet, as: string) {
  const { mark } = await stateOf(city, set)
  const last = await editionOf(city, set.id)
  const modified = last?.mark === mark ? last.seenAt : undefined
  return { etag: `W/"${as.replace(' ', '-')}-${mark}"`, modified }
}

function asked(house: OpenDataHouse, id: string | undefined): OpenSet {
  const set = setNamed(house, id ?? '')
  if (!set) throw refuse.missing('openData.refusal.noSet')
  return set
}

function mostOf(text: string | undefined): number {
  const most = Number(text ?? pageRows)
  if (!Number.isInteger(most) || most < 1 || most > pageRows)
    throw refuse.invalid({ most: { key: 'openData.wrong.most', values: { most: pageRows } } })
  return most
}
