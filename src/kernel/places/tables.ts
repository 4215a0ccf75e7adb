// What places remember of the operator's files; nothing here is personal. Dated reference rows are in reference.ts.
import type { ColumnType } from 'kysely'
import { tablesOf } from '#platform/city.ts'
import type { Outline } from './rules.ts'

export type PlacesTables = {
  'places.loads': { kind: string; load: string; entries: number; at: Date }
  'places.areas': { load: string; kind: string; id: string; outline: ColumnType<Outline, string, string> }
  'places.streets': { load: string; name: string; type: string }
  'places.addresses': { load: string; address: string; lat: number; lon: number; district: string | null }
}

export const placesDb = tablesOf('places', (db) => db.withTables<PlacesTables>())
