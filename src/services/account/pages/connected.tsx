// What a person has connected to her page, what each may learn, and a button that ends it.
import type { Connection, OutsideIdentity } from '#kernel/identity/index.ts'
import { useFrame } from '#platform/http/frame.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { ActionButton, LinkButton } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { Facts } from '#web/components/facts/facts.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'

export interface ConnectedPageProps {
  systems: Connection[]
  linked: (OutsideIdentity & { title: string })[]
  /** Where she was going when she was asked for a surer sign-in. */
  next: string | null
  /** Providers that may be added: id and title. */
  offered: [id: string, title: string][]
}

export function ConnectedPage({ systems, linked, offered, next }: ConnectedPageProps) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead
        title={words('account.connected.title')}
        lede={words('account.connected.lede')}
        above={
          <Breadcrumbs
            label={words('account.path')}
            links={[{ href: href('/account'), label: words('account.page.title') }]}
          />
        }
      />
      <section class="narrow">
        <h2>{words('account.connected.systems')}</h2>
        {systems.length === 0 && <Empty title={words('account.connected.none')} />}
        {systems.map((one) => (
          <LetIn key={one.system.id} one={one} />
        ))}
      </section>
      {(linked.length > 0 || offered.length > 0) && (
        <section class="narrow">
          <h2>{words('account.connected.signIns')}</h2>
          {linked.map((one) => (
            <Linked key={one.provider} one={one} next={next} />
          ))}
          {offered.map(([id, title]) => (
            <ActionButton
              key={id}
              action={href(`/account/connected/sign-ins/${id}`)}
              {...(next === null ? {} : { hidden: { next } })}
            >
              {words('account.connected.add', { title })}
            </ActionButton>
          ))}
        </section>
      )}
    </>
  )
}

/** A piece of a person's own page. */
export function ConnectedPiece({ systems, signIns }: { systems: number; signIns: number }) {
  const { words, href } = useFrame()
  return (
    <section>
      <h2>{words('account.connected.title')}</h2>
      <p>{words('account.connected.count', { systems, signIns })}</p>
      <p>
        <a href={href('/account/connected')}>{words('account.connected.look')}</a>
      </p>
    </section>
  )
}

function LetIn({ one: { system, scopes, since, until } }: { one: Connection }) {
  const { words, href } = useFrame()
  const learns = ['openid', ...scopes.filter((scope) => scope !== 'openid' && scope !== 'offline_access')]
  return (
    <>
      <h3>{system.name}</h3>
      <Facts
        facts={[
          { name: words('account.consent.organisation'), value: system.organisation },
          {
            name: words('account.connected.learns'),
            value: learns.map((scope) => words(`account.consent.data.${scope}`)).join(', '),
          },
          { name: words('account.connected.since'), value: words.date(since) },
          { name: words('account.connected.until'), value: words.date(until) },
        ]}
      />
      <ActionButton action={href(`/account/connected/systems/${system.id}/withdrawal`)}>
        {words('account.connected.withdraw', { system: system.name })}
      </ActionButton>
    </>
  )
}

interface LinkedProps {
  one: OutsideIdentity & { title: string }
  next: string | null
}

function Linked({ one: { provider, title, level, kept, linkedAt }, next }: LinkedProps) {
  const { words, href } = useFrame()
  const values = Object.entries(kept).map(([name, value]) => `${words(`account.kept.${name}`)}: ${value}`)
  return (
    <>
      <h3>{title}</h3>
      <Facts
        facts={[
          { name: words('account.scope.level'), value: words(`account.level.${level}`) },
          { name: words('account.connected.since'), value: words.date(linkedAt) },
          {
            name: words('account.connected.kept'),
            value: values.length === 0 ? words('account.connected.keptNone') : values.join(', '),
          },
        ]}
      />
      {next !== null && (
        <LinkButton href={href(`/account/sign-in/with/${provider}?next=${encodeURIComponent(next)}`)}>
          {words('account.connected.byNow', { title })}
        </LinkButton>
      )}{' '}
      <ActionButton action={href(`/account/connected/sign-ins/${provider}/withdrawal`)}>
        {words('account.connected.unlink', { title })}
      </ActionButton>
    </>
  )
}
