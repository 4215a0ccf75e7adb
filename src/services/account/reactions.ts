// What the account does: at night every door removes what has served its purpose; each change of what opens an account becomes a letter.
import { z } from 'zod'
import { forgetLetterTo, securedById } from '#kernel/identity/index.ts'
import { deliver, type Reaction } from '#platform/facts/index.ts'
import { carryOutRetention } from './actions/retention.ts'
import { securedLetter } from './letters.ts'
import type { AccountParts } from './service.ts'

export function accountReactions({ doors, mail, origin, wordsIn }: AccountParts): readonly Reaction[] {
  return [
    // No transaction is held over the whole night's work: each page of it has its own, and doing it again removes nothing more.
    deliver('clock.night', 'account.retain', z.unknown(), (city) => carryOutRetention(city, doors())),
    // To whom it is told: not advertising, so no consent is asked for it.
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
