// One win: what was done, with its evidence, and what became of it.
import { WholeStory } from '#kernel/threads/index.ts'
import { useFrame } from '#platform/http/frame.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { Facts } from '#web/components/facts/facts.tsx'
import { List } from '#web/components/list/list.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { relatives, Win } from '../queries.ts'
import { Shots } from './feed.tsx'
import { Data, quantityOf, Title, WinSource, WinTags } from './said.tsx'

export interface WinProps {
  win: Win
  /** In the reader's language. */
  category: string
  others: Awaited<ReturnType<typeof relatives>>
}

export function WinPage({ win, category, others }: WinProps) {
  const { words, href } = useFrame()
  const quantity = quantityOf(words, win)
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs
            label={words('smallWins.path')}
            links={[{ href: href('/small-wins'), label: words('smallWins.title') }]}
          />
        }
        title={<Title win={win} />}
        lede={win.whatDone ? <Data>{win.whatDone}</Data> : undefined}
      >
        <p>
          <WinTags win={win} />
        </p>
      </PageHead>
      {win.withdrawn && (
        <Notice kind="wrong" title={words('smallWins.withdrawnTitle')}>
          <p>
            {words(`smallWins.withdrawnWhy.${win.withdrawn.reason}`, { date: words.date(win.withdrawn.at) })}
            {win.withdrawn.note && ` ${win.withdrawn.note}`}
          </p>
        </Notice>
      )}
      <Shots win={win} />
      <Facts
        facts={[
          { name: words('smallWins.fact.quantity'), value: quantity ?? words('smallWins.fact.noQuantity') },
          ...(win.place === null ? [] : [{ name: words('smallWins.fact.place'), value: <Data>{win.place}</Data> }]),
          ...(win.district === null
            ? []
            : [{ name: words('smallWins.fact.district'), value: <Data>{win.district}</Data> }]),
          {
            name: words('smallWins.fact.date'),
            value: win.doneOn === null ? words('smallWins.fact.noDate') : words.date(win.doneOn),
          },
          ...(win.amountRub === null
            ? []
            : [{ name: words('smallWins.fact.money'), value: words.roubles(Number(win.amountRub)) }]),
          { name: words('smallWins.fact.category'), value: category },
          ...(win.note === null ? [] : [{ name: words('smallWins.fact.note'), value: <Data>{win.note}</Data> }]),
          { name: words('smallWins.fact.source'), value: <WinSource win={win} /> },
        ]}
      />
      {others.length > 0 && (
        <section>
          <h2>{words('smallWins.related')}</h2>
          <p>{words('smallWins.relatedWhy')}</p>
          <List
            items={others.map((other) => ({
              href: href(`/small-wins/${other.id}`),
              title: <Title win={other} />,
              note: (
                <>
                  {words(`smallWins.related.${other.how}`)}: <Data>{other.why}</Data>
                </>
              ),
            }))}
          />
        </section>
      )}
      <WholeStory of={`win:${win.id}`} />
      {win.case !== null && (
        <p>
          <a href={`${href('/chronicle')}?subject=${encodeURIComponent(`win:${win.id}`)}`}>
            {words('smallWins.inChronicle')}
          </a>
        </p>
      )}
    </>
  )
}
