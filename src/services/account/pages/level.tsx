// How sure the city is who one is, why that is asked for, and the ways to let it be surer.
import { useFrame } from '#platform/http/frame.ts'
import { type Level, levels } from '#platform/policy.ts'
import { LinkButton } from '#web/components/button/button.tsx'
import { List } from '#web/components/list/list.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Tag } from '#web/components/tag/tag.tsx'

export interface LevelProps {
  now: Level
  /** What the page she was going to asks for. */
  need: Level | null
  next: string
  ways: { level: Level; href: string; label: string }[]
}

export function LevelPage({ now, need, next, ways }: LevelProps) {
  const { words, href } = useFrame()
  const query = next === '/account' ? '' : `?${new URLSearchParams({ next })}`
  return (
    <>
      <PageHead
        title={words('account.level.title')}
        lede={need === null ? words('account.level.lede') : words(`account.level.need.${need}`)}
      />
      <List
        items={levels.map((level) => ({
          title: words(`account.level.name.${level}`),
          note: words(`account.level.what.${level}`),
          tag: level === now ? <Tag>{words('account.level.yours')}</Tag> : undefined,
        }))}
      />
      <section>
        <h2>{words('account.level.how')}</h2>
        {ways.length === 0 ? (
          <Notice>
            <p>{words('account.level.noWay')}</p>
          </Notice>
        ) : (
          ways.map((way) => (
            <p key={way.href}>
              <LinkButton kind="plain" href={href(`${way.href}${query}`)}>
                {words(way.label)}
              </LinkButton>
            </p>
          ))
        )}
        {need !== null && <p>{words('account.level.back')}</p>}
      </section>
    </>
  )
}
