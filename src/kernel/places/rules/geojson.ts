// An operator's GeoJSON (RFC 7946): which of three kinds it is, and its features as rows or as errors by their number.
import { z } from 'zod'
import type { Outline } from './areas.ts'

export const mapKinds = ['boundary', 'districts', 'addresses'] as const
export type MapKind = (typeof mapKinds)[number]

/** What is wrong with a feature, counted from 1; 0 is the whole file. `key` is a word key. */
export interface MapError {
  feature: number
  key: string
  values?: Record<string, string | number>
}

export interface AreaRow {
  feature: number
  name: string
  outline: Outline
}

export interface AddressRow {
  feature: number
  street: string
  house: string
  lat: number
  lon: number
}

export type ReadMap =
  | { kind: 'boundary' | 'districts'; areas: AreaRow[]; errors: MapError[] }
  | { kind: 'addresses'; addresses: AddressRow[]; errors: MapError[] }

/** Reads a file; without `as` points are addresses, one polygon the boundary, several the districts. Null: no feature collection. */
export function readMap(json: unknown, as?: MapKind): ReadMap | null {
  const file = collection.safeParse(json)
  if (!file.success) return null
  const { features } = file.data
  const kind = as ?? guess(features)
  const errors: MapError[] = features.length === 0 ? [{ feature: 0, key: 'places.load.empty' }] : []
  if (kind === 'addresses') {
    const addresses = features.flatMap((each, index) => addressFrom(each, index + 1, errors))
    return { kind, addresses, errors }
  }
  const areas = features.flatMap((each, index) => areaFrom(each, index + 1, kind, errors))
  return { kind, areas, errors }
}

const properties = z.record(z.string(), z.unknown()).nullish()
const feature = z.object({ geometry: z.unknown(), properties })
const collection = z.object({ type: z.literal('FeatureCollection'), features: z.array(feature) })
type Feature = z.output<typeof feature>

const position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).rest(z.number())
const ring = z.array(position).min(4)
const polygon = z.array(ring).min(1)
const area = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: polygon }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(polygon).min(1) }),
])
const point = z.object({ type: z.literal('Point'), coordinates: position })

function guess(features: Feature[]): MapKind {
  if (features.some((each) => point.safeParse(each.geometry).success)) return 'addresses'
  return features.length === 1 ? 'boundary' : 'districts'
}

function areaFrom(each: Feature, number: number, kind: MapKind, errors: MapError[]): AreaRow[] {
  const read = area.safeParse(each.geometry)
  const name = textOf(each, ['name', 'district', 'NAME', 'name:ru', 'title'])
  if (!read.success) errors.push({ feature: number, key: 'places.load.area' })
  if (kind === 'districts' && name === '') errors.push({ feature: number, key: 'places.load.name' })
  if (!read.success || (kind === 'districts' && name === '')) return []
  const outline = read.data.type === 'Polygon' ? [read.data.coordinates] : read.data.coordinates
  return [{ feature: number, name, outline }]
}

function addressFrom(each: Feature, number: number, errors: MapError[]): AddressRow[] {
  const read = point.safeParse(each.geometry)
  const street = streetOf(each)
  const house = houseOf(each)
  if (!read.success) errors.push({ feature: number, key: 'places.load.point' })
  if (street === '') errors.push({ feature: number, key: 'places.load.street' })
  if (house === '') errors.push({ feature: number, key: 'places.load.house' })
  if (!read.success || street === '' || house === '') return []
  const [lon, lat] = read.data.coordinates
  return [{ feature: number, street, house, lat, lon }]
}

// The address register (ГАР) names the type of a street and its name apart; maps write them together.
function streetOf(each: Feature): string {
  const whole = textOf(each, ['street', 'addr:street', 'улица', 'STREET'])
  if (whole !== '') return whole
  const name = textOf(each, ['NAME', 'FORMALNAME', 'OFFNAME'])
  return name === '' ? '' : [textOf(each, ['TYPENAME', 'SHORTNAME']), name].filter((part) => part !== '').join(' ')
}

function houseOf(each: Feature): string {
  const whole = textOf(each, ['housenumber', 'addr:housenumber', 'дом', 'house'])
  if (whole !== '') return whole
  const part = (word: string, names: string[]) => {
    const text = textOf(each, names)
    return text === '' ? '' : `${word}${text}`
  }
  return [textOf(each, ['HOUSENUM']), part('корп. ', ['ADDNUM1', 'BUILDNUM']), part('стр. ', ['ADDNUM2', 'STRUCNUM'])]
    .filter((text) => text !== '')
    .join(' ')
}

function textOf(each: Feature, names: string[]): string {
  for (const name of names) {
    const value = each.properties?.[name]
    if (typeof value === 'string' && value.trim() !== '') return value.normalize('NFC').replaceAll('\u0000', '').trim()
    if (typeof value === 'number') return String(value)
  }
  return ''
}
