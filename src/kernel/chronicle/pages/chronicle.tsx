// The city's record, newest first.
import { useFrame } from '#platform/http/frame.ts'
import type { Words } from '#platform/words.ts'
import { List } from '#web/components/list/list.tsx'
import type { Entry } from '../queries.ts'
import { receiptHref } from '../receipts.ts'
import type { Basis } from '../rules.ts'
import { Published, type PublishedProps } from './published.tsx'

export interface ChroniclePageProps {
  size: number
  entries: Entry[]
  /** Set when only one subject's entries are shown. */
  subject: string | null
  /** What is signed at present; null before the first checkpoint. */
  published: PublishedProps | null
  pageOf(subject: string): string | null
  /** Names of the bodies that offices belong to. */
  bodies: ReadonlyMap<string, string>
}

export function ChroniclePage({ size, entries, subject, published, pageOf, bodies }: ChroniclePageProps) {
  const { words, href } = useFrame()
  const last = entries.at(-1)
  return (
    <>
      <div class="hero">
        <h1>{words('chronicle.title')}</h1>
        <p>{words('chronicle.lead')}</p>
      </div>
      <section>
        <h2>
          {subject
            ? words('chronicle.of', { subject: subjectText(words, subject) })
            : words('chronicle.size', { size })}
        </h2>
        {subject !== null && published !== null && entries.length > 0 && (
          <p>
            <a href={receiptHref(subject)} download>
              {words('chronicle.receipt.ofAll')}
            </a>
            {' · '}
            <a href={href('/chronicle/verify')}>{words('chronicle.published.verify')}</a>
          </p>
        )}
        {entries.length === 0 ? (
          <p>{words('chronicle.empty')}</p>
        ) : (
          <List
            items={entries.map((entry) => ({
              href: href(`/chronicle/entries/${entry.place}`),
              title: words('chronicle.line', { place: entry.place, what: kindText(words, entry.kind) }),
              note: (
                <>
                  <time dateTime={entry.at.toISOString()}>{words.date(entry.at)}</time> ·{' '}
                  <Subject subject={entry.subject} page={pageOf(entry.subject)} /> · <BasisText basis={entry.basis} />
                  {entry.office && ` · ${officeText(words, entry.office, bodies)}`}
                </>
              ),
            }))}
          />
        )}
        {last && last.place > 0 && entries.length === 50 && (
          <p>
            <a
              href={href(`/chronicle?before=${last.place}${subject ? `&subject=${encodeURIComponent(subject)}` : ''}`)}
            >
              {words('chronicle.older')}
            </a>
          </p>
        )}
      </section>
      {published !== null && <Published {...published} />}
    </>
  )
}

export function Subject({ subject, page }: { subject: string; page: string | null }) {
  const { words, href } = useFrame()
  const text = subjectText(words, subject)
  return page ? <a href={href(page)}>{text}</a> : <span>{text}</span>
}

export function subjectText(words: Words, subject: string): string {
  const [kind = '', id = ''] = subject.split(/:(.*)/s)
  const key = `chronicle.subject.${kind}`
  return words.has(key) ? words(key, { id }) : subject
}

/** An office as people say it; one that has no words yet stays as it was written. */
export function officeText(words: Words, office: string, bodies: ReadonlyMap<string, string>): string {
  const [role = '', body] = office.split('@')
  const key = `chronicle.office.${role}`
  const said = words.has(key) ? words(key) : role
  return body === undefined ? said : words('chronicle.office.in', { office: said, body: bodies.get(body) ?? body })
}

export function BasisText({ basis }: { basis: Basis }) {
  const { words } = useFrame()
  if (basis.kind !== 'press') return <span>{words(`chronicle.basis.${basis.kind}`)}</span>
  return (
    <span>
      <a href={basis.page} rel="noopener">
        {words('chronicle.basis.press')}
      </a>
      {basis.date ? `, ${words.date(basis.date)}` : ''}
    </span>
  )
}

/** Each module has words for its own kinds: `strategy.promised` is said by `strategy.entry.promised`. */
export function kindText(words: Words, kind: string): string {
  const [module = '', what = ''] = kind.split('.')
  const key = `${module.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}.entry.${what}`
  return words.has(key) ? words(key) : kind
}
