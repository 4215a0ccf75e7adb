// One set of terms: its table in words and as cells to be filled in, its examples, who wins and loses, and its publication.
import type { ExampleResult, Problem } from '#engines/eligibility/index.ts'
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { Button } from '#web/components/button/button.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { SelectField, TextField } from '#web/components/field/field.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { cellField, limits, rowField } from '../forms/terms.ts'
import type { Terms } from '../queries/terms.ts'
import type { Preview } from '../queries/terms-preview.ts'
import { sayProblem } from '../rules/checking.ts'
import { type Catalogue, namedIn, type QuestionFields } from '../rules/questions.ts'
import { sayCondition } from '../rules/say.ts'
import { type Asked, inTongue, sayFormula } from '../rules/say-cells.ts'
import type { TermsBody } from '../rules/terms.ts'
import { Act } from './terms-act.tsx'
import { TermsAfter } from './terms-after.tsx'
import { TermsExamples } from './terms-examples.tsx'
import { TermsSheet } from './terms-sheet.tsx'

export interface TermsEditProps {
  terms: Terms
  catalogue: Catalogue
  body: TermsBody
  problems: readonly Problem[]
  results: readonly ExampleResult[]
  asked: readonly QuestionFields[]
  /** The draft's revision that the form was made of. */
  seen: number
  drafted: boolean
  preview: Preview | null
  today: string
  typed: Typed
  notice: string | null
  /** What is wrong with a file that was brought, cell by cell. */
  fileWrong: readonly string[]
}

export function TermsEditPage(props: TermsEditProps) {
  const { terms, catalogue, body, problems, results, asked, seen, typed, notice, fileWrong } = props
  const { words, href } = useFrame()
  const at = href(`/desk/programmes/terms/${terms.id}`)
  const errors = [
    ...Object.entries(typed.errors).map(([name, { key, values }]) => ({ name, message: words(key, values) })),
    ...problems.map((problem) => ({ name: placeOf(problem, body), message: sayProblem(words, problem) })),
  ]
  return (
    <>
      <PageHead
        title={inTongue(words, terms.title)}
        lede={words('programmes.terms.desk.editLede')}
        above={
          <Breadcrumbs
            label={words('programmes.terms.desk.path')}
            links={[
              { href: href('/desk'), label: words('programmes.terms.desk.desk') },
              { href: href('/desk/programmes/terms'), label: words('programmes.terms.desk.title') },
            ]}
          />
        }
      />
      {notice && <Notice kind="know">{notice}</Notice>}
      {fileWrong.length > 0 ? (
        <ErrorSummary
          title={words('programmes.terms.desk.wrong')}
          errors={fileWrong.map((message) => ({ name: 'file', message }))}
        />
      ) : (
        body.table.columns.length > 0 && <ErrorSummary title={words('programmes.terms.desk.wrong')} errors={errors} />
      )}
      <section>
        <h2>{words('programmes.terms.desk.inWords')}</h2>
        <InWords body={body} catalogue={catalogue} />
      </section>
      <form method="post" action={at} noValidate>
        <input type="hidden" name="seen" value={String(seen)} />
        <input type="hidden" name="rows" value={String(body.table.rows.length)} />
        <input type="hidden" name="examples" value={String(body.examples.length)} />
        {body.table.columns.map(({ id, of }) => (
          <input key={id} type="hidden" name="column" value={of} />
        ))}
        <h2>{words('programmes.terms.desk.table')}</h2>
        <Columns body={body} catalogue={catalogue} />
        {body.table.rows.map((_, row) => (
          <RowFields key={row} row={row} body={body} catalogue={catalogue} problems={problems} />
        ))}
        {body.table.rows.length < limits.rows && (
          <p class="actions">
            <Act act="add-row" label={words('programmes.terms.desk.addRow')} />
            <Act act="add-bar" label={words('programmes.terms.desk.addBar')} />
          </p>
        )}
        <TextField
          name="basis"
          label={words('programmes.terms.desk.basis')}
          hint={words('programmes.terms.desk.basisHint')}
          value={body.basis ?? ''}
          maxLength={400}
        />
        <TermsExamples body={body} asked={asked} results={results} typed={typed} />
        <Button name="act" value="save">
          {words('programmes.terms.desk.save')}
        </Button>
      </form>
      <TermsSheet at={at} seen={seen} wrong={fileWrong} />
      <TermsAfter {...props} at={at} />
    </>
  )
}

function InWords({ body, catalogue }: { body: TermsBody; catalogue: Catalogue }) {
  const { words } = useFrame()
  const { columns, rows } = body.table
  if (rows.length === 0) return <p>{words('programmes.terms.desk.noRows')}</p>
  return (
    <ol>
      {rows.map((row, at) => {
        const conditions = columns.flatMap(({ of }, place) => {
          const asked = namedIn(catalogue, of)
          return asked ? (sayCondition(words, asked, row.cells[place] ?? '') ?? []) : []
        })
        return (
          <li key={at}>
            <p>
              {words(
                conditions.length === 0 ? 'programmes.terms.desk.always' : `programmes.terms.desk.row.${row.gives}`,
              )}
            </p>
            {conditions.length > 0 && (
              <ul>
                {conditions.map((condition) => (
                  <li key={condition}>{condition}</li>
                ))}
              </ul>
            )}
            {row.amount && (
              <p>
                {words('programmes.terms.desk.sum', {
                  formula: sayFormula(words, [...catalogue.questions, ...catalogue.derived], row.amount),
                })}
              </p>
            )}
          </li>
        )
      })}
    </ol>
  )
}

function Columns({ body, catalogue }: { body: TermsBody; catalogue: Catalogue }) {
  const { words } = useFrame()
  const options = [...catalogue.questions, ...catalogue.derived].map((one) => ({
    value: one.id,
    label: inTongue(words, one.name),
  }))
  return (
    <fieldset>
      <legend>{words('programmes.terms.desk.columns')}</legend>
      <p class="actions">
        {body.table.columns.map(({ id, of }, at) => (
          <Act
            key={id}
            act={`drop-column.${at}`}
            label={words('programmes.terms.desk.dropColumn', { name: nameOf(words, catalogue, of) })}
          />
        ))}
      </p>
      {body.table.columns.length < limits.columns && (
        <>
          <SelectField
            name="newColumn"
            label={words('programmes.terms.desk.newColumn')}
            options={options}
            placeholder={words('programmes.terms.desk.choose')}
          />
          <Act act="add-column" label={words('programmes.terms.desk.addColumn')} />
        </>
      )}
    </fieldset>
  )
}

interface RowProps {
  row: number
  body: TermsBody
  catalogue: Catalogue
  problems: readonly Problem[]
}

function RowFields({ row, body, catalogue, problems }: RowProps) {
  const { words } = useFrame()
  const own = body.table.rows[row]
  if (!own) return null
  const wrong = (column: string | null) => {
    const found = problems.filter((problem) => problem.row === own.id && problem.column === column)
    return found.length > 0 ? found.map((problem) => sayProblem(words, problem)).join('. ') : undefined
  }
  return (
    <fieldset class="beside">
      <legend>{words('programmes.terms.desk.rowNumber', { number: row + 1 })}</legend>
      <SelectField
        name={rowField(row, 'gives')}
        label={words('programmes.terms.desk.gives')}
        value={own.gives}
        options={['yes', 'no'].map((value) => ({ value, label: words(`programmes.terms.desk.gives.${value}`) }))}
      />
      {body.table.columns.map(({ id, of }, at) => {
        const asked = namedIn(catalogue, of)
        return (
          <TextField
            key={id}
            name={cellField(row, at)}
            label={nameOf(words, catalogue, of)}
            hint={asked && hintOf(words, asked)}
            value={own.cells[at] ?? ''}
            error={wrong(id)}
            maxLength={1000}
          />
        )
      })}
      {own.gives === 'yes' && (
        <TextField
          name={rowField(row, 'amount')}
          label={words('programmes.terms.desk.amount')}
          hint={words('programmes.terms.desk.amountHint')}
          value={own.amount ?? ''}
          error={wrong(null)}
          maxLength={1000}
        />
      )}
      <Act act={`drop-row.${row}`} label={words('programmes.terms.desk.dropRow', { number: row + 1 })} />
    </fieldset>
  )
}

type Frame = ReturnType<typeof useFrame>

function hintOf(words: Frame['words'], of: Asked): string {
  const options = (of.options ?? []).slice(0, 30).map((option) => {
    const label = of.labels[option]
    return label ? `${option} (${inTongue(words, label)})` : option
  })
  return words(`programmes.terms.desk.hint.${of.kind}`, { options: options.join(', ') })
}

function nameOf(words: Frame['words'], catalogue: Catalogue, id: string): string {
  const of = namedIn(catalogue, id)
  return of ? inTongue(words, of.name) : id
}

function placeOf({ row, column }: Problem, body: TermsBody): string {
  const at = body.table.rows.findIndex(({ id }) => id === row)
  const place = body.table.columns.findIndex(({ id }) => id === column)
  if (at < 0) return 'newColumn'
  return place < 0 ? rowField(at, 'amount') : cellField(at, place)
}
