// Money and observations of an import: differences are booked, corrections point to what they correct.
import { basisOf, inscribe } from '#kernel/chronicle/index.ts'
import type { City } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import { newId } from '#platform/ids.ts'
import type { StrategyFacts } from '../../facts.ts'
import { bookingsOf } from '../../queries/money.ts'
import { funds } from '../../rules/codes.ts'
import { compared, negated, sumOf } from '../../rules/decimal.ts'
import type { Change, Portfolio, Step } from '../../rules/portfolio/compare.ts'
import { strategyDb } from '../../tables.ts'
import { bookMoney, unbookMoney } from '../money.ts'
import { strategyOffice } from '../office.ts'

const announce = announcer<StrategyFacts>()

export async function writeNumbers(city: City, steps: readonly Step[], present: Portfolio): Promise<void> {
  for (const step of steps.filter(({ sheet }) => sheet === 'money'))
    for (const change of step.changes) await bookChange(city, step, change)
  await observe(
    city,
    steps.filter(({ sheet }) => sheet === 'observations'),
    present,
  )
}

/** More is a booking of the difference; less takes back what was booked and books what is right. */
async function bookChange(city: City, { values, reason }: Step, { field, was, now }: Change): Promise<void> {
  const fund = funds.find((each) => each === values.fund)
  const kind = field === 'planned' || field === 'spent' ? field : null
  if (!fund || !kind) return
  const [project, year] = [values.project ?? '', Number(values.year)]
  const book = (roubles: string) => bookMoney(city, { bookings: [{ project, year, fund, kind, roubles, reason }] })
  if (was === null) return book(now)
  if (compared(now, was) > 0) return book(sumOf([now, negated(was)]))
  const bookings = await bookingsOf(city, [project])
  for (const each of bookings) {
    const same = each.year === year && each.fund === fund && each.kind === kind
    if (same && !each.corrected && each.corrects === null)
      await unbookMoney(city, { id: each.id, reason: reason ?? '' })
  }
  await book(now)
}

async function observe(city: City, steps: readonly Step[], present: Portfolio): Promise<void> {
  const basis = basisOf(city)
  const rows = steps.flatMap((step) => {
    const value = step.changes.find(({ field }) => field === 'value')
    if (!value) return []
    const { indicator, period, source, sourceDate } = step.values
    const revises = step.isNew ? null : (present.rows.get('observations')?.get(step.id)?.id ?? null)
    return {
      ...{ id: newId(city.now), indicator: indicator ?? '', value: value.now, period: period ?? null },
      ...{ part: 'current' as const, at: city.now, source: source ?? '', source_date: sourceDate ?? null },
      ...{ basis: basis.kind, reason: revises === null ? null : step.reason, revises },
    }
  })
  for (let from = 0; from < rows.length; from += chunk)
    await strategyDb(city)
      .insertInto('strategy.observations')
      .values(rows.slice(from, from + chunk))
      .execute()
  for (const { id, indicator, value, period, source, revises, reason } of rows) {
    await inscribe(city, {
      kind: revises ? 'strategy.revised' : 'strategy.observed',
      subject: `indicator:${indicator}`,
      basis,
      office: strategyOffice(city),
      data: { indicator, observation: id, value, period, source, revises },
      ...(reason === null ? {} : { texts: { reason } }),
    })
    await announce(city, 'strategy.observed', `indicator:${indicator}`, { indicator, observation: id })
  }
}

const chunk = 200
