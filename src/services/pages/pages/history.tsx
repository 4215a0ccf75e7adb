// Every version of a page, and what changed from one to the next.
import { useFrame } from '#platform/http/frame.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { ActionButton } from '#web/components/button/button.tsx'
import { List } from '#web/components/list/list.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { DeskPage, Version } from '../queries/desk.ts'
import { difference } from '../rules/difference.ts'

export function HistoryPage({ page, versions }: { page: DeskPage; versions: readonly Version[] }) {
  const { words, href } = useFrame()
  const at = `/desk/pages/${page.id.replace(':', '/')}`
  return (
    <>
      <PageHead
        above={<AbovePage page={page} />}
        title={words('pages.history.title')}
        lede={words('pages.history.lede')}
      />
      <List
        items={versions.map((version) => ({
          lead: words('pages.history.number', { version: version.number }),
          href: href(`${at}/versions/${version.number}`),
          title: words.date(version.at, 'time'),
          note: [words(`pages.office.${version.office === 'pack' ? 'pack' : 'editor'}`), version.note]
            .filter(Boolean)
            .join('. '),
        }))}
      />
    </>
  )
}

export interface VersionPageProps {
  page: DeskPage
  version: Version
  /** The version before it; null for the first. */
  before: Version | null
  fields: { now: Record<string, string>; before: Record<string, string> }
}

export function VersionPage({ page, version, before, fields }: VersionPageProps) {
  const { words, href } = useFrame()
  const at = `/desk/pages/${page.id.replace(':', '/')}`
  const changed = Object.keys(fields.now).filter((name) => fields.now[name] !== (fields.before[name] ?? ''))
  return (
    <>
      <PageHead
        above={<AbovePage page={page} />}
        title={words('pages.history.one', { version: version.number })}
        lede={words(before ? 'pages.history.since' : 'pages.history.first', { before: before?.number ?? 0 })}
      >
        <div class="actions">
          <a href={`${at}/preview?version=${version.number}`}>{words('pages.edit.preview')}</a>
          <a href={`/en${at}/preview?version=${version.number}`}>{words('pages.edit.previewEnglish')}</a>
          {version.number !== page.last.number && (
            <ActionButton action={href(`${at}/versions/${version.number}/restoration`)}>
              {words('pages.history.restore')}
            </ActionButton>
          )}
        </div>
      </PageHead>
      {changed.length === 0 && <p>{words('pages.history.same')}</p>}
      {changed.map((name) => (
        <section>
          <h2>{words(`pages.field.${name}`)}</h2>
          <Difference
            before={fields.before[name] ?? ''}
            after={fields.now[name] ?? ''}
            gone={words('pages.history.gone')}
            come={words('pages.history.come')}
            lang={name.endsWith('En') ? 'en' : 'ru'}
          />
        </section>
      ))}
    </>
  )
}

export interface DifferenceProps {
  title?: string
  before: string
  after: string
  /** How what went and what came is called, read aloud and seen. */
  gone: string
  come: string
  lang: string
}

/** Two texts line by line: what went is struck through and what came is marked, each said in words. */
export function Difference({ title, before, after, gone, come, lang }: DifferenceProps) {
  return (
    <div class="difference">
      {title && <p class="notice-title">{title}</p>}
      {difference(before, after).map(({ kind, lines }) => {
        const text = shortened(lines, kind === 'same')
        if (kind === 'same') return <p lang={lang}>{text}</p>
        const Tagged = kind === 'gone' ? 'del' : 'ins'
        return (
          <p>
            <span class="source">{kind === 'gone' ? gone : come}: </span>
            <Tagged lang={lang}>{text}</Tagged>
          </p>
        )
      })}
    </div>
  )
}

// Of what stayed only the edges are needed to find the place.
function shortened(lines: readonly string[], same: boolean): string {
  const shown = same && lines.length > 6 ? [...lines.slice(0, 2), '…', ...lines.slice(-2)] : lines
  return shown.join('\n')
}

function AbovePage({ page }: { page: DeskPage }) {
  const { words, href } = useFrame()
  const links = [
    { href: href('/desk/pages'), label: words('pages.desk.title') },
    { href: href(`/desk/pages/${page.id.replace(':', '/')}`), label: page.last.texts.ru.title },
  ]
  return <Breadcrumbs label={words('pages.above')} links={links} />
}
