// Where a guest's letters go, and the consent to them: the same wherever something is told by letter.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { CheckboxField, TextField } from '#web/components/field/field.tsx'
import { errorOf, typedText } from './typed.ts'

export interface LettersAskedProps {
  typed: Typed
  /** The whole text of the consent to letters; null where it was given already. */
  consent: string | null
  signedIn: boolean
  /** What the address is for. */
  hint: string
}

export function LettersAsked({ typed, consent, signedIn, hint }: LettersAskedProps) {
  const { words } = useFrame()
  return (
    <>
      {!signedIn && (
        <TextField
          name="email"
          type="email"
          label={words('events.seats.email')}
          hint={hint}
          value={typedText(typed, 'email')}
          error={errorOf(typed, 'email', words)}
          inputMode="email"
          autocomplete="email"
          width="middle"
        />
      )}
      {consent !== null && (
        <CheckboxField
          name="agree"
          label={words(signedIn ? 'events.seats.agreeOwn' : 'events.seats.agree')}
          hint={consent}
          error={errorOf(typed, 'agree', words)}
          checked={typedText(typed, 'agree') === 'yes'}
        />
      )}
    </>
  )
}
