// What must hold of the numbers in a file: plans by year, money, and observations.
import { compared } from '../../rules/decimal.ts'
import { beginningOf } from '../../rules/observation.ts'
import { isYear, type Portfolio } from '../../rules/portfolio/compare.ts'
import type { SheetKey } from '../../rules/portfolio/format.ts'
import type { ReadRow, ReadSheet } from './read.ts'
import { rowsOf, thingAfter } from './things.ts'

type Read = ReadonlyMap<SheetKey, ReadSheet>

/** Says every mistake of plans, money and observations. */
export function checkNumbers(read: Read, present: Portfolio, today: string): void {
  for (const row of rowsOf(read, 'plans')) checkPlan(row, present, today)
  checkScenarios(read, present)
  for (const row of rowsOf(read, 'money')) checkMoney(row, present, today)
  for (const row of rowsOf(read, 'observations')) checkObservation(row, read, present, today)
}

function checkPlan(row: ReadRow, present: Portfolio, today: string): void {
  for (const [year, value] of Object.entries(row.values)) {
    if (!isYear(year) || value === null || value === row.before?.[year]) continue
    if (Number(year) > present.horizon)
      row.wrong(year, 'strategy.portfolio.wrong.horizon', { horizon: String(present.horizon) })
    else if (year < today.slice(0, 4)) row.look(year, 'strategy.portfolio.look.past')
  }
}

/** Where more is better, the base plan should lie between the other two; the other way round where less is. */
function checkScenarios(read: Read, present: Portfolio): void {
  const byIndicator = Map.groupBy(rowsOf(read, 'plans'), ({ values }) => values.indicator ?? '')
  for (const [id, rows] of byIndicator) {
    const polarity = thingAfter(read, present, 'indicators', id)?.polarity
    if (polarity === 'target') continue
    const worse = (one: string, other: string) => compared(one, other) * (polarity === 'down' ? -1 : 1) < 0
    const of = (scenario: string) => rows.find(({ values }) => values.scenario === scenario)
    for (const [lower, upper] of [
      ['pessimistic', 'base'],
      ['base', 'optimistic'],
      ['pessimistic', 'optimistic'],
    ] as const) {
      const [below, above] = [of(lower), of(upper)]
      for (const [year, value] of Object.entries(above?.values ?? {})) {
        const other = below?.values[year]
        if (above && isYear(year) && value && other && value !== above.before?.[year] && worse(value, other))
          above.look(year, 'strategy.portfolio.look.scenarios')
      }
    }
  }
}

function checkMoney(row: ReadRow, present: Portfolio, today: string): void {
  const { after, before, values } = row
  const year = values.year ?? ''
  if (!before && Number(year) > present.horizon)
    row.wrong('year', 'strategy.portfolio.wrong.horizon', { horizon: String(present.horizon) })
  if (!before && Number(year) < 2000) row.wrong('year', 'strategy.portfolio.wrong.longAgo')
  if (!before && values.planned === null && values.spent === null)
    row.wrong('planned', 'strategy.portfolio.wrong.noMoney')
  const more = values.spent && values.spent !== before?.spent
  if (more && year > today.slice(0, 4)) row.wrong('spent', 'strategy.portfolio.wrong.future')
  if (values.spent && more && after.planned && compared(values.spent, after.planned) > 0)
    row.look('spent', 'strategy.portfolio.look.overspent')
}

function checkObservation(row: ReadRow, read: Read, present: Portfolio, today: string): void {
  const { before, values } = row
  const { period, sourceDate, value } = values
  if (thingAfter(read, present, 'indicators', values.indicator)?.kind !== 'latest')
    row.wrong('indicator', 'strategy.portfolio.wrong.notObserved')
  if (!period && !(before?.value && value && compared(before.value, value) === 0))
    row.wrong('period', 'strategy.form.noPeriod')
  if (period && beginningOf(period) > today) row.wrong('period', 'strategy.form.future')
  const fraction = values.value?.split('.')[1] ?? ''
  if (fraction.length > 6 && values.value !== before?.value) row.wrong('value', 'strategy.form.tooFine')
  const other = (field: string) => before && values[field] && values[field] !== before[field]
  if (other('source') && values.value === before?.value) row.look('source', 'strategy.portfolio.look.sourceStays')
  if (!sourceDate || sourceDate === before?.sourceDate) return
  if (beginningOf(sourceDate) > today) row.wrong('sourceDate', 'strategy.form.future')
  else if (period && !before && `${sourceDate}-99` < beginningOf(period))
    row.wrong('sourceDate', 'strategy.form.beforePeriod')
}
