// What the operator's files in force say: the boundary, the district of a point, an address.
import type { City } from '#platform/city.ts'
import { isWithin, type Outline, type Point } from './rules.ts'
import { placesDb } from './tables.ts'

export interface Load {
  load: string
  entries: number
  at: Date
}

/** Which file of this kind is in force; null when none was ever loaded. */
export async function loadInForce(city: City, kind: string): Promise<Load | null> {
  const row = await placesDb(city)
    .selectFrom('places.loads')
    .select(['load', 'entries', 'at'])
    .where('kind', '=', kind)
    .executeTakeFirst()
  return row ?? null
}

/** The outline of the city; null when no boundary was loaded. */
export async function boundary(city: City): Promise<Outline | null> {
  const outlines = (await areas(city, 'boundary')).map((row) => row.outline)
  return outlines.length === 0 ? null : outlines.flat()
}

/** The id of the district a point lies in; null when districts were not loaded or none holds it. */
export async function districtAt(city: City, point: Point): Promise<string | null> {
  return (await areas(city, 'districts')).find((row) => isWithin(point, row.outline))?.id ?? null
}

/** Streets of the register in force. */
export async function registeredStreets(city: City): Promise<{ name: string; type: string }[]> {
  return placesDb(city)
    .selectFrom('places.streets as s')
    .innerJoin('places.loads as l', (join) => join.onRef('l.load', '=', 's.load').on('l.kind', '=', 'addresses'))
    .select(['s.name', 's.type'])
    .execute()
}

/** What the register says of an address in its canonical form; `null` where it has no such address. */
export async function registered(
  city: City,
  address: string,
): Promise<{ lat: number; lon: number; district: string | null } | null> {
  const row = await placesDb(city)
    .selectFrom('places.addresses as a')
    .innerJoin('places.loads as l', (join) => join.onRef('l.load', '=', 'a.load').on('l.kind', '=', 'addresses'))
    .select(['a.lat', 'a.lon', 'a.district'])
    .where('a.address', '=', address)
    .executeTakeFirst()
  return row ?? null
}

async function areas(city: City, kind: 'boundary' | 'districts'): Promise<{ id: string; outline: Outline }[]> {
  return placesDb(city)
    .selectFrom('places.areas as a')
    .innerJoin('places.loads as l', (join) => join.onRef('l.load', '=', 'a.load').onRef('l.kind', '=', 'a.kind'))
    .select(['a.id', 'a.outline'])
    .where('a.kind', '=', kind)
    .orderBy('a.id')
    .execute()
}
