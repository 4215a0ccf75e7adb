// The questions of a page as boxes to be filled in, whatever kind they are of.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import type { FieldErrors } from '#platform/refusal.ts'
import type { Words } from '#platform/words.ts'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import {
  CheckboxesField,
  fieldId,
  RadiosField,
  SelectField,
  TextareaField,
  TextField,
} from '#web/components/field/field.tsx'
import { boxOf, cellOf, mostLetters } from '../forms/reading.ts'
import type { Answer } from '../rules/answers.ts'
import type { Field, TableColumn } from '../rules/definition.ts'
import { kopecksTyped } from '../rules/money.ts'
import { moneySaid, organisationIn, rowsIn, said, sumOf, textsIn } from './said.tsx'

export interface BoxProps {
  field: Field
  answer: Answer | undefined
  /** What was typed and not kept; it comes before the answer. */
  typed: Typed
}

/** One question. A file has its own page of documents and is not asked here. */
export function Box({ field, answer, typed }: BoxProps) {
  const { words } = useFrame()
  const name = boxOf(field.id)
  const wrong = typed.errors[name]
  const label = said(words, field.label)
  const shared = {
    name,
    label: field.required ? label : words('programmes.apply.optional', { label }),
    hint: hintOf(words, field),
    error: wrong && words(wrong.key, wrong.values),
  }
  const value = typedOr(typed, name, textOf(answer, field))
  switch (field.kind) {
    case 'long':
      return <TextareaField {...shared} value={value} rows={6} maxLength={mostLetters(field, 5000)} />
    case 'number':
      return <TextField {...shared} value={value} inputMode="decimal" width="short" maxLength={30} />
    case 'money':
      return <TextField {...shared} value={value} inputMode="decimal" width="middle" maxLength={30} />
    case 'day':
      return <TextField {...shared} value={value} type="date" width="middle" />
    case 'one':
      return field.options.length > 7 ? (
        <SelectField
          {...shared}
          value={value}
          placeholder={words('programmes.apply.choose')}
          options={optionsOf(words, field)}
        />
      ) : (
        <RadiosField {...shared} value={value} options={optionsOf(words, field)} />
      )
    case 'several':
      return (
        <CheckboxesField
          {...shared}
          values={typed.values[name] === undefined ? textsIn(answer) : [typed.values[name] ?? []].flat()}
          options={optionsOf(words, field)}
        />
      )
    case 'yes-no':
      return (
        <RadiosField
          {...shared}
          value={value}
          options={[
            { value: 'yes', label: words('programmes.answer.yes') },
            { value: 'no', label: words('programmes.answer.no') },
          ]}
        />
      )
    case 'organisation':
      return <OrganisationBox {...shared} field={field} answer={answer} typed={typed} />
    case 'table':
      return <TableBox {...shared} field={field} answer={answer} typed={typed} />
    case 'file':
      return null
    default:
      return <TextField {...shared} value={value} maxLength={mostLetters(field, 300)} />
  }
}

/** All errors of the questions at once. */
export function Wrong({ errors }: { errors: FieldErrors }) {
  const { words } = useFrame()
  return (
    <ErrorSummary
      title={words('programmes.apply.wrong')}
      errors={Object.entries(errors).map(([name, { key, values }]) => ({ name, message: words(key, values) }))}
    />
  )
}

/** The text typed into a box, or what stood there before. */
export function typedOr(typed: Typed, name: string, before = ''): string {
  return [typed.values[name] ?? before].flat()[0] ?? ''
}

function optionsOf(words: Words, field: Field) {
  return field.options.map(({ id, label }) => ({ value: id, label: said(words, label) }))
}

function textOf(answer: Answer | undefined, field: Field): string {
  if (typeof answer === 'string') return answer
  if (typeof answer === 'boolean') return answer ? 'yes' : 'no'
  if (typeof answer === 'number')
    return field.kind === 'money' ? kopecksTyped(answer) : String(answer).replace('.', ',')
  return ''
}

function hintOf(words: Words, field: Field) {
  const help = said(words, field.help)
  const { least, most } = field
  const plain = (value: number | string) =>
    typeof value === 'string'
      ? words.date(value)
      : field.kind === 'money'
        ? moneySaid(words, value)
        : words.number(value)
  const letters = field.kind === 'short' || field.kind === 'long' || field.kind === 'address'
  const limit =
    least !== null && most !== null
      ? words(letters ? 'programmes.apply.lettersBetween' : 'programmes.apply.between', {
          least: plain(least),
          most: plain(most),
        })
      : most !== null
        ? words(letters ? 'programmes.apply.lettersUpTo' : 'programmes.apply.upTo', { most: plain(most) })
        : least !== null
          ? words(letters ? 'programmes.apply.lettersFrom' : 'programmes.apply.from', { least: plain(least) })
          : ''
  return [help, limit].filter((text) => text !== '').join(' ') || undefined
}

interface GroupProps extends BoxProps {
  name: string
  label: string
  hint: string | undefined
  error: string | undefined
}

function OrganisationBox({ name, label, hint, error, field, answer, typed }: GroupProps) {
  const { words } = useFrame()
  const before = organisationIn(answer)
  const cell = (part: 'name' | 'inn') => ({
    name: cellOf(field.id, 0, part),
    value: typedOr(typed, cellOf(field.id, 0, part), before[part]),
  })
  return (
    <fieldset class={error ? 'field wrong' : 'field'} id={fieldId(name)}>
      <legend>{label}</legend>
      {hint && <p class="hint">{hint}</p>}
      {error && <p class="error">{error}</p>}
      <TextField {...cell('name')} label={words('programmes.apply.organisation.name')} maxLength={300} />
      <TextField
        {...cell('inn')}
        label={words('programmes.apply.organisation.inn')}
        inputMode="numeric"
        width="short"
        maxLength={14}
      />
    </fieldset>
  )
}

// A row each, and three empty ones to go on with; what is left empty is no row.
function TableBox({ name, label, hint, error, field, answer, typed }: GroupProps) {
  const { words } = useFrame()
  const rows = rowsIn(answer)
  const typedRows = Object.keys(typed.values)
    .map((key) => (key.startsWith(`${name}.`) ? Number(key.slice(name.length + 1).split('.')[0]) + 1 : 0))
    .reduce((most, row) => Math.max(most, row), 0)
  const shown = Math.min(field.rows, Math.max(rows.length + 3, typedRows))
  const cellText = (row: number, column: TableColumn) => {
    const value = rows[row]?.[column.id]
    if (typeof value !== 'number') return value ?? ''
    return column.kind === 'money' ? kopecksTyped(value) : String(value).replace('.', ',')
  }
  const sums = field.columns.filter(({ sum }) => sum)
  return (
    <fieldset class={error ? 'field wrong' : 'field'} id={fieldId(name)}>
      <legend>{label}</legend>
      {hint && <p class="hint">{hint}</p>}
      {error && <p class="error">{error}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the frame scrolls */}
      <section class="table-frame" tabIndex={0} aria-label={label}>
        <table>
          <caption class="heard">{label}</caption>
          <thead>
            <tr>
              <th scope="col">№</th>
              {field.columns.map((column) => (
                <th scope="col" key={column.id} id={`${fieldId(name)}-${column.id}`}>
                  {said(words, column.label)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {Array.from({ length: shown }, (_, row) => (
              <tr key={row}>
                <th scope="row">{row + 1}</th>
                {field.columns.map((column) => {
                  const cell = cellOf(field.id, row, column.id)
                  return (
                    <td key={column.id}>
                      <input
                        class="box full"
                        name={cell}
                        aria-label={words('programmes.apply.cellOf', {
                          column: said(words, column.label),
                          row: row + 1,
                        })}
                        value={typedOr(typed, cell, cellText(row, column))}
                        maxLength={column.kind === 'text' ? 500 : 30}
                      />
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {rows.length > 0 &&
        sums.map((column) => (
          <p key={column.id}>
            {words('programmes.apply.sum', {
              column: said(words, column.label),
              sum:
                column.kind === 'money'
                  ? moneySaid(words, sumOf(rows, column.id) ?? 0)
                  : words.number(sumOf(rows, column.id) ?? 0),
            })}
          </p>
        ))}
      {shown < field.rows && <p class="hint">{words('programmes.apply.moreRows')}</p>}
    </fieldset>
  )
}
