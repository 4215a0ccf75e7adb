// Signing in: ask for a letter, be told it went, press the button its link opens, or learn that the link is old.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Button, LinkButton } from '#web/components/button/button.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { TextField } from '#web/components/field/field.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { PasskeyEntry } from './passkeys.tsx'
import { shownErrors, typedText } from './typed.ts'

export interface SignInProps {
  typed: Typed
  next: string
  minutes: number
  /** Passkeys work at this address. */
  passkeys: boolean
  /** Codes are sent to phones. */
  phones: boolean
}

export function SignInPage({ typed, next, minutes, passkeys, phones }: SignInProps) {
  const { words, href } = useFrame()
  const errors = shownErrors(words, typed)
  const query = next === '/account' ? '' : `?${new URLSearchParams({ next })}`
  return (
    <>
      <PageHead title={words('account.signIn.title')} lede={words('account.signIn.lede', { minutes })} />
      <ErrorSummary title={words('account.errors')} errors={errors.list} />
      <form method="post" action={href('/account/sign-in')} noValidate>
        <TextField
          name="email"
          type="email"
          inputMode="email"
          autocomplete={passkeys ? 'username webauthn' : 'email'}
          width="middle"
          label={words('account.signIn.email')}
          hint={words('account.signIn.emailHint')}
          value={typedText(typed, 'email')}
          error={errors.of.email}
        />
        <input type="hidden" name="next" value={next} />
        <Button>{words('account.signIn.button')}</Button>
      </form>
      {(passkeys || phones) && (
        <section>
          <h2>{words('account.signIn.other')}</h2>
          {passkeys && <PasskeyEntry next={next} />}
          {phones && (
            <p>
              <LinkButton kind="plain" href={href(`/account/sign-in/phone${query}`)}>
                {words('account.signIn.byPhone')}
              </LinkButton>
            </p>
          )}
        </section>
      )}
      <section>
        <p>{words('account.signIn.notNeeded')}</p>
      </section>
    </>
  )
}

export function SentPage({ minutes }: { minutes: number }) {
  const { words, href } = useFrame()
  return (
    <PageHead title={words('account.sent.title')} lede={words('account.sent.lede', { minutes })}>
      <p>{words('account.sent.late')}</p>
      <p>
        <a href={href('/account/sign-in')}>{words('account.sent.again')}</a>
      </p>
    </PageHead>
  )
}

/** What the link in the letter opens: nothing has happened yet. */
export function LinkPage({ token, next }: { token: string; next: string }) {
  const { words, href } = useFrame()
  return (
    <PageHead title={words('account.link.title')} lede={words('account.link.lede')}>
      <form method="post" action={href('/account/sign-in/link')}>
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="next" value={next} />
        <Button>{words('account.link.button')}</Button>
      </form>
    </PageHead>
  )
}

export function OldLinkPage() {
  const { words, href } = useFrame()
  return (
    <PageHead title={words('account.oldLink.title')} lede={words('account.oldLink.lede')}>
      <LinkButton href={href('/account/sign-in')}>{words('account.oldLink.button')}</LinkButton>
    </PageHead>
  )
}
