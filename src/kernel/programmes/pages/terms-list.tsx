// All terms at the desk, and making new ones.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { Button, LinkButton } from '#web/components/button/button.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { TextField } from '#web/components/field/field.tsx'
import { List } from '#web/components/list/list.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { Tongues } from '../rules/questions.ts'
import { inTongue } from '../rules/say-cells.ts'

export interface TermsListProps {
  terms: readonly { id: string; title: Tongues; from: string | null }[]
  typed: Typed
}

export function TermsListPage({ terms, typed }: TermsListProps) {
  const { words, href } = useFrame()
  const title = words('programmes.terms.desk.title')
  const kept = (name: string) => {
    const error = typed.errors[name]
    return {
      name,
      value: String(typed.values[name] ?? ''),
      ...(error ? { error: words(error.key, error.values) } : {}),
    }
  }
  const errors = Object.entries(typed.errors).map(([name, { key, values }]) => ({ name, message: words(key, values) }))
  return (
    <>
      <PageHead
        title={title}
        lede={words('programmes.terms.desk.lede')}
        above={
          <Breadcrumbs
            label={words('programmes.terms.desk.path')}
            links={[{ href: href('/desk'), label: words('programmes.terms.desk.desk') }]}
          />
        }
      >
        <LinkButton href={href('/desk/programmes/questions')} kind="plain">
          {words('programmes.questions.desk.title')}
        </LinkButton>
      </PageHead>
      <ErrorSummary title={words('programmes.terms.desk.wrong')} errors={errors} />
      {terms.length === 0 ? (
        <p>{words('programmes.terms.desk.empty')}</p>
      ) : (
        <List
          label={title}
          items={terms.map(({ id, title: name, from }) => ({
            href: href(`/desk/programmes/terms/${id}`),
            title: inTongue(words, name),
            note: from
              ? words('programmes.terms.desk.since', { day: words.date(from) })
              : words('programmes.terms.desk.notYet'),
          }))}
        />
      )}
      <section>
        <h2>{words('programmes.terms.desk.new')}</h2>
        <form class="narrow" method="post" action={href('/desk/programmes/terms')} noValidate>
          <TextField
            {...kept('id')}
            label={words('programmes.terms.desk.id')}
            hint={words('programmes.terms.desk.idHint')}
            maxLength={80}
            required
          />
          <TextField {...kept('ru')} label={words('programmes.terms.desk.ru')} maxLength={300} required />
          <TextField {...kept('en')} label={words('programmes.terms.desk.en')} maxLength={300} required />
          <Button>{words('programmes.terms.desk.make')}</Button>
        </form>
      </section>
    </>
  )
}
