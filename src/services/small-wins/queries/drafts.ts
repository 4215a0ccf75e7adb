// The drafts that wait for an editor.
import { caseFor, winOf } from '#kernel/cases/index.ts'
import type { City } from '#platform/city.ts'
import { shotsOf } from '../rules/born.ts'
import { type Shot, smallWinsDb } from '../tables.ts'

export interface Draft {
  id: string
  case: string
  topic: string
  madeAt: Date
}

/** Drafts that wait, the oldest first. */
export async function drafts(city: City): Promise<Draft[]> {
  const rows = await smallWinsDb(city)
    .selectFrom('small_wins.drafts')
    .selectAll()
    .where('ended', 'is', null)
    .orderBy('made_at')
    .limit(100)
    .execute()
  return rows.map((row) => ({ id: row.id, case: row.case_number, topic: row.topic, madeAt: row.made_at }))
}

export interface DeskDraft extends Draft {
  title: string
  unit: string
  place: string
  before: Shot | null
  after: Shot | null
}

/** One draft with what its case shows now; null when it is not there or has ended. */
export async function draftFor(city: City, id: string): Promise<DeskDraft | null> {
  if (!/^[0-9a-f-]{36}$/.test(id)) return null
  const row = await smallWinsDb(city)
    .selectFrom('small_wins.drafts')
    .selectAll()
    .where('id', '=', id)
    .where('ended', 'is', null)
    .executeTakeFirst()
  const [found, counted] = row ? [await caseFor(city, row.case_number), await winOf(city, row.topic)] : [null, null]
  if (!row || !found || !counted) return null
  const { before, after } = shotsOf(found.photos)
  return {
    id: row.id,
    case: row.case_number,
    topic: row.topic,
    madeAt: row.made_at,
    title: counted.title,
    unit: counted.unit,
    place: found.place,
    before,
    after,
  }
}
