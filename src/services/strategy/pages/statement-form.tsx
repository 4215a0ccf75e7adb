// The team's own word on an indicator, which will stand beside what is computed from its numbers.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Button } from '#web/components/button/button.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { SelectField, TextareaField } from '#web/components/field/field.tsx'
import type { PromiseView } from '../queries/promises.ts'
import type { StatementView } from '../queries/reports.ts'
import { officialStatuses } from '../rules/codes.ts'
import { periodSaid } from './forecast-said.ts'
import { Reports } from './reports.tsx'

export interface StatementFormProps {
  promise: PromiseView
  periods: string[]
  statements: StatementView[]
  typed: Typed
}

export function StatementForm({ promise, periods, statements, typed }: StatementFormProps) {
  const { words, href } = useFrame()
  const errors = Object.entries(typed.errors).map(([name, { key, values }]) => ({ name, message: words(key, values) }))
  const of = (name: string, otherwise = '') => {
    const value = typed.values[name] ?? otherwise
    const problem = typed.errors[name]
    return {
      name,
      value: typeof value === 'string' ? value : (value[0] ?? ''),
      error: problem && words(problem.key, problem.values),
    }
  }
  return (
    <section>
      <h2>{words('strategy.reports.title')}</h2>
      <p>{words('strategy.statement.lede')}</p>
      <ErrorSummary title={words('strategy.desk.wrong')} errors={errors} />
      <form class="narrow" method="post" action={href(`/desk/strategy/${promise.id}/statement`)}>
        <SelectField
          {...of('of', periods[0])}
          label={words('strategy.desk.field.period')}
          options={periods.map((period) => ({ value: period, label: periodSaid(words, period) }))}
        />
        <SelectField
          {...of('status')}
          label={words('strategy.statement.status')}
          placeholder={words('strategy.statement.choose')}
          options={officialStatuses.map((status) => ({ value: status, label: words(`strategy.official.${status}`) }))}
        />
        <TextareaField {...of('said')} label={words('strategy.statement.said')} maxLength={2000} required />
        <Button>{words('strategy.statement.save')}</Button>
      </form>
      {statements.length > 0 && <Reports reports={statements} silences={null} />}
    </section>
  )
}
