// One indicator on the desk: what was observed so far, and the form for a new observation or a correction.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { Button } from '#web/components/button/button.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { CheckboxField, TextareaField, TextField } from '#web/components/field/field.tsx'
import { List } from '#web/components/list/list.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { ObservationView, PromiseView } from '../queries/promises.ts'
import type { StatementView } from '../queries/reports.ts'
import { observationRow } from './observation.tsx'
import { sentenceOf } from './promise.tsx'
import { amountOf, Data, nameOf, numberOf, unitOf } from './said.tsx'
import { StatementForm } from './statement-form.tsx'

export interface ObserveProps {
  promise: PromiseView
  /** The latest written first. */
  observations: ObservationView[]
  /** The two indicators of a ratio. */
  parts: PromiseView[]
  /** The observation to be corrected, or null for a new one. */
  revised: ObservationView | null
  typed: Typed
  /** Periods of which the team may speak, the latest first, and what it said so far. */
  periods: string[]
  statements: StatementView[]
  /** What was typed into the team's word, and what is wrong with it. */
  stated: Typed
}

export function ObservePage(props: ObserveProps) {
  const { words, href } = useFrame()
  const { promise, observations, parts, revised, typed, periods, statements, stated } = props
  const name = nameOf(words, promise)
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs
            label={words('strategy.path')}
            links={[
              { href: href('/desk'), label: words('strategy.desk.home') },
              { href: href('/desk/strategy'), label: words('strategy.desk.title') },
              ...(revised ? [{ href: href(`/desk/strategy/${promise.id}`), label: name }] : []),
            ]}
          />
        }
        title={promise.nameEn === null ? <Data>{name}</Data> : name}
        lede={sentenceOf(words, promise)}
      >
        <p>
          <a href={href(`/strategy/indicators/${promise.id}`)}>{words('strategy.desk.asPeopleSee')}</a>
          {' · '}
          <a href={href(`/desk/strategy/${promise.id}/terms`)}>{words('strategy.staff.toMove')}</a>
        </p>
      </PageHead>
      {promise.kind === 'sum' && <p>{words('strategy.desk.addsUp')}</p>}
      {promise.kind === 'ratio' && (
        <section>
          <h2>{words('strategy.desk.divides')}</h2>
          <List
            items={parts.map((part) => ({
              lead: part.value === null ? words('strategy.noData') : numberOf(words, part.value),
              href: href(`/desk/strategy/${part.id}`),
              title: nameOf(words, part),
            }))}
          />
        </section>
      )}
      {promise.kind === 'latest' && <ObservationForm promise={promise} revised={revised} typed={typed} />}
      {promise.kind === 'latest' && !revised && <Written promise={promise} observations={observations} />}
      {!revised && <StatementForm promise={promise} periods={periods} statements={statements} typed={stated} />}
    </>
  )
}

function ObservationForm({ promise, revised, typed }: Pick<ObserveProps, 'promise' | 'revised' | 'typed'>) {
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
  const action = `/desk/strategy/${promise.id}/observations${revised ? `/${revised.id}` : ''}`
  const sure = of('sure')
  return (
    <section>
      <h2>{words(revised ? 'strategy.desk.revise' : 'strategy.desk.add')}</h2>
      {revised && <p>{words('strategy.desk.reviseHow', { value: amountOf(words, promise, revised.value) })}</p>}
      <ErrorSummary title={words('strategy.desk.wrong')} errors={errors} />
      <form class="narrow" method="post" action={href(action)}>
        <TextField
          {...of('value', revised ? revised.value.replace('.', words.locale === 'ru' ? ',' : '.') : '')}
          label={words('strategy.desk.field.value', { unit: unitOf(words, promise, null) })}
          inputMode="decimal"
          width="short"
          maxLength={40}
          required
        />
        {/* The tick is for this number only: another one is asked about again. */}
        {(sure.error || sure.value !== '') && (
          <CheckboxField
            name="sure"
            label={words('strategy.desk.field.sure', { value: of('value').value })}
            error={sure.error}
            value={of('value').value}
            checked={sure.value !== '' && sure.error === undefined}
          />
        )}
        <TextField
          {...of('period', revised?.period ? typedPeriod(revised.period) : '')}
          label={words('strategy.desk.field.period')}
          hint={words('strategy.desk.field.periodHint')}
          width="short"
          maxLength={20}
          required
        />
        <TextField
          {...of('source', revised?.source.page)}
          label={words('strategy.desk.field.source')}
          hint={words('strategy.desk.field.sourceHint')}
          type="url"
          maxLength={500}
          required
        />
        <TextField
          {...of('sourceDate', revised?.source.date ?? '')}
          label={words('strategy.desk.field.sourceDate')}
          type="date"
          width="middle"
          required
        />
        {revised && (
          <TextareaField
            {...of('reason')}
            label={words('strategy.desk.field.reason')}
            hint={words('strategy.desk.field.reasonHint')}
            maxLength={1000}
            required
          />
        )}
        <Button>{words(revised ? 'strategy.desk.saveRevision' : 'strategy.desk.save')}</Button>
      </form>
    </section>
  )
}

function Written({ promise, observations }: Pick<ObserveProps, 'promise' | 'observations'>) {
  const { words, href } = useFrame()
  if (observations.length === 0) return <p>{words('strategy.noObservations')}</p>
  return (
    <section>
      <h2>{words('strategy.desk.written')}</h2>
      <List
        items={observations.map((each) => ({
          ...observationRow(words, promise, each),
          tag: each.revised ? (
            words('strategy.observed.revised')
          ) : (
            <a href={href(`/desk/strategy/${promise.id}/observations/${each.id}`)}>{words('strategy.desk.toRevise')}</a>
          ),
        }))}
      />
    </section>
  )
}

// As the form's hint shows it: «12.2025».
function typedPeriod(period: string): string {
  return period.split('-').reverse().join('.')
}
