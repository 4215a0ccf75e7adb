// Every consent of a person, in force and ended, with the very text she read, and one press to withdraw each.
import { useFrame } from '#platform/http/frame.ts'
import { ActionButton } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { Facts } from '#web/components/facts/facts.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Tag } from '#web/components/tag/tag.tsx'

export interface ConsentTold {
  id: string
  title: string
  /** What ends with it, in words; null for a purpose the city no longer has. */
  ends: string | null
  text: string
  locale: string
  inForce: boolean
  facts: [string, string][]
}

export interface ConsentsPageProps {
  consents: ConsentTold[]
  /** What the city does without a consent, and on what ground. */
  without: { title: string; basis: string }[]
  withdrawn: string | null
}

export function ConsentsPage({ consents, without, withdrawn }: ConsentsPageProps) {
  const { words, href } = useFrame()
  const [now, ended] = [consents.filter(({ inForce }) => inForce), consents.filter(({ inForce }) => !inForce)]
  return (
    <>
      <PageHead title={words('account.consents.title')} lede={words('account.consents.lede')} />
      {withdrawn && (
        <Notice kind="done" title={words('account.consents.withdrawn')}>
          <p>{withdrawn}</p>
        </Notice>
      )}
      <section>
        <h2>{words('account.consents.now')}</h2>
        {now.length === 0 ? (
          <Empty title={words('account.consents.none')}>
            <p>
              <a href={href('/account/letters')}>{words('account.letters.title')}</a>
            </p>
          </Empty>
        ) : (
          now.map((consent) => <Consent key={consent.id} consent={consent} />)
        )}
      </section>
      {ended.length > 0 && (
        <section>
          <h2>{words('account.consents.ended')}</h2>
          {ended.map((consent) => (
            <Consent key={consent.id} consent={consent} />
          ))}
        </section>
      )}
      <section>
        <h2>{words('account.consents.without')}</h2>
        <p>{words('account.consents.withoutLede')}</p>
        {without.length > 0 && <Facts facts={without.map(({ title, basis }) => ({ name: title, value: basis }))} />}
      </section>
      <section>
        <a href={href('/account/data')}>{words('account.backToData')}</a>
      </section>
    </>
  )
}

function Consent({ consent }: { consent: ConsentTold }) {
  const { words, href } = useFrame()
  const { id, title, ends, text, locale, inForce, facts } = consent
  return (
    <>
      <h3>
        {title}{' '}
        <Tag kind={inForce ? 'kept' : 'plain'}>
          {words(inForce ? 'account.consents.holds' : 'account.consents.over')}
        </Tag>
      </h3>
      <blockquote lang={locale}>
        <p>{text}</p>
      </blockquote>
      <Facts facts={facts.map(([name, value]) => ({ name, value }))} />
      {inForce && (
        <>
          {ends && <p>{ends}</p>}
          <ActionButton action={href(`/account/consents/${id}/withdrawal`)}>
            {words('account.consents.withdraw', { title })}
          </ActionButton>
        </>
      )}
    </>
  )
}
