// One question at the desk: how it is asked and called in both languages, and from which day; earlier versions stay.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Button } from '#web/components/button/button.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { CheckboxField, SelectField, TextareaField, TextField } from '#web/components/field/field.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { questionKinds } from '../forms/questions.ts'
import type { QuestionFields } from '../rules/questions.ts'
import { inTongue } from '../rules/say-cells.ts'
import { AboveQuestions } from './above.tsx'
import { type Dated, VersionsKept } from './versions-kept.tsx'

export interface QuestionEditProps {
  /** Null: a new one. */
  question: QuestionFields | null
  versions: readonly Dated[]
  typed: Typed
}

export function QuestionEditPage({ question, versions, typed }: QuestionEditProps) {
  const { words, href } = useFrame()
  const said = (name: string) => words(`programmes.questions.edit.${name}`)
  const errors = Object.entries(typed.errors).map(([name, { key, values }]) => ({ name, message: words(key, values) }))
  const value = (name: string) => [typed.values[name] ?? ''].flat()[0] ?? ''
  const of = (name: string) => ({
    ...{ name, label: said(name), value: value(name) },
    error: errors.find((each) => each.name === name)?.message,
  })
  const kind = question?.kind
  const counts = kind === undefined || kind === 'number' || kind === 'money'
  const chosen = kind === undefined || kind === 'one' || kind === 'several'
  return (
    <>
      <PageHead
        title={question ? inTongue(words, question.ask) : said('new')}
        lede={said('lede')}
        above={<AboveQuestions />}
      />
      <ErrorSummary title={words('programmes.terms.desk.wrong')} errors={errors} />
      <form
        class="narrow"
        method="post"
        action={href(`/desk/programmes/questions/${question?.id ?? 'new'}`)}
        noValidate
      >
        <input type="hidden" name="seen" value={value('seen')} />
        {question === null && (
          <>
            <TextField {...of('id')} hint={said('idHint')} maxLength={60} />
            <SelectField
              {...of('kind')}
              options={questionKinds.map((value) => ({ value, label: words(`programmes.questions.kind.${value}`) }))}
            />
          </>
        )}
        <TextField {...of('askRu')} maxLength={400} />
        <TextField {...of('askEn')} maxLength={400} />
        <TextField {...of('nameRu')} hint={said('nameHint')} maxLength={400} />
        <TextField {...of('nameEn')} maxLength={400} />
        <TextField {...of('helpRu')} maxLength={400} />
        <TextField {...of('helpEn')} maxLength={400} />
        {chosen && <TextareaField {...of('options')} hint={said('optionsHint')} rows={6} maxLength={8000} />}
        {counts && <TextField {...of('least')} inputMode="decimal" width="short" />}
        {counts && <TextField {...of('most')} inputMode="decimal" width="short" />}
        <CheckboxField name="changeable" label={said('changeable')} checked={value('changeable') === 'yes'} />
        <TextField {...of('order')} inputMode="numeric" width="short" />
        <TextField {...of('from')} type="date" width="middle" />
        <TextField {...of('reason')} maxLength={400} />
        <Button>{said('save')}</Button>
      </form>
      <VersionsKept versions={versions} />
    </>
  )
}
