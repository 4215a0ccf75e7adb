// The sources of a page, numbered: who says it, on which page, and how fresh that is.
import { useFrame } from '#platform/http/frame.ts'
import type { Words } from '#platform/words.ts'
import type { Dispute } from '../queries/merging.ts'
import { type ConflictField, fieldNamed } from '../rules/merge/sides.ts'
import type { Numbered, Provenance } from '../rules/provenance.ts'
import { Data } from './said.tsx'
import { startText, Value } from './source-said.tsx'

/** «[1]» beside a value. */
export function Marks({ numbers }: { numbers: readonly number[] | undefined }) {
  const { words } = useFrame()
  if (!numbers || numbers.length === 0) return null
  return (
    <>
      {numbers.map((number) => (
        <a class="mark-of-source" href={`#source-${number}`} aria-label={words('events.source.mark', { number })}>
          [{number}]
        </a>
      ))}
    </>
  )
}

/** What another source says of a field, under what the page shows. */
export function Otherwise({
  disputes,
  fields,
  zone,
}: {
  disputes: readonly Dispute[]
  fields: readonly ConflictField[]
  zone: string
}) {
  const { words } = useFrame()
  const said = disputes.filter(({ field }) => fields.includes(field))
  return (
    <>
      {said.flatMap(({ field, session, others }) => {
        const start = session?.startsAt?.toISOString() ?? session?.firstDay
        return others.map(({ name, value }) => (
          <p class="otherwise">
            <b>{words('events.otherwise')}</b> {start && `${startText(words, start, zone)}. `}
            {name === null ? words('events.conflict.own') : <Data>{name}</Data>}
            {': '}
            <Value field={field} value={value} venues={new Map()} zone={zone} />
          </p>
        ))
      })}
    </>
  )
}

export function SourceList({
  provenance: { sources },
  disputes,
}: {
  provenance: Provenance
  disputes: readonly Dispute[]
}) {
  const { words, now } = useFrame()
  if (sources.length === 0) return null
  return (
    <section>
      <h2>{words('events.sources')}</h2>
      {disputes.length > 0 && (
        <p>
          {words('events.sources.disputed', {
            fields: [...new Set(disputes.map(({ field }) => words(`events.field.${fieldNamed(field)}`)))].join(', '),
          })}
        </p>
      )}
      <ol class="source-list">
        {sources.map((source) => (
          <li key={source.number} id={`source-${source.number}`}>
            <Data>{source.name}</Data>
            {source.url && (
              <>
                {': '}
                <a href={source.url} rel="noopener">
                  {hostOf(source.url)}
                </a>
              </>
            )}
            {', '}
            {freshness(words, source, now)}
          </li>
        ))}
      </ol>
    </section>
  )
}

/** «страница от 12 сентября 2025», «обновлено 3 часа назад». */
function freshness(words: Words, { kind, saidOn, seenAt }: Numbered, now: Date): string {
  if (kind === 'editor') return words('events.fresh.edited', { ago: agoText(words, seenAt, now) })
  if (kind === 'press')
    return saidOn === null ? words('events.fresh.noDay') : words('events.fresh.page', { day: words.date(saidOn) })
  return words('events.fresh.seen', { ago: agoText(words, seenAt, now) })
}

export function agoText(words: Words, at: Date, now: Date): string {
  const passed = Math.floor((now.getTime() - at.getTime()) / 3_600_000)
  if (passed < 1) return words('events.ago.now')
  return passed < 24 ? words('events.ago.hours', { n: passed }) : words.ago(at, now)
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : url
}
