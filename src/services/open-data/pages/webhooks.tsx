// Webhooks: those a person has, and how she subscribes another.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import type { PublicFact } from '#platform/module.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { Button, LinkButton } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { CheckboxesField, SelectField, TextField } from '#web/components/field/field.tsx'
import { List } from '#web/components/list/list.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import type { KeyView } from '../queries/keys.ts'
import type { WebhookView } from '../queries/webhooks.ts'
import { shownErrors, typedList, typedText } from './typed.ts'

export interface WebhooksPageProps {
  webhooks: WebhookView[]
  /** Keys that may subscribe. */
  keys: KeyView[]
  facts: readonly PublicFact[]
  typed: Typed
}

export function WebhooksPage({ webhooks, keys, facts, typed }: WebhooksPageProps) {
  const { words, href } = useFrame()
  const errors = shownErrors(words, typed)
  const links = [{ href: href('/open-data'), label: words('openData.title') }]
  return (
    <>
      <PageHead
        title={words('openData.hooks.title')}
        lede={words('openData.hooks.lede')}
        above={<Breadcrumbs label={words('openData.path')} links={links} />}
      />
      <ErrorSummary title={words('openData.errors')} errors={errors.list} />
      <section>
        <h2>{words('openData.hooks.yours')}</h2>
        {webhooks.length === 0 ? (
          <Empty title={words('openData.hooks.none')}>
            <p>{words('openData.hooks.none.hint')}</p>
          </Empty>
        ) : (
          <List
            items={webhooks.map((webhook) => ({
              href: href(`/open-data/webhooks/${webhook.id}`),
              title: webhook.url,
              note: words('openData.hooks.count', { n: webhook.facts.length, name: webhook.key.name }),
              tag: <WebhookState webhook={webhook} />,
            }))}
          />
        )}
      </section>
      <section>
        <h2>{words('openData.hooks.new')}</h2>
        {keys.length === 0 ? (
          <>
            <p>{words('openData.hooks.noKey')}</p>
            <LinkButton href={href('/open-data/keys')} kind="plain">
              {words('openData.keys.title')}
            </LinkButton>
          </>
        ) : (
          <form method="post" action={href('/open-data/webhooks')}>
            <SelectField
              name="key"
              label={words('openData.hooks.key')}
              value={typedText(typed, 'key') || keys[0]?.id}
              error={errors.of.key}
              options={keys.map(({ id, name, prefix }) => ({ value: id, label: `${name} (${prefix}…)` }))}
            />
            <TextField
              name="url"
              type="url"
              label={words('openData.hooks.url')}
              hint={words('openData.hooks.url.hint')}
              value={typedText(typed, 'url')}
              error={errors.of.url}
              maxLength={500}
            />
            <CheckboxesField
              name="facts"
              label={words('openData.hooks.facts')}
              values={typedList(typed, 'facts')}
              error={errors.of.facts}
              options={facts.map(({ fact, about }) => ({ value: fact, label: words(about), hint: fact }))}
            />
            <Button>{words('openData.hooks.begin')}</Button>
          </form>
        )}
      </section>
    </>
  )
}

/** Whether a webhook is told, in words. */
export function WebhookState({ webhook }: { webhook: WebhookView }) {
  const { words } = useFrame()
  if (webhook.key.revoked) return <Tag kind="late">{words('openData.hook.revoked')}</Tag>
  if (webhook.pausedBecause === 'failing') return <Tag kind="late">{words('openData.hook.paused.failing')}</Tag>
  if (webhook.pausedBecause === 'owner') return <Tag kind="silent">{words('openData.hook.paused.owner')}</Tag>
  if (webhook.failingSince)
    return <Tag kind="late">{words('openData.hook.failing', { at: words.date(webhook.failingSince, 'time') })}</Tag>
  return <Tag kind="kept">{words('openData.hook.works')}</Tag>
}
