// Rows that repeat in a form, with three empty ones to go on with; what is left empty is no row.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { fieldId } from '#web/components/field/field.tsx'
import { typedOr } from './boxes.tsx'

export interface RowColumn {
  name: string
  label: string
  /** A choice instead of a text. */
  options?: readonly { value: string; label: string }[]
}

export interface RowsProps {
  /** `option` makes fields `option-0-ru`. */
  prefix: string
  legend: string
  hint?: string
  columns: readonly RowColumn[]
  /** What stands there now, each with its id. */
  rows: readonly Readonly<Record<string, string>>[]
  typed: Typed
  most: number
}

export function RowsField({ prefix, legend, hint, columns, rows, typed, most }: RowsProps) {
  const { words } = useFrame()
  const typedRows = Object.keys(typed.values).filter(
    (name) => name.startsWith(`${prefix}-`) && name.endsWith(`-${columns[0]?.name}`),
  ).length
  const shown = Math.min(most, Math.max(rows.length + 3, typedRows))
  return (
    <fieldset class="field">
      <legend>{legend}</legend>
      {hint && <p class="hint">{hint}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the frame scrolls */}
      <section class="table-frame" tabIndex={0} aria-label={legend}>
        <table>
          <caption class="heard">{legend}</caption>
          <thead>
            <tr>
              <th scope="col">№</th>
              {columns.map(({ name, label }) => (
                <th key={name} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {Array.from({ length: shown }, (_, at) => (
              <tr key={at}>
                <th scope="row">
                  {at + 1}
                  <input
                    type="hidden"
                    name={`${prefix}-${at}-id`}
                    value={typedOr(typed, `${prefix}-${at}-id`, rows[at]?.id ?? '')}
                  />
                </th>
                {columns.map(({ name, label, options }) => {
                  const box = `${prefix}-${at}-${name}`
                  const value = typedOr(typed, box, rows[at]?.[name] ?? '')
                  const wrong = typed.errors[box]
                  const called = words('programmes.maker.cell', { label, row: at + 1 })
                  return (
                    <td key={name}>
                      {options ? (
                        <select class="box" id={fieldId(box)} name={box} aria-label={called}>
                          {options.map((option) => (
                            <option key={option.value} value={option.value} selected={option.value === value}>
                              {option.label}
                            </option>
                          ))}
                        </select>
                      ) : (
                        <input
                          class="box full"
                          id={fieldId(box)}
                          name={box}
                          aria-label={called}
                          aria-invalid={wrong ? 'true' : undefined}
                          value={value}
                          maxLength={1000}
                        />
                      )}
                      {wrong && <p class="error">{words(wrong.key, wrong.values)}</p>}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </fieldset>
  )
}
