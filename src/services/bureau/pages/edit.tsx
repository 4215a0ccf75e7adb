// Editing a measure: everything its source says, looked at as people will see it before it is written as a new version.
import type { ProgrammeView } from '#kernel/programmes/index.ts'
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Button } from '#web/components/button/button.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { CheckboxesField, CheckboxField, SelectField, TextareaField, TextField } from '#web/components/field/field.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { MeasureFile } from '../queries/measures.ts'
import type { Topic } from '../queries/queues.ts'
import { audiences, levels, lookings, type MeasureFields, measureKinds, type Standing } from '../rules/measure.ts'
import { DeskCrumbs } from './crumbs.tsx'
import { FactTable } from './measure.tsx'
import { StandingTag } from './said.tsx'
import { errorsIn, severalIn, typedIn } from './typed.ts'

export interface EditProps {
  /** Null: a new one. */
  measure: MeasureFile | null
  topics: readonly Topic[]
  /** The city's programmes, of which one may give it. */
  programmes: readonly ProgrammeView[]
  /** The questionnaire has terms for it. */
  hasTerms: boolean
  /** How it would be seen; null before it was asked for. */
  preview: { fields: MeasureFields; standing: Standing } | null
  typed: Typed
}

const lines = ['name', 'provider', 'ask', 'period', 'how', 'applyUrl', 'law', 'source', 'sourceDate'] as const
const numbers = [
  'amountMin',
  'amountMax',
  'ratePercent',
  'cofinancingPercent',
  'ageMin',
  'ageMax',
  'termMonths',
] as const
const days = ['opens', 'closes', 'speaksOf', 'validFrom'] as const

export function EditPage({ measure, topics, programmes, preview, typed, hasTerms }: EditProps) {
  const { words, href } = useFrame()
  const error = errorsIn(words, typed)
  const label = (name: string) => words(`bureau.edit.${name}`)
  const text = (name: string) => ({ name, label: label(name), value: typedIn(typed, name), error: error.of(name) })
  const choice = (name: string, values: readonly string[], said: (value: string) => string) => (
    <SelectField {...text(name)} key={name} options={values.map((value) => ({ value, label: said(value) }))} />
  )
  const several = (name: string, values: readonly string[], said: (value: string) => string) => (
    <CheckboxesField
      {...{ name, label: label(name), error: error.of(name), values: severalIn(typed, name) }}
      options={values.map((value) => ({ value, label: said(value) }))}
    />
  )
  return (
    <>
      <PageHead
        above={<DeskCrumbs more={[{ href: '/desk/bureau/measures', label: words('bureau.editing.title') }]} />}
        title={measure ? measure.fields.name : words('bureau.editing.new')}
        lede={words('bureau.edit.lede')}
      >
        {measure && (
          <p>
            <a href={href(`/bureau/measures/${measure.id}`)}>{words('bureau.edit.asPeopleSee')}</a>
            {' · '}
            <a href={href(hasTerms ? `/desk/programmes/terms/${measure.id}` : '/desk/programmes/terms')}>
              {words('bureau.edit.terms')}
            </a>
          </p>
        )}
      </PageHead>
      <ErrorSummary title={words('bureau.wrong')} errors={error.all} />
      {preview && (
        <Notice title={words('bureau.edit.previewTitle')}>
          <p>
            <StandingTag standing={preview.standing} />
          </p>
          <FactTable measure={preview} />
        </Notice>
      )}
      <form
        class="narrow"
        method="post"
        action={href(measure ? `/desk/bureau/measures/${measure.id}` : '/desk/bureau/measures/new')}
        noValidate
      >
        <input type="hidden" name="seen" value={typedIn(typed, 'seen', '0')} />
        {lines.map((name) => (
          <TextField {...text(name)} key={name} />
        ))}
        <SelectField
          {...text('programme')}
          placeholder={label('programme.none')}
          options={programmes.map(({ id, definition }) => ({ value: id, label: definition.title.ru }))}
        />
        {several('levels', levels, (value) => words(`bureau.level.${value}`))}
        {choice('kind', measureKinds, (value) => words(`bureau.kind.${value}`))}
        {choice('audience', audiences, (value) => words(`bureau.whom.${value}`))}
        {several('looking', lookings, (value) => words(`bureau.looking.${value}`))}
        <SelectField
          {...text('topic')}
          options={topics.map(({ code, label: name }) => ({ value: code, label: name }))}
        />
        <CheckboxField name="creative" label={label('creative')} checked={typedIn(typed, 'creative') === 'yes'} />
        {choice('notFounded', ['yes', 'no', 'unsaid'], (value) => words(`bureau.edit.notFounded.${value}`))}
        <TextareaField {...text('who')} rows={4} />
        <fieldset class="beside">
          <legend>{label('numbers')}</legend>
          {numbers.map((name) => (
            <TextField {...text(name)} key={name} inputMode="decimal" width="short" />
          ))}
        </fieldset>
        <fieldset class="beside">
          <legend>{label('days')}</legend>
          {days.map((name) => (
            <TextField {...text(name)} key={name} type="date" width="middle" />
          ))}
        </fieldset>
        {choice('ended', ['no', 'closed', 'archive'], (value) => words(`bureau.edit.ended.${value}`))}
        <TextareaField {...text('note')} rows={3} />
        <TextField {...text('reason')} maxLength={500} />
        <div class="actions">
          <Button kind="plain" name="do" value="preview">
            {words('bureau.edit.preview')}
          </Button>
          <Button name="do" value="save">
            {words('bureau.edit.save')}
          </Button>
        </div>
      </form>
    </>
  )
}
