// The entry of the desk: what this person may do here.
import { useFrame } from '#platform/http/frame.ts'
import { Empty } from '#web/components/empty/empty.tsx'
import { List } from '#web/components/list/list.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Tiles } from '#web/components/tiles/tiles.tsx'

export interface DeskPageProps {
  links: { href: string; label: string }[]
  size: { all: number; late: number } | null
}

export function DeskPage({ links, size }: DeskPageProps) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead title={words('desk.title')} lede={words('desk.lede')} />
      {size && (
        <Tiles
          label={words('desk.now')}
          tiles={[
            { number: words.number(size.all), what: words('desk.open', { n: size.all }), href: href('/desk/cases') },
            { number: words.number(size.late), what: words('desk.late', { n: size.late }), href: href('/desk/cases') },
          ]}
        />
      )}
      {links.length === 0 ? (
        <Empty title={words('desk.nothing')} />
      ) : (
        <List label={words('desk.title')} items={links.map((link) => ({ href: href(link.href), title: link.label }))} />
      )}
    </>
  )
}
