// The door of the account: signing in, a person's own page, her data, her consents, and being forgotten.

import type { Mail } from '#outside/mail/index.ts'
import type { SignIn } from '#outside/sign-in/index.ts'
import type { Module } from '#platform/module.ts'
import { accountNotices } from './notices.ts'
import { accountPersonal } from './personal.ts'
import { mayAnswerForData } from './policy.ts'
import { accountReactions } from './reactions.ts'
import { loadTerms } from './reference.ts'
import { consentRoutes } from './routes/consents.ts'
import { dataRoutes } from './routes/data.ts'
import { deskRoutes } from './routes/desk.ts'
import { mineRoutes } from './routes/mine.ts'
import { organisationRoutes } from './routes/organisations.ts'
import { requestRoutes } from './routes/requests.ts'
import { signInRoutes } from './routes/sign-in.ts'

export interface AccountParts {
  mail: Mail
  signIn: SignIn
  doors(): readonly Module[]
  /** The address residents use; null in a demo. */
  publicUrl: string | null
  /** Who answers for personal data; named in every consent. */
  operator: { name: string | null; inn: string | null; address: string | null }
  zone: string
}

export function account(parts: AccountParts): Module {
  return {
    name: 'account',
    floor: 'services',
    offers: [
      {
        ...{ href: '/account/data', situations: ['my-data'], who: ['resident'], way: 'online', order: 60 },
        label: 'account.offer.data',
        hint: 'account.offer.data.lead',
        takes: 'account.offer.data.takes',
        needs: 'account.offer.data.needs',
      },
    ],
    routes: [
      ...signInRoutes(parts),
      ...mineRoutes(parts),
      ...dataRoutes(parts),
      ...consentRoutes(parts),
      ...requestRoutes(parts),
      ...organisationRoutes(parts),
      ...deskRoutes(parts),
    ],
    policies: [mayAnswerForData],
    deskMenu: [
      { href: '/desk/account/requests', label: 'account.desk.requests', order: 70, may: mayAnswerForData },
      { href: '/desk/account/organisations', label: 'account.desk.organisations', order: 71, may: mayAnswerForData },
      { href: '/desk/account/destruction', label: 'account.desk.destruction', order: 72, may: mayAnswerForData },
    ],
    notices: accountNotices,
    reactions: accountReactions(parts.doors),
    ...accountPersonal,
    pack: loadTerms,
  }
}
