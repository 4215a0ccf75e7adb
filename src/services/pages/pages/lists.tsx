// Lists of pages: news the latest first, legal texts, pages about the city, and the news on the city's front page.
import { useFrame } from '#platform/http/frame.ts'
import { Empty } from '#web/components/empty/empty.tsx'
import { List } from '#web/components/list/list.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Pagination } from '#web/components/pagination/pagination.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import type { ShownCard } from '../queries/shown.ts'

export interface NewsListProps {
  cards: readonly ShownCard[]
  page: number
  more: boolean
}

export function NewsListPage({ cards, page, more }: NewsListProps) {
  const { words, href } = useFrame()
  const to = (n: number) => href(n > 1 ? `/pages/news?page=${n}` : '/pages/news')
  return (
    <>
      <PageHead title={words('pages.kind.news')} lede={words('pages.news.lede')} />
      {cards.length === 0 ? (
        <Empty title={words('pages.news.empty')}>
          <p>{words('pages.news.emptyMore')}</p>
        </Empty>
      ) : (
        <NewsList cards={cards} />
      )}
      <Pagination
        label={words('pages.news.pages')}
        here={words('pages.news.page', { page })}
        earlier={page > 1 ? { href: to(page - 1), label: words('pages.news.newer') } : undefined}
        later={more ? { href: to(page + 1), label: words('pages.news.older') } : undefined}
      />
      <p>
        <a href={href('/pages/news/feed.atom')}>{words('pages.news.feed')}</a>
      </p>
    </>
  )
}

export function NewsList({ cards }: { cards: readonly ShownCard[] }) {
  const { words, href, now } = useFrame()
  return (
    <List
      items={cards.map((card) => ({
        lead: words.ago(card.firstAt, now),
        at: card.firstAt.toISOString(),
        exactly: words.date(card.firstAt, 'time'),
        href: href(card.href),
        title: <span lang={card.lang}>{card.title}</span>,
        note: <span lang={card.lang}>{card.lead}</span>,
        ...(card.basis === 'demo' ? { tag: <Tag>{words('pages.demo')}</Tag> } : {}),
      }))}
    />
  )
}

/** The latest news on the city's front page. */
export function LatestNews({ cards }: { cards: readonly ShownCard[] }) {
  const { words, href } = useFrame()
  return (
    <section>
      <h2>{words('pages.kind.news')}</h2>
      <NewsList cards={cards} />
      <p>
        <a href={href('/pages/news')}>{words('pages.news.all')}</a>
      </p>
    </section>
  )
}

export interface PageListProps {
  title: string
  lede: string
  empty: string
  cards: readonly ShownCard[]
  /** Pages that are made and not written. */
  also?: readonly { href: string; title: string; lead: string }[]
}

/** Pages of one kind in their order. */
export function PageListPage({ title, lede, empty, cards, also = [] }: PageListProps) {
  const { href } = useFrame()
  const all = [...cards, ...also.map((each) => ({ ...each, lang: undefined }))]
  return (
    <>
      <PageHead title={title} lede={lede} />
      {all.length === 0 ? (
        <Empty title={empty} />
      ) : (
        <List
          items={all.map((card) => ({
            href: href(card.href),
            title: <span lang={card.lang}>{card.title}</span>,
            note: <span lang={card.lang}>{card.lead}</span>,
          }))}
        />
      )}
    </>
  )
}

/** What editors write, by kind. */
export function PagesPage({ about }: { about: readonly ShownCard[] }) {
  const { words, href } = useFrame()
  const kinds = [
    { href: '/pages/news', title: words('pages.kind.news'), note: words('pages.news.lede') },
    { href: '/services', title: words('pages.kind.situations'), note: words('pages.situations.lede') },
    { href: '/pages/legal', title: words('pages.kind.legal'), note: words('pages.legal.lede') },
  ]
  return (
    <>
      <PageHead title={words('pages.title')} lede={words('pages.lede')} />
      <List
        items={[
          ...kinds.map((each) => ({ ...each, href: href(each.href) })),
          ...about.map((card) => ({
            href: href(card.href),
            title: <span lang={card.lang}>{card.title}</span>,
            note: <span lang={card.lang}>{card.lead}</span>,
          })),
        ]}
      />
    </>
  )
}
