// Money of a project: planned and spent, as rows that add up; a mistake is taken back by a row of the opposite sign.
import { basisOf, inscribe } from '#kernel/chronicle/index.ts'
import { action, type City } from '#platform/city.ts'
import { newId } from '#platform/ids.ts'
import { demand } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { mayCommit } from '../policy.ts'
import { negated } from '../rules/decimal.ts'
import { type Basis, type Fund, strategyDb } from '../tables.ts'
import { strategyOffice } from './office.ts'

export interface Booking {
  project: string
  year: number
  fund: Fund
  kind: 'planned' | 'spent'
  /** Roubles as a decimal text, not negative. */
  roubles: string
  reason?: string | null
  /** The paper behind it: a budget's line, a contract's number. */
  document?: string | null
  basis?: Basis
  source?: { page: string; date: string | null } | null
}

/** Books money. The first plan of a year and fund needs no reason; adding to it later does (`invalid`, field `reason`). */
export const bookMoney = action(
  'strategy',
  async (city: City, input: { bookings: readonly Booking[] }): Promise<void> => {
    demand(city.actor, mayCommit, undefined)
    for (const each of input.bookings) {
      if (each.roubles.startsWith('-')) throw refuse.invalid({ roubles: { key: 'strategy.form.negativeMoney' } })
      if (each.kind === 'planned' && !each.reason?.trim() && (await isPlanned(city, each)))
        throw refuse.invalid({ reason: { key: 'strategy.form.noReason' } })
      await book(city, each, null)
    }
  },
)

/** Takes a booking back with a reason; it stays in sight, and its money no longer counts. */
export const unbookMoney = action(
  'strategy',
  async (city: City, input: { id: string; reason: string }): Promise<void> => {
    demand(city.actor, mayCommit, undefined)
    if (input.reason.trim() === '') throw refuse.invalid({ reason: { key: 'strategy.form.noReason' } })
    const row = await strategyDb(city)
      .selectFrom('strategy.money')
      .selectAll()
      .where('id', '=', input.id)
      .where('corrects', 'is', null)
      .executeTakeFirst()
    if (!row) throw refuse.missing('strategy.refusal.noBooking')
    const taken = await strategyDb(city)
      .selectFrom('strategy.money')
      .select('id')
      .where('corrects', '=', input.id)
      .executeTakeFirst()
    if (taken) throw refuse.conflict('strategy.refusal.alreadyUnbooked')
    const { project, year, fund, kind } = row
    await book(city, { project, year, fund, kind, roubles: negated(row.roubles), reason: input.reason }, input.id)
  },
)

const entryKinds = { planned: 'strategy.money-planned', spent: 'strategy.money-spent' }

async function isPlanned(city: City, { project, year, fund }: Booking): Promise<boolean> {
  const row = await strategyDb(city)
    .selectFrom('strategy.money')
    .select('id')
    .where('project', '=', project)
    .where('year', '=', year)
    .where('fund', '=', fund)
    .where('kind', '=', 'planned')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

async function book(city: City, each: Booking, corrects: string | null): Promise<void> {
  const basis = basisOf(city)
  const [id, office, reason] = [newId(city.now), strategyOffice(city), each.reason?.trim() || null]
  const { project, year, fund, kind, roubles } = each
  await strategyDb(city)
    .insertInto('strategy.money')
    .values({
      ...{ id, project, year, fund, kind, roubles, corrects, office, reason },
      at: city.now,
      document: each.document ?? null,
      basis: each.basis ?? (basis.kind === 'demo' ? 'demo' : 'city'),
      source: each.source?.page ?? null,
      source_date: each.source?.date ?? null,
    })
    .execute()
  await inscribe(city, {
    kind: corrects === null ? entryKinds[kind] : 'strategy.money-corrected',
    subject: `project:${project}`,
    basis: each.basis === 'press' && each.source ? { kind: 'press', ...each.source } : basis,
    office,
    data: { booking: id, project, year, fund, kind, roubles, corrects },
    texts: reason === null ? {} : { reason },
  })
}
