// Changing the address: the question, what was sent, and the page that the letter's link opens.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Button, LinkButton } from '#web/components/button/button.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { TextField } from '#web/components/field/field.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { shownErrors, typedText } from './typed.ts'

export function EmailPage({ email, typed }: { email: string | null; typed: Typed }) {
  const { words, href } = useFrame()
  const errors = shownErrors(words, typed)
  return (
    <>
      <PageHead
        title={words('account.email.title')}
        lede={email === null ? words('account.email.ledeNone') : words('account.email.lede', { email })}
      />
      <ErrorSummary title={words('account.errors')} errors={errors.list} />
      <form method="post" action={href('/account/email')} noValidate>
        <TextField
          name="email"
          type="email"
          inputMode="email"
          autocomplete="email"
          width="middle"
          label={words('account.email.label')}
          value={typedText(typed, 'email')}
          error={errors.of.email}
        />
        <Button>{words('account.email.button')}</Button>
      </form>
      <section>
        <a href={href('/account/security')}>{words('account.toSecurity')}</a>
      </section>
    </>
  )
}

export function EmailSentPage({ minutes }: { minutes: number }) {
  const { words, href } = useFrame()
  return (
    <PageHead title={words('account.emailSent.title')} lede={words('account.emailSent.lede', { minutes })}>
      <p>
        <a href={href('/account/security')}>{words('account.toSecurity')}</a>
      </p>
    </PageHead>
  )
}

/** `email` is null for a link that is old, used, or another person's. */
export function EmailLinkPage({ token, email, taken }: { token: string; email: string | null; taken: boolean }) {
  const { words, href } = useFrame()
  if (email === null || taken)
    return (
      <PageHead
        title={words('account.emailLink.title')}
        lede={taken ? words('account.emailLink.taken') : words('account.emailLink.old')}
      >
        <LinkButton href={href('/account/email')}>{words('account.emailLink.again')}</LinkButton>
      </PageHead>
    )
  return (
    <PageHead title={words('account.emailLink.title')} lede={words('account.emailLink.lede', { email })}>
      <form method="post" action={href('/account/email/link')}>
        <input type="hidden" name="token" value={token} />
        <Button>{words('account.emailLink.button')}</Button>
      </form>
    </PageHead>
  )
}
