// What each channel needs before it can be chosen: an address that takes letters, agreement to texts, browsers that may be woken.
import { useFrame } from '#platform/http/frame.ts'
import { ActionButton, Button } from '#web/components/button/button.tsx'
import { CheckboxField } from '#web/components/field/field.tsx'
import { List } from '#web/components/list/list.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import type { Device } from '../queries/devices.ts'

export function LettersSection({ email, on, rests }: { email: string | null; on: boolean; rests: boolean }) {
  const { words, href } = useFrame()
  if (email === null) return null
  if (rests) {
    return (
      <Notice kind="wrong" title={words('notifications.preferences.restsTitle')}>
        <p>{words('notifications.preferences.rests', { email })}</p>
        <ActionButton action={href('/notifications/address/asking')}>{words('notifications.address.ask')}</ActionButton>
      </Notice>
    )
  }
  return (
    <p>
      {words(on ? 'notifications.preferences.lettersOn' : 'notifications.preferences.lettersOff', { email })}{' '}
      <a href={href('/account/letters')}>
        {words(on ? 'notifications.preferences.consent' : 'notifications.preferences.agree')}
      </a>
    </p>
  )
}

/** A consent of its own, and a way back at any time. */
export function TextsSection(props: { phone: string; agreed: boolean; text: string; error?: string | undefined }) {
  const { words, href } = useFrame()
  const { phone, agreed, text, error } = props
  return (
    <section>
      <h2>{words('notifications.preferences.texts')}</h2>
      <p>{words(agreed ? 'notifications.preferences.textsOn' : 'notifications.preferences.textsOff', { phone })}</p>
      {agreed ? (
        <ActionButton action={href('/notifications/preferences/texts/withdrawal')}>
          {words('notifications.preferences.textsStop')}
        </ActionButton>
      ) : (
        <form method="post" action={href('/notifications/preferences/texts')}>
          <p>{text}</p>
          <CheckboxField name="agree" label={words('notifications.preferences.tick')} error={error} />
          <Button kind="plain">{words('notifications.preferences.textsStart')}</Button>
        </form>
      )}
    </section>
  )
}

/** Her browsers, and a form that only a script that can subscribe shows. */
export function BrowsersSection(props: {
  devices: readonly Device[]
  pushKey: string
  text: string
  error?: string | undefined
}) {
  const { words, href } = useFrame()
  const { devices, pushKey, text, error } = props
  if (devices.length === 0 && error === undefined) return <Subscribing titled {...{ pushKey, text, error }} />
  return (
    <section>
      <h2>{words('notifications.browsers.title')}</h2>
      <List
        items={devices.map(({ id, name, at }) => ({
          title: name === '' ? words('notifications.browsers.unnamed') : name,
          note: words('notifications.browsers.since', { day: words.date(at) }),
          tag: (
            <ActionButton action={href('/notifications/preferences/browsers/removal')} hidden={{ device: id }}>
              {words('notifications.browsers.remove')}
            </ActionButton>
          ),
        }))}
      />
      {error && <p class="error">{error}</p>}
      <Subscribing titled={false} {...{ pushKey, text, error }} />
    </section>
  )
}

// Without a script nothing can be subscribed, so nothing is offered.
function Subscribing(props: { titled: boolean; pushKey: string; text: string; error?: string | undefined }) {
  const { words, href } = useFrame()
  return (
    <form
      hidden
      method="post"
      action={href('/notifications/preferences/browsers')}
      data-island="push"
      data-key={props.pushKey}
      data-denied={words('notifications.browsers.denied')}
      data-failed={words('notifications.browsers.failed')}
    >
      {props.titled && <h2>{words('notifications.browsers.title')}</h2>}
      <p>{words('notifications.browsers.lede')}</p>
      <p>{props.text}</p>
      <input type="hidden" name="endpoint" value="" />
      <CheckboxField name="agree" label={words('notifications.preferences.tick')} required />
      <Button kind="plain">{words('notifications.browsers.add')}</Button>
      <p role="status" />
    </form>
  )
}
