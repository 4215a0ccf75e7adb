// The door of the account: signing in, a person's own page, her data and being forgotten.

import { mayRemoveFactors } from '#kernel/identity/index.ts'
import type { Mail } from '#outside/mail/index.ts'
import type { SignIn } from '#outside/sign-in/index.ts'
import type { Sms } from '#outside/sms/index.ts'
import type { Module } from '#platform/module.ts'
import type { Locale, Words } from '#platform/words.ts'
import { accountReactions } from './reactions.ts'
import { emailRoutes } from './routes/email.ts'
import { mineRoutes } from './routes/mine.ts'
import { passkeyRoutes } from './routes/passkeys.ts'
import { phoneRoutes } from './routes/phone.ts'
import { secondFactorRoutes } from './routes/second-factor.ts'
import { securityRoutes, type WayUp } from './routes/security.ts'
import { signInRoutes } from './routes/sign-in.ts'
import { staffRoutes } from './routes/staff.ts'

export interface AccountParts {
  mail: Mail
  signIn: SignIn
  /** Sends codes to phones; null where no message centre is configured, and then phones are offered nowhere. */
  sms: Sms | null
  /** The most messages the city pays for in a day. */
  smsPerDay: number
  /** The city's own address, for links in letters. */
  origin: string
  wordsIn(locale: Locale): Words
  /** Ways to raise the level beside the phone. */
  waysUp?: readonly WayUp[]
  doors(): readonly Module[]
  /** The address residents use; null in a demo. */
  publicUrl: string | null
  /** Who answers for personal data; named in every consent. */
  operator: { name: string | null; inn: string | null; address: string | null }
}

export function account(parts: AccountParts): Module {
  return {
    name: 'account',
    floor: 'services',
    routes: [
      ...[...signInRoutes(parts), ...passkeyRoutes(parts), ...secondFactorRoutes(parts), ...phoneRoutes(parts)],
      ...[...mineRoutes(parts), ...securityRoutes(parts), ...emailRoutes(parts), ...staffRoutes()],
    ],
    reactions: accountReactions(parts),
    deskMenu: [{ href: '/desk/account', label: 'account.staff.menu', order: 64, may: mayRemoveFactors }],
  }
}
