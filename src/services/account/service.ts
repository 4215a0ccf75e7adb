// The door of the account: signing in, a person's own page, her data, her consents, and being forgotten.

import { h } from 'preact'
import { mayRemoveFactors } from '#kernel/identity/index.ts'
import type { Mail } from '#outside/mail/index.ts'
import type { OutsideProviders } from '#outside/oidc-client/index.ts'
import type { IdentityProvider } from '#outside/oidc-provider/index.ts'
import type { SignIn } from '#outside/sign-in/index.ts'
import type { Sms } from '#outside/sms/index.ts'
import type { Module } from '#platform/module.ts'
import type { Locale, Words } from '#platform/words.ts'
import { accountNotices } from './notices.ts'
import { ConnectedPiece } from './pages/connected.tsx'
import { accountPersonal } from './personal.ts'
import { mayAnswerForData, mayRegisterSystems } from './policy.ts'
import { connectedCounts } from './queries.ts'
import { accountReactions } from './reactions.ts'
import { loadTerms } from './reference.ts'
import { connectedRoutes } from './routes/connected.ts'
import { consentRoutes as systemConsentRoutes } from './routes/consent.ts'
import { consentRoutes } from './routes/consents.ts'
import { dataRoutes } from './routes/data.ts'
import { deskRoutes } from './routes/desk.ts'
import { emailRoutes } from './routes/email.ts'
import { mineRoutes } from './routes/mine.ts'
import { organisationRoutes } from './routes/organisations.ts'
import { outsideRoutes } from './routes/outside.ts'
import { passkeyRoutes } from './routes/passkeys.ts'
import { phoneRoutes } from './routes/phone.ts'
import { providerRoutes } from './routes/provider.ts'
import { requestRoutes } from './routes/requests.ts'
import { secondFactorRoutes } from './routes/second-factor.ts'
import { securityRoutes } from './routes/security.ts'
import { signInRoutes } from './routes/sign-in.ts'
import { staffRoutes } from './routes/staff.ts'
import { systemRoutes } from './routes/systems.ts'

export interface AccountParts {
  mail: Mail
  signIn: SignIn
  /** Speaks for people to other systems. */
  provider: IdentityProvider
  /** Outside providers that people may sign in by. */
  providers: OutsideProviders
  /** Sends codes to phones; null where no message centre is configured, and then phones are offered nowhere. */
  sms: Sms | null
  /** The most messages the city pays for in a day. */
  smsPerDay: number
  /** The city's own address, for links in letters. */
  origin: string
  wordsIn(locale: Locale): Words
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
      ...passkeyRoutes(parts),
      ...secondFactorRoutes(parts),
      ...phoneRoutes(parts),
      ...outsideRoutes(parts),
      ...mineRoutes(parts),
      ...securityRoutes(parts),
      ...emailRoutes(parts),
      ...staffRoutes(),
      ...connectedRoutes(parts),
      ...providerRoutes(parts),
      ...systemConsentRoutes(parts),
      ...systemRoutes(parts),
      ...dataRoutes(parts),
      ...consentRoutes(parts),
      ...requestRoutes(parts),
      ...organisationRoutes(parts),
      ...deskRoutes(parts),
    ],
    policies: [mayAnswerForData, mayRegisterSystems],
    deskMenu: [
      { href: '/desk/account/staff', label: 'account.staff.menu', order: 64, may: mayRemoveFactors },
      { href: '/desk/account/requests', label: 'account.desk.requests', order: 70, may: mayAnswerForData },
      { href: '/desk/account/organisations', label: 'account.desk.organisations', order: 71, may: mayAnswerForData },
      { href: '/desk/account/destruction', label: 'account.desk.destruction', order: 72, may: mayAnswerForData },
      { href: '/desk/account/systems', label: 'account.systems.title', order: 80, may: mayRegisterSystems },
    ],
    notices: accountNotices,
    reactions: accountReactions(parts),
    ...accountPersonal,
    pack: loadTerms,
    mine: { order: 90, piece: async (city, person) => h(ConnectedPiece, await connectedCounts(city, person)) },
  }
}
