// All cases, the newest first, by topic, district, holder and state.
import { useFrame } from '#platform/http/frame.ts'
import { Button, LinkButton } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { type Option, SelectField } from '#web/components/field/field.tsx'
import { List } from '#web/components/list/list.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Pagination } from '#web/components/pagination/pagination.tsx'
import type { CaseCard } from '../queries/cards.ts'
import { StatusTag } from './said.tsx'

export interface CasesPageProps {
  cards: CaseCard[]
  asked: { topic: string; district: string; holder: string; status: string }
  topics: Option[]
  districts: Option[]
  bodies: Option[]
  page: number
  more: boolean
}

export function CasesPage({ cards, asked, topics, districts, bodies, page, more }: CasesPageProps) {
  const { words, href } = useFrame()
  const statuses = ['open', 'resolved', 'confirmed', 'declined'].map((value) => ({
    value,
    label: words(`cases.status.${value}`),
  }))
  const any = words('cases.list.any')
  return (
    <>
      <PageHead title={words('cases.list.title')} lede={words('cases.list.lede')}>
        <div class="actions">
          <LinkButton href={href('/my-yard/report')} kind="gold">
            {words('cases.list.report')}
          </LinkButton>
        </div>
      </PageHead>
      <details open={Object.values(asked).some((value) => value !== '')}>
        <summary>{words('cases.list.filter')}</summary>
        <form class="filters" method="get" action={href('/cases')}>
          <SelectField
            name="topic"
            label={words('cases.list.topic')}
            value={asked.topic}
            options={topics}
            placeholder={any}
          />
          <SelectField
            name="district"
            label={words('cases.list.district')}
            value={asked.district}
            options={districts}
            placeholder={any}
          />
          <SelectField
            name="holder"
            label={words('cases.list.holder')}
            value={asked.holder}
            options={bodies}
            placeholder={any}
          />
          <SelectField
            name="status"
            label={words('cases.list.status')}
            value={asked.status}
            options={statuses}
            placeholder={any}
          />
          <Button kind="plain">{words('cases.list.show')}</Button>
        </form>
      </details>
      {cards.length === 0 ? (
        <Empty title={words('cases.list.empty')}>{words('cases.list.emptyText')}</Empty>
      ) : (
        <CaseList cards={cards} />
      )}
      <Pagination
        label={words('cases.list.pages')}
        here={words('cases.list.page', { page })}
        earlier={page > 1 ? { href: to(page - 1), label: words('cases.list.newer') } : undefined}
        later={more ? { href: to(page + 1), label: words('cases.list.older') } : undefined}
      />
    </>
  )

  function to(n: number): string {
    const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== ''))
    if (n > 1) query.set('page', String(n))
    const text = query.toString()
    return href(text ? `/cases?${text}` : '/cases')
  }
}

/** A list of cases; `token`s never stand in it. */
export function CaseList({ cards }: { cards: CaseCard[] }) {
  const { words, href, now } = useFrame()
  return (
    <List
      label={words('cases.list.title')}
      items={cards.map((card) => ({
        lead: words.ago(card.openedAt, now),
        at: card.openedAt.toISOString(),
        exactly: words.date(card.openedAt, 'time'),
        href: href(`/cases/${card.number}`),
        title: `${card.title}, ${card.place}`,
        note: words('cases.list.note', { number: card.number, holder: card.holder.name, due: words.date(card.due) }),
        tag: <StatusTag status={card.status} late={card.late} />,
      }))}
    />
  )
}
