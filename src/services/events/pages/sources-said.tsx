// The sources of a page, numbered: who says it, on which page, and how fresh that is.
import { useFrame } from '#platform/http/frame.ts'
import type { Words } from '#platform/words.ts'
import type { Numbered, Provenance } from '../rules/provenance.ts'
import { Data } from './said.tsx'

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

export function SourceList({ provenance: { sources, disputed } }: { provenance: Provenance }) {
  const { words, now } = useFrame()
  if (sources.length === 0) return null
  return (
    <section>
      <h2>{words('events.sources')}</h2>
      {disputed.length > 0 && (
        <p>
          {words('events.sources.disputed', {
            fields: disputed.map((field) => words(`events.field.${field}`)).join(', '),
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
