// One win: what was done, with its evidence, and what became of it.
import { WholeStory } from '#kernel/threads/index.ts'
import { useFrame } from '#platform/http/frame.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { Facts } from '#web/components/facts/facts.tsx'
import { List } from '#web/components/list/list.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { relatives, Win } from '../queries/win.ts'
import { addressWith } from '../rules/asked.ts'
import { WinList } from './feed.tsx'
import { AboutLink, Corrected, Data, quantityOf, saidText, Title, WinSource, WinTags } from './said.tsx'
import { ShotsSlider } from './shots.tsx'

export interface WinProps {
  win: Win
  /** In the reader's language. */
  category: string
  others: Awaited<ReturnType<typeof relatives>>
  /** What became of it. */
  turns: Win[]
  /** Streets where it is found. */
  streets: string[]
  /** Whether the reader may correct it. */
  mayEdit: boolean
}

export function WinPage({ win, category, others, turns, streets, mayEdit }: WinProps) {
  const { words, href } = useFrame()
  const quantity = quantityOf(words, win)
  const isWin = win.kind === 'win'
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
        {mayEdit && (
          <p>
            <a href={href(`/desk/small-wins/${win.id}`)}>{words('smallWins.desk.edit')}</a>
          </p>
        )}
      </PageHead>
      {win.withdrawn && (
        <Notice kind="wrong" title={words('smallWins.withdrawnTitle')}>
          <p>
            {words(`smallWins.withdrawnWhy.${win.withdrawn.reason}`, { date: words.date(win.withdrawn.at) })}
            {win.withdrawn.note && ` ${win.withdrawn.note}`}
          </p>
        </Notice>
      )}
      {!isWin && (
        <Notice kind="know" title={words(`smallWins.whatIs.${win.kind}`)}>
          <p>
            <Corrected win={win} /> <AboutLink win={win} />
          </p>
        </Notice>
      )}
      <ShotsSlider win={win} />
      <Facts
        facts={[
          ...(isWin
            ? [{ name: words('smallWins.fact.quantity'), value: quantity ?? words('smallWins.fact.noQuantity') }]
            : []),
          ...(isWin && win.saidQuantity !== null
            ? [{ name: words('smallWins.wasSaid'), value: <del>{saidText(words, win.saidQuantity)}</del> }]
            : []),
          ...(win.place === null ? [] : [{ name: words('smallWins.fact.place'), value: <Data>{win.place}</Data> }]),
          ...(win.district === null
            ? []
            : [{ name: words('smallWins.fact.district'), value: <Data>{win.district}</Data> }]),
          ...(streets.length === 0
            ? []
            : [{ name: words('smallWins.fact.streets'), value: <Streets streets={streets} /> }]),
          {
            name: words('smallWins.fact.date'),
            value: win.doneOn === null ? words('smallWins.fact.noDate') : words.date(win.doneOn),
          },
          ...(win.amountRub === null
            ? []
            : [{ name: words('smallWins.fact.money'), value: words.roubles(Number(win.amountRub)) }]),
          { name: words('smallWins.fact.category'), value: category },
          ...(win.note === null
            ? []
            : [{ name: words(isWin ? 'smallWins.fact.note' : 'smallWins.fact.why'), value: <Data>{win.note}</Data> }]),
          { name: words('smallWins.fact.source'), value: <WinSource win={win} /> },
        ]}
      />
      {turns.length > 0 && (
        <section>
          <h2>{words('smallWins.turns')}</h2>
          <p>{words('smallWins.turnsWhy')}</p>
          <WinList wins={turns} />
        </section>
      )}
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
      <WholeStory of={`win:${win.about ?? win.id}`} />
      {(win.case !== null || turns.length > 0 || !isWin) && (
        <p>
          <a href={`${href('/chronicle')}?subject=${encodeURIComponent(`win:${win.about ?? win.id}`)}`}>
            {words('smallWins.inChronicle')}
          </a>
        </p>
      )}
    </>
  )
}

function Streets({ streets }: { streets: string[] }) {
  const { href } = useFrame()
  return (
    <>
      {streets.map((street, at) => (
        <>
          {at > 0 && ', '}
          <a href={href(addressWith('/small-wins', { street }))}>
            <Data>{street}</Data>
          </a>
        </>
      ))}
    </>
  )
}
