// Open sets with a place as GeoJSON (RFC 7946): longitude before latitude, outer rings against the clock, inner ones with it.
import { z } from 'zod'
import { idOf, type OpenRow, type OpenSet } from '#platform/open-data/set.ts'
import { rowJson } from './json.ts'

/** The collection in pieces. A row whose place nobody knows is there too, without geometry. */
export async function* geojsonOf(set: OpenSet, pages: AsyncIterable<OpenRow[]>): AsyncGenerator<string> {
  yield `{"type":"FeatureCollection","features":[`
  let first = true
  for await (const rows of pages) {
    if (rows.length === 0) continue
    yield (first ? '\n' : ',\n') + rows.map((row) => featureOf(set, row)).join(',\n')
    first = false
  }
  yield '\n]}\n'
}

function featureOf(set: OpenSet, row: OpenRow): string {
  const place = set.place ?? { lat: '', lon: '' }
  const hidden = 'outline' in place ? [place.outline] : [place.lat, place.lon]
  const id = JSON.stringify(row[idOf(set)])
  return `{"type":"Feature","id":${id},"geometry":${geometryOf(set, row)},"properties":${rowJson(set.fields, row, hidden)}}`
}

function geometryOf({ place }: OpenSet, row: OpenRow): string {
  if (!place) return 'null'
  if ('outline' in place) return outlineOf(row[place.outline])
  const [lon, lat] = [row[place.lon], row[place.lat]]
  if (typeof lon !== 'string' || typeof lat !== 'string') return 'null'
  return `{"type":"Point","coordinates":[${lon},${lat}]}`
}

const position = z.tuple([z.number(), z.number()]).rest(z.number())
const outline = z.array(z.array(z.array(position)))
type Ring = z.output<typeof position>[]

function outlineOf(value: unknown): string {
  const polygons = outline.parse(value).map((rings) => rings.map((ring, at) => wound(ring, at === 0)))
  return JSON.stringify({ type: 'MultiPolygon', coordinates: polygons })
}

/** The ring in the direction that the right-hand rule asks for. */
export function wound(ring: Ring, outer: boolean): Ring {
  const area = ring.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = ring[(at + 1) % ring.length] ?? [x, y]
    return sum + x * nextY - nextX * y
  }, 0)
  return area > 0 === outer || area === 0 ? ring : ring.toReversed()
}
