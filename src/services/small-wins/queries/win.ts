// One win with all that is known of it, its relatives, and what became of it.
import { sql } from 'kysely'
import type { City } from '#platform/city.ts'
import { type Forms, type Shot, smallWinsDb } from '../tables.ts'

export interface Win {
  id: string
  kind: 'win' | 'correction' | 'withdrawal' | 'setback'
  /** The record that a turn speaks of. */
  about: string | null
  /** What was corrected, why it was withdrawn, or which setback it is. */
  reason: string | null
  /** Of a correction: what had been said, and what is right. */
  wasSaid: string | null
  isRight: string | null
  title: string
  titleEn: string | null
  category: string
  whatDone: string | null
  /** The right one, where it was corrected. */
  quantity: string | null
  /** What had been said of the quantity before it was corrected. */
  saidQuantity: string | null
  unit: string | null
  unitEn: string | null
  unitForms: Forms | null
  place: string | null
  lat: number | null
  lon: number | null
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
  | 'kind'
  | 'about'
  | 'reason'
  | 'wasSaid'
  | 'isRight'
  | 'note'
  | 'saidQuantity'
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

/** The streets on which a record is found. */
export async function streetsOf(city: City, id: string): Promise<string[]> {
  const rows = await smallWinsDb(city)
    .selectFrom('small_wins.win_streets')
    .select('street')
    .where('win', '=', id)
    .orderBy('street')
    .execute()
  return rows.map(({ street }) => street)
}

/** What became of a win, the oldest first: corrections, setbacks and its withdrawal. */
export async function turnsOf(city: City, id: string): Promise<Win[]> {
  const rows = await winQuery(city).where('w.about', '=', id).orderBy('w.published_at').orderBy('w.id').execute()
  return rows.map(winFrom)
}

/** Wins born from cases, the latest first: what an editor may have to take back. */
export async function bornWins(city: City): Promise<Win[]> {
  const rows = await winQuery(city)
    .where('w.basis', '!=', 'press')
    .where('w.kind', '=', 'win')
    .where('d.win', 'is', null)
    .orderBy('w.published_at', 'desc')
    .limit(50)
    .execute()
  return rows.map(winFrom)
}

export function winQuery(city: City) {
  return smallWinsDb(city)
    .selectFrom('small_wins.wins as w')
    .leftJoin('small_wins.withdrawals as d', 'd.win', 'w.id')
    .select([
      'w.id',
      'w.kind',
      'w.about',
      'w.reason',
      'w.was_said',
      'w.is_right',
      'w.title',
      'w.title_en',
      'w.category',
      'w.what_done',
      sql<string | null>`coalesce(w.right_quantity, w.quantity)`.as('quantity'),
      sql<string | null>`case when w.right_quantity is not null then w.quantity end`.as('said_quantity'),
      'w.unit',
      'w.unit_en',
      'w.unit_forms',
      'w.place',
      'w.lat',
      'w.lon',
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

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof winQuery>['executeTakeFirst']>>>

/** A row of `winQuery` as the house passes it on. */
export function winFrom(row: Row): Win {
  const { withdrawn_at: at, withdrawn_reason: reason } = row
  return {
    id: row.id,
    kind: row.kind,
    about: row.about,
    reason: row.reason,
    wasSaid: row.was_said,
    isRight: row.is_right,
    title: row.title,
    titleEn: row.title_en,
    category: row.category,
    whatDone: row.what_done,
    quantity: row.quantity,
    saidQuantity: row.said_quantity,
    unit: row.unit,
    unitEn: row.unit_en,
    unitForms: row.unit_forms,
    place: row.place,
    lat: row.lat,
    lon: row.lon,
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
