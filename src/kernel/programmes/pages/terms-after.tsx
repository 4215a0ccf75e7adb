// Below the table: who wins and who loses by it, its publication, and every version there was.
import { useFrame } from '#platform/http/frame.ts'
import { Button } from '#web/components/button/button.tsx'
import { TextareaField, TextField } from '#web/components/field/field.tsx'
import type { TermsEditProps } from './terms-edit.tsx'
import { Shifts } from './terms-shifts.tsx'

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
        {preview ? <Shifts {...preview} catalogue={catalogue} /> : <p>{words('programmes.terms.desk.noPreview')}</p>}
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
