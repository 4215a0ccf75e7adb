// The letter with a sign-in link: who asked is not said, since it may be a stranger.

import type { Letter } from '#outside/mail/index.ts'
import { hrefIn } from '#platform/http/read.ts'
import { hashSecret } from '#platform/ids.ts'
import type { Words } from '#platform/words.ts'

export interface NewAddressLetter {
  to: string
  token: string
  origin: string
  minutes: number
  words: Words
}

/** The letter to a new address: its link shows that it is read. */
export function newAddressLetter({ to, token, origin, minutes, words }: NewAddressLetter): Letter {
  return {
    key: `email.${hashSecret(token).slice(0, 32)}`,
    to,
    subject: words('account.emailLetter.subject'),
    text: [
      words('account.letter.hello'),
      words('account.emailLetter.text', { minutes }),
      `${origin}${hrefIn(words.locale, `/account/email/link?${new URLSearchParams({ token })}`)}`,
      words('account.emailLetter.notYou'),
      '',
    ].join('\n\n'),
  }
}

export interface SecuredLetter {
  change: { kind: string; about: string; at: Date }
  to: string
  key: string
  origin: string
  words: Words
}

/** The letter that tells what changed, and what to do if it was somebody else. */
export function securedLetter({ change, to, key, origin, words }: SecuredLetter): Letter {
  const about = change.about || words('identity.secured.unknown')
  return {
    key: `secured.${key}`,
    to,
    subject: words('account.securedLetter.subject'),
    text: [
      words('account.letter.hello'),
      words('account.securedLetter.text', {
        what: words(`identity.secured.${change.kind}`, { about }),
        at: words.date(change.at, 'time'),
      }),
      `${words('account.securedLetter.notYou')}\n${origin}${hrefIn(words.locale, '/account/sessions')}`,
      '',
    ].join('\n\n'),
  }
}

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
