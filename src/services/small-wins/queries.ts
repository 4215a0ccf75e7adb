// What can be asked of small wins: the feed, one win, and its relatives.
import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { City } from '#platform/city.ts'
import { type Forms, type Shot, smallWinsDb } from './tables.ts'

export interface Win {
  id: string
  title: string
  titleEn: string | null
  category: string
  whatDone: string | null
  quantity: string | null
  unit: string | null
  unitEn: string | null
  unitForms: Forms | null
  place: string | null
  district: string | null
  doneOn: string | null
  amountRub: string | null
  status: 'done' | 'running' | 'planned'
  source: string | null
  sourceDate: string | null
  note: string | null
  case: string | null
  before: Shot | null
  after: Shot | null
  basis: 'press' | 'city' | 'demo'
  publishedAt: Date
  withdrawn: { at: Date; reason: 'reopened' | 'mistake'; note: string | null } | null
}

/** What a row of a list tells of a win. */
export type ListedWin = Pick<
  Win,
  | 'id'
  | 'title'
  | 'titleEn'
  | 'quantity'
  | 'unit'
  | 'unitEn'
  | 'unitForms'
  | 'place'
  | 'doneOn'
  | 'amountRub'
  | 'status'
  | 'source'
  | 'sourceDate'
  | 'case'
  | 'before'
  | 'after'
  | 'basis'
> & { withdrawn: Pick<NonNullable<Win['withdrawn']>, 'reason'> | null }

export interface Filter {
  category?: string | undefined
  district?: string | undefined
  year?: number | undefined
  /** The measure that wins are counted in. */
  unit?: string | undefined
  street?: string | undefined
  /** Work that is planned or under way instead of what is done. */
  coming?: boolean | undefined
}

export const pageSize = 30

/**
 * Wins of one page of the feed, the newest first; withdrawn ones stand among them. They come as one JSON value: of 30 rows with
 * all 25 columns the embedded database and `pg` take 1.0 ms to read, of those that a list shows 0.6, of one value 0.3.
 */
export async function feed(city: City, filter: Filter, page: number): Promise<ListedWin[]> {
  const listed = smallWinsDb(city)
    .selectFrom('small_wins.wins as w')
    .leftJoin('small_wins.withdrawals as d', 'd.win', 'w.id')
    .select([
      'w.id',
      'w.title',
      'w.title_en as titleEn',
      // A number of JSON is no decimal: both stay the texts that they are in `Win`.
      sql<string | null>`w.quantity::text`.as('quantity'),
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
      'd.reason',
    ])
    .orderBy('w.sort_on', 'desc')
    .orderBy('w.id', 'desc')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
  const { wins } = await smallWinsDb(city)
    .selectNoFrom(jsonArrayFrom(filtered(listed, filter)).as('wins'))
    .executeTakeFirstOrThrow()
  return wins.map(({ reason, ...win }) => ({ ...win, withdrawn: reason === null ? null : { reason } }))
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
    .where('d.win', 'is', null)
    .orderBy('w.sort_on', 'desc')
    .orderBy('w.id', 'desc')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute()
  return rows.map(winFrom)
}

/** The latest published or withdrawn, for the Atom feed and the front page. */
export async function latestWins(city: City, most: number): Promise<Win[]> {
  const rows = await winQuery(city)
    .where('w.status', '=', 'done')
    .orderBy('w.sort_on', 'desc')
    .orderBy('w.id', 'desc')
    .limit(most)
    .execute()
  return rows.map(winFrom)
}

/** One win; null when there is none. */
export async function winFor(city: City, id: string): Promise<Win | null> {
  const row = await winQuery(city).where('w.id', '=', id).executeTakeFirst()
  return row ? winFrom(row) : null
}

/** A category as the reader's language calls it. */
export async function categoryName(city: City, name: string): Promise<string> {
  if (city.words.locale !== 'en') return name
  const row = await smallWinsDb(city)
    .selectFrom('small_wins.categories')
    .select('name_en')
    .where('name', '=', name)
    .executeTakeFirst()
  return row?.name_en ?? name
}

/** What a win contains and what it is part of, for its page. */
export async function relatives(
  city: City,
  id: string,
): Promise<{ id: string; title: string; titleEn: string | null; how: 'whole' | 'part'; why: string }[]> {
  const rows = await smallWinsDb(city)
    .selectFrom('small_wins.overlaps as o')
    .innerJoin('small_wins.wins as w', (join) =>
      join.on(sql<boolean>`w.id = case when o.whole = ${id} then o.part else o.whole end`),
    )
    .select(['w.id', 'w.title', 'w.title_en as titleEn', 'o.whole', 'o.why'])
    .where((where) => where.or([where('o.whole', '=', id), where('o.part', '=', id)]))
    .orderBy('w.id')
    .execute()
  return rows.map(({ whole, ...row }) => ({ ...row, how: whole === id ? 'part' : 'whole' }))
}

/** Wins born from cases, the latest first: what an editor may have to take back. */
export async function bornWins(city: City): Promise<Win[]> {
  const rows = await winQuery(city)
    .where('w.basis', '!=', 'press')
    .where('d.win', 'is', null)
    .orderBy('w.published_at', 'desc')
    .limit(50)
    .execute()
  return rows.map(winFrom)
}

function winQuery(city: City) {
  return smallWinsDb(city)
    .selectFrom('small_wins.wins as w')
    .leftJoin('small_wins.withdrawals as d', 'd.win', 'w.id')
    .select([
      'w.id',
      'w.title',
      'w.title_en',
      'w.category',
      'w.what_done',
      'w.quantity',
      'w.unit',
      'w.unit_en',
      'w.unit_forms',
      'w.place',
      'w.district',
      'w.done_on',
      'w.amount_rub',
      'w.status',
      'w.source',
      'w.source_date',
      'w.note',
      'w.case_number',
      'w.before',
      'w.after',
      'w.basis',
      'w.published_at',
      'd.at as withdrawn_at',
      'd.reason as withdrawn_reason',
      'd.note as withdrawn_note',
    ])
}

type Wheres<Query> = { where(expression: ReturnType<typeof sql<boolean>>): Query }

function filtered<Query extends Wheres<Query>>(query: Query, filter: Filter): Query {
  let narrowed = query.where(filter.coming ? sql<boolean>`w.status <> 'done'` : sql<boolean>`w.status = 'done'`)
  if (filter.category !== undefined) narrowed = narrowed.where(sql<boolean>`w.category = ${filter.category}`)
  if (filter.district !== undefined) narrowed = narrowed.where(sql<boolean>`w.district = ${filter.district}`)
  if (filter.year !== undefined) narrowed = narrowed.where(sql<boolean>`w.year = ${filter.year}`)
  if (filter.unit !== undefined) narrowed = narrowed.where(sql<boolean>`w.measure = ${filter.unit}`)
  if (filter.street !== undefined) {
    narrowed = narrowed.where(
      sql<boolean>`exists (select 1 from small_wins.win_streets s where s.win = w.id and s.street = ${filter.street})`,
    )
  }
  return narrowed
}

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof winQuery>['executeTakeFirst']>>>

function winFrom(row: Row): Win {
  const { withdrawn_at: at, withdrawn_reason: reason } = row
  return {
    id: row.id,
    title: row.title,
    titleEn: row.title_en,
    category: row.category,
    whatDone: row.what_done,
    quantity: row.quantity,
    unit: row.unit,
    unitEn: row.unit_en,
    unitForms: row.unit_forms,
    place: row.place,
    district: row.district,
    doneOn: row.done_on,
    amountRub: row.amount_rub,
    status: row.status,
    source: row.source,
    sourceDate: row.source_date,
    note: row.note,
    case: row.case_number,
    before: row.before,
    after: row.after,
    basis: row.basis,
    publishedAt: row.published_at,
    withdrawn: at === null || reason === null ? null : { at, reason, note: row.withdrawn_note },
  }
}
