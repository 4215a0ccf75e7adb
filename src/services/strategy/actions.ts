// What can happen to a promise: a win adds to it, a withdrawn win takes back, a new observation stands beside the old.
import { sql } from 'kysely'
import { officeOf } from '#kernel/cases/index.ts'
import { basisOf, inscribe } from '#kernel/chronicle/index.ts'
import { action, type City } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import { newId } from '#platform/ids.ts'
import { demand, holds } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import type { StrategyFacts } from './facts.ts'
import { mayMeasure, mayObserve } from './policy.ts'
import { negated } from './rules/decimal.ts'
import { standing } from './rules/value.ts'
import { strategyDb } from './tables.ts'

const announce = announcer<StrategyFacts>()

interface Won {
  win: string
  case: string
  quantity: string | null
  fact: string
}

/**
 * Adds a win to every indicator that hears wins, once however often it is heard. A win that was already withdrawn is added and
 * reversed at once, so that the record is the same whichever fact comes first.
 */
export const measureWin = action('strategy', async (city: City, input: Won): Promise<void> => {
  demand(city.actor, mayMeasure, undefined)
  await oneAtATime(city, input.win)
  const hearers = await strategyDb(city)
    .selectFrom('strategy.indicators')
    .select(['id', 'counts'])
    .where('hears', '=', 'small-wins')
    .where('kind', '=', 'sum')
    // Each is locked until the end: two wins at once must take them in the same order.
    .orderBy('id')
    .execute()
  for (const { id, counts } of hearers) {
    const value = counts === 'quantity' ? input.quantity : '1'
    if (value === null) continue
    await measure(city, {
      indicator: id,
      value,
      win: input.win,
      case_number: input.case,
      reason_kind: 'small-wins.published',
      reason_fact: input.fact,
      reverses: null,
    })
  }
  const withdrawn = await strategyDb(city)
    .selectFrom('strategy.withdrawn_wins')
    .select('fact')
    .where('win', '=', input.win)
    .executeTakeFirst()
  if (withdrawn) await reverse(city, input.win, withdrawn.fact)
})

/** Takes a withdrawn win back by measurements of the opposite sign. */
export const reverseWin = action(
  'strategy',
  async (city: City, input: { win: string; fact: string }): Promise<void> => {
    demand(city.actor, mayMeasure, undefined)
    await oneAtATime(city, input.win)
    await strategyDb(city)
      .insertInto('strategy.withdrawn_wins')
      .values({ win: input.win, fact: input.fact, at: city.now })
      .onConflict((clash) => clash.column('win').doNothing())
      .execute()
    await reverse(city, input.win, input.fact)
  },
)

interface Observation {
  indicator: string
  value: string
  /** A year, a month or a day, as far as it is known. */
  period: string | null
  source: string
  sourceDate: string
  /** The observation that this one corrects, with the reason why. */
  revises?: { id: string; reason: string }
}

/** Writes what was observed of a `latest` indicator. A correction is a new row that points to the old one and says why. */
export const observeIndicator = action('strategy', async (city: City, input: Observation): Promise<{ id: string }> => {
  demand(city.actor, mayObserve, undefined)
  const indicator = await strategyDb(city)
    .selectFrom('strategy.indicators')
    .select('kind')
    .where('id', '=', input.indicator)
    // Of two people who write down the same period at once, the second is told.
    .forUpdate()
    .executeTakeFirst()
  if (!indicator) throw refuse.missing('strategy.refusal.noIndicator')
  if (indicator.kind !== 'latest') throw refuse.conflict('strategy.refusal.notObserved')
  const revised = input.revises && (await observationToRevise(city, input.indicator, input.revises.id))
  if (input.period !== null) await demandFreePeriod(city, input.indicator, input.period, revised?.id ?? null)
  const id = newId(city.now)
  const basis = basisOf(city)
  await strategyDb(city)
    .insertInto('strategy.observations')
    .values({
      id,
      indicator: input.indicator,
      value: input.value,
      period: input.period,
      part: revised?.part ?? 'current',
      at: city.now,
      source: input.source,
      source_date: input.sourceDate,
      basis: basis.kind,
      reason: input.revises?.reason ?? null,
      revises: revised?.id ?? null,
    })
    .execute()
  await inscribe(city, {
    kind: revised ? 'strategy.revised' : 'strategy.observed',
    subject: `indicator:${input.indicator}`,
    basis,
    office: holds(city.actor, ['strategist']) ? officeOf(city.actor, ['strategist'], null) : null,
    data: {
      indicator: input.indicator,
      observation: id,
      value: input.value,
      period: input.period,
      source: input.source,
      revises: revised?.id ?? null,
    },
    ...(input.revises ? { texts: { reason: input.revises.reason } } : {}),
  })
  await announce(city, 'strategy.observed', `indicator:${input.indicator}`, {
    indicator: input.indicator,
    observation: id,
  })
  return { id }
})

// Two numbers of one period would contradict each other in public: the second is a correction of the first.
async function demandFreePeriod(city: City, indicator: string, period: string, revises: string | null): Promise<void> {
  const rows = await strategyDb(city)
    .selectFrom('strategy.observations')
    .select(['id', 'value', 'period', 'part', 'revises'])
    .where('indicator', '=', indicator)
    .execute()
  if (standing(rows).some((row) => row.period === period && row.id !== revises))
    throw refuse.conflict('strategy.form.taken')
}

async function observationToRevise(city: City, indicator: string, id: string) {
  const row = await strategyDb(city)
    .selectFrom('strategy.observations')
    .select(['id', 'part'])
    .where('id', '=', id)
    .where('indicator', '=', indicator)
    .executeTakeFirst()
  if (!row) throw refuse.missing('strategy.refusal.noObservation')
  const later = await strategyDb(city)
    .selectFrom('strategy.observations')
    .select('id')
    .where('revises', '=', id)
    .executeTakeFirst()
  if (later) throw refuse.conflict('strategy.refusal.alreadyRevised')
  return row
}

interface Measured {
  indicator: string
  value: string
  win: string
  case_number: string | null
  reason_kind: string
  reason_fact: string
  reverses: string | null
}

async function measure(city: City, row: Measured): Promise<void> {
  const basis = basisOf(city)
  const id = newId(city.now)
  const written = await strategyDb(city)
    .insertInto('strategy.measurements')
    .values({ ...row, id, at: city.now, period: null, basis: basis.kind === 'demo' ? 'demo' : 'city' })
    .onConflict((clash) => clash.doNothing())
    .executeTakeFirst()
  if (written.numInsertedOrUpdatedRows === 0n) return
  await inscribe(city, {
    kind: 'strategy.measured',
    subject: `indicator:${row.indicator}`,
    basis,
    office: null,
    data: {
      indicator: row.indicator,
      measurement: id,
      value: row.value,
      win: row.win,
      case: row.case_number,
      reason: row.reason_kind,
      fact: row.reason_fact,
      reverses: row.reverses,
    },
  })
  await announce(city, 'strategy.measured', `indicator:${row.indicator}`, { indicator: row.indicator, measurement: id })
}

async function reverse(city: City, win: string, fact: string): Promise<void> {
  const rows = await strategyDb(city)
    .selectFrom('strategy.measurements')
    .selectAll()
    .where('win', '=', win)
    .where('reverses', 'is', null)
    .orderBy('indicator')
    .execute()
  for (const { id, indicator, value, case_number } of rows) {
    await measure(city, {
      indicator,
      value: negated(value),
      win,
      case_number,
      reason_kind: 'small-wins.withdrawn',
      reason_fact: fact,
      reverses: id,
    })
  }
}

// The two facts of a win are heard by two reactions, which may run side by side: without the lock each could miss the other's row.
async function oneAtATime(city: City, win: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`strategy win ${win}`}, 0))`.execute(city.db)
}
