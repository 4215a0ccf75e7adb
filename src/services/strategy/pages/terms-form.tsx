// The form for the terms of a thing: what is promised, by when, by whom, and why it changes.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Button } from '#web/components/button/button.tsx'
import { DataTable } from '#web/components/data-table/data-table.tsx'
import { fieldId, SelectField, TextareaField, TextField } from '#web/components/field/field.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { Thing } from '../queries/things.ts'
import { planOf, planTerm, scenarios, valueKind } from '../rules/terms.ts'
import { Name, nameOf, unitOf } from './said.tsx'
import { OwnerFields, ReasonField, SourceFields, StaffPath, typedField, Wrong } from './staff-parts.tsx'
import { termName } from './term-words.tsx'

export interface TermsFormProps {
  thing: Thing
  /** Bodies of the city that can own something. */
  owners: { id: string; name: string }[]
  /** Terms in the order of the form. */
  asked: string[]
  /** Years that have plans. */
  years: readonly number[]
  typed: Typed
  /** Where the form is sent. */
  path: string
}

export function TermsFormPage({ thing, owners, asked, years, typed, path }: TermsFormProps) {
  const { words, href } = useFrame()
  const back = thing.project === null ? `/desk/strategy/${thing.id}` : `/desk/strategy/projects/${thing.project}`
  return (
    <>
      <PageHead
        above={<StaffPath links={[{ href: back, label: nameOf(words, thing) }]} />}
        title={words(`strategy.staff.terms.${thing.kind}`)}
        lede={<Name named={thing} />}
      >
        <p>{words('strategy.staff.terms.how')}</p>
      </PageHead>
      <Wrong errors={typed.errors} />
      <form method="post" action={href(path)} noValidate>
        {asked
          .filter((term) => !planOf(term))
          .map((term) => (
            <TermField key={term} {...{ thing, term, typed, owners }} />
          ))}
        {years.length > 0 && <Plans {...{ thing, years, typed }} />}
        <ReasonField typed={typed} />
        <SourceFields typed={typed} />
        <Button>{words('strategy.staff.terms.check')}</Button>
      </form>
    </>
  )
}

function TermField({
  thing,
  term,
  typed,
  owners,
}: Pick<TermsFormProps, 'thing' | 'typed' | 'owners'> & { term: string }) {
  const { words } = useFrame()
  if (term === 'owner' || term === 'curator') return <OwnerFields {...{ term, typed, owners }} />
  const of = typedField(words, typed)(term)
  const shape = valueKind(thing.kind, term)
  const name = termName(words, term)
  if (shape === 'cadence') {
    return (
      <SelectField
        {...of}
        label={name}
        placeholder={words('strategy.staff.noReports')}
        options={['month', 'quarter', 'half', 'year'].map((value) => ({
          value,
          label: words(`strategy.terms.cadence.${value}`),
        }))}
      />
    )
  }
  if (shape === 'words') {
    return <TextareaField {...of} label={words(`strategy.staff.scope.${thing.kind}`)} maxLength={2000} rows={3} />
  }
  const unit = shape === 'roubles' ? '₽' : shape === 'decimal' && thing.unit ? unitOf(words, thing.unit, null) : ''
  return (
    <TextField
      {...of}
      label={unit === '' ? name : words('strategy.staff.field.inUnit', { name, unit })}
      hint={shape === 'period' || shape === 'year' ? words(`strategy.staff.field.${shape}Hint`) : undefined}
      inputMode={shape === 'period' ? undefined : 'decimal'}
      width={shape === 'roubles' ? 'middle' : 'short'}
      maxLength={40}
    />
  )
}

// Plans as a small table: a year a line, a scenario a column; a cell says its own error.
function Plans({ thing, years, typed }: Pick<TermsFormProps, 'thing' | 'years' | 'typed'>) {
  const { words } = useFrame()
  const of = typedField(words, typed)
  const unit = thing.unit ? unitOf(words, thing.unit, null) : ''
  return (
    <DataTable
      caption={words('strategy.staff.plans', { unit })}
      columns={[
        { label: words('strategy.staff.year') },
        ...scenarios.map((scenario) => ({ label: words(`strategy.staff.scenario.${scenario}`) })),
      ]}
      rows={years.map((year) => [
        String(year),
        ...scenarios.map((scenario) => {
          const { name, value, error } = of(planTerm(scenario, year))
          const id = fieldId(name)
          return (
            <>
              {error && (
                <p class="error" id={`${id}-error`}>
                  {error}
                </p>
              )}
              <input
                class="box short"
                {...{ id, name, value }}
                type="text"
                inputMode="decimal"
                maxLength={40}
                aria-label={termName(words, name)}
                aria-invalid={error ? 'true' : undefined}
                aria-describedby={error ? `${id}-error` : undefined}
              />
            </>
          )
        }),
      ])}
    />
  )
}
