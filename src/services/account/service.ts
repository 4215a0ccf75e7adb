// The door of the account: signing in, a person's own page, her data and being forgotten.

import type { Mail } from '#outside/mail/index.ts'
import type { SignIn } from '#outside/sign-in/index.ts'
import type { Module } from '#platform/module.ts'
import { mineRoutes } from './routes/mine.ts'
import { signInRoutes } from './routes/sign-in.ts'

export interface AccountParts {
  mail: Mail
  signIn: SignIn
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
    routes: [...signInRoutes(parts), ...mineRoutes(parts)],
    offers: [
      {
        ...{ href: '/account/data', situations: ['my-data'], who: ['resident'], way: 'online', order: 60 },
        label: 'account.offer.data',
        hint: 'account.offer.data.lead',
        takes: 'account.offer.data.takes',
        needs: 'account.offer.data.needs',
      },
    ],
  }
}
