// Ways to sign in by others, and why one of them did not lead in this time.
import { useFrame } from '#platform/http/frame.ts'
import { LinkButton } from '#web/components/button/button.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'

export interface OfferedWay {
  id: string
  title: string
}

/** The providers that the operator has set up; nothing where there are none. */
export function OutsideWays({ ways, next }: { ways: OfferedWay[]; next: string }) {
  const { words, href } = useFrame()
  if (ways.length === 0) return null
  return (
    <section>
      <h2>{words('account.outside.title')}</h2>
      <p>{words('account.outside.lede')}</p>
      {ways.map(({ id, title }) => (
        <p key={id}>
          <LinkButton kind="plain" href={href(`/account/sign-in/with/${id}?next=${encodeURIComponent(next)}`)}>
            {words('account.outside.by', { title })}
          </LinkButton>
        </p>
      ))}
    </section>
  )
}

export interface TroublePageProps {
  what: 'declined' | 'down' | 'untrue' | 'unreadable' | 'old' | 'taken' | 'unlinked'
  title: string
  /** Where to try again. */
  again: string
}

export function TroublePage({ what, title, again }: TroublePageProps) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead title={words('account.trouble.title', { title })} lede={words(`account.trouble.${what}`, { title })} />
      <p>{words('account.trouble.nothing')}</p>
      <LinkButton href={href(again)}>{words('account.trouble.again')}</LinkButton>{' '}
      <LinkButton href={href('/account/sign-in')} kind="plain">
        {words('account.trouble.otherwise')}
      </LinkButton>
    </>
  )
}

/** Signed out here, and not yet there. */
export function LeftHerePage({ title, there }: { title: string; there: string }) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead title={words('account.leftHere.title')} lede={words('account.leftHere.lede', { title })} />
      <LinkButton href={there}>{words('account.leftHere.there', { title })}</LinkButton>{' '}
      <LinkButton href={href('/')} kind="plain">
        {words('account.leftHere.home')}
      </LinkButton>
    </>
  )
}
