// Plans of an indicator year by year, in three scenarios, beside what came of them.
import { useFrame } from '#platform/http/frame.ts'
import { DataTable } from '#web/components/data-table/data-table.tsx'
import type { PromiseView } from '../queries/promises.ts'
import { achieved } from '../rules/achievement.ts'
import { planOf, planTerm, scenarios, type Term } from '../rules/terms.ts'
import { achievedSaid } from './forecast-said.ts'
import { numberOf, unitOf } from './said.tsx'

export function Plans({ promise, terms }: { promise: PromiseView; terms: ReadonlyMap<string, Term> }) {
  const { words } = useFrame()
  const planned = [...terms.keys()].flatMap((term) => planOf(term) ?? [])
  if (planned.length === 0) return null
  const years = [...new Set(planned.map(({ year }) => year))].sort((one, other) => one - other)
  const shown = scenarios.filter((scenario) => planned.some((each) => each.scenario === scenario))
  const said = (value: string | null | undefined) => (value == null ? words('strategy.noData') : numberOf(words, value))
  return (
    <section>
      <h2>{words('strategy.plans.title')}</h2>
      <DataTable
        caption={words('strategy.plans.caption', { unit: unitOf(words, promise, null) })}
        columns={[
          { label: words('strategy.money.year') },
          ...shown.map((scenario) => ({ label: words(`strategy.scenario.${scenario}`), numeric: true })),
          { label: words('strategy.plans.fact'), numeric: true },
          { label: words('strategy.plans.achieved') },
        ]}
        rows={years.map((year) => {
          const fact = promise.seen.find(({ period }) => period === String(year))?.value ?? null
          const base = terms.get(planTerm('base', year))?.now.value ?? null
          return [
            year,
            ...shown.map((scenario) => {
              const term = terms.get(planTerm(scenario, year))
              const value = said(term?.now.value)
              return term && term.moves > 0
                ? words('strategy.plans.moved', { value, first: said(term.first.value) })
                : value
            }),
            said(fact),
            fact === null || base === null ? '' : achievedSaid(words, achieved(fact, base, promise.polarity)),
          ]
        })}
      />
    </section>
  )
}
