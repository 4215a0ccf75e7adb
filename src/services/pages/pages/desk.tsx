// The editors' desk: every page with how it stands, and what waits for an editor.
import { useFrame } from '#platform/http/frame.ts'
import { LinkButton } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { List } from '#web/components/list/list.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Tag, type TagKind } from '#web/components/tag/tag.tsx'
import type { DeskCard } from '../queries/desk.ts'
import { kinds } from '../rules/kinds.ts'
import type { Standing } from '../rules/schedule.ts'

export function DeskPage({ cards, broken }: { cards: readonly DeskCard[]; broken: number }) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead title={words('pages.desk.title')} lede={words('pages.desk.lede')}>
        <div class="actions">
          <LinkButton href={href('/desk/pages/new')}>{words('pages.desk.new')}</LinkButton>
          <a href={href('/desk/pages/pictures')}>{words('pages.pictures.title')}</a>
          <a href={href('/desk/pages/links')}>{words('pages.desk.links', { n: broken })}</a>
        </div>
      </PageHead>
      {kinds.map((kind) => {
        const own = cards.filter((card) => card.kind === kind)
        return (
          <section>
            <h2>{words(`pages.kind.${kind}`)}</h2>
            {own.length === 0 ? <Empty title={words('pages.desk.none')} /> : <Cards cards={own} />}
          </section>
        )
      })}
    </>
  )
}

function Cards({ cards }: { cards: readonly DeskCard[] }) {
  const { words, href } = useFrame()
  return (
    <List
      items={cards.map((card) => ({
        href: href(`/desk/pages/${card.id.replace(':', '/')}`),
        title: <span lang={words.locale === 'en' ? 'ru' : undefined}>{card.title}</span>,
        note: [
          words('pages.desk.version', { version: card.version, day: words.date(card.at, 'time') }),
          card.english ? null : words('pages.desk.noEnglish'),
        ]
          .filter(Boolean)
          .join(', '),
        tag: <StandingTag standing={card.standing} />,
      }))}
    />
  )
}

const looks: Record<Standing, TagKind> = { shown: 'kept', waiting: 'ok', draft: 'silent', ended: 'plain' }

/** How a page stands, in a word. */
export function StandingTag({ standing }: { standing: Standing }) {
  const { words } = useFrame()
  return <Tag kind={looks[standing]}>{words(`pages.standing.${standing}`)}</Tag>
}
