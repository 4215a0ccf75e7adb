// Where sources differ and what may be one event: both values, whose they are and since when, and the editor's decision.
import { useFrame } from '#platform/http/frame.ts'
import { Button } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { RadiosField, TextField } from '#web/components/field/field.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import type { ConflictView, ItemView, PairSide, PairView } from '../queries/merging.ts'
import { editorSource, fieldNamed } from '../rules/merge/sides.ts'
import { Data } from './said.tsx'
import { SourcePath, startText, Value } from './source-said.tsx'

interface Known {
  /** Names of sources and venues by their ids. */
  sources: ReadonlyMap<string, string>
  venues: ReadonlyMap<string, string>
  zone: string
}

export type ConflictsPageProps = Known & {
  conflicts: readonly ConflictView[]
  pairs: readonly PairView[]
  /** A word key of why what was just sent was not written. */
  refused: string | null
}

export function ConflictsPage({ conflicts, pairs, refused, ...known }: ConflictsPageProps) {
  const { words } = useFrame()
  return (
    <>
      <PageHead
        above={<SourcePath deeper={[{ href: '/desk/events/sources', label: words('events.desk.sources') }]} />}
        title={words('events.desk.conflicts')}
        lede={words('events.desk.conflicts.lede')}
      />
      {refused !== null && (
        <Notice kind="wrong" title={words('events.desk.notWritten')}>
          <p>{words(refused)}</p>
        </Notice>
      )}
      <section>
        <h2>{words('events.desk.conflicts.all', { n: conflicts.length })}</h2>
        {conflicts.length === 0 ? (
          <Empty title={words('events.desk.conflicts.none')}>
            <p>{words('events.desk.conflicts.none.hint')}</p>
          </Empty>
        ) : (
          conflicts.map((conflict) => (
            <Conflict key={`${conflict.event} ${conflict.place} ${conflict.field}`} conflict={conflict} {...known} />
          ))
        )}
      </section>
      <section>
        <h2>{words('events.desk.pairs', { n: pairs.length })}</h2>
        {pairs.length === 0 ? (
          <Empty title={words('events.desk.pairs.none')} />
        ) : (
          pairs.map((pair) => <Pair key={`${pair.one.uid} ${pair.other.uid}`} pair={pair} {...known} />)
        )}
      </section>
    </>
  )
}

function Conflict({ conflict, sources, venues, zone }: { conflict: ConflictView } & Known) {
  const { words, href } = useFrame()
  const { event, title, place, field, sides, shown, session, chosen } = conflict
  const start = session?.startsAt?.toISOString() ?? session?.firstDay ?? null
  const nameOf = (source: string) => {
    if (source === 'own') return words('events.conflict.own')
    return source === editorSource ? words('events.conflict.editor') : (sources.get(source) ?? source)
  }
  return (
    <article class="conflict">
      <h3>
        <a href={href(`/desk/events/conflicts/${event}`)}>
          <Data>{title}</Data>
        </a>
        {': '}
        {words(`events.field.${fieldNamed(field)}`)}
      </h3>
      <p class="source">
        {start !== null && `${startText(words, start, zone)} · `}
        {words('events.conflict.since', { day: words.date(conflict.openedAt) })}
      </p>
      {chosen !== null && (
        <p>
          <Tag kind="kept">{words('events.conflict.decided', { name: nameOf(chosen) })}</Tag>
        </p>
      )}
      <form class="narrow" method="post" action={href('/desk/events/conflicts/decision')}>
        <input type="hidden" name="event" value={event} />
        <input type="hidden" name="place" value={place} />
        <input type="hidden" name="field" value={field} />
        <input type="hidden" name="seen" value={JSON.stringify(sides)} />
        <RadiosField
          name="chosen"
          label={words('events.conflict.which')}
          value={chosen ?? undefined}
          options={sides.map(({ source, value, saidAt }) => ({
            value: source,
            label: nameOf(source),
            hint: (
              <>
                <strong>
                  <Value field={field} value={value} venues={venues} zone={zone} />
                </strong>
                {saidAt > 0 && ` · ${words('events.conflict.saidAt', { day: words.date(new Date(saidAt)) })}`}
                {source === shown && ` · ${words('events.conflict.shown')}`}
              </>
            ),
          }))}
        />
        <TextField name="note" label={words('events.conflict.note')} maxLength={500} />
        <Button kind="plain">{words('events.conflict.decide')}</Button>
      </form>
    </article>
  )
}

function Pair({ pair: { one, other, why, likeness }, zone }: { pair: PairView } & Known) {
  const { words, href } = useFrame()
  const line = (side: PairSide) => {
    const rest = [
      side.start && startText(words, side.start, zone),
      side.venue,
      side.sourceName ?? words('events.conflict.own'),
    ]
    return (
      <li>
        <Data>{side.title}</Data>
        <span class="source"> · {rest.filter(Boolean).join(' · ')}</span>
      </li>
    )
  }
  return (
    <article class="conflict">
      <h3>
        <Data>{one.title}</Data>
      </h3>
      <p class="source">{words(`events.pair.why.${why}`, { percent: Math.round(likeness * 100) })}</p>
      <ul>
        {line(one)}
        {line(other)}
      </ul>
      <form class="actions" method="post" action={href('/desk/events/conflicts/pair')}>
        <input type="hidden" name="one_source" value={one.source} />
        <input type="hidden" name="one_uid" value={one.uid} />
        <input type="hidden" name="other_source" value={other.source} />
        <input type="hidden" name="other_uid" value={other.uid} />
        <Button kind="plain" name="same" value="yes">
          {words('events.pair.same')}
        </Button>
        <Button kind="plain" name="same" value="no">
          {words('events.pair.apart')}
        </Button>
      </form>
    </article>
  )
}

export type VoicesPageProps = Known & {
  event: { id: string; title: string }
  items: readonly ItemView[]
  conflicts: readonly ConflictView[]
}

/** All that sources say of one event, and taking one of them out. */
export function VoicesPage({ event, items, conflicts, ...known }: VoicesPageProps) {
  const { words, href } = useFrame()
  const path = [
    { href: '/desk/events/sources', label: words('events.desk.sources') },
    { href: '/desk/events/conflicts', label: words('events.desk.conflicts') },
  ]
  return (
    <>
      <PageHead above={<SourcePath deeper={path} />} title={words('events.voices.title', { title: event.title })}>
        <p>
          <a href={href(`/events/${event.id}`)}>{words('events.voices.page')}</a>
          {items.length > 0 && (
            <>
              {' · '}
              <a href={href(`/desk/events/conflicts/${event.id}/edits`)}>{words('events.edit.open')}</a>
            </>
          )}
        </p>
      </PageHead>
      {conflicts.length > 0 && (
        <section>
          <h2>{words('events.voices.conflicts')}</h2>
          {conflicts.map((conflict) => (
            <Conflict key={`${conflict.place} ${conflict.field}`} conflict={conflict} {...known} />
          ))}
        </section>
      )}
      <section>
        <h2>{words('events.voices.items', { n: items.length })}</h2>
        {items.length === 0 && <Empty title={words('events.voices.none')} />}
        {items.map((item) => (
          <article class="conflict" key={`${item.source} ${item.uid}`}>
            <h3>
              <Data>{item.sourceName}</Data>
            </h3>
            <p>
              <Data>{item.said.found.title}</Data>
            </p>
            <p class="source">
              {item.said.found.sessions
                .slice(0, 10)
                .map(({ start }) => startText(words, start, known.zone))
                .join('; ')}
              {' · '}
              {words('events.conflict.saidAt', { day: words.date(item.changedAt) })}
            </p>
            {item.goneAt !== null && (
              <p>
                <Tag kind="silent">{words('events.voices.gone', { day: words.date(item.goneAt) })}</Tag>
              </p>
            )}
            <form method="post" action={href(`/desk/events/conflicts/${event.id}/split`)}>
              <input type="hidden" name="source" value={item.source} />
              <input type="hidden" name="uid" value={item.uid} />
              <Button kind="plain">{words('events.voices.split')}</Button>
            </form>
          </article>
        ))}
      </section>
    </>
  )
}
