// A person's own page: how she is called, what every door says of her, and what she can decide about her data.
import type { ComponentChildren } from 'preact'
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { ActionButton, Button } from '#web/components/button/button.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { TextField } from '#web/components/field/field.tsx'
import { List } from '#web/components/list/list.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { shownErrors, typedText } from './typed.ts'

export interface AccountPageProps {
  name: string
  /** Her address, or her number. */
  called: string
  letters: boolean
  pieces: ComponentChildren[]
}

export function AccountPage({ name, called, letters, pieces }: AccountPageProps) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead
        title={name === '' ? words('account.page.title') : words('account.page.hello', { name })}
        lede={words('account.page.lede', { called })}
      />
      {pieces}
      <section>
        <h2>{words('account.decide.title')}</h2>
        <List
          items={[
            {
              href: href('/account/letters'),
              title: words('account.letters.title'),
              note: words(letters ? 'account.letters.on' : 'account.letters.off'),
            },
            {
              href: href('/account/security'),
              title: words('account.security.title'),
              note: words('account.security.note'),
            },
            {
              href: href('/account/name'),
              title: words('account.name.title'),
              note: name === '' ? words('account.name.none') : name,
            },
            { href: href('/account/data'), title: words('account.data.title'), note: words('account.data.note') },
          ]}
        />
        <ActionButton action={href('/account/sign-out')}>{words('account.signOut')}</ActionButton>
      </section>
    </>
  )
}

export function NamePage({ typed }: { typed: Typed }) {
  const { words, href } = useFrame()
  const errors = shownErrors(words, typed)
  return (
    <>
      <PageHead title={words('account.name.title')} lede={words('account.name.lede')} />
      <ErrorSummary title={words('account.errors')} errors={errors.list} />
      <form method="post" action={href('/account/name')}>
        <TextField
          name="name"
          autocomplete="given-name"
          width="middle"
          label={words('account.name.label')}
          hint={words('account.name.hint')}
          value={typedText(typed, 'name')}
          error={errors.of.name}
        />
        <Button>{words('account.save')}</Button>
      </form>
    </>
  )
}
