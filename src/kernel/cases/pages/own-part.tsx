// What only the reporter and those who joined see: their own words, and the question whether it is done.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Button } from '#web/components/button/button.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { TextareaField } from '#web/components/field/field.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { Photo } from '#web/components/photos/photos.tsx'
import type { CaseView } from '../queries/case.ts'
import type { OwnPart } from '../queries/speaker.ts'

interface OwnProps {
  view: CaseView
  own: OwnPart
  token: string | null
  fresh: boolean
  typed: Typed
  signedIn: boolean
}

export function OwnPartOfCase({ view, own, token, fresh, typed, signedIn }: OwnProps) {
  const { words, href } = useFrame()
  const { number } = view
  const errors = Object.entries(typed.errors).map(([name, { key, values }]) => ({ name, message: words(key, values) }))
  const reason = typed.values.reason
  return (
    <section>
      <h2>{words(own.role === 'reporter' ? 'cases.own.title' : 'cases.own.joined')}</h2>
      {fresh && <Notice kind="done">{words('cases.own.fresh')}</Notice>}
      {token && (
        <p class="quiet">
          {words('cases.own.link')}{' '}
          <a href={href(`/cases/${number}?token=${encodeURIComponent(token)}`)}>{words('cases.own.linkName')}</a>
        </p>
      )}
      {own.text && own.text !== view.text && <p class="quoted">{own.text}</p>}
      {own.photo && !view.photos.some(({ kind }) => kind === 'report') && (
        <Photo
          src={own.photo.medium}
          alt={words('cases.own.photo')}
          width={own.photo.width}
          height={own.photo.height}
        />
      )}
      <ErrorSummary title={words('cases.own.wrong')} errors={errors} />
      {own.mayConfirm && (
        <Notice title={words('cases.own.ask')}>
          <form method="post" action={href(`/cases/${number}/confirmation`)}>
            <Token token={token} />
            <Button kind="gold">{words('cases.own.confirm')}</Button>
          </form>
        </Notice>
      )}
      {own.mayReopen && (
        <details open={errors.length > 0}>
          <summary>{words(view.status === 'declined' ? 'cases.own.disagree' : 'cases.own.notDone')}</summary>
          <form method="post" action={href(`/cases/${number}/reopening`)}>
            <Token token={token} />
            <TextareaField
              name="reason"
              label={words('cases.own.reason')}
              hint={words('cases.own.reasonHint', { holder: view.holder.name })}
              required
              maxLength={2000}
              value={typeof reason === 'string' ? reason : undefined}
              error={errors.find(({ name }) => name === 'reason')?.message}
            />
            <Button kind="plain">{words('cases.own.reopen')}</Button>
          </form>
        </details>
      )}
      {own.unclaimed && token && <Claim number={number} token={token} signedIn={signedIn} />}
    </section>
  )
}

function Claim({ number, token, signedIn }: { number: string; token: string; signedIn: boolean }) {
  const { words, href } = useFrame()
  if (signedIn) {
    return (
      <form method="post" action={href(`/cases/${number}/claiming`)}>
        <Token token={token} />
        <Button kind="plain">{words('cases.own.claim')}</Button>
      </form>
    )
  }
  const back = `/cases/${number}?token=${encodeURIComponent(token)}`
  return (
    <p>
      <a href={href(`/account/sign-in?next=${encodeURIComponent(back)}`)}>{words('cases.own.signIn')}</a>
    </p>
  )
}

function Token({ token }: { token: string | null }) {
  return token ? <input type="hidden" name="token" value={token} /> : null
}
