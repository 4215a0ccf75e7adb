// What can be asked of editions: how a set changed, as it was seen.
import type { City } from '#platform/city.ts'
import { openDataDb } from '../tables.ts'

export interface Edition {
  seenAt: Date
  rows: number
  mark: string
  time: { from: string; to: string } | null
  box: { west: number; south: number; east: number; north: number } | null
}

/** The last edition of a set; null before the first look. */
export async function editionOf(city: City, set: string): Promise<Edition | null> {
  return (await editionsOf(city, set, 1))[0] ?? null
}

/** The editions of a set, the latest first. */
export async function editionsOf(city: City, set: string, most: number): Promise<Edition[]> {
  const rows = await openDataDb(city)
    .selectFrom('open_data.editions')
    .selectAll()
    .where('set_id', '=', set)
    .orderBy('seen_at', 'desc')
    .limit(most)
    .execute()
  return rows.map(editionFrom)
}

/** The last edition of every set, and when the first was seen. */
export async function lastEditions(city: City): Promise<Map<string, Edition & { since: Date }>> {
  const rows = await openDataDb(city)
    .selectFrom('open_data.editions as e')
    .distinctOn('e.set_id')
    .selectAll('e')
    .select((row) =>
      row
        .selectFrom('open_data.editions as f')
        .whereRef('f.set_id', '=', 'e.set_id')
        .select((first) => first.fn.min('f.seen_at').as('since'))
        .as('since'),
    )
    .orderBy('e.set_id')
    .orderBy('e.seen_at', 'desc')
    .execute()
  return new Map(rows.map((row) => [row.set_id, { ...editionFrom(row), since: row.since ?? row.seen_at }]))
}

function editionFrom(row: {
  seen_at: Date
  rows: number
  mark: string
  from_time: string | null
  to_time: string | null
  box: number[] | null
}): Edition {
  const [west, south, east, north] = row.box ?? []
  return {
    ...{ seenAt: row.seen_at, rows: row.rows, mark: row.mark },
    time: row.from_time === null || row.to_time === null ? null : { from: row.from_time, to: row.to_time },
    box:
      west === undefined || south === undefined || east === undefined || north === undefined
        ? null
        : { west, south, east, north },
  }
}
