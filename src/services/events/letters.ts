// Letters with private links: to a guest's seat, and to what she wants to follow. Who asked is not said, it may be a stranger.
import type { Letter } from '#outside/mail/index.ts'
import { hrefIn } from '#platform/http/read.ts'
import { hashSecret } from '#platform/ids.ts'
import type { Words } from '#platform/words.ts'

export interface LinkLetter {
  to: string
  /** Word keys, with their values. */
  subject: string
  text: string
  values: Record<string, string | number>
  /** The page that the secret opens. */
  path: string
  secret: string
  /** The city's own address, without a slash at its end. */
  origin: string
  words: Words
}

export function linkLetter({ to, subject, text, values, path, secret, origin, words }: LinkLetter): Letter {
  return {
    // The key travels in the letter's head and in logs of mail servers, so it must not hold the secret.
    key: `events.${hashSecret(secret).slice(0, 32)}`,
    to,
    subject: words(subject, values),
    text: [
      words(text, values),
      `${origin}${hrefIn(words.locale, `${path}?token=${secret}`)}`,
      words('events.letter.keep'),
      words('events.letter.notYou'),
      '',
    ].join('\n\n'),
  }
}
