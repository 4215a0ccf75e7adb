// The sources of her organisation, for an organiser: how the city reads each.
import { useFrame } from '#platform/http/frame.ts'
import { Empty } from '#web/components/empty/empty.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { SourceView } from '../queries/sources.ts'
import { OwnSourcePath } from './source-said.tsx'
import { SourcesList } from './sources-desk.tsx'

export function OwnSourcesPage({ sources }: { sources: readonly SourceView[] }) {
  const { words } = useFrame()
  return (
    <>
      <PageHead
        above={<OwnSourcePath />}
        title={words('events.source.own.title')}
        lede={words('events.source.own.lede')}
      />
      {sources.length === 0 ? (
        <Empty title={words('events.source.own.none')}>
          <p>{words('events.source.own.none.hint')}</p>
        </Empty>
      ) : (
        <SourcesList sources={sources} at="/events/cabinet/sources" />
      )}
    </>
  )
}
