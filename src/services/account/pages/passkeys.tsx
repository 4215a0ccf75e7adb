// Passkeys: the button that signs in by one, the page that makes one, and what is said when it did not work.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Button, LinkButton } from '#web/components/button/button.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { TextField } from '#web/components/field/field.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { shownErrors, typedText } from './typed.ts'

/** Signs in by a passkey of this device. Without a script the button leads to a page that says what is needed. */
export function PasskeyEntry({ next, kind = 'plain' }: { next: string; kind?: 'main' | 'plain' }) {
  const { words, href } = useFrame()
  return (
    <form
      method="post"
      action={href('/account/sign-in/passkey')}
      data-island="passkey"
      data-mode="entry"
      data-challenge={href('/account/sign-in/passkey/challenge')}
      data-unable={words('account.passkey.unable')}
      data-stopped={words('account.passkey.stopped')}
    >
      <input type="hidden" name="passkey" value="" />
      <input type="hidden" name="next" value={next} />
      <Button kind={kind}>{words('account.passkey.enter')}</Button>
      <p role="status" />
    </form>
  )
}

export function PasskeyPage({ possible, typed, next }: { possible: boolean; typed: Typed; next: string }) {
  const { words, href } = useFrame()
  const errors = shownErrors(words, typed)
  return (
    <>
      <PageHead title={words('account.passkey.title')} lede={words('account.passkey.lede')} />
      <ErrorSummary title={words('account.errors')} errors={errors.list} />
      {possible ? (
        <form
          method="post"
          action={href('/account/passkeys')}
          data-island="passkey"
          data-mode="new"
          data-challenge={href('/account/passkeys/challenge')}
          data-unable={words('account.passkey.unable')}
          data-stopped={words('account.passkey.stopped')}
          data-known={words('account.passkey.known')}
        >
          <TextField
            name="name"
            width="middle"
            label={words('account.passkey.name')}
            hint={words('account.passkey.nameHint')}
            value={typedText(typed, 'name')}
            error={errors.of.name}
            maxLength={60}
          />
          <input type="hidden" name="passkey" id="f-passkey" value="" />
          <input type="hidden" name="next" value={next} />
          <Button>{words('account.passkey.add')}</Button>
          <p role="status" />
          <noscript>
            <p>{words('account.passkey.noScript')}</p>
          </noscript>
        </form>
      ) : (
        <Notice>
          <p>{words('account.passkey.noSite')}</p>
        </Notice>
      )}
      <section>
        <a href={href('/account/security')}>{words('account.toSecurity')}</a>
      </section>
    </>
  )
}

export function PasskeyFailedPage({ why, next }: { why: 'wrong' | 'noScript'; next: string }) {
  const { words, href } = useFrame()
  const query = next === '/account' ? '' : `?${new URLSearchParams({ next })}`
  return (
    <PageHead title={words('account.passkey.failedTitle')} lede={words(`account.passkey.failed.${why}`)}>
      <LinkButton href={href(`/account/sign-in${query}`)}>{words('account.passkey.byLetter')}</LinkButton>
    </PageHead>
  )
}
