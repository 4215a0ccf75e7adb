// Below the table: who wins and who loses by it, its publication, and every version there was.
import type { Shift } from '#engines/eligibility/index.ts'
import { useFrame } from '#platform/http/frame.ts'
import { Button } from '#web/components/button/button.tsx'
import { TextareaField, TextField } from '#web/components/field/field.tsx'
import type { Preview } from '../queries/terms-preview.ts'
import type { Catalogue } from '../rules/questions.ts'
import { inTongue, sayValue } from '../rules/say-cells.ts'
import type { TermsEditProps } from './terms-edit.tsx'

const mostShown = 10

export function TermsAfter({
  terms,
  catalogue,
  seen,
  drafted,
  preview,
  typed,
  today,
  at,
}: TermsEditProps & { at: string }) {
  const { words } = useFrame()
  const wrong = (name: string) => {
    const error = typed.errors[name]
    return error ? { error: words(error.key, error.values) } : {}
  }
  return (
    <>
      <section>
        <h2>{words('programmes.terms.desk.preview')}</h2>
        {preview ? (
          <Shifts preview={preview} catalogue={catalogue} />
        ) : (
          <p>{words('programmes.terms.desk.noPreview')}</p>
        )}
      </section>
      {drafted && (
        <section>
          <h2>{words('programmes.terms.desk.publish')}</h2>
          <form class="narrow" method="post" action={`${at}/publication`} noValidate>
            <input type="hidden" name="seen" value={String(seen)} />
            <TextField
              name="from"
              {...wrong('from')}
              label={words('programmes.terms.desk.from')}
              type="date"
              width="short"
              value={String(typed.values.from ?? today)}
              required
            />
            <TextareaField
              name="reason"
              {...wrong('reason')}
              label={words('programmes.terms.desk.reason')}
              value={String(typed.values.reason ?? '')}
              maxLength={400}
              required
            />
            <Button>{words('programmes.terms.desk.publishNow')}</Button>
          </form>
        </section>
      )}
      <section>
        <h2>{words('programmes.terms.desk.history')}</h2>
        {terms.versions.length === 0 ? (
          <p>{words('programmes.terms.desk.noHistory')}</p>
        ) : (
          <ol>
            {terms.versions.map(({ version, from, at: published, reason }) => (
              <li key={version}>
                {words('programmes.terms.desk.version', { from: words.date(from), at: words.date(published) })} {reason}
              </li>
            ))}
          </ol>
        )}
      </section>
    </>
  )
}

function Shifts({ preview, catalogue }: { preview: Preview; catalogue: Catalogue }) {
  const { words } = useFrame()
  const { gains, loses, amounts, same } = preview.comparison
  return (
    <>
      <p>{words('programmes.terms.desk.people', { count: preview.people.length })}</p>
      <p>
        {words('programmes.terms.desk.counts', {
          gains: gains.length,
          loses: loses.length,
          amounts: amounts.length,
          same,
        })}
      </p>
      {[
        { label: 'gains', shifts: gains },
        { label: 'loses', shifts: loses },
      ].map(({ label, shifts }) => (
        <ShiftList key={label} label={label} shifts={shifts} preview={preview} catalogue={catalogue} />
      ))}
    </>
  )
}

interface ShiftListProps {
  label: string
  shifts: readonly Shift[]
  preview: Preview
  catalogue: Catalogue
}

function ShiftList({ label, shifts, preview, catalogue }: ShiftListProps) {
  const { words } = useFrame()
  if (shifts.length === 0) return null
  const verdict = (of: Shift['before']) => words(`programmes.terms.verdict.${of.verdict}`)
  return (
    <details>
      <summary>{words(`programmes.terms.desk.${label}`, { count: shifts.length })}</summary>
      <ul>
        {shifts.slice(0, mostShown).map((shift) => (
          <li key={shift.person}>
            {catalogue.questions
              .flatMap((question) => {
                const value = preview.people[shift.person]?.[question.id]
                return value === undefined || value === null
                  ? []
                  : `${inTongue(words, question.name)}: ${sayValue(words, question, value)}`
              })
              .join('; ')}
            {`. ${verdict(shift.before)} → ${verdict(shift.after)}`}
          </li>
        ))}
      </ul>
    </details>
  )
}
