// What the city keeps of a person, the file with all of it, and being forgotten.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Button, LinkButton } from '#web/components/button/button.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { CheckboxField } from '#web/components/field/field.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { shownErrors } from './typed.ts'

export function DataPage() {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead title={words('account.data.title')} lede={words('account.data.lede')} />
      <section>
        <h2>{words('account.data.kept')}</h2>
        <ul>
          <li>{words('account.data.keptAddress')}</li>
          <li>{words('account.data.keptRows')}</li>
          <li>{words('account.data.keptConsents')}</li>
        </ul>
        <p>
          <LinkButton kind="plain" href={href('/account/data/file.json')}>
            {words('account.data.download')}
          </LinkButton>
        </p>
      </section>
      <section>
        <h2>{words('account.forgetting.title')}</h2>
        <p>{words('account.forgetting.short')}</p>
        <p>
          <a href={href('/account/forgetting')}>{words('account.forgetting.more')}</a>
        </p>
      </section>
    </>
  )
}

export function ForgettingPage({ typed }: { typed: Typed }) {
  const { words, href } = useFrame()
  const errors = shownErrors(words, typed)
  return (
    <>
      <PageHead title={words('account.forgetting.title')} lede={words('account.forgetting.lede')} />
      <ErrorSummary title={words('account.errors')} errors={errors.list} />
      <ul>
        <li>{words('account.forgetting.goes')}</li>
        <li>{words('account.forgetting.stays')}</li>
        <li>{words('account.forgetting.evidence')}</li>
      </ul>
      <form method="post" action={href('/account/forgetting')}>
        <CheckboxField name="sure" label={words('account.forgetting.sure')} error={errors.of.sure} />
        <Button kind="danger">{words('account.forgetting.button')}</Button>
      </form>
      <section>
        <a href={href('/account')}>{words('account.back')}</a>
      </section>
    </>
  )
}

export function ForgottenPage({ receipt }: { receipt: string }) {
  const { words, href } = useFrame()
  return (
    <PageHead title={words('account.forgotten.title')} lede={words('account.forgotten.lede')}>
      <p>{words('account.forgotten.receipt', { receipt })}</p>
      <p>
        <a href={href('/')}>{words('account.forgotten.home')}</a>
      </p>
    </PageHead>
  )
}
