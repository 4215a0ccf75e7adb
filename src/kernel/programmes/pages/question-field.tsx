// One question with every way to answer it, «не знаю» among them.
import type { Value } from '#engines/eligibility/index.ts'
import type { Fields } from '#platform/form.ts'
import type { FieldErrors } from '#platform/refusal.ts'
import type { Words } from '#platform/words.ts'
import { CheckboxesField, CheckboxField, RadiosField, TextField } from '#web/components/field/field.tsx'
import { answerField, askedField, unsure, unsureField } from '../rules/known.ts'
import type { QuestionFields } from '../rules/questions.ts'
import { inTongue } from '../rules/say-cells.ts'

export interface QuestionFieldProps {
  words: Words
  question: QuestionFields
  /** What is known so far; null: «I do not know». */
  value?: Value | null | undefined
  /** What was just typed, which wins over what is known. */
  typed?: Fields | undefined
  errors?: FieldErrors | undefined
}

/** A question as a field; posts `a.<question>`. Several may stand on a page. */
export function QuestionField({ words, question, value, typed, errors }: QuestionFieldProps) {
  const name = answerField(question.id)
  const problem = errors?.[name]
  const shared = {
    name,
    label: inTongue(words, question.ask),
    hint: hintOf(words, question),
    ...(problem ? { error: words(problem.key, problem.values) } : {}),
  }
  const kept =
    typed && (name in typed || unsureField(question.id) in typed)
      ? [typed[name] ?? []].flat()
      : written(question, value)
  const doubt = { value: unsure, label: words('programmes.questions.unsure') }
  switch (question.kind) {
    case 'yes-no':
      return (
        <RadiosField
          {...shared}
          value={kept[0]}
          options={[
            { value: 'yes', label: words('programmes.questions.choice.yes') },
            { value: 'no', label: words('programmes.questions.choice.no') },
            doubt,
          ]}
        />
      )
    case 'one':
      return <RadiosField {...shared} value={kept[0]} options={[...optionsOf(words, question), doubt]} />
    case 'several':
      return (
        <>
          <input type="hidden" name={askedField(question.id)} value="yes" />
          <CheckboxesField {...shared} values={kept} options={[...optionsOf(words, question), doubt]} />
        </>
      )
    default:
      return (
        <div>
          <TextField
            {...shared}
            value={kept[0] ?? ''}
            type={question.kind === 'day' ? 'date' : 'text'}
            inputMode={question.kind === 'day' ? undefined : 'decimal'}
            width="middle"
            maxLength={60}
          />
          <CheckboxField
            name={unsureField(question.id)}
            label={words('programmes.questions.unsure')}
            checked={typed ? typed[unsureField(question.id)] === 'yes' : value === null}
          />
        </div>
      )
  }
}

function optionsOf(words: Words, question: QuestionFields) {
  return (question.options ?? []).map((option) => {
    const label = question.labels[option]
    const text = label ? inTongue(words, label) : option
    return { value: option, label: text.charAt(0).toUpperCase() + text.slice(1) }
  })
}

function hintOf(words: Words, { help, source, kind, unit }: QuestionFields) {
  const said = [
    help && inTongue(words, help),
    kind === 'money' && words('programmes.questions.hint.money'),
    kind === 'code' && !help && words('programmes.questions.hint.code'),
    kind === 'number' && unit && words('programmes.questions.hint.unit', { unit: unitOf(words, unit) }),
    source && words('programmes.questions.source', { title: source.title }),
  ].filter((part): part is string => typeof part === 'string' && part !== '')
  return said.length > 0 ? said.join(' ') : undefined
}

function unitOf(words: Words, unit: NonNullable<QuestionFields['unit']>): string {
  return inTongue(words, unit).split('|').at(-1) ?? ''
}

function written(question: QuestionFields, value: Value | null | undefined): string[] {
  if (value === undefined) return []
  if (value === null)
    return question.kind === 'yes-no' || question.kind === 'one' || question.kind === 'several' ? [unsure] : []
  if (typeof value === 'boolean') return [value ? 'yes' : 'no']
  if (typeof value === 'number') return [String(value).replace('.', ',')]
  return typeof value === 'string' ? [value] : [...value]
}
