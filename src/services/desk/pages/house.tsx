// Behind the house: what could not be delivered, and the ways to who may do what and how the parts of pages look.

import type { FailedDelivery } from '#platform/facts/index.ts'
import { useFrame } from '#platform/http/frame.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { ActionButton, LinkButton } from '#web/components/button/button.tsx'
import { DataTable } from '#web/components/data-table/data-table.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Tag } from '#web/components/tag/tag.tsx'

export interface HousePageProps {
  health: { ok: boolean; text: string }[]
  failed: FailedDelivery[]
}

export function HousePage({ health, failed }: HousePageProps) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead
        title={words('desk.house.title')}
        lede={words('desk.house.lede')}
        above={<Breadcrumbs label={words('desk.path')} links={[{ href: href('/desk'), label: words('desk.title') }]} />}
      >
        <LinkButton href={href('/desk/house/components')} kind="plain">
          {words('desk.house.components')}
        </LinkButton>
      </PageHead>
      <section>
        <h2>{words('desk.house.health')}</h2>
        <ul>
          {health.map(({ ok, text }) => (
            <li key={text}>
              <Tag kind={ok ? 'kept' : 'late'}>{words(ok ? 'desk.house.well' : 'desk.house.unwell')}</Tag> {text}
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2>{words('desk.house.failed')}</h2>
        {failed.length === 0 ? <Empty title={words('desk.house.noneFailed')} /> : <Failed failed={failed} />}
      </section>
      <section>
        <h2>{words('desk.permissions.title')}</h2>
        <p>
          <a href={href('/permissions')}>{words('desk.house.permissions')}</a>
        </p>
      </section>
    </>
  )
}

function Failed({ failed }: { failed: FailedDelivery[] }) {
  const { words, href } = useFrame()
  return (
    <DataTable
      caption={words('desk.house.failed')}
      columns={['fact', 'reaction', 'state', 'error', 'again'].map((column) => ({
        label: words(`desk.house.${column}`),
      }))}
      rows={failed.map((one) => [
        `${one.kind} ${one.subject}`,
        one.reaction,
        <Tag kind={one.dead ? 'late' : 'silent'}>
          {one.dead
            ? words('desk.house.dead', { n: one.tries })
            : words('desk.house.retrying', { n: one.tries, at: words.date(one.dueAt, 'time') })}
        </Tag>,
        one.error,
        <ActionButton action={href(`/desk/house/deliveries/${one.id}/retry`)}>
          {words('desk.house.retry')}
        </ActionButton>,
      ])}
    />
  )
}
