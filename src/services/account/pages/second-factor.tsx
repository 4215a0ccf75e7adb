// The second factor: why it is asked for, setting up an app, backup codes, and the question for a code.
import encodeQR from 'qr'
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { ActionButton, Button, LinkButton } from '#web/components/button/button.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { TextField } from '#web/components/field/field.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { PasskeyEntry } from './passkeys.tsx'
import { shownErrors, typedText } from './typed.ts'

export interface SecondFactorProps {
  /** She holds an office that sleeps. */
  asleep: boolean
  strong: boolean
  passkeys: number
  totp: boolean
  /** Browsers make passkeys for this address. */
  site: boolean
  next: string
}

export function SecondFactorPage({ asleep, strong, passkeys, totp, site, next }: SecondFactorProps) {
  const { words, href } = useFrame()
  const query = next === '/account' ? '' : `?${new URLSearchParams({ next })}`
  const has = totp || passkeys > 0
  if (strong)
    return (
      <PageHead title={words('account.second.title')} lede={words('account.second.shown')}>
        <LinkButton href={href(next)}>{words('account.second.onward')}</LinkButton>
      </PageHead>
    )
  return (
    <>
      <PageHead
        title={words('account.second.title')}
        lede={words(asleep ? 'account.second.lede' : 'account.second.ledeFree')}
      />
      {has ? (
        <section>
          <h2>{words('account.second.show')}</h2>
          {passkeys > 0 && site && <PasskeyEntry next={next} kind="main" />}
          {totp && (
            <ActionButton
              action={href('/account/second-factor')}
              kind={passkeys > 0 ? 'plain' : 'main'}
              hidden={{ next }}
            >
              {words('account.second.byCode')}
            </ActionButton>
          )}
          <p>{words('account.second.lost')}</p>
        </section>
      ) : (
        <section>
          <h2>{words('account.second.choose')}</h2>
          {site && (
            <>
              <h3>{words('account.second.passkey')}</h3>
              <p>{words('account.second.passkeyNote')}</p>
              <p>
                <LinkButton href={href(`/account/passkeys/new${query}`)}>{words('account.passkey.add')}</LinkButton>
              </p>
            </>
          )}
          <h3>{words('account.second.app')}</h3>
          <p>{words('account.second.appNote')}</p>
          <p>
            <LinkButton kind={site ? 'plain' : 'main'} href={href(`/account/totp${query}`)}>
              {words('account.second.setUpApp')}
            </LinkButton>
          </p>
        </section>
      )}
    </>
  )
}

export interface TotpProps {
  secret: string
  /** otpauth://… */
  address: string
  /** The secret, closed, on its way back to the city. */
  draft: string
  typed: Typed
  next: string
}

export function TotpPage({ secret, address, draft, typed, next }: TotpProps) {
  const { words, href } = useFrame()
  const errors = shownErrors(words, typed)
  return (
    <>
      <PageHead title={words('account.totp.title')} lede={words('account.totp.lede')} />
      <ErrorSummary title={words('account.errors')} errors={errors.list} />
      <ol class="steps">
        <li>
          <p>{words('account.totp.install')}</p>
        </li>
        <li>
          <p>{words('account.totp.scan')}</p>
          <Qr text={address} label={words('account.totp.picture')} />
          <p>{words('account.totp.typeKey')}</p>
          <p>
            <code>{secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code>
          </p>
        </li>
        <li>
          <form method="post" action={href('/account/totp')} noValidate>
            <CodeField label={words('account.totp.code')} typed={typed} error={errors.of.code} />
            <input type="hidden" name="draft" value={draft} />
            <input type="hidden" name="next" value={next} />
            <Button>{words('account.totp.button')}</Button>
          </form>
        </li>
      </ol>
    </>
  )
}

export function BackupCodesPage({ codes, next }: { codes: string[]; next: string }) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead title={words('account.backup.title')} lede={words('account.backup.lede')} />
      <ol>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <Notice>
        <p>{words('account.backup.once')}</p>
      </Notice>
      <p>
        <LinkButton href={href(next)}>{words('account.backup.kept')}</LinkButton>
      </p>
    </>
  )
}

export function SecondCodePage({ typed }: { typed: Typed }) {
  const { words, href } = useFrame()
  const errors = shownErrors(words, typed)
  return (
    <>
      <PageHead title={words('account.secondCode.title')} lede={words('account.secondCode.lede')} />
      <ErrorSummary title={words('account.errors')} errors={errors.list} />
      <form method="post" action={href('/account/sign-in/second')} noValidate>
        <CodeField label={words('account.secondCode.label')} typed={typed} error={errors.of.code} letters />
        <Button>{words('account.secondCode.button')}</Button>
      </form>
      <section>
        <p>{words('account.second.lost')}</p>
      </section>
    </>
  )
}

/** A box for a code; `letters` where a backup code may be typed too. */
export function CodeField(props: {
  label: string
  hint?: string
  typed: Typed
  error?: string | undefined
  letters?: boolean
}) {
  const { label, hint, typed, error, letters = false } = props
  return (
    <TextField
      name="code"
      inputMode={letters ? 'text' : 'numeric'}
      autocomplete="one-time-code"
      width="short"
      label={label}
      hint={hint}
      value={typedText(typed, 'code')}
      error={error}
      maxLength={20}
    />
  )
}

// Dark squares on white in every colour scheme: a phone's camera reads it so.
function Qr({ text, label }: { text: string; label: string }) {
  const rows = encodeQR(text, 'raw', { border: 4 })
  const size = rows.length
  const path = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return (
    <svg class="qr" role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} width="220" height="220">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" shape-rendering="crispEdges" />
    </svg>
  )
}
