// Totals of what was done, by measure, for the city or a part of it, with what was left out and why.
import { sql } from 'kysely'
import type { City } from '#platform/city.ts'
import { type Addend, type LeftOut, thousandthsOf, totalsOf } from '../rules/totals.ts'
import { type Forms, smallWinsDb } from '../tables.ts'

export interface Scope {
  year?: number | undefined
  district?: string | undefined
  street?: string | undefined
}

export interface Named {
  id: string
  title: string
  titleEn: string | null
  /** The right one, where it was corrected. */
  quantity: string | null
  unit: string | null
  unitEn: string | null
  source: string | null
  year: number | null
  /** What had been said of the quantity before it was corrected. */
  saidQuantity: string | null
  /** The quantity in the unit of its measure, as it is added: a decimal text. */
  amount: string | null
}

/** part and shared: see `LeftOut`; several: it names several streets; undated: no year; fine: finer than a thousandth. */
export type WhyLeft = LeftOut['because'] | 'several' | 'undated' | 'fine'

export interface MeasureTotal {
  id: string
  label: string
  labelEn: string
  unit: string
  unitEn: string | null
  forms: Forms
  /** A decimal text. */
  total: string
  counted: Named[]
  left: (Named & { because: WhyLeft; of: Named | null; why: string | null })[]
  /** Wins born from residents' reports; each stands for itself, so they are added without asking. */
  born: number
  /** Born wins that were taken back: they are not added. */
  takenBack: number
  demo: boolean
}

export interface Totals {
  measures: MeasureTotal[]
  /** Records that are added to nothing, each with the reason. */
  apart: (Named & { why: string })[]
  /** Records that name several streets: none of them may claim the whole quantity. */
  severalStreets: Named[]
  undated: Named[]
}

interface Candidate extends Named {
  measure: string | null
  factor: string | null
  streets: number
  why: string | null
}

/** Totals of a scope: all of the city when it is empty; of one measure when it is named. */
export async function totals(city: City, scope: Scope, measure?: string): Promise<Totals> {
  const candidates = await pressRecords(city, scope)
  const overlaps = await smallWinsDb(city).selectFrom('small_wins.overlaps').select(['whole', 'part', 'why']).execute()
  const several = scope.street === undefined ? [] : candidates.filter(({ streets }) => streets > 1)
  const undated = candidates.filter((record) => record.year === null && record.measure !== null)
  const addable = candidates
    .filter((record) => !several.includes(record) && !undated.includes(record))
    .flatMap(addendOf)
  const byId = new Map(candidates.map((record) => [record.id, record]))
  const born = await bornTotals(city, scope)
  let asked = smallWinsDb(city).selectFrom('small_wins.measures').selectAll().orderBy('position').orderBy('label')
  if (measure !== undefined) asked = asked.where('id', '=', measure)
  const summed = new Map(totalsOf(addable, overlaps).map((total) => [total.measure, total]))
  const whyLeft = (record: Candidate): WhyLeft | null => {
    if (several.includes(record)) return 'several'
    if (undated.includes(record)) return 'undated'
    return addendOf(record).length === 0 ? 'fine' : null
  }
  return {
    measures: (await asked.execute()).flatMap((one): MeasureTotal[] => {
      const sum = summed.get(one.id)
      const own = born.find((row) => row.measure === one.id)
      const unadded = candidates.flatMap((record) => {
        const because = record.measure === one.id ? whyLeft(record) : null
        return because === null ? [] : [{ ...record, because, of: null, why: null }]
      })
      // Nothing is not zero: it is shown only to who asks for this measure, with what was left out.
      const nothing = !sum && (own?.n ?? 0) === 0
      if (nothing && (measure === undefined || (!own && unadded.length === 0))) return []
      const overlapping = (sum?.left ?? []).flatMap(({ id, because, of }) =>
        named(byId, id).flatMap((record) =>
          named(byId, of).map((whole) => ({
            ...record,
            because,
            of: whole,
            why: overlaps.find((row) => row.whole === of && row.part === id)?.why ?? null,
          })),
        ),
      )
      return [
        {
          id: one.id,
          label: one.label,
          labelEn: one.label_en,
          unit: one.unit,
          unitEn: one.unit_en,
          forms: one.forms,
          total: decimalOf((sum?.thousandths ?? 0n) + BigInt(own?.thousandths ?? '0')),
          counted: (sum?.counted ?? []).flatMap((id) => named(byId, id)),
          left: [...overlapping, ...unadded],
          born: own?.n ?? 0,
          takenBack: own?.back ?? 0,
          demo: own?.demo ?? false,
        },
      ]
    }),
    apart: candidates.flatMap(({ why, ...record }) => (why === null ? [] : [{ ...record, why }])),
    severalStreets: several,
    undated,
  }
}

/** The measures that the front page shows, over all years, with how many sources they rest on. */
export async function frontTotals(
  city: City,
): Promise<(MeasureTotal & { years: [number, number] | null; sources: string[] })[]> {
  const chosen = await smallWinsDb(city)
    .selectFrom('small_wins.measures')
    .select('id')
    .where('front', 'is not', null)
    .orderBy('front')
    .execute()
  const { measures } = await totals(city, {})
  return chosen.flatMap(({ id }) => {
    const measure = measures.find((each) => each.id === id)
    if (!measure) return []
    const years = measure.counted.flatMap(({ year }) => (year === null ? [] : [year]))
    const sources = [
      ...new Set(
        measure.counted.flatMap(({ source }) =>
          source === null ? [] : [new URL(source).hostname.replace(/^www\./, '')],
        ),
      ),
    ]
    return [{ ...measure, sources, years: years.length === 0 ? null : [Math.min(...years), Math.max(...years)] }]
  })
}

async function pressRecords(city: City, scope: Scope): Promise<Candidate[]> {
  let query = smallWinsDb(city)
    .selectFrom('small_wins.wins as w')
    .leftJoin('small_wins.not_addable as n', (join) => join.onRef('n.win', '=', 'w.id').on('n.what', '=', 'quantity'))
    .select(['w.id', 'w.title', 'w.title_en as titleEn', 'w.unit', 'w.unit_en as unitEn'])
    .select([rightQuantity.as('quantity'), saidQuantity.as('saidQuantity'), amountOf.as('amount')])
    .select(['w.source', 'w.year', 'w.measure', 'w.factor', 'n.why'])
    .select(sql<number>`(select count(*) from small_wins.win_streets s where s.win = w.id)`.as('streets'))
    .where('w.status', '=', 'done')
    .where('w.basis', '=', 'press')
    .where('w.kind', '=', 'win')
    .orderBy('w.id')
  if (scope.year !== undefined) query = query.where('w.year', '=', scope.year)
  if (scope.district !== undefined) query = query.where('w.district', '=', scope.district)
  if (scope.street !== undefined) query = query.where(onStreet(scope.street))
  return query.execute()
}

interface BornTotal {
  measure: string
  thousandths: string
  n: number
  back: number
  demo: boolean
}

async function bornTotals(city: City, scope: Scope): Promise<BornTotal[]> {
  let query = smallWinsDb(city)
    .selectFrom('small_wins.wins as w')
    .leftJoin('small_wins.withdrawals as d', 'd.win', 'w.id')
    .select([
      sql<string>`w.measure`.as('measure'),
      sql<string>`round(coalesce(sum(${rightQuantity} * w.factor) filter (where d.win is null), 0) * 1000)::text`.as(
        'thousandths',
      ),
      sql<number>`count(*) filter (where d.win is null)`.as('n'),
      sql<number>`count(d.win)`.as('back'),
      sql<boolean>`coalesce(bool_or(w.basis = 'demo') filter (where d.win is null), false)`.as('demo'),
    ])
    .where('w.basis', '!=', 'press')
    .where('w.kind', '=', 'win')
    .where('w.measure', 'is not', null)
    .groupBy('w.measure')
  if (scope.year !== undefined) query = query.where('w.year', '=', scope.year)
  if (scope.district !== undefined) query = query.where('w.district', '=', scope.district)
  if (scope.street !== undefined) query = query.where(onStreet(scope.street))
  return query.execute()
}

/** What a record is counted by: the right quantity, where it was corrected. */
export const rightQuantity = sql<string | null>`coalesce(w.right_quantity, w.quantity)`
export const saidQuantity = sql<string | null>`case when w.right_quantity is not null then w.quantity end`
export const amountOf = sql<string | null>`trim_scale(coalesce(w.right_quantity, w.quantity) * w.factor)`

/** Whether a record stands on a street. */
export function onStreet(street: string) {
  return sql<boolean>`w.id = any(array(select s.win from small_wins.win_streets s where s.street = ${street}))`
}

function addendOf({ id, measure, quantity, factor }: Candidate): Addend[] {
  if (measure === null || quantity === null || factor === null) return []
  const thousandths = thousandthsOf(quantity, factor)
  return thousandths === null ? [] : [{ id, measure, thousandths }]
}

function named(records: ReadonlyMap<string, Named>, id: string): Named[] {
  const record = records.get(id)
  return record ? [record] : []
}

/** Thousandths as a decimal text. */
export function decimalOf(thousandths: bigint): string {
  const [whole, rest] = [thousandths / 1000n, thousandths % 1000n]
  return rest === 0n ? String(whole) : `${whole}.${String(rest).padStart(3, '0').replace(/0+$/, '')}`
}
