// A report is sent or joined: its number, the private link, and what it is not.
import { useFrame } from '#platform/http/frame.ts'
import { LinkButton } from '#web/components/button/button.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { Official, type OfficialProps } from './official.tsx'

export interface SentProps {
  number: string
  joined: boolean
  /** The private link; null when it cannot be shown again. */
  link: string | null
  /** The private link as a path of this house. */
  casePath: string
  signedIn: boolean
  days: number
  official: OfficialProps
}

export function SentPage({ number, joined, link, casePath, signedIn, days, official }: SentProps) {
  const { words, href } = useFrame()
  return (
    <>
      <h1>{words(joined ? 'myYard.sent.joinedTitle' : 'myYard.sent.title')}</h1>
      <Notice kind="done" title={words('myYard.sent.number', { number })}>
        <p>{words(joined ? 'myYard.sent.joinedNext' : 'myYard.sent.next')}</p>
      </Notice>
      {link && (
        <section class="narrow">
          <h2>{words('myYard.sent.linkTitle')}</h2>
          <p>{words('myYard.sent.linkText')}</p>
          <p>
            <label for="f-link">{words('myYard.sent.linkLabel')}</label>
            <input class="box full" id="f-link" name="link" type="text" readOnly value={link} />
          </p>
          <div class="actions">
            <LinkButton href={link}>{words('myYard.sent.open')}</LinkButton>
          </div>
          <p class="source">{words('myYard.sent.linkTerm', { days })}</p>
        </section>
      )}
      <p>
        <a href={href(signedIn ? '/account' : `/account/sign-in?next=${encodeURIComponent(casePath)}`)}>
          {words(signedIn ? 'myYard.sent.mine' : 'myYard.sent.signIn')}
        </a>
      </p>
      <Official {...official} />
      <div class="actions">
        <LinkButton kind="plain" href={href('/my-yard/report')}>
          {words('myYard.sent.again')}
        </LinkButton>
      </div>
    </>
  )
}
