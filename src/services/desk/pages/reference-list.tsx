// All rules of one kind that hold today.
import { useFrame } from '#platform/http/frame.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { LinkButton } from '#web/components/button/button.tsx'
import { List } from '#web/components/list/list.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { Editor, Row } from '../editors.ts'

export function ReferenceListPage({ name, rows }: { name: Editor['name']; rows: Row[] }) {
  const { words, href } = useFrame()
  const title = words(`desk.menu.${name}`)
  return (
    <>
      <PageHead
        title={title}
        lede={words(`desk.${name}.lede`)}
        above={<Breadcrumbs label={words('desk.path')} links={[{ href: href('/desk'), label: words('desk.title') }]} />}
      >
        <LinkButton href={href(`/desk/${name}/new`)} kind="plain">
          {words(`desk.${name}.new`)}
        </LinkButton>
      </PageHead>
      <List
        label={title}
        items={rows.map((row) => ({
          href: href(`/desk/${name}/${encodeURIComponent(row.id)}`),
          title: row.title,
          note: row.note,
        }))}
      />
    </>
  )
}
