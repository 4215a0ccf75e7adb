// One entry of the record: what was said, where it comes from, and its exact bytes.
import { useFrame } from '#platform/http/frame.ts'
import { Facts } from '#web/components/facts/facts.tsx'
import type { Entry, EntryText } from '../queries.ts'
import { receiptHref } from '../receipts.ts'
import { BasisText, kindText, officeText, Subject } from './chronicle.tsx'

export function EntryPage({
  entry,
  texts,
  isPublished,
  pageOf,
  bodies,
}: {
  entry: Entry
  texts: EntryText[]
  /** Whether a published checkpoint holds it. */
  isPublished: boolean
  pageOf(subject: string): string | null
  bodies: ReadonlyMap<string, string>
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
        <Facts
          facts={[
            {
              name: words('chronicle.entry.about'),
              value: (
                <>
                  <Subject subject={entry.subject} page={pageOf(entry.subject)} />
                  <br />
                  <a href={href(`/chronicle?subject=${encodeURIComponent(entry.subject)}`)}>
                    {words('chronicle.entry.all')}
                  </a>
                </>
              ),
            },
            {
              name: words('chronicle.entry.at'),
              value: <time dateTime={entry.at.toISOString()}>{words.date(entry.at, 'time')}</time>,
            },
            { name: words('chronicle.entry.basis'), value: <BasisText basis={entry.basis} /> },
            ...(entry.office
              ? [{ name: words('chronicle.entry.office'), value: officeText(words, entry.office, bodies) }]
              : []),
          ]}
        />
      </section>
      <section>
        <h2>{words('chronicle.receipt.title')}</h2>
        {isPublished ? (
          <>
            <p>{words('chronicle.receipt.what')}</p>
            <p>
              <a class="button" href={`/chronicle/receipts/${entry.place}.json`} download>
                {words('chronicle.receipt.get')}
              </a>
            </p>
            <p>
              <a href={receiptHref(entry.subject)} download>
                {words('chronicle.receipt.ofAll')}
              </a>
              {' · '}
              <a href={href('/chronicle/verify')}>{words('chronicle.published.verify')}</a>
            </p>
          </>
        ) : (
          <p>{words('chronicle.receipt.soon')}</p>
        )}
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
