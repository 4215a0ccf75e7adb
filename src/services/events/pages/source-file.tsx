// A file brought by hand: what it would do, before anything is written.
import { useFrame } from '#platform/http/frame.ts'
import { Button } from '#web/components/button/button.tsx'
import { DataTable } from '#web/components/data-table/data-table.tsx'
import { Facts } from '#web/components/facts/facts.tsx'
import { CheckboxField } from '#web/components/field/field.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { AsideView } from '../queries/sources.ts'
import type { Found } from '../sources/found.ts'
import { Data } from './said.tsx'
import { Aside } from './source.tsx'
import { SourcePath, startText } from './source-said.tsx'

export interface SourceFilePageProps {
  source: { id: string; name: string }
  sha: string
  found: number
  made: readonly Found[]
  changed: readonly Found[]
  same: number
  /** How many items that are kept the file does not name. */
  missing: number
  aside: readonly AsideView[]
  /** Why the whole could not be read, as a word key with values. */
  fault: { reason: string; values: Record<string, string | number> } | null
  zone: string
}

const most = 50

export function SourceFilePage({
  source,
  sha,
  found,
  made,
  changed,
  same,
  missing,
  aside,
  fault,
  zone,
}: SourceFilePageProps) {
  const { words, href } = useFrame()
  const to = `/desk/events/sources/${source.id}`
  const path = [
    { href: '/desk/events/sources', label: words('events.desk.sources') },
    { href: to, label: source.name },
  ]
  const works = fault === null && made.length + changed.length > 0
  return (
    <>
      <PageHead
        above={<SourcePath deeper={path} />}
        title={words('events.file.title')}
        lede={words('events.file.lede')}
      />
      {fault !== null && (
        <Notice kind="wrong" title={words('events.file.unreadable')}>
          <p>{words(fault.reason, fault.values)}</p>
        </Notice>
      )}
      <section>
        <h2>{words('events.file.counts')}</h2>
        <Facts
          facts={[
            { name: words('events.run.found'), value: String(found) },
            { name: words('events.run.made'), value: String(made.length) },
            { name: words('events.run.changed'), value: String(changed.length) },
            { name: words('events.run.same'), value: String(same) },
            { name: words('events.run.aside'), value: String(aside.length) },
          ]}
        />
      </section>
      <Listed title={words('events.file.new', { n: made.length })} list={made} zone={zone} />
      <Listed title={words('events.file.changes', { n: changed.length })} list={changed} zone={zone} />
      <Aside aside={aside} title={words('events.file.aside')} />
      {works ? (
        <form class="narrow" method="post" action={href(`${to}/file/${sha}`)}>
          {missing > 0 && (
            <CheckboxField
              name="whole"
              label={words('events.file.whole', { n: missing })}
              hint={words('events.file.whole.hint')}
            />
          )}
          <Button>{words('events.file.take')}</Button>
        </form>
      ) : (
        fault === null && <p>{words('events.file.nothing')}</p>
      )}
      <p>
        <a href={href(to)}>{words('events.file.another')}</a>
      </p>
    </>
  )
}

function Listed({ title, list, zone }: { title: string; list: readonly Found[]; zone: string }) {
  const { words } = useFrame()
  if (list.length === 0) return null
  return (
    <section>
      <h2>{title}</h2>
      <DataTable
        caption={words('events.file.caption', { what: title, n: Math.min(list.length, most) })}
        columns={['title', 'start', 'place'].map((name) => ({ label: words(`events.file.column.${name}`) }))}
        rows={list
          .slice(0, most)
          .map((found) => [
            <Data key="title">{found.title}</Data>,
            startText(words, found.sessions[0]?.start ?? '', zone),
            <Data key="place">{found.venue.name ?? found.venue.address ?? '—'}</Data>,
          ])}
      />
    </section>
  )
}
