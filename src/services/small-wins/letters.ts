// The first letter about a street: nothing follows it unless its link is pressed. Who asked is not said, it may be a stranger.
import type { Letter } from '#outside/mail/index.ts'
import { hrefIn } from '#platform/http/read.ts'
import { hashSecret } from '#platform/ids.ts'
import type { Words } from '#platform/words.ts'

export interface FollowLetter {
  to: string
  street: string
  secret: string
  /** The city's own address, without a slash at its end. */
  origin: string
  words: Words
}

export function followLetter({ to, street, secret, origin, words }: FollowLetter): Letter {
  return {
    // The key travels in the letter's head and in logs of mail servers, so it must not hold the secret.
    key: `follow.${hashSecret(secret).slice(0, 32)}`,
    to,
    subject: words('smallWins.follow.letter.subject', { street }),
    text: [
      words('smallWins.follow.letter.text', { street }),
      `${origin}${hrefIn(words.locale, `/small-wins/follow/link?token=${secret}`)}`,
      words('smallWins.follow.letter.keep'),
      words('smallWins.follow.letter.notYou'),
      '',
    ].join('\n\n'),
  }
}
