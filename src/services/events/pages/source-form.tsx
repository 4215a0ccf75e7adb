// The questions about a source: the same for a new one and for one that is there.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Button } from '#web/components/button/button.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { CheckboxField, SelectField, TextareaField, TextField } from '#web/components/field/field.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { kinds } from '../rules/terms.ts'
import { formats, readKinds, schedules } from '../sources/settings.ts'
import { SourcePath } from './source-said.tsx'
import { errorsOf, typedText } from './typed.ts'

export function NewSourcePage({ typed }: { typed: Typed }) {
  const { words, href } = useFrame()
  const errors = errorsOf(typed, words)
  return (
    <>
      <PageHead
        above={<SourcePath deeper={[{ href: '/desk/events/sources', label: words('events.desk.sources') }]} />}
        title={words('events.source.new')}
        lede={words('events.source.new.lede')}
      />
      <ErrorSummary title={words('events.source.wrong')} errors={errors} />
      <form class="narrow" method="post" action={href('/desk/events/sources')} noValidate>
        <TextField
          name="id"
          label={words('events.source.field.id')}
          hint={words('events.source.field.id.hint')}
          value={typedText(typed, 'id')}
          error={byName(errors).id}
          width="middle"
          required
        />
        <SourceFields typed={typed} errors={byName(errors)} />
        <Button>{words('events.source.save')}</Button>
      </form>
    </>
  )
}

/** Errors by the names of their fields. */
export function byName(errors: readonly { name: string; message: string }[]): Record<string, string> {
  return Object.fromEntries(errors.map(({ name, message }) => [name, message]))
}

export function SourceFields({ typed, errors }: { typed: Typed; errors: Readonly<Record<string, string>> }) {
  const { words } = useFrame()
  const of = (name: string) => ({
    ...{ name, label: words(`events.source.field.${name}`), value: typedText(typed, name), error: errors[name] },
  })
  const hint = (name: string) => words(`events.source.field.${name}.hint`)
  const choices = <Code extends string>(prefix: string, codes: readonly Code[]) =>
    codes.map((value) => ({ value, label: words(`events.source.${prefix}.${value}`) }))
  return (
    <>
      <TextField {...of('name')} required />
      <SelectField {...of('kind')} options={choices('kind', readKinds)} />
      <TextField {...of('url')} type="url" hint={hint('url')} />
      <SelectField {...of('schedule')} options={choices('schedule', ['none', ...schedules])} />
      <TextField {...of('trust')} hint={hint('trust')} inputMode="numeric" width="short" />
      <SelectField
        {...of('format')}
        hint={hint('format')}
        placeholder={words('events.source.format.no')}
        options={choices('format', formats)}
      />
      <TextareaField {...of('fields')} hint={hint('fields')} rows={6} />
      <TextField {...of('zone')} hint={hint('zone')} width="middle" />
      <CheckboxField
        name="roubles"
        label={words('events.source.field.roubles')}
        checked={typedText(typed, 'roubles') === 'yes'}
      />
      <TextField {...of('venue')} hint={hint('venue')} />
      <TextField {...of('address')} />
      <TextField {...of('organiser')} />
      <SelectField
        {...of('eventKind')}
        placeholder={words('events.source.eventKind.none')}
        options={kinds.map((value) => ({ value, label: words(`events.kind.${value}`) }))}
      />
      <TextField {...of('organisation')} hint={hint('organisation')} />
    </>
  )
}
