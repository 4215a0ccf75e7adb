// What programs may read and send.
import { useFrame } from '#platform/http/frame.ts'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { MachineAddress } from '../queries.ts'

export function OpenDataPage({ addresses }: { addresses: MachineAddress[] }) {
  const { words } = useFrame()
  return (
    <>
      <PageHead title={words('portal.openData.title')} lede={words('portal.openData.lead')} />
      <section>
        <ul class="list">
          {addresses.map((address) => (
            <li>
              <div>
                <code>
                  {address.method} {address.path}
                </code>
                <div class="source">{address.summary}</div>
              </div>
            </li>
          ))}
        </ul>
        <p>
          <a href="/api/openapi.json">{words('portal.openData.contract')}</a> ·{' '}
          <a href="/small-wins/feed.atom">{words('portal.openData.feed')}</a> ·{' '}
          <a href="/open311/v2/discovery.json">{words('portal.openData.open311')}</a>
        </p>
      </section>
    </>
  )
}
