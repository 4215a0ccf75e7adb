// What people see between two systems: a request that is wrong, signing out of both, and a step that needs a press.
import { useFrame } from '#platform/http/frame.ts'
import { Button, LinkButton } from '#web/components/button/button.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'

/** The request of a system is wrong, and it is not certain whose it is: so nobody is led anywhere. */
export function WrongRequestPage({ error, system }: { error: string; system: string | null }) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead title={words('account.wrongRequest.title')} lede={words('account.wrongRequest.lede')} />
      <p>{words('account.wrongRequest.what', { system: system ?? 'none' })}</p>
      <p class="source">{words('account.wrongRequest.code', { error })}</p>
      <LinkButton href={href('/')} kind="plain">
        {words('account.wrongRequest.home')}
      </LinkButton>
    </>
  )
}

export function LeavingPage({ action, secret, system }: { action: string; secret: string; system: string | null }) {
  const { words } = useFrame()
  return (
    <>
      <PageHead
        title={words('account.leaving.title')}
        lede={words('account.leaving.lede', { system: system ?? 'none' })}
      />
      <form method="post" action={action}>
        <input type="hidden" name="xsrf" value={secret} />
        <Button name="logout" value="yes">
          {words('account.leaving.yes')}
        </Button>{' '}
        <Button kind="plain">{words('account.leaving.no')}</Button>
      </form>
    </>
  )
}

export function LeftPage({ system }: { system: string | null }) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead title={words('account.left.title')} lede={words('account.left.lede', { system: system ?? 'none' })} />
      <LinkButton href={href('/')} kind="plain">
        {words('account.left.home')}
      </LinkButton>
    </>
  )
}

/** Some systems take their answer by a post, which a browser without scripts sends only when a button is pressed. */
export function PassingPage({ action, fields }: { action: string; fields: Record<string, string> }) {
  const { words } = useFrame()
  return (
    <>
      <PageHead title={words('account.passing.title')} lede={words('account.passing.lede')} />
      <form method="post" action={action}>
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Button>{words('account.passing.button')}</Button>
      </form>
    </>
  )
}
