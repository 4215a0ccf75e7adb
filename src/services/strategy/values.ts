// The present value of many indicators at once, each by its own kind.
import { sql } from 'kysely'
import type { City } from '#platform/city.ts'
import type { Seen } from './rules/forecast.ts'
import { latestOf, ratioValue, standing, summedValue } from './rules/value.ts'
import { strategyDb } from './tables.ts'

export interface Known {
  /** Null when nothing is known: no data is not zero. */
  value: string | null
  /** The period of a `latest` value; null where the source named none. */
  period: string | null
  /** True when the baseline is all that is known. */
  atBaseline: boolean
  /** True when something invented for the demo is in the number. */
  demo: boolean
  /** What was observed in which period, as far as a period was named; for a `latest` number only. */
  seen: Seen[]
}

interface Counted {
  id: string
  kind: 'sum' | 'latest' | 'ratio'
  basis: 'press' | 'own' | 'city' | 'demo'
  numerator: string | null
  denominator: string | null
}

/** Values by id. A ratio's parts are looked up where they are not among the asked. */
export async function valuesOf(city: City, asked: readonly Counted[]): Promise<Map<string, Known>> {
  const parts = await partsOf(city, asked)
  const plain = [...asked, ...parts].filter(({ kind }) => kind !== 'ratio')
  const known = new Map([...(await sums(city, plain)), ...(await latests(city, plain))])
  for (const { id, numerator, denominator } of asked.filter(({ kind }) => kind === 'ratio')) {
    const [over, under] = [known.get(numerator ?? ''), known.get(denominator ?? '')]
    known.set(id, {
      value: ratioValue(over?.value ?? null, under?.value ?? null),
      period: over?.period ?? null,
      atBaseline: false,
      demo: (over?.demo ?? false) || (under?.demo ?? false),
      seen: [],
    })
  }
  return known
}

async function partsOf(city: City, asked: readonly Counted[]): Promise<Counted[]> {
  const ids = asked.flatMap(({ numerator, denominator }) => [numerator, denominator]).filter((id) => id !== null)
  if (ids.length === 0) return []
  return strategyDb(city)
    .selectFrom('strategy.indicators')
    .select(['id', 'kind', 'basis', 'numerator', 'denominator'])
    .where('id', 'in', ids)
    .execute()
}

async function sums(city: City, asked: readonly Counted[]): Promise<[string, Known][]> {
  const summed = asked.filter(({ kind }) => kind === 'sum')
  if (summed.length === 0) return []
  const rows = await strategyDb(city)
    .selectFrom('strategy.measurements')
    .select(['indicator', sql<string>`sum(value)`.as('value'), sql<boolean>`bool_or(basis = 'demo')`.as('demo')])
    .where(
      'indicator',
      'in',
      summed.map(({ id }) => id),
    )
    .groupBy('indicator')
    .execute()
  const found = new Map(rows.map((row) => [row.indicator, row]))
  return summed.map(({ id, basis }) => {
    const row = found.get(id)
    return [
      id,
      {
        value: summedValue(row ? [row] : [], basis === 'own'),
        period: null,
        atBaseline: false,
        demo: row?.demo ?? false,
        seen: [],
      },
    ]
  })
}

async function latests(city: City, asked: readonly Counted[]): Promise<[string, Known][]> {
  const observed = asked.filter(({ kind }) => kind === 'latest')
  if (observed.length === 0) return []
  const rows = await strategyDb(city)
    .selectFrom('strategy.observations')
    .select(['id', 'indicator', 'value', 'period', 'part', 'basis', 'revises'])
    .where(
      'indicator',
      'in',
      observed.map(({ id }) => id),
    )
    .execute()
  const byIndicator = Map.groupBy(rows, (row) => row.indicator)
  return observed.map(({ id }) => {
    const own = byIndicator.get(id) ?? []
    const latest = latestOf(own)
    return [
      id,
      {
        value: latest?.value ?? null,
        period: latest?.period ?? null,
        atBaseline: latest?.part === 'baseline',
        demo: latest?.basis === 'demo',
        seen: standing(own).flatMap(({ value, period }) => (period === null ? [] : [{ value, period }])),
      },
    ]
  })
}
