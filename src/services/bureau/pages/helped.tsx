// Whether it helped: asked after the answer, answered once, and stopped when she wishes.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { ActionButton, Button } from '#web/components/button/button.tsx'
import { RadiosField, SelectField, TextField } from '#web/components/field/field.tsx'
import type { FollowUpView, RequestView } from '../queries/requests.ts'
import { isSettled } from '../rules/follow-ups.ts'
import { refusals } from '../rules/outcomes.ts'
import { TokenField } from './token-field.tsx'
import { errorsIn, typedIn } from './typed.ts'

export interface HelpedProps {
  view: RequestView
  token: string | null
  /** What she pressed in a letter, to be confirmed here. */
  said: string
  typed: Typed
}

export function Helped({ view, token, said, typed }: HelpedProps) {
  const { words, href } = useFrame()
  if (view.answeredAt === null || view.followUps.length === 0) return null
  if (isSettled(view.followUps)) return <Told followUps={view.followUps} />
  const error = errorsIn(words, typed)
  const next = view.followUps.find(({ askedAt, droppedAt }) => askedAt === null && droppedAt === null)
  return (
    <section>
      <h2>{words('bureau.outcome.title')}</h2>
      <p>{words('bureau.outcome.how')}</p>
      <form class="narrow" method="post" action={href(`/bureau/requests/${view.number}/outcome`)} noValidate>
        <TokenField token={token} />
        <RadiosField
          name="said"
          label={words('bureau.outcome.field.said')}
          value={typedIn(typed, 'said', said)}
          options={(['helped', 'not-helped', 'waiting'] as const).map((value) => ({
            value,
            label: words(`bureau.outcome.${value}`),
          }))}
          error={error.of('said')}
          required
        />
        <TextField
          name="roubles"
          inputMode="decimal"
          label={words('bureau.outcome.field.roubles')}
          hint={words('bureau.outcome.field.roublesHint')}
          value={typedIn(typed, 'roubles')}
          error={error.of('roubles')}
          width="short"
        />
        <SelectField
          name="why"
          label={words('bureau.outcome.field.why')}
          value={typedIn(typed, 'why')}
          placeholder={words('bureau.outcome.field.whyNone')}
          options={refusals.map((value) => ({ value, label: words(`bureau.why.${value}`) }))}
          error={error.of('why')}
        />
        <Button>{words('bureau.outcome.send')}</Button>
      </form>
      {next ? (
        <>
          <p class="source">{words('bureau.outcome.next', { day: words.date(next.dueAt) })}</p>
          <ActionButton
            action={href(`/bureau/requests/${view.number}/stopping`)}
            hidden={token === null ? {} : { token }}
          >
            {words('bureau.outcome.stop')}
          </ActionButton>
        </>
      ) : (
        <p class="source">{words('bureau.outcome.noMore')}</p>
      )}
    </section>
  )
}

function Told({ followUps }: { followUps: readonly FollowUpView[] }) {
  const { words } = useFrame()
  const last = followUps.findLast(({ said }) => said === 'helped' || said === 'not-helped')
  if (!last?.said) return null
  return (
    <section>
      <h2>{words('bureau.outcome.told')}</h2>
      <p>
        {words(`bureau.outcome.${last.said}`)}
        {last.kopecks !== null && `, ${words.roubles(last.kopecks / 100)}`}
        {last.why !== null && `, ${words(`bureau.why.${last.why}`)}`}
      </p>
      <p class="source">{words('bureau.outcome.thanks')}</p>
    </section>
  )
}
