// The feed: wins, and what became of them, as one list under any filter.
import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { City } from '#platform/city.ts'
import type { FeedKind } from '../rules/asked.ts'
import { smallWinsDb } from '../tables.ts'
import { type ListedWin, type Win, winFrom, winQuery } from './win.ts'

export interface Filter {
  category?: string | undefined
  district?: string | undefined
  year?: number | undefined
  /** The measure that wins are counted in. */
  unit?: string | undefined
  street?: string | undefined
  /** Work that is planned or under way instead of what is done. */
  coming?: boolean | undefined
  /** Only wins, only corrections, or only what went wrong. */
  kind?: FeedKind | undefined
}

export const pageSize = 30

/**
 * Wins of one page of the feed, the newest first; what was corrected or went wrong
 * stands among them. They come as one JSON value: of 30 rows with
 * all 25 columns the embedded database and `pg` take 1.0 ms to read, of those that a list shows 0.6, of one value 0.3.
 */
export async function feed(city: City, filter: Filter, page: number): Promise<ListedWin[]> {
  const listed = smallWinsDb(city)
    .selectFrom('small_wins.wins as w')
    .leftJoin('small_wins.withdrawals as d', 'd.win', 'w.id')
    .select([
      'w.id',
      'w.kind',
      'w.about',
      'w.reason',
      'w.was_said as wasSaid',
      'w.is_right as isRight',
      'w.note',
      'w.title',
      'w.title_en as titleEn',
      // A number of JSON is no decimal: both stay the texts that they are in `Win`.
      sql<string | null>`coalesce(w.right_quantity, w.quantity)::text`.as('quantity'),
      sql<string | null>`case when w.right_quantity is not null then w.quantity end::text`.as('saidQuantity'),
      'w.unit',
      'w.unit_en as unitEn',
      'w.unit_forms as unitForms',
      'w.place',
      'w.done_on as doneOn',
      sql<string | null>`w.amount_rub::text`.as('amountRub'),
      'w.status',
      'w.source',
      'w.source_date as sourceDate',
      'w.case_number as case',
      'w.before',
      'w.after',
      'w.basis',
      'd.reason as takenBack',
    ])
    .where('w.id', 'in', pageOf(city, filter, page))
    .orderBy('w.sort_on', 'desc')
    .orderBy('w.id', 'desc')
  const { wins } = await smallWinsDb(city).selectNoFrom(jsonArrayFrom(listed).as('wins')).executeTakeFirstOrThrow()
  return wins.map(({ takenBack, ...win }) => ({ ...win, withdrawn: takenBack === null ? null : { reason: takenBack } }))
}

/** How many wins a filter lets through. */
export async function feedLength(city: City, filter: Filter): Promise<number> {
  const counted = smallWinsDb(city).selectFrom('small_wins.wins as w').select(sql<number>`count(*)`.as('n'))
  const row = await filtered(counted, filter).executeTakeFirst()
  return row?.n ?? 0
}

/** Wins that stand, for programs: done and not withdrawn. */
export async function standingWins(city: City, filter: Filter, page: number): Promise<Win[]> {
  const rows = await filtered(winQuery(city), filter)
    .where('w.kind', '=', 'win')
    .where('d.win', 'is', null)
    .orderBy('w.sort_on', 'desc')
    .orderBy('w.id', 'desc')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute()
  return rows.map(winFrom)
}

/** The latest records with all that is known of them, for the Atom feed and the front page. */
export async function latestWins(city: City, most: number, filter: Filter = {}): Promise<Win[]> {
  const rows = await filtered(winQuery(city), filter)
    .orderBy('w.sort_on', 'desc')
    .orderBy('w.id', 'desc')
    .limit(most)
    .execute()
  return rows.map(winFrom)
}

// The ids first: what lies before a page is passed by in the index, and only the page itself is read whole.
function pageOf(city: City, filter: Filter, page: number) {
  const ids = smallWinsDb(city)
    .selectFrom('small_wins.wins as w')
    .select('w.id')
    .orderBy('w.sort_on', 'desc')
    .orderBy('w.id', 'desc')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
  return filtered(ids, filter)
}

type Wheres<Query> = { where(expression: ReturnType<typeof sql<boolean>>): Query }

/** A query of `small_wins.wins as w` under a filter; of any status where that is asked for. */
export function filtered<Query extends Wheres<Query>>(query: Query, filter: Filter, status?: 'any'): Query {
  let narrowed = query
  if (status !== 'any')
    narrowed = query.where(filter.coming ? sql<boolean>`w.status <> 'done'` : sql<boolean>`w.status = 'done'`)
  if (filter.kind === 'setback') narrowed = narrowed.where(sql<boolean>`w.kind in ('setback', 'withdrawal')`)
  else if (filter.kind !== undefined) narrowed = narrowed.where(sql<boolean>`w.kind = ${filter.kind}`)
  if (filter.category !== undefined) narrowed = narrowed.where(sql<boolean>`w.category = ${filter.category}`)
  if (filter.district !== undefined) narrowed = narrowed.where(sql<boolean>`w.district = ${filter.district}`)
  if (filter.year !== undefined) narrowed = narrowed.where(sql<boolean>`w.year = ${filter.year}`)
  if (filter.unit !== undefined) narrowed = narrowed.where(sql<boolean>`w.measure = ${filter.unit}`)
  if (filter.street !== undefined) {
    narrowed = narrowed.where(
      // An array is asked for once and first: a street has few of all records.
      sql<boolean>`w.id = any(array(select s.win from small_wins.win_streets s where s.street = ${filter.street}))`,
    )
  }
  return narrowed
}
