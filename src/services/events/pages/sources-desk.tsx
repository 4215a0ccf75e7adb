// The sources of events: how each fares, when it was read last and is read next, and what can be done about it.
import { useFrame } from '#platform/http/frame.ts'
import { ActionButton, LinkButton } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { List } from '#web/components/list/list.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { SourceView } from '../queries/sources.ts'
import { Data } from './said.tsx'
import { outcomeText, SourcePath, SourceState } from './source-said.tsx'

export interface SourcesDeskProps {
  sources: readonly SourceView[]
  /** How many conflicts and pairs wait for a decision. */
  waiting: number
}

export function SourcesDeskPage({ sources, waiting }: SourcesDeskProps) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead above={<SourcePath />} title={words('events.desk.sources')} lede={words('events.desk.sources.lede')}>
        <p>
          <a href={href('/desk/events/conflicts')}>{words('events.desk.conflicts.link', { n: waiting })}</a>
        </p>
      </PageHead>
      <section>
        <h2>{words('events.desk.sources.all', { n: sources.length })}</h2>
        {sources.length === 0 ? (
          <Empty title={words('events.desk.sources.none')}>
            <p>{words('events.desk.sources.none.hint')}</p>
          </Empty>
        ) : (
          <SourcesList sources={sources} at="/desk/events/sources" />
        )}
        <div class="actions">
          <LinkButton href={href('/desk/events/sources/new')}>{words('events.desk.sources.add')}</LinkButton>
          <LinkButton href={href('/desk/events/sources/example.xlsx')} kind="plain">
            {words('events.desk.sources.example')}
          </LinkButton>
        </div>
      </section>
    </>
  )
}

/** Sources with how each fares; each leads to its page below an address. */
export function SourcesList({ sources, at }: { sources: readonly SourceView[]; at: string }) {
  const { words, href, now } = useFrame()
  // That it was read well is said by when; else by how it ended.
  const fareOf = (source: SourceView) => [
    source.failures > 0 ? outcomeText(words, source) : null,
    source.readAt && words('events.source.lastGood', { ago: words.ago(source.readAt, now) }),
    source.dueAt && words('events.source.next', { at: words.date(source.dueAt, 'time') }),
  ]
  return (
    <List
      items={sources.map((source) => ({
        href: href(`${at}/${source.id}`),
        title: <Data>{source.name}</Data>,
        note: (
          <>
            {words(`events.source.kind.${source.kind}`)} · {words('events.source.trusted', { n: source.trust })} ·{' '}
            {words('events.source.items', { n: source.items })}
            {source.gone > 0 && ` · ${words('events.source.gone', { n: source.gone })}`}
            <br />
            {fareOf(source)
              .filter((each) => each !== null)
              .join(' · ')}
          </>
        ),
        tag: <SourceState source={source} />,
      }))}
    />
  )
}

/** What can be done with one source. */
export function SourceActions({ source }: { source: SourceView }) {
  const { words, href } = useFrame()
  const at = (what: string) => href(`/desk/events/sources/${source.id}/${what}`)
  return (
    <div class="actions">
      {source.url !== null && <ActionButton action={at('reading')}>{words('events.source.readNow')}</ActionButton>}
      {source.enabled ? (
        <ActionButton action={at('pause')}>{words('events.source.pause')}</ActionButton>
      ) : (
        <ActionButton action={at('resumption')}>{words('events.source.resume')}</ActionButton>
      )}
      {source.movedTo !== null && (
        <ActionButton action={at('address')}>{words('events.source.takeAddress')}</ActionButton>
      )}
    </div>
  )
}
