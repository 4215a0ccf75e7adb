// What can be asked of terms: what was promised first, what holds now, and what was moved.
import { type SqlBool, sql } from 'kysely'
import type { City } from '#platform/city.ts'
import { type Term, type TermRow, termsFrom } from '../rules/terms.ts'
import { strategyDb } from '../tables.ts'

/** Terms of things, by subject, all or those named; a subject of which nothing was promised is not in the answer. */
export async function termsOf(
  city: City,
  subjects: readonly string[],
  named?: readonly string[],
): Promise<Map<string, Map<string, Term>>> {
  if (subjects.length === 0) return new Map()
  let query = strategyDb(city)
    .selectFrom('strategy.terms')
    .selectAll()
    // One parameter however many there are, so that the statement keeps its name and its plan.
    .where(sql<SqlBool>`subject = any(${[...subjects]}::text[])`)
    .orderBy('seq')
  if (named) query = query.where('term', 'in', [...named])
  const rows = await query.execute()
  return new Map(
    [...Map.groupBy(rows, (row) => row.subject)].map(([subject, group]) => [subject, termsFrom<TermRow>(group)]),
  )
}

export interface MoveView extends TermRow {
  /** What held before. */
  was: string | null
  /** What was promised first of all. */
  first: string | null
  /** Which move of this term it is, from 1. */
  nth: number
}

/** Moved goalposts of the whole strategy, the newest first. `before` is the id of the last one seen. */
export async function movesOf(
  city: City,
  input: { subject?: string | undefined; before?: Date | undefined; most?: number },
): Promise<MoveView[]> {
  let query = strategyDb(city)
    .selectFrom('strategy.terms')
    .selectAll()
    .where('reason', 'is not', null)
    .orderBy('seq', 'desc')
    .limit(input.most ?? 50)
  if (input.subject !== undefined) query = query.where('subject', '=', input.subject)
  if (input.before !== undefined) query = query.where('at', '<', input.before)
  const moved = await query.execute()
  const whole = await termsOf(city, [...new Set(moved.map(({ subject }) => subject))])
  return moved.flatMap((row) => {
    const term = whole.get(row.subject)?.get(row.term)
    const nth = term?.rows.findIndex(({ id }) => id === row.id) ?? -1
    return term && nth > 0 ? [{ ...row, nth, was: term.rows[nth - 1]?.value ?? null, first: term.first.value }] : []
  })
}

/** How many times anything was moved, in all and by things. */
export async function movesCount(city: City): Promise<{ moves: number; things: number }> {
  const { rows } = await strategyDb(city)
    .selectFrom('strategy.terms')
    .select((each) => [
      each.fn.countAll<number>().as('moves'),
      each.fn.count<number>('subject').distinct().as('things'),
    ])
    .where('reason', 'is not', null)
    .execute()
    .then((rows) => ({ rows }))
  return { moves: Number(rows[0]?.moves ?? 0), things: Number(rows[0]?.things ?? 0) }
}

/** The first word on the target of each of these indicators that has a later one. */
export async function movedTargets(city: City, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const terms = await termsOf(
    city,
    ids.map((id) => `indicator:${id}`),
    ['target'],
  )
  return new Map(
    ids.flatMap((id) => {
      const target = terms.get(`indicator:${id}`)?.get('target')
      return target && target.moves > 0 && target.first.value !== null ? [[id, target.first.value] as const] : []
    }),
  )
}
