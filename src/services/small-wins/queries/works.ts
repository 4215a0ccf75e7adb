// Works planned, running and done, as a feed for programs needs them.
import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { City } from '#platform/city.ts'
import { smallWinsDb } from '../tables.ts'
import { type Filter, filtered } from './feed.ts'

export interface Work {
  id: string
  title: string
  whatDone: string | null
  category: string
  status: 'done' | 'running' | 'planned'
  place: string | null
  district: string | null
  streets: string[]
  lat: number | null
  lon: number | null
  /** As exactly as the source says it, after corrections. */
  day: string | null
  quantity: number | null
  unit: string | null
  source: string | null
  sourceDay: string | null
  case: string | null
  basis: 'press' | 'city' | 'demo'
  publishedAt: string
  changedAt: string
  withdrawn: boolean
}

export const worksPageSize = 250

export interface WorkFilter extends Omit<Filter, 'kind' | 'coming' | 'unit'> {
  status?: Work['status'] | undefined
}

/** Works of one page in the order of their ids, and how many there are in all. */
export async function works(
  city: City,
  filter: WorkFilter,
  page: number,
): Promise<{ works: Work[]; total: number; changedAt: string | null }> {
  const db = smallWinsDb(city)
  const { status, ...narrowing } = filter
  const lastTurn = sql<string>`(select max(t.published_at) from small_wins.wins t where t.about = w.id)`
  let ids = filtered(
    db
      .selectFrom('small_wins.wins as w')
      .select('w.id')
      .orderBy('w.id')
      .limit(worksPageSize)
      .offset((page - 1) * worksPageSize),
    { ...narrowing, kind: 'win' },
    'any',
  )
  if (status !== undefined) ids = ids.where('w.status', '=', status)
  const listed = db
    .selectFrom('small_wins.wins as w')
    .leftJoin('small_wins.withdrawals as d', 'd.win', 'w.id')
    .select(['w.id', 'w.title', 'w.what_done as whatDone', 'w.category', 'w.status', 'w.place', 'w.district'])
    .select(['w.lat', 'w.lon', 'w.unit', 'w.source', 'w.source_date as sourceDay', 'w.case_number as case', 'w.basis'])
    .select([
      sql<string[]>`array(select s.street from small_wins.win_streets s where s.win = w.id order by s.street)`.as(
        'streets',
      ),
      sql<
        string | null
      >`coalesce((select t.is_right from small_wins.wins t where t.about = w.id and t.kind = 'correction'
          and t.reason = 'day' order by t.published_at desc, t.id desc limit 1), w.done_on)`.as('day'),
      sql<number | null>`coalesce(w.right_quantity, w.quantity)`.as('quantity'),
      'w.published_at as publishedAt',
      sql<string>`greatest(w.published_at, ${lastTurn})`.as('changedAt'),
      sql<boolean>`d.win is not null`.as('withdrawn'),
    ])
    .where('w.id', 'in', ids)
    .orderBy('w.id')
  let counted = filtered(
    db
      .selectFrom('small_wins.wins as w')
      .select([
        sql<number>`count(*)`.as('total'),
        sql<Date | null>`(select published_at from small_wins.wins order by published_at desc limit 1)`.as('changedAt'),
      ]),
    { ...narrowing, kind: 'win' },
    'any',
  )
  if (status !== undefined) counted = counted.where('w.status', '=', status)
  const found = await db.selectNoFrom(jsonArrayFrom(listed).as('works')).executeTakeFirstOrThrow()
  const { total, changedAt } = await counted.executeTakeFirstOrThrow()
  return { works: found.works, total, changedAt: changedAt?.toISOString() ?? null }
}
