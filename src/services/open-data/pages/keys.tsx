// Keys of programs: those a person has, and how she makes another.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { ActionButton, Button, LinkButton } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { CheckboxesField, TextareaField, TextField } from '#web/components/field/field.tsx'
import { List } from '#web/components/list/list.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import type { KeyView } from '../queries/keys.ts'
import { type Quotas, scopes } from '../rules/quotas.ts'
import { shownErrors, typedList, typedText } from './typed.ts'

export interface KeysPageProps {
  keys: KeyView[]
  quotas: Quotas
  typed: Typed
}

export function KeysPage({ keys, quotas, typed }: KeysPageProps) {
  const { words, href } = useFrame()
  const errors = shownErrors(words, typed)
  return (
    <>
      <PageHead title={words('openData.keys.title')} lede={words('openData.keys.lede')} above={<Path />} />
      <ErrorSummary title={words('openData.errors')} errors={errors.list} />
      <section>
        <h2>{words('openData.keys.yours')}</h2>
        {keys.length === 0 ? (
          <Empty title={words('openData.keys.none')}>
            <p>{words('openData.keys.none.hint')}</p>
          </Empty>
        ) : (
          <List
            items={keys.map((key) => ({ title: key.name, note: <KeyNote view={key} />, tag: <KeyEnd view={key} /> }))}
          />
        )}
        <p class="source">{words('openData.keys.quotas', { ...quotas })}</p>
      </section>
      <section>
        <h2>{words('openData.keys.new')}</h2>
        <form method="post" action={href('/open-data/keys')}>
          <TextField
            name="name"
            label={words('openData.keys.name')}
            hint={words('openData.keys.name.hint')}
            value={typedText(typed, 'name')}
            error={errors.of.name}
            width="middle"
            maxLength={60}
          />
          <TextareaField
            name="purpose"
            label={words('openData.keys.purpose')}
            value={typedText(typed, 'purpose')}
            error={errors.of.purpose}
            rows={2}
            maxLength={300}
          />
          <CheckboxesField
            name="scopes"
            label={words('openData.keys.scopes')}
            values={typedList(typed, 'scopes')}
            error={errors.of.scopes}
            options={scopes.map((value) => ({ value, label: words(`openData.scope.${value.replace(':', '-')}`) }))}
          />
          <Button>{words('openData.keys.make')}</Button>
        </form>
      </section>
    </>
  )
}

export function NewKeyPage({ secret, name }: { secret: string; name: string }) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead
        title={words('openData.keys.made')}
        lede={words('openData.keys.made.lede', { name })}
        above={<Path />}
      />
      <Notice kind="done" title={words('openData.keys.once')}>
        <p>
          <code class="secret">{secret}</code>
        </p>
      </Notice>
      <p>{words('openData.keys.use')}</p>
      <p>
        <code>Authorization: Bearer …</code>
      </p>
      <LinkButton href={href('/open-data/keys')} kind="plain">
        {words('openData.keys.kept')}
      </LinkButton>
    </>
  )
}

function KeyNote({ view }: { view: KeyView }) {
  const { words } = useFrame()
  return (
    <>
      <code>{view.prefix}…</code> {view.purpose}
      <br />
      {view.scopes.map((scope) => words(`openData.scope.${scope.replace(':', '-')}`)).join('; ')}
      <br />
      {words('openData.keys.since', { day: words.date(view.madeAt) })}
      {'. '}
      {view.usedOn === null
        ? words('openData.keys.unused')
        : words('openData.keys.used', { day: words.date(view.usedOn), today: view.today })}
    </>
  )
}

function KeyEnd({ view }: { view: KeyView }) {
  const { words, href } = useFrame()
  if (view.revokedAt)
    return <Tag kind="late">{words('openData.keys.revoked', { day: words.date(view.revokedAt) })}</Tag>
  return (
    <ActionButton action={href(`/open-data/keys/${view.id}/revocation`)}>
      {words('openData.keys.revoke', { prefix: view.prefix })}
    </ActionButton>
  )
}

function Path() {
  const { words, href } = useFrame()
  const links = [{ href: href('/open-data'), label: words('openData.title') }]
  return <Breadcrumbs label={words('openData.path')} links={links} />
}
