// The consent to letters, on a screen of its own: the whole text, an unticked box, and a way back at any time.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { ActionButton, Button, LinkButton } from '#web/components/button/button.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { CheckboxField } from '#web/components/field/field.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { shownErrors } from './typed.ts'

export interface LettersPageProps {
  agreed: boolean
  email: string | null
  /** The whole text of the consent. */
  text: string
  typed: Typed
}

export function LettersPage({ agreed, email, text, typed }: LettersPageProps) {
  const { words, href } = useFrame()
  const errors = shownErrors(words, typed)
  return (
    <>
      <PageHead
        title={words('account.letters.title')}
        lede={email === null ? words('account.letters.noEmail') : words('account.letters.lede', { email })}
      />
      {agreed ? (
        <Notice title={words('account.letters.on')}>
          <p>{text}</p>
          <ActionButton action={href('/account/letters/withdrawal')}>{words('account.letters.withdraw')}</ActionButton>
        </Notice>
      ) : email === null ? (
        <p>
          <LinkButton href={href('/account/email')}>{words('account.email.title')}</LinkButton>
        </p>
      ) : (
        <>
          <ErrorSummary title={words('account.errors')} errors={errors.list} />
          <form method="post" action={href('/account/letters')}>
            <p>{text}</p>
            <CheckboxField name="agree" label={words('account.letters.agree')} error={errors.of.agree} />
            <Button>{words('account.letters.button')}</Button>
          </form>
        </>
      )}
      <section>
        <a href={href('/account')}>{words('account.back')}</a>
      </section>
    </>
  )
}
