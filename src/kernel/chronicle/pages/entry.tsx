// One entry of the record: what was said, where it comes from, and its exact bytes.
import { useFrame } from '#platform/http/frame.ts'
import type { Entry, EntryText } from '../queries.ts'
import { BasisText, kindText, Subject } from './chronicle.tsx'

export function EntryPage({
  entry,
  texts,
  pageOf,
}: {
  entry: Entry
  texts: EntryText[]
  pageOf(subject: string): string | null
}) {
  const { words, href } = useFrame()
  return (
    <>
      <div class="hero">
        <p class="source">
          <a href={href('/chronicle')}>{words('chronicle.title')}</a>
        </p>
        <h1>{words('chronicle.entry.title', { place: entry.place })}</h1>
        <p>{kindText(words, entry.kind)}</p>
      </div>
      <section>
        <dl class="facts">
          <dt>{words('chronicle.entry.about')}</dt>
          <dd>
            <Subject subject={entry.subject} page={pageOf(entry.subject)} />{' '}
            <a href={href(`/chronicle?subject=${encodeURIComponent(entry.subject)}`)}>{words('chronicle.entry.all')}</a>
          </dd>
          <dt>{words('chronicle.entry.at')}</dt>
          <dd>
            <time dateTime={entry.at.toISOString()}>{words.date(entry.at, 'time')}</time>
          </dd>
          <dt>{words('chronicle.entry.basis')}</dt>
          <dd>
            <BasisText basis={entry.basis} />
          </dd>
          {entry.office && (
            <>
              <dt>{words('chronicle.entry.office')}</dt>
              <dd>{entry.office}</dd>
            </>
          )}
        </dl>
      </section>
      {texts.map((text) => (
        <section>
          <h2>{words('chronicle.entry.text')}</h2>
          <p>{text.content ?? words('chronicle.entry.erased', { because: text.erasedBecause ?? '' })}</p>
          <p class="source">
            SHA-256 <code>{text.hash}</code>
            {text.salt && (
              <>
                {' '}
                {words('chronicle.entry.salt')} <code>{text.salt}</code>
              </>
            )}
          </p>
        </section>
      ))}
      <section>
        <h2>{words('chronicle.entry.bytes')}</h2>
        <p class="source">{words('chronicle.entry.bytesLead')}</p>
        <pre class="bytes">
          <code>{entry.body}</code>
        </pre>
      </section>
    </>
  )
}
