// Proving that letters to an address arrive again: a letter was asked for, its link was opened, its button was pressed.
import { useFrame } from '#platform/http/frame.ts'
import { ActionButton } from '#web/components/button/button.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'

export function AskedPage({ hours }: { hours: number }) {
  const { words } = useFrame()
  return (
    <PageHead title={words('notifications.address.asked')} lede={words('notifications.address.askedText', { hours })}>
      <Back />
    </PageHead>
  )
}

export function ProofPage({ token }: { token: string }) {
  const { words, href } = useFrame()
  return (
    <PageHead title={words('notifications.address.title')} lede={words('notifications.address.lede')}>
      <ActionButton action={href('/notifications/address/proof')} kind="main" hidden={{ token }}>
        {words('notifications.address.button')}
      </ActionButton>
    </PageHead>
  )
}

export function ProvedPage() {
  const { words } = useFrame()
  return (
    <PageHead title={words('notifications.address.proved')} lede={words('notifications.address.provedText')}>
      <Back />
    </PageHead>
  )
}

function Back() {
  const { words, href } = useFrame()
  return (
    <p>
      <a href={href('/notifications/preferences')}>{words('notifications.preferences.title')}</a>
    </p>
  )
}
