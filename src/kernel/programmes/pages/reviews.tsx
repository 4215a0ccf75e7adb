// A reviewer's own page: what waits for her, and the organisations she is bound to.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Button } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { TextField } from '#web/components/field/field.tsx'
import { List } from '#web/components/list/list.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import type { Due } from '../queries/reviews.ts'
import { AllWrong, DeskPath, typedField } from './awarding-parts.tsx'
import { said } from './said.tsx'

export interface ReviewsProps {
  due: Due[]
  relations: string[]
  today: string
  typed: Typed
}

export function ReviewsPage({ due, relations, today, typed }: ReviewsProps) {
  const { words, href } = useFrame()
  const waiting = due.filter(({ sentAt }) => sentAt === null)
  const sent = due.filter(({ sentAt }) => sentAt !== null)
  return (
    <>
      <PageHead
        above={<DeskPath />}
        title={words('programmes.reviews.title')}
        lede={words('programmes.reviews.lede', { n: waiting.length })}
      />
      <AllWrong errors={typed.errors} />
      {waiting.length === 0 ? (
        <Empty title={words('programmes.reviews.none')}>
          <p>{words('programmes.reviews.noneHow')}</p>
        </Empty>
      ) : (
        <List items={waiting.map(itemOf)} />
      )}
      {sent.length > 0 && (
        <section>
          <h2>{words('programmes.reviews.sent')}</h2>
          <List items={sent.map(itemOf)} />
        </section>
      )}
      <section>
        <h2>{words('programmes.reviews.relations')}</h2>
        <p>{words('programmes.reviews.relationsHow')}</p>
        {relations.length > 0 && (
          <ul>
            {relations.map((inn) => (
              <li key={inn}>{words('programmes.reviews.inn', { inn })}</li>
            ))}
          </ul>
        )}
        <form method="post" action={href('/desk/programmes/reviews/relations')} noValidate>
          <TextField
            {...typedField(words, typed)('inn')}
            label={words('programmes.reviews.innLabel')}
            inputMode="numeric"
            width="short"
            maxLength={12}
            required
          />
          <Button kind="plain">{words('programmes.reviews.addRelation')}</Button>
        </form>
      </section>
    </>
  )

  function itemOf(each: Due) {
    const late = each.sentAt === null && each.dueOn < today
    return {
      lead: words.date(each.dueOn),
      href: href(`/desk/programmes/reviews/${each.id}`),
      title: words('programmes.reviews.application', { number: each.number }),
      note: said(words, each.callTitle),
      tag: (
        <>
          <Tag kind={each.sentAt ? 'kept' : late ? 'late' : 'ok'}>
            {words(`programmes.reviews.state.${stateOf(each)}`)}
          </Tag>{' '}
          {late && <Tag kind="late">{words('programmes.reviews.late')}</Tag>}
        </>
      ),
    }
  }
}

function stateOf({ sentAt, declaredAt, started }: Due): 'sent' | 'declare' | 'started' | 'read' {
  if (sentAt) return 'sent'
  return declaredAt === null ? 'declare' : started ? 'started' : 'read'
}
