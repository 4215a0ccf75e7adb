// Systems that people enter by their account here, as the operator registers them.
import type { System } from '#kernel/identity/index.ts'
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { ActionButton, Button, LinkButton } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { Facts } from '#web/components/facts/facts.tsx'
import { CheckboxesField, RadiosField, TextareaField, TextField } from '#web/components/field/field.tsx'
import { List } from '#web/components/list/list.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { shownErrors, typedText } from './typed.ts'

const asked = ['profile', 'email', 'phone', 'level', 'offline_access']

export function SystemsPage({ systems, open }: { systems: System[]; open: boolean }) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead title={words('account.systems.title')} lede={words('account.systems.lede')} above={<Way />}>
        <LinkButton href={href('/desk/account/systems/new')} kind="plain">
          {words('account.systems.new')}
        </LinkButton>
      </PageHead>
      {!open && <Notice kind="wrong">{words('account.systems.noKey')}</Notice>}
      {systems.length === 0 ? (
        <Empty title={words('account.systems.none')} />
      ) : (
        <List
          label={words('account.systems.title')}
          items={systems.map(({ id, name, organisation, people, endedAt }) => ({
            href: href(`/desk/account/systems/${id}`),
            title: name,
            note: `${organisation}, ${endedAt ? words('account.systems.ended', { at: words.date(endedAt) }) : words('account.systems.people', { n: people })}`,
          }))}
        />
      )}
    </>
  )
}

export interface SystemPageProps {
  title: string
  /** Null for a new one. */
  system: System | null
  typed: Typed
  /** The city's address, by which the system finds everything else. */
  issuer: string
  auths: readonly string[]
}

export function SystemPage({ title, system, typed, issuer, auths }: SystemPageProps) {
  const { words, href } = useFrame()
  const errors = shownErrors(words, typed)
  const at = system === null ? '/desk/account/systems/new' : `/desk/account/systems/${system.id}`
  const ended = system !== null && system.endedAt !== null
  return (
    <>
      <PageHead title={title} lede={words('account.system.lede')} above={<Way deep />} />
      {system && (
        <section class="narrow">
          <h2>{words('account.system.known')}</h2>
          <Facts
            facts={[
              { name: 'client_id', value: <code>{system.id}</code> },
              { name: 'issuer', value: <code>{issuer}</code> },
              { name: words('account.system.registered'), value: words.date(system.registeredAt) },
              { name: words('account.system.people'), value: words.number(system.people) },
            ]}
          />
        </section>
      )}
      {ended ? (
        <Notice kind="know">{words('account.system.ended')}</Notice>
      ) : (
        <>
          <ErrorSummary title={words('account.errors')} errors={errors.list} />
          <form class="narrow" method="post" action={href(at)} noValidate>
            <Asked system={system} typed={typed} errors={errors.of} auths={auths} />
            <Button>{words('account.save')}</Button>
          </form>
          {system && <Ends system={system} />}
        </>
      )}
    </>
  )
}

/** The secret is shown once: only its hash is kept. */
export function SecretPage({ id, name, secret }: { id: string; name: string; secret: string }) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead title={words('account.secret.title')} lede={words('account.secret.lede', { name })} />
      <Facts
        facts={[
          { name: 'client_id', value: <code>{id}</code> },
          { name: 'client_secret', value: <code>{secret}</code> },
        ]}
      />
      <LinkButton href={href(`/desk/account/systems/${id}`)}>{words('account.secret.kept')}</LinkButton>
    </>
  )
}

interface AskedProps {
  system: System | null
  typed: Typed
  errors: Record<string, string>
  auths: readonly string[]
}

function Asked({ system, typed, errors, auths }: AskedProps) {
  const { words } = useFrame()
  const of = (name: string, otherwise: string) => ({
    name,
    label: words(`account.system.field.${name}`),
    value: name in typed.values ? typedText(typed, name) : otherwise,
    error: errors[name],
  })
  const hint = (name: string) => words(`account.system.hint.${name}`)
  const scopes = Object.keys(typed.values).length === 0 ? (system?.scopes ?? []) : [typed.values.scopes ?? []].flat()
  return (
    <>
      <TextField {...of('name', system?.name ?? '')} hint={hint('name')} required maxLength={100} />
      <TextField {...of('site', system?.site ?? '')} required maxLength={300} />
      <TextField {...of('organisation', system?.organisation ?? '')} hint={hint('organisation')} required />
      <TextField {...of('inn', system?.inn ?? '')} inputMode="numeric" width="short" required maxLength={12} />
      <TextField {...of('purpose', system?.purpose ?? '')} hint={hint('purpose')} required maxLength={300} />
      <TextareaField
        {...of('redirectUris', (system?.redirectUris ?? []).join('\n'))}
        hint={hint('redirectUris')}
        required
      />
      <TextareaField {...of('signOutUris', (system?.signOutUris ?? []).join('\n'))} hint={hint('signOutUris')} />
      <TextField {...of('backChannelUri', system?.backChannelUri ?? '')} hint={hint('backChannelUri')} />
      <CheckboxesField
        name="scopes"
        label={words('account.system.field.scopes')}
        hint={hint('scopes')}
        values={scopes}
        error={errors.scopes}
        options={asked.map((scope) => ({ value: scope, label: words(`account.scope.${scope}`) }))}
      />
      <RadiosField
        {...of('auth', system?.auth ?? 'client_secret_basic')}
        options={auths.map((value) => ({ value, label: value, hint: words(`account.system.auth.${value}`) }))}
      />
    </>
  )
}

function Ends({ system }: { system: System }) {
  const { words, href } = useFrame()
  return (
    <section class="narrow">
      {system.auth !== 'none' && (
        <>
          <h2>{words('account.system.newSecret')}</h2>
          <p>{words('account.system.newSecretMeans')}</p>
          <ActionButton action={href(`/desk/account/systems/${system.id}/secret`)}>
            {words('account.system.newSecret')}
          </ActionButton>
        </>
      )}
      <h2>{words('account.system.end')}</h2>
      <p>{words('account.system.endMeans')}</p>
      <ActionButton kind="danger" action={href(`/desk/account/systems/${system.id}/end`)}>
        {words('account.system.end')}
      </ActionButton>
    </section>
  )
}

function Way({ deep = false }: { deep?: boolean }) {
  const { words, href } = useFrame()
  const links = [{ href: href('/desk'), label: words('account.desk') }]
  if (deep) links.push({ href: href('/desk/account/systems'), label: words('account.systems.title') })
  return <Breadcrumbs label={words('account.path')} links={links} />
}
