// The page on which a person decides what another system may learn of her, and what may stand before it.
import { useFrame } from '#platform/http/frame.ts'
import { ActionButton, LinkButton } from '#web/components/button/button.tsx'
import { Facts } from '#web/components/facts/facts.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'

/** One thing that the system will learn; without a value the city does not know it, and neither will the system. */
export interface Learnt {
  scope: string
  value: string | null
}

export interface ConsentPageProps {
  asked: string
  system: { name: string; site: string; organisation: string; inn: string; purpose: string }
  learns: Learnt[]
  until: Date
  /** It may ask again without her. */
  again: boolean
  /** The whole text of the consent. */
  text: string
}

export function ConsentPage({ asked, system, learns, until, again, text }: ConsentPageProps) {
  const { words, href } = useFrame()
  const to = (what: string) => href(`/account/consent/${asked}/${what}`)
  return (
    <>
      <PageHead
        title={words('account.consent.title', { system: system.name })}
        lede={words('account.consent.lede', { system: system.name })}
      />
      <section class="narrow">
        <h2>{words('account.consent.who')}</h2>
        <Facts
          facts={[
            {
              name: words('account.consent.system'),
              value: `${system.name}, ${URL.parse(system.site)?.host ?? system.site}`,
            },
            {
              name: words('account.consent.organisation'),
              value: `${system.organisation}, ${words('account.inn', { inn: system.inn })}`,
            },
            { name: words('account.consent.purpose'), value: system.purpose },
          ]}
        />
      </section>
      <section class="narrow">
        <h2>{words('account.consent.learns')}</h2>
        <Facts
          facts={[
            ...learns.map(({ scope, value }) => ({
              name: words(`account.scope.${scope}`),
              value: value ?? <span class="source">{words('account.consent.unknown')}</span>,
            })),
            { name: words('account.scope.openid'), value: words('account.consent.sign') },
          ]}
        />
        <p>{words('account.consent.nothingElse')}</p>
      </section>
      <section class="narrow">
        <h2>{words('account.consent.howLong')}</h2>
        <p>{words('account.consent.until', { until: words.date(until) })}</p>
        <p>{words(again ? 'account.consent.withoutYou' : 'account.consent.withYou')}</p>
      </section>
      <section class="narrow">
        <h2>{words('account.consent.decide')}</h2>
        <p>{text}</p>
        <ActionButton kind="main" action={to('permission')}>
          {words('account.consent.yes')}
        </ActionButton>{' '}
        <ActionButton action={to('refusal')}>{words('account.consent.no')}</ActionButton>
        <p class="source">{words('account.consent.refusal', { system: system.name })}</p>
      </section>
    </>
  )
}

export function AgainPage({ asked, system }: { asked: string; system: string }) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead title={words('account.again.title')} lede={words('account.again.lede', { system })} />
      <ActionButton kind="main" action={href(`/account/consent/${asked}/again`)}>
        {words('account.again.yes')}
      </ActionButton>
    </>
  )
}

export interface MorePageProps {
  asked: string
  system: string
  needed: string
  has: string
}

export function MorePage({ asked, system, needed, has }: MorePageProps) {
  const { words, href } = useFrame()
  const next = encodeURIComponent(`/account/consent/${asked}/onward`)
  return (
    <>
      <PageHead
        title={words('account.more.title')}
        lede={words('account.more.lede', {
          system,
          needed: words(`account.level.${needed}`),
          has: words(`account.level.${has}`),
        })}
      />
      <LinkButton href={href(`/account/level?need=${needed}&next=${next}`)}>{words('account.more.yes')}</LinkButton>{' '}
      <ActionButton action={href(`/account/consent/${asked}/as-it-is`)}>{words('account.more.no')}</ActionButton>
      <p class="source">{words('account.more.refusal')}</p>
    </>
  )
}

/** Shown for a moment: the browser goes on by itself. */
export function OnwardPage({ to }: { to: string }) {
  const { words } = useFrame()
  return (
    <>
      <PageHead title={words('account.onward.title')} lede={words('account.onward.lede')} />
      <LinkButton href={to}>{words('account.onward.button')}</LinkButton>
    </>
  )
}

export function GonePage() {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead title={words('account.gone.title')} lede={words('account.gone.lede')} />
      <LinkButton href={href('/')} kind="plain">
        {words('account.gone.home')}
      </LinkButton>
    </>
  )
}
