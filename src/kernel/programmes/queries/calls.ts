// What can be asked of calls: when they open and close, what stood in them, and how many applied.
import type { City } from '#platform/city.ts'
import { type Definition, definitionShape, type Text, textShape } from '../rules/definition.ts'
import { counted } from '../rules/states.ts'
import { applyingDb } from '../tables/applying.ts'

export interface CallView {
  id: string
  programme: string
  version: number
  title: Text
  opensAt: Date
  closesAt: Date
  /** Whole kopecks. */
  budget: number | null
  awards: number | null
  contact: string
  terms: { id: string; version: number } | null
  basis: 'city' | 'demo'
}

/** Published calls of some programmes, or all; those that close last come first. */
export async function callsOf(city: City, programmes?: readonly string[]): Promise<CallView[]> {
  if (programmes?.length === 0) return []
  let query = rows(city).where('c.published_at', 'is not', null).orderBy('c.closes_at', 'desc').orderBy('c.id')
  if (programmes) query = query.where('c.programme', 'in', [...programmes])
  return (await query.execute()).map(viewed)
}

/** One published call with the version it began with; null where there is none. */
export async function callFor(city: City, id: string): Promise<(CallView & { definition: Definition }) | null> {
  const row = await rows(city)
    .innerJoin('programmes.versions as v', (on) =>
      on.onRef('v.programme', '=', 'c.programme').onRef('v.version', '=', 'c.version'),
    )
    .select('v.definition')
    .where('c.id', '=', id)
    .where('c.published_at', 'is not', null)
    .executeTakeFirst()
  if (!row) return null
  const { definition, ...call } = row
  return { ...viewed(call), definition: definitionShape.parse(definition) }
}

export interface DeadlineMove {
  was: Date
  becomes: Date
  reason: string
  at: Date
}

/** How the last instant of a call was moved, the newest first. */
export async function movesOf(city: City, call: string): Promise<DeadlineMove[]> {
  return applyingDb(city)
    .selectFrom('programmes.deadline_moves')
    .select(['was', 'becomes', 'reason', 'at'])
    .where('call', '=', call)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

/** How many applications of each call stand in each state; drafts and those withdrawn are not counted. */
export async function applicationCounts(
  city: City,
  calls: readonly string[],
): Promise<Map<string, Map<string, number>>> {
  if (calls.length === 0) return new Map()
  const found = await applyingDb(city)
    .selectFrom('programmes.applications')
    .select(['call', 'state'])
    .select((select) => select.fn.countAll<string>().as('n'))
    .where('call', 'in', [...calls])
    .where('state', 'in', [...counted])
    .groupBy(['call', 'state'])
    .execute()
  return new Map(
    [...Map.groupBy(found, ({ call }) => call)].map(([call, states]) => [
      call,
      new Map(states.map(({ state, n }) => [state, Number(n)])),
    ]),
  )
}

/** Whether a call opened or closed that the city has not been told of. */
export async function somethingTurns(city: City): Promise<boolean> {
  const row = await applyingDb(city)
    .selectFrom('programmes.calls')
    .select('id')
    .where('published_at', 'is not', null)
    .where((where) =>
      where.or([
        where.and([where('told_open_at', 'is', null), where('opens_at', '<=', city.now)]),
        where.and([where('told_closed_at', 'is', null), where('closes_at', '<=', city.now)]),
      ]),
    )
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

function rows(city: City) {
  return applyingDb(city)
    .selectFrom('programmes.calls as c')
    .select(['c.id', 'c.programme', 'c.version', 'c.title', 'c.opens_at', 'c.closes_at', 'c.budget', 'c.awards'])
    .select(['c.contact', 'c.terms', 'c.terms_version', 'c.basis'])
}

interface Stored {
  id: string
  programme: string
  version: number
  title: Text
  opens_at: Date
  closes_at: Date
  budget: string | null
  awards: number | null
  contact: string
  terms: string | null
  terms_version: number | null
  basis: 'city' | 'demo'
}

function viewed({ title, opens_at, closes_at, budget, terms, terms_version, ...row }: Stored): CallView {
  return {
    ...row,
    title: textShape.parse(title),
    opensAt: opens_at,
    closesAt: closes_at,
    budget: budget === null ? null : Number(budget),
    terms: terms === null || terms_version === null ? null : { id: terms, version: terms_version },
  }
}
