// The letter with a sign-in link: who asked is not said, since it may be a stranger.

import type { Letter } from '#outside/mail/index.ts'
import { hrefIn } from '#platform/http/read.ts'
import { hashSecret } from '#platform/ids.ts'
import type { Words } from '#platform/words.ts'

export interface SignInLetter {
  to: string
  token: string
  next: string
  origin: string
  minutes: number
  words: Words
}

export function signInLetter({ to, token, next, origin, minutes, words }: SignInLetter): Letter {
  const query = new URLSearchParams({ token, ...(next === '/account' ? {} : { next }) })
  return {
    // The key travels in the letter's head and in logs of mail servers, so it must not hold the token.
    key: `sign-in.${hashSecret(token).slice(0, 32)}`,
    to,
    subject: words('account.letter.subject'),
    text: [
      words('account.letter.hello'),
      words('account.letter.text', { minutes }),
      `${origin}${hrefIn(words.locale, `/account/sign-in/link?${query}`)}`,
      words('account.letter.notYou'),
      '',
    ].join('\n\n'),
  }
}

export interface InvitationLetter {
  to: string
  /** The organisation's name. */
  name: string
  secret: string
  origin: string
  words: Words
}

/** The letter that asks somebody to act for an organisation; who asked is not said, since an address may be mistyped. */
export function invitationLetter({ to, name, secret, origin, words }: InvitationLetter): Letter {
  return {
    key: `invitation.${hashSecret(secret).slice(0, 32)}`,
    to,
    subject: words('account.invitation.subject'),
    text: [
      words('account.letter.hello'),
      words('account.invitation.text', { name }),
      `${origin}${hrefIn(words.locale, `/account/organisations/invitation?token=${secret}`)}`,
      words('account.invitation.notYou'),
      '',
    ].join('\n\n'),
  }
}
