// Files of open sets: what spreadsheets would run they cannot, what maps need is right, and nothing is sent that did not change.
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import jsonld from 'jsonld'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { column, type OpenRow, type OpenSet } from '#platform/open-data/set.ts'
import { armed, unarmed } from '#platform/sheets/armed.ts'
import { openStage, type Stage } from '#tests/people.ts'
import { csvOf, joined } from './feeds/csv.ts'
import { geojsonOf, wound } from './feeds/geojson.ts'
import { jsonOf } from './feeds/json.ts'

const set: OpenSet = {
  ...{ id: 'test', theme: 'city', title: 'x', about: 'x', licence: 'own', reads: [] },
  fields: {
    ...{ id: column.text, text: column.maybe(column.text), whole: column.whole, decimal: column.decimal },
    ...{ flag: column.flag, list: column.list, lat: column.maybe(column.decimal), lon: column.maybe(column.decimal) },
  },
  place: { lat: 'lat', lon: 'lon' },
}
async function* pages(rows: OpenRow[], size: number): AsyncGenerator<OpenRow[]> {
  for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size)
}
async function whole(chunks: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const chunk of chunks) text += chunk
  return text
}

const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(
    '=1+1',
    '+7',
    '-2',
    '@x',
    "'=1",
    "''=1",
    '"',
    '""',
    'a,b;c',
    '\r\n',
    '\t=1',
    '',
    ' ',
    '|',
    '\\|',
    '＝1',
    '1,5',
  ),
)
const decimal = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 30n }), fc.bigInt({ min: 0n, max: 999n }))
  .map(([minus, whole, part]) => `${minus ? '-' : ''}${whole}${part === 0n ? '' : `.${part}`}`)
const row = fc.record({
  ...{ id: fc.uuid(), text: fc.option(nasty), whole: fc.integer(), decimal, flag: fc.boolean() },
  ...{
    list: fc.array(nasty, { maxLength: 4 }),
    lat: fc.option(fc.constant('56.85')),
    lon: fc.option(fc.constant('53.2')),
  },
})
const rows = fc.array(row, { maxLength: 12 })

describe('a row', () => {
  test('comes back from CSV as it was, and no cell is a formula (property)', async () => {
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 1, max: 5 }), fc.boolean(), async (given, size, excel) => {
        const text = await whole(csvOf(set, pages(given, size), excel ? 'excel' : 'programs'))
        expect(text.startsWith('\ufeff')).toBe(excel)
        const [, ...read] = parse(text, { bom: true, delimiter: excel ? ';' : ',', relax_column_count: false })
        expect(read).toHaveLength(given.length)
        given.forEach((one, at) => {
          const [id, said, number, exact, flag, list] = read[at] ?? []
          expect(unarmed(said ?? '')).toBe(one.text ?? '')
          expect(unarmed(list ?? '')).toBe(joined(one.list))
          expect([id, Number(number), exact?.replace(',', '.'), flag === 'true']).toEqual([
            one.id,
            one.whole,
            one.decimal,
            one.flag,
          ])
          for (const cell of [said, list]) expect(cell).not.toMatch(/^[=+@\t\r\n＝＋－＠]/)
          for (const cell of [said, list]) expect(cell).not.toMatch(/^-(?!\d+([.,]\d+)?$)/)
        })
      }),
    )
  })

  test('keeps an empty text apart from nothing in CSV', async () => {
    const one = { id: 'a', whole: 1, decimal: '1', flag: true, list: [], lat: null, lon: null }
    const text = await whole(
      csvOf(
        set,
        pages(
          [
            { ...one, text: '' },
            { ...one, text: null },
          ],
          9,
        ),
        'programs',
      ),
    )
    expect(text.split('\r\n').slice(1, 3)).toEqual(['"a","",1,"1","true","",,', '"a",,1,"1","true","",,'])
  })

  test('comes back from JSON as it was, and decimals to the last digit (property)', async () => {
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 1, max: 5 }), async (given, size) => {
        const text = await whole(jsonOf(set, pages(given, size)))
        const read: { rows: Record<string, unknown>[] } = JSON.parse(text)
        expect(read.rows).toEqual(
          given.map((one) => ({
            ...one,
            decimal: Number(one.decimal),
            lat: one.lat === null ? null : Number(one.lat),
            lon: one.lon === null ? null : Number(one.lon),
          })),
        )
        for (const one of given) expect(text).toContain(`"decimal":${one.decimal},`)
      }),
    )
  })

  test('lies in GeoJSON at longitude and latitude, or nowhere (property)', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (given) => {
        const read = JSON.parse(await whole(geojsonOf(set, pages(given, 3))))
        expect(read.features.map((each: { geometry: unknown }) => each.geometry)).toEqual(
          given.map(({ lat, lon }) => (lat && lon ? { type: 'Point', coordinates: [53.2, 56.85] } : null)),
        )
        expect(read.features.map((each: { id: unknown }) => each.id)).toEqual(given.map(({ id }) => id))
      }),
    )
  })

  test('arming a text and taking it away is exact (property)', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(unarmed(armed(text))).toBe(text)
      }),
    )
  })
})

test('outer rings run against the clock and inner ones with it, whichever way they came (property)', () => {
  const turned = fc.tuple(fc.double({ min: 0.1, max: 50, noNaN: true }), fc.boolean(), fc.boolean())
  fc.assert(
    fc.property(turned, ([side, backwards, outer]) => {
      const ring: [number, number][] = [
        [0, 0],
        [side, 0],
        [side, side],
        [0, side],
        [0, 0],
      ]
      const given = backwards ? ring.toReversed() : ring
      expect(wound(given, outer)).toEqual(outer ? ring : ring.toReversed())
    }),
  )
})

describe('what the city sends', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage()
  })
  afterAll(() => stage.close())

  test('is not sent again until a row changes', async () => {
    const guest = stage.guest()
    for (const format of ['csv', 'json', 'geojson', 'csv?for=excel']) {
      const path = `/open-data/small-wins.${format}`
      const first = await guest.get(path)
      expect([format, first.statusCode, first.headers['content-encoding']]).toEqual([format, 200, undefined])
      const etag = String(first.headers.etag)
      const again = await guest.get(path, { 'if-none-match': etag })
      expect([format, again.statusCode, again.body]).toEqual([format, 304, ''])
      const packed = await guest.get(path, { 'accept-encoding': 'gzip' })
      expect([packed.headers['content-encoding'], packed.headers.etag]).toEqual(['gzip', etag])
    }
    const { etag } = (await guest.get('/open-data/small-wins.json')).headers
    await stage.database.pool.query(
      `update small_wins.wins set note = 'иначе' where id = (select min(id) from small_wins.wins)`,
    )
    stage.city.cache.drop(['small_wins'])
    const changed = await guest.get('/open-data/small-wins.json', { 'if-none-match': String(etag) })
    expect([changed.statusCode, changed.headers.etag === etag]).toEqual([200, false])
  })

  test('says since when it is as it is, and remembers how it was', async () => {
    const guest = stage.guest()
    await stage.city.worker.tick()
    await stage.settle()
    const first = await guest.get('/open-data/districts.csv')
    const since = String(first.headers['last-modified'])
    expect(Date.parse(since)).toBeLessThanOrEqual(stage.now.getTime())
    expect((await guest.get('/open-data/districts.csv', { 'if-modified-since': since })).statusCode).toBe(304)
    await stage.database.pool.query(
      `update places.reference set body = body || '{"note":"x","name":"Иной"}' where kind = 'district'`,
    )
    stage.city.cache.drop(['places.reference'])
    const unseen = await guest.get('/open-data/districts.csv', { 'if-modified-since': since })
    expect([unseen.statusCode, unseen.headers['last-modified']]).toEqual([200, undefined])
    stage.now = new Date(stage.now.getTime() + 3_600_000)
    await stage.city.worker.tick()
    await stage.settle()
    expect((await guest.get('/open-data/districts.csv')).headers['last-modified']).not.toBe(since)
    const { rows } = await stage.database.pool.query(
      `select count(*) as n from open_data.editions where set_id = 'districts'`,
    )
    expect(Number(rows[0].n)).toBe(2)
  })

  test('is described in DCAT that an independent reader expands without the network', async () => {
    const document = (await stage.guest().get('/open-data/catalog.jsonld')).json()
    const offline = () => Promise.reject(new Error('the network was asked'))
    const [catalog] = await jsonld.expand(document, { documentLoader: offline })
    const dcat = 'http://www.w3.org/ns/dcat#'
    const dct = 'http://purl.org/dc/terms/'
    const datasets: Record<string, unknown>[] = Object(catalog)[`${dcat}dataset`]
    expect(datasets.length).toBe(stage.city.doors.flatMap((door) => [...(door.openData ?? [])]).length)
    for (const dataset of datasets) {
      for (const name of [
        `${dct}title`,
        `${dct}description`,
        `${dct}publisher`,
        `${dcat}keyword`,
        `${dcat}distribution`,
      ])
        expect([dataset['@id'], name, dataset[name]]).toEqual([
          dataset['@id'],
          name,
          expect.arrayContaining([expect.anything()]),
        ])
      const files: Record<string, { '@id': string }[]>[] = Object(dataset)[`${dcat}distribution`]
      for (const file of files) {
        expect(file[`${dct}rights`]).toHaveLength(1)
        const [address] = file[`${dcat}downloadURL`] ?? []
        expect((await stage.guest().get(new URL(address?.['@id'] ?? '').pathname)).statusCode).toBe(200)
      }
    }
    const quads = await jsonld.toRDF(document, { documentLoader: offline })
    expect(Object(quads).length).toBeGreaterThan(500)
  })

  test('an unknown set, a set without places and a foreign row are said in words', async () => {
    const guest = stage.guest()
    for (const path of ['nothing', 'nothing.csv', 'nothing.json', 'streets.geojson', '..%2f..%2fetc.csv', 'cases.exe'])
      expect([path, (await guest.get(`/open-data/${path}`)).statusCode]).toEqual([path, 404])
    for (const query of ['after=%27;drop', 'most=0', 'most=501', 'most=x'])
      expect([query, (await guest.get(`/open-data/chronicle.json?${query}`)).statusCode]).toEqual([query, 422])
  })
})
