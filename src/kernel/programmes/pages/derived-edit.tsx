// One derived value at the desk: how it is called, the formula by which it is worked out, and what a change of it would do.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Button } from '#web/components/button/button.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { CheckboxField, SelectField, TextareaField, TextField } from '#web/components/field/field.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { questionKinds } from '../forms/questions.ts'
import type { DerivedPreview, Standing } from '../queries/catalogue.ts'
import type { Catalogue, DerivedFields } from '../rules/questions.ts'
import { inTongue, sayKnown, sayValue } from '../rules/say-cells.ts'
import type { Outcome } from '../rules/trying.ts'
import { AboveQuestions } from './above.tsx'
import { Shifts } from './terms-shifts.tsx'
import { type Dated, VersionsKept } from './versions-kept.tsx'

const mostTried = 12

export interface DerivedEditProps {
  /** Null: a new one. */
  derived: DerivedFields | null
  catalogue: Catalogue
  /** Terms in force that stand on it. */
  standing: readonly Standing[]
  versions: readonly Dated[]
  /** As it would be, and what that does; null before it was asked for. */
  tried: { derived: DerivedFields; preview: DerivedPreview } | null
  typed: Typed
}

export function DerivedEditPage({ derived, catalogue, standing, versions, tried, typed }: DerivedEditProps) {
  const { words, href } = useFrame()
  const said = (name: string) => words(`programmes.derived.${name}`)
  const errors = Object.entries(typed.errors).map(([name, { key, values }]) => ({ name, message: words(key, values) }))
  const value = (name: string) => [typed.values[name] ?? ''].flat()[0] ?? ''
  const of = (name: string, label = words(`programmes.questions.edit.${name}`)) => ({
    ...{ name, label, value: value(name) },
    error: errors.find((each) => each.name === name)?.message,
  })
  const kind = derived?.kind
  const counts = kind === undefined || kind === 'number' || kind === 'money'
  const chosen = kind === undefined || kind === 'one' || kind === 'several'
  return (
    <>
      <PageHead
        title={derived ? inTongue(words, derived.name) : said('new')}
        lede={words('programmes.questions.edit.lede')}
        above={<AboveQuestions />}
      />
      <ErrorSummary title={words('programmes.terms.desk.wrong')} errors={errors} />
      {standing.length > 0 && (
        <p>
          {said('standing')}{' '}
          {standing.map(({ id, title }, at) => (
            <span key={id}>
              {at > 0 && ', '}
              <a href={href(`/desk/programmes/terms/${id}`)}>{inTongue(words, title)}</a>
            </span>
          ))}
        </p>
      )}
      {tried && <Tried {...tried} catalogue={catalogue} />}
      <form
        class="narrow"
        method="post"
        action={href(`/desk/programmes/questions/derived/${derived?.id ?? 'new'}`)}
        noValidate
      >
        <input type="hidden" name="seen" value={value('seen')} />
        {derived === null && (
          <>
            <TextField {...of('id')} hint={said('idHint')} maxLength={60} />
            <SelectField
              {...of('kind', said('kind'))}
              options={questionKinds.map((value) => ({ value, label: words(`programmes.questions.kind.${value}`) }))}
            />
          </>
        )}
        <TextField {...of('nameRu')} hint={said('nameHint')} maxLength={400} />
        <TextField {...of('nameEn')} maxLength={400} />
        <TextareaField {...of('formula', said('formula'))} hint={said('formulaHint')} rows={6} maxLength={1000} />
        <Names catalogue={catalogue} own={derived?.id ?? ''} />
        {chosen && (
          <TextareaField
            {...of('options', said('options'))}
            hint={words('programmes.questions.edit.optionsHint')}
            rows={6}
            maxLength={8000}
          />
        )}
        {counts && <TextField {...of('least')} inputMode="decimal" width="short" />}
        {counts && <TextField {...of('most')} inputMode="decimal" width="short" />}
        {kind !== 'money' && counts && (
          <CheckboxField name="whole" label={said('whole')} checked={value('whole') === 'yes'} />
        )}
        <TextField {...of('from')} type="date" width="middle" />
        <TextField {...of('reason')} maxLength={400} />
        <p class="actions">
          <Button kind="plain" name="do" value="preview">
            {said('preview')}
          </Button>
          <Button name="do" value="save">
            {words('programmes.questions.edit.save')}
          </Button>
        </p>
      </form>
      <VersionsKept versions={versions} />
    </>
  )
}

function Tried({
  derived,
  preview,
  catalogue,
}: {
  derived: DerivedFields
  preview: DerivedPreview
  catalogue: Catalogue
}) {
  const { words } = useFrame()
  const { outcomes, terms, people, comparison } = preview
  return (
    <Notice title={words('programmes.derived.tried')}>
      <ul>
        {outcomes.slice(0, mostTried).map(({ known, result }) => {
          const answers = sayKnown(words, catalogue.questions, known)
          const value = result && 'value' in result ? sayValue(words, derived, result.value) : said(words, result)
          return <li key={answers}>{words('programmes.derived.outcome', { answers, value })}</li>
        })}
      </ul>
      {terms.length === 0 ? (
        <p>{words('programmes.derived.noTerms')}</p>
      ) : (
        <>
          <p>{words('programmes.derived.shifts', { count: terms.length })}</p>
          <Shifts
            {...{ people, comparison, catalogue }}
            titles={new Map(terms.map(({ id, title }) => [id, inTongue(words, title)]))}
          />
        </>
      )}
    </Notice>
  )
}

function said(words: ReturnType<typeof useFrame>['words'], result: Outcome['result']): string {
  return words(result === null ? 'programmes.derived.open' : 'programmes.questions.nothing')
}

/** What a formula may name. */
function Names({ catalogue, own }: { catalogue: Catalogue; own: string }) {
  const { words } = useFrame()
  const all = [...catalogue.questions, ...catalogue.derived].filter(({ id }) => id !== own)
  return (
    <details>
      <summary>{words('programmes.derived.names')}</summary>
      <ul>
        {all.map((one) => (
          <li key={one.id}>
            <code>{one.id}</code> {inTongue(words, one.name)}
            {one.options && `: ${one.options.map((option) => `"${option}"`).join(', ')}`}
          </li>
        ))}
        <li>
          <code>on</code> {words('programmes.derived.on')}
        </li>
      </ul>
    </details>
  )
}
