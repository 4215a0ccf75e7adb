// A letter about each change of what opens an account, to whom it is told: not advertising, so no consent is asked for it.
import { z } from 'zod'
import { forgetLetterTo, securedById } from '#kernel/identity/index.ts'
import { deliver, type Reaction } from '#platform/facts/index.ts'
import { securedLetter } from './letters.ts'
import type { AccountParts } from './service.ts'

export function accountReactions({ mail, origin, wordsIn }: AccountParts): Reaction[] {
  return [
    deliver(
      'identity.secured',
      'account.tellSecured',
      z.object({ secured: z.string() }),
      async (city, { secured }, heard) => {
        const change = await securedById(city, secured)
        if (change?.email)
          await mail.send(securedLetter({ change, to: change.email, key: heard.id, origin, words: wordsIn('ru') }))
        await forgetLetterTo(city, { secured })
      },
    ),
  ]
}
