// The example table of terms: answers, what must come out, and what does.
import type { ExampleResult } from '#engines/eligibility/index.ts'
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { CheckboxesField, SelectField, TextField } from '#web/components/field/field.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { amountTyped, exampleField, limits } from '../forms/terms.ts'
import { answerField, unsure } from '../rules/known.ts'
import type { QuestionFields } from '../rules/questions.ts'
import { sayAmount } from '../rules/say.ts'
import { inTongue } from '../rules/say-cells.ts'
import type { ExampleFields, TermsBody } from '../rules/terms.ts'
import { Act } from './terms-act.tsx'

export interface TermsExamplesProps {
  body: TermsBody
  asked: readonly QuestionFields[]
  results: readonly ExampleResult[]
  typed: Typed
}

export function TermsExamples({ body, asked, results, typed }: TermsExamplesProps) {
  const { words } = useFrame()
  return (
    <>
      <h2>{words('programmes.terms.desk.examples')}</h2>
      <p>{words('programmes.terms.desk.examplesLede')}</p>
      {body.examples.map((example, at) => (
        <fieldset key={at} class="beside">
          <legend>{words('programmes.terms.desk.exampleNumber', { number: at + 1 })}</legend>
          <Outcome result={results[at]} />
          {asked.map((question) => (
            <AnswerField key={question.id} at={at} question={question} example={example} typed={typed} />
          ))}
          <TextField
            {...field(words, typed, exampleField(at, 'on'), example.on)}
            label={words('programmes.terms.desk.on')}
            type="date"
            width="short"
          />
          <SelectField
            name={exampleField(at, 'verdict')}
            label={words('programmes.terms.desk.expected')}
            value={example.verdict}
            options={['yes', 'no', 'unknown'].map((value) => ({
              value,
              label: words(`programmes.terms.verdict.${value}`),
            }))}
          />
          <TextField
            {...field(words, typed, exampleField(at, 'amount'), amountTyped(example.amount))}
            label={words('programmes.terms.desk.expectedAmount')}
            hint={words('programmes.terms.desk.expectedAmountHint')}
            width="middle"
          />
          <TextField
            name={exampleField(at, 'note')}
            label={words('programmes.terms.desk.note')}
            value={example.note ?? ''}
            maxLength={400}
          />
          <Act act={`drop-example.${at}`} label={words('programmes.terms.desk.dropExample', { number: at + 1 })} />
        </fieldset>
      ))}
      {body.examples.length < limits.examples && (
        <p class="actions">
          <Act act="add-example" label={words('programmes.terms.desk.addExample')} />
        </p>
      )}
    </>
  )
}

function Outcome({ result }: { result: ExampleResult | undefined }) {
  const { words } = useFrame()
  if (!result) return null
  const { ok, decision } = result
  const values = {
    verdict: words(`programmes.terms.verdict.${decision.verdict}`),
    amount: sayAmount(words, decision.amount) ?? words('programmes.terms.desk.noSum'),
  }
  return (
    <Notice kind={ok ? 'know' : 'wrong'}>
      {words(ok ? 'programmes.terms.desk.comesOut' : 'programmes.terms.desk.comesOutNot', values)}
    </Notice>
  )
}

function AnswerField({
  at,
  question,
  example,
  typed,
}: {
  at: number
  question: QuestionFields
  example: ExampleFields
  typed: Typed
}) {
  const { words } = useFrame()
  const name = exampleField(at, answerField(question.id))
  const label = inTongue(words, question.name)
  const value = example.known[question.id]
  const options = (question.options ?? []).map((option) => {
    const called = question.labels[option]
    return { value: option, label: called ? inTongue(words, called) : option }
  })
  if (question.kind === 'several')
    return <CheckboxesField name={name} label={label} options={options} values={Array.isArray(value) ? value : []} />
  if (question.kind === 'one' || question.kind === 'yes-no') {
    const truths = [
      { value: 'yes', label: words('programmes.questions.yes') },
      { value: 'no', label: words('programmes.questions.no') },
    ]
    const kept =
      value === null
        ? unsure
        : typeof value === 'boolean'
          ? value
            ? 'yes'
            : 'no'
          : typeof value === 'string'
            ? value
            : ''
    return (
      <SelectField
        name={name}
        label={label}
        value={kept}
        placeholder={words('programmes.terms.desk.notAnswered')}
        options={[
          ...(question.kind === 'one' ? options : truths),
          { value: unsure, label: words('programmes.questions.unsure') },
        ]}
      />
    )
  }
  const written = value === undefined || value === null ? '' : String(value)
  return (
    <TextField
      {...field(words, typed, name, written)}
      label={label}
      width="middle"
      type={question.kind === 'day' ? 'date' : 'text'}
    />
  )
}

type Frame = ReturnType<typeof useFrame>

function field(words: Frame['words'], typed: Typed, name: string, otherwise: string) {
  const error = typed.errors[name]
  const given = typed.values[name]
  return {
    name,
    value: error ? String(given ?? '') : otherwise,
    ...(error ? { error: words(error.key, error.values) } : {}),
  }
}
