// The city's record, newest first.
import { useFrame } from '#platform/http/frame.ts'
import type { Entry } from '../queries.ts'
import type { Basis } from '../rules.ts'

export interface ChroniclePageProps {
  size: number
  entries: Entry[]
  /** Set when only one subject's entries are shown. */
  subject: string | null
  pageOf(subject: string): string | null
}

export function ChroniclePage({ size, entries, subject, pageOf }: ChroniclePageProps) {
  const { words, href } = useFrame()
  const last = entries.at(-1)
  return (
    <>
      <div class="hero">
        <h1>{words('chronicle.title')}</h1>
        <p>{words('chronicle.lead')}</p>
      </div>
      <section>
        <h2>{subject ? words('chronicle.of', { subject }) : words('chronicle.size', { size })}</h2>
        {entries.length === 0 ? (
          <p>{words('chronicle.empty')}</p>
        ) : (
          <ul class="list">
            {entries.map((entry) => (
              <li>
                <time dateTime={entry.at.toISOString()}>{words.date(entry.at)}</time>
                <span>
                  <a href={href(`/chronicle/entries/${entry.place}`)}>№ {words.number(entry.place)}</a>{' '}
                  {kindText(words, entry.kind)}
                  <br />
                  <span class="source">
                    <Subject subject={entry.subject} page={pageOf(entry.subject)} /> · <BasisText basis={entry.basis} />
                    {entry.office ? ` · ${entry.office}` : ''}
                  </span>
                </span>
              </li>
            ))}
          </ul>
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
    </>
  )
}

export function Subject({ subject, page }: { subject: string; page: string | null }) {
  const { href } = useFrame()
  return page ? <a href={href(page)}>{subject}</a> : <span>{subject}</span>
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
export function kindText(words: ReturnType<typeof useFrame>['words'], kind: string): string {
  const [module = '', what = ''] = kind.split('.')
  const key = `${module.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}.entry.${what}`
  return words.has(key) ? words(key) : kind
}
