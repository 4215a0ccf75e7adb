// One total opened: the wins born from reports that it adds, and those that were taken back, page by page.
import { sql } from 'kysely'
import type { City } from '#platform/city.ts'
import { smallWinsDb } from '../tables.ts'
import {
  amountOf,
  type MeasureTotal,
  type Named,
  onStreet,
  rightQuantity,
  type Scope,
  saidQuantity,
  totals,
} from './totals.ts'

export const bornPageSize = 50

export type BornRecord = Named & { case: string | null; withdrawn: 'reopened' | 'mistake' | null }

/** One total; null when there is no such measure or nothing of it in the scope. */
export async function totalFor(city: City, measure: string, scope: Scope): Promise<MeasureTotal | null> {
  return (await totals(city, scope, measure)).measures[0] ?? null
}

/** Wins born from reports that a total adds, and those taken back that it does not; the newest first. */
export async function bornOf(city: City, measure: string, scope: Scope, page: number): Promise<BornRecord[]> {
  let query = smallWinsDb(city)
    .selectFrom('small_wins.wins as w')
    .leftJoin('small_wins.withdrawals as d', 'd.win', 'w.id')
    .select(['w.id', 'w.title', 'w.title_en as titleEn', 'w.unit', 'w.unit_en as unitEn', 'w.source', 'w.year'])
    .select([rightQuantity.as('quantity'), saidQuantity.as('saidQuantity'), amountOf.as('amount')])
    .select(['w.case_number as case', sql<'reopened' | 'mistake' | null>`d.reason`.as('withdrawn')])
    .where('w.measure', '=', measure)
    .where('w.kind', '=', 'win')
    .where('w.basis', '!=', 'press')
    .orderBy('w.sort_on', 'desc')
    .orderBy('w.id', 'desc')
    .limit(bornPageSize)
    .offset((page - 1) * bornPageSize)
  if (scope.year !== undefined) query = query.where('w.year', '=', scope.year)
  if (scope.district !== undefined) query = query.where('w.district', '=', scope.district)
  if (scope.street !== undefined) query = query.where(onStreet(scope.street))
  return query.execute()
}
