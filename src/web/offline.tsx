// The page that stands in where there is no network: what can still be read, and what waits on the device.
import { useFrame } from '#platform/http/frame.ts'
import { PageHead } from './components/page-head/page-head.tsx'

export function OfflinePage() {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead title={words('web.offline.title')} lede={words('web.offline.lede')} />
      <p>{words('web.offline.danger')}</p>
      <section>
        <h2>{words('web.offline.write')}</h2>
        <p>{words('web.offline.writeText')}</p>
        <p>
          <a href={href('/my-yard/drafts')}>{words('web.offline.drafts')}</a>
        </p>
      </section>
      <section>
        <h2>{words('web.offline.read')}</h2>
        <div data-island="offline" data-none={words('web.offline.none')} data-kept={words('web.offline.keptAt')}>
          <p>{words('web.offline.none')}</p>
        </div>
      </section>
    </>
  )
}
