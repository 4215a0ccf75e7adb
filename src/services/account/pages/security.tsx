// «Sign-in and security»: everything that opens the account, on one page.
import type { Factors } from '#kernel/identity/index.ts'
import { useFrame } from '#platform/http/frame.ts'
import type { Level } from '#platform/policy.ts'
import { ActionButton, LinkButton } from '#web/components/button/button.tsx'
import { List } from '#web/components/list/list.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'

export interface SecurityProps {
  email: string | null
  phone: string | null
  /** Codes can be sent to phones here. */
  phones: boolean
  /** Browsers make passkeys for this address. */
  site: boolean
  factors: Factors
  office: boolean
  level: Level
}

export function SecurityPage({ email, phone, phones, site, factors, office, level }: SecurityProps) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead title={words('account.security.title')} lede={words('account.security.lede')} />
      <section>
        <h2>{words('account.security.ways')}</h2>
        <List
          items={[
            {
              href: href('/account/email'),
              title: words('account.security.email'),
              note: email ?? words('account.security.noEmail'),
            },
            ...(phones
              ? [
                  {
                    href: href('/account/phone'),
                    title: words('account.security.phone'),
                    note: phone ?? words('account.security.noPhone'),
                  },
                ]
              : []),
            {
              href: href('/account/level'),
              title: words('account.level.title'),
              note: words(`account.level.now.${level}`),
            },
            {
              href: href('/account/sessions'),
              title: words('account.sessions.title'),
              note: words('account.sessions.count', { count: factors.sessions.length }),
            },
          ]}
        />
        {phone !== null && email !== null && phones && (
          <ActionButton action={href('/account/phone/removal')}>{words('account.phone.remove')}</ActionButton>
        )}
      </section>
      <section>
        <h2>{words('account.security.passkeys')}</h2>
        <p>{words(factors.passkeys.length === 0 ? 'account.passkey.none' : 'account.passkey.about')}</p>
        <Passkeys passkeys={factors.passkeys} />
        {site ? (
          <p>
            <LinkButton href={href('/account/passkeys/new')} kind={factors.passkeys.length === 0 ? 'main' : 'plain'}>
              {words('account.passkey.add')}
            </LinkButton>
          </p>
        ) : (
          <p>{words('account.passkey.noSite')}</p>
        )}
      </section>
      {(office || factors.totp !== null) && <Totp factors={factors} />}
    </>
  )
}

function Passkeys({ passkeys }: Pick<Factors, 'passkeys'>) {
  const { words, href } = useFrame()
  if (passkeys.length === 0) return null
  return (
    <ul class="list">
      {passkeys.map(({ id, name, synced, madeAt, usedOn }) => (
        <li key={id}>
          <div>
            <span class="what">{name}</span>
            <div class="source">
              {words('account.passkey.made', { day: words.date(madeAt) })}
              {'. '}
              {usedOn === null
                ? words('account.passkey.unused')
                : words('account.passkey.used', { day: words.date(usedOn) })}
              {'. '}
              {words(synced ? 'account.passkey.synced' : 'account.passkey.bound')}
            </div>
            <ActionButton action={href('/account/passkeys/removal')} hidden={{ passkey: id }}>
              {words('account.passkey.remove', { name })}
            </ActionButton>
          </div>
        </li>
      ))}
    </ul>
  )
}

function Totp({ factors: { totp, backups } }: { factors: Factors }) {
  const { words, href } = useFrame()
  return (
    <section>
      <h2>{words('account.security.totp')}</h2>
      {totp === null ? (
        <>
          <p>{words('account.totp.none')}</p>
          <LinkButton kind="plain" href={href('/account/totp')}>
            {words('account.second.setUpApp')}
          </LinkButton>
        </>
      ) : (
        <>
          <p>{words('account.totp.since', { day: words.date(totp), count: backups })}</p>
          <ActionButton action={href('/account/totp/backup-codes')}>{words('account.backup.renew')}</ActionButton>
          <ActionButton action={href('/account/totp/removal')}>{words('account.totp.remove')}</ActionButton>
        </>
      )}
    </section>
  )
}
