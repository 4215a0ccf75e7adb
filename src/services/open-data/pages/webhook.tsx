// One webhook: what it is told, what came of it, and what its owner can do.
import { useFrame } from '#platform/http/frame.ts'
import type { PublicFact } from '#platform/module.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { ActionButton, LinkButton } from '#web/components/button/button.tsx'
import { DataTable } from '#web/components/data-table/data-table.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { Facts } from '#web/components/facts/facts.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import type { DeliveryView, WebhookView } from '../queries/webhooks.ts'
import { WebhookState } from './webhooks.tsx'

export interface WebhookPageProps {
  webhook: WebhookView
  facts: readonly PublicFact[]
  deliveries: DeliveryView[]
}

export function WebhookPage({ webhook, facts, deliveries }: WebhookPageProps) {
  const { words, href } = useFrame()
  const at = (what: string) => href(`/open-data/webhooks/${webhook.id}/${what}`)
  const told = facts.filter(({ fact }) => webhook.facts.includes(fact))
  return (
    <>
      <PageHead title={words('openData.hook.title')} lede={webhook.url} above={<Path />}>
        <p>
          <WebhookState webhook={webhook} />
        </p>
      </PageHead>
      <section>
        <h2>{words('openData.hook.about')}</h2>
        <Facts
          facts={[
            { name: words('openData.hooks.facts'), value: told.map(({ about }) => words(about)).join('; ') },
            { name: words('openData.hooks.key'), value: `${webhook.key.name} (${webhook.key.prefix}…)` },
            { name: words('openData.hook.since'), value: words.date(webhook.madeAt) },
            ...(webhook.rotatedUntil
              ? [{ name: words('openData.hook.overlap'), value: words.date(webhook.rotatedUntil, 'time') }]
              : []),
          ]}
        />
      </section>
      <section>
        <h2>{words('openData.hook.do')}</h2>
        <div class="actions">
          {webhook.pausedAt === null && <ActionButton action={at('test')}>{words('openData.hook.test')}</ActionButton>}
          <ActionButton action={at('secret')}>{words('openData.hook.secret')}</ActionButton>
          {webhook.pausedAt === null ? (
            <ActionButton action={at('pause')}>{words('openData.hook.pause')}</ActionButton>
          ) : (
            <ActionButton action={at('resumption')}>{words('openData.hook.resume')}</ActionButton>
          )}
          <ActionButton action={at('ending')} kind="danger">
            {words('openData.hook.end')}
          </ActionButton>
        </div>
      </section>
      <section>
        <h2>{words('openData.hook.told')}</h2>
        {deliveries.length === 0 ? (
          <Empty title={words('openData.hook.told.none')} />
        ) : (
          <DataTable
            caption={words('openData.hook.told.caption', { n: deliveries.length })}
            columns={['when', 'fact', 'outcome', 'tries'].map((name) => ({
              label: words(`openData.hook.column.${name}`),
            }))}
            rows={deliveries.map((each) => [
              words.date(each.madeAt, 'time'),
              <code key="kind">{each.kind}</code>,
              <Outcome key="outcome" delivery={each} />,
              String(each.tries),
            ])}
          />
        )}
      </section>
    </>
  )
}

export function SecretPage({ secret, id, changed }: { secret: string; id: string; changed: boolean }) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead title={words('openData.secret.title')} lede={words('openData.secret.lede')} above={<Path />} />
      <Notice kind="done" title={words('openData.secret.once')}>
        <p>
          <code class="secret">{secret}</code>
        </p>
      </Notice>
      {changed && <p>{words('openData.secret.overlap')}</p>}
      <LinkButton href={href(`/open-data/webhooks/${id}`)} kind="plain">
        {words('openData.secret.kept')}
      </LinkButton>
    </>
  )
}

function Outcome({ delivery }: { delivery: DeliveryView }) {
  const { words } = useFrame()
  const said =
    delivery.status !== null
      ? words('openData.hook.status', { status: String(delivery.status) })
      : delivery.error !== null
        ? words(`openData.trouble.${delivery.error}`)
        : ''
  if (delivery.doneAt) return <Tag kind="kept">{words('openData.hook.arrived')}</Tag>
  if (delivery.givenUpAt) return <Tag kind="late">{`${words('openData.hook.givenUp')} ${said}`.trim()}</Tag>
  if (delivery.tries === 0) return <Tag>{words('openData.hook.waiting')}</Tag>
  return <Tag kind="late">{`${words('openData.hook.again')} ${said}`.trim()}</Tag>
}

function Path() {
  const { words, href } = useFrame()
  const links = [
    { href: href('/open-data'), label: words('openData.title') },
    { href: href('/open-data/webhooks'), label: words('openData.hooks.title') },
  ]
  return <Breadcrumbs label={words('openData.path')} links={links} />
}
