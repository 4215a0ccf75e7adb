// One phrase: what it says in Russian, on which pages, what was proposed for it, and the form for proposing.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { Button } from '#web/components/button/button.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { TextareaField, TextField } from '#web/components/field/field.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { Decided } from '../queries.ts'

export interface PhraseProps {
  /** Its word key. */
  name: string
  russian: string
  pages: string[]
  proposals: Decided[]
  typed: Typed
  /** The reader has just proposed. */
  proposed: boolean
}

export function PhrasePage({ name, russian, pages, proposals, typed, proposed }: PhraseProps) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead
        title={words('languages.phrase.title')}
        above={
          <Breadcrumbs
            label={words('languages.path')}
            links={[{ href: href('/languages/udm'), label: words('languages.title') }]}
          />
        }
      />
      {proposed && (
        <Notice kind="done" title={words('languages.phrase.thanks')}>
          <p>{words('languages.phrase.next')}</p>
        </Notice>
      )}
      <blockquote lang="ru">{russian}</blockquote>
      <p class="source">
        <code>{name}</code>
      </p>
      {pages.length > 0 && (
        <p class="source">
          {words('languages.phrase.where', { n: pages.length })} <code>{pages.slice(0, 5).join(', ')}</code>
        </p>
      )}
      {proposals.length > 0 && <Proposals proposals={proposals} />}
      <ProposalForm name={name} russian={russian} typed={typed} />
    </>
  )
}

function Proposals({ proposals }: { proposals: Decided[] }) {
  const { words } = useFrame()
  return (
    <section>
      <h2>{words('languages.phrase.proposals')}</h2>
      <ul class="list">
        {proposals.map(({ id, text, source, place, quotation, decision, reason }) => (
          <li key={id}>
            <div>
              <span class="what" lang="udm">
                {text}
              </span>
              <p>{words(`languages.decision.${decision ?? 'waits'}`)}</p>
              {reason && <p lang="ru">{reason}</p>}
              <p class="source">
                {source}, {place}: <q lang="udm">{quotation}</q>
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

function ProposalForm({ name, russian, typed }: Pick<PhraseProps, 'name' | 'russian' | 'typed'>) {
  const { words, href } = useFrame()
  const error = (field: string) => {
    const found = typed.errors[field]
    return found && words(found.key, found.values)
  }
  const value = (field: string) => [typed.values[field] ?? ''].flat()[0]
  const errors = Object.keys(typed.errors).map((field) => ({ name: field, message: error(field) ?? '' }))
  return (
    <section>
      <h2>{words('languages.form.title')}</h2>
      <ErrorSummary title={words('languages.error.title')} errors={errors} />
      <form class="narrow" method="post" action={href(`/languages/udm/${name}`)}>
        <TextareaField
          name="text"
          label={words('languages.form.text')}
          hint={russian.includes('{') ? words('languages.form.values') : undefined}
          error={error('text')}
          value={value('text')}
          rows={2}
          maxLength={1000}
        />
        <TextField
          name="source"
          label={words('languages.form.source')}
          hint={words('languages.form.sourceHint')}
          error={error('source')}
          value={value('source')}
          maxLength={300}
        />
        <TextField
          name="place"
          label={words('languages.form.place')}
          hint={words('languages.form.placeHint')}
          error={error('place')}
          value={value('place')}
          maxLength={500}
        />
        <TextareaField
          name="quotation"
          label={words('languages.form.quotation')}
          hint={words('languages.form.quotationHint')}
          error={error('quotation')}
          value={value('quotation')}
          rows={3}
          maxLength={2000}
        />
        <Button kind="gold">{words('languages.form.send')}</Button>
      </form>
    </section>
  )
}
