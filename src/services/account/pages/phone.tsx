// The phone: asking for a number, and for the code that went to it.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Button } from '#web/components/button/button.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { TextField } from '#web/components/field/field.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { CodeField } from './second-factor.tsx'
import { shownErrors, typedText } from './typed.ts'

export interface PhoneProps {
  /** She gives her own account a number; otherwise she signs in by one. */
  own: boolean
  has: string | null
  typed: Typed
  next: string
}

export function PhonePage({ own, has, typed, next }: PhoneProps) {
  const { words, href } = useFrame()
  const errors = shownErrors(words, typed)
  const lede = words(own ? 'account.phone.lede' : 'account.phoneIn.lede')
  return (
    <>
      <PageHead
        title={words(own ? 'account.phone.title' : 'account.phoneIn.title')}
        lede={has === null ? lede : words('account.phone.has', { phone: has })}
      />
      <ErrorSummary title={words('account.errors')} errors={errors.list} />
      <form method="post" action={href(own ? '/account/phone' : '/account/sign-in/phone')} noValidate>
        <TextField
          name="phone"
          type="tel"
          inputMode="tel"
          autocomplete="tel"
          width="middle"
          label={words('account.phone.label')}
          hint={words('account.phone.hint')}
          value={typedText(typed, 'phone')}
          error={errors.of.phone}
        />
        <input type="hidden" name="next" value={next} />
        <Button>{words('account.phone.button')}</Button>
      </form>
      <section>
        <a href={href(own ? '/account/security' : '/account/sign-in')}>
          {words(own ? 'account.toSecurity' : 'account.phoneIn.byLetter')}
        </a>
      </section>
    </>
  )
}

export interface PhoneCodeProps {
  own: boolean
  /** With its middle hidden. */
  phone: string
  minutes: number
  typed: Typed
}

export function PhoneCodePage({ own, phone, minutes, typed }: PhoneCodeProps) {
  const { words, href } = useFrame()
  const errors = shownErrors(words, typed)
  const at = own ? '/account/phone' : '/account/sign-in/phone'
  return (
    <>
      <PageHead title={words('account.phoneCode.title')} lede={words('account.phoneCode.lede', { phone, minutes })} />
      <ErrorSummary title={words('account.errors')} errors={errors.list} />
      <form method="post" action={href(`${at}/code`)} noValidate>
        <CodeField label={words('account.phoneCode.label')} typed={typed} error={errors.of.code} />
        <Button>{words(own ? 'account.phoneCode.add' : 'account.phoneCode.button')}</Button>
      </form>
      <section>
        <p>{words('account.phoneCode.late')}</p>
        <a href={href(at)}>{words('account.phoneCode.again')}</a>
      </section>
    </>
  )
}
