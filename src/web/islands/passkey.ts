// Asks the browser for a passkey when its form is sent, and puts the answer into the form; the city checks it.
import {
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser'

export function start(place: HTMLElement): void {
  if (!(place instanceof HTMLFormElement)) return
  const { mode, challenge = '', unable = '', stopped = '', known = stopped } = place.dataset
  const field = place.querySelector<HTMLInputElement>('input[name="passkey"]')
  const status = place.querySelector<HTMLElement>('[role="status"]')
  if (!field || !status) return

  const say = (text: string) => {
    status.textContent = text
  }
  const ask = async () => {
    const answer = await fetch(challenge, { method: 'POST', headers: { accept: 'application/json' } })
    if (!answer.ok) throw new Error(`the city answered ${answer.status}`)
    return answer.json()
  }
  const finish = (said: object) => {
    field.value = JSON.stringify(said)
    place.submit()
  }

  place.addEventListener('submit', (event) => {
    event.preventDefault()
    if (!browserSupportsWebAuthn()) return say(unable)
    say('')
    const asked = ask().then(
      (optionsJSON): Promise<object> =>
        mode === 'new' ? startRegistration({ optionsJSON }) : startAuthentication({ optionsJSON }),
    )
    asked.then(finish, (error: unknown) => {
      // The browser says so only when a passkey of this account is on this very device.
      say(error instanceof Error && error.name === 'InvalidStateError' ? known : stopped)
    })
  })

  // Where the browser can, passkeys stand among its suggestions for the address.
  if (mode === 'entry' && document.querySelector('input[autocomplete$="webauthn"]')) {
    browserSupportsWebAuthnAutofill()
      .then(async (can) => {
        if (can) finish(await startAuthentication({ optionsJSON: await ask(), useBrowserAutofill: true }))
      })
      // Whoever chooses none, or presses the button instead, has lost nothing.
      .catch(() => {})
  }
}
