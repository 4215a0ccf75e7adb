// What a resident can do with a promise: ask the team about it, and follow it. One piece for the page of any promise.
import { useFrame } from '#platform/http/frame.ts'
import { ActionButton, LinkButton } from '#web/components/button/button.tsx'
import type { VoicesView } from '../queries/voices.ts'
import { pageOfThing } from '../rules/things.ts'

export function Voices({ voices }: { voices: VoicesView }) {
  const { words, href } = useFrame()
  const { subject, questions, followers, following, signedIn } = voices
  const of = encodeURIComponent(subject)
  const waiting = questions.waiting + questions.overdue
  const asked = waiting + questions.answered + questions.declined
  return (
    <section>
      <h2>{words('strategy.follow.title')}</h2>
      <div class="actions">
        <LinkButton href={href(`/strategy/asking?about=${of}`)}>{words('strategy.ask.button')}</LinkButton>
        <FollowButton {...{ subject, following, signedIn }} back={pageOfThing(subject)} />
      </div>
      <p class="source">
        {words('strategy.follow.followers', { n: followers })}
        {asked > 0 && (
          <>
            {' · '}
            <a href={href(`/strategy/questions?about=${of}`)}>{words('strategy.ask.count', { n: asked })}</a>
            {waiting > 0 && `, ${words('strategy.ask.countWaiting', { n: waiting })}`}
            {questions.overdue > 0 && `, ${words('strategy.ask.countOverdue', { n: questions.overdue })}`}
          </>
        )}
      </p>
    </section>
  )
}

/** Follows, or stops: one press for somebody signed in, a page that asks for an address for everybody else. */
export function FollowButton(props: {
  subject: string
  following: boolean
  signedIn: boolean
  /** Where one is afterwards. */
  back: string
  too?: boolean | undefined
}) {
  const { words, href } = useFrame()
  const { subject, following, signedIn, back, too = false } = props
  if (!signedIn) {
    return (
      <LinkButton kind="plain" href={href(`/strategy/following/new?of=${encodeURIComponent(subject)}`)}>
        {words(too ? 'strategy.ask.too' : 'strategy.follow.button')}
      </LinkButton>
    )
  }
  const what = { subject, back }
  if (following) {
    return (
      <ActionButton action={href('/strategy/following/stopping')} hidden={what}>
        {words(too ? 'strategy.ask.notToo' : 'strategy.follow.stopButton')}
      </ActionButton>
    )
  }
  return (
    <ActionButton action={href('/strategy/following/new')} hidden={what}>
      {words(too ? 'strategy.ask.too' : 'strategy.follow.button')}
    </ActionButton>
  )
}
