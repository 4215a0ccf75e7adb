// The door of the account: signing in, a person's own page, her data and being forgotten.

import { h } from 'preact'
import type { Mail } from '#outside/mail/index.ts'
import type { OutsideProviders } from '#outside/oidc-client/index.ts'
import type { IdentityProvider } from '#outside/oidc-provider/index.ts'
import type { SignIn } from '#outside/sign-in/index.ts'
import type { Module } from '#platform/module.ts'
import { ConnectedPiece } from './pages/connected.tsx'
import { mayRegisterSystems } from './policy.ts'
import { connectedCounts } from './queries.ts'
import { connectedRoutes } from './routes/connected.ts'
import { consentRoutes } from './routes/consent.ts'
import { mineRoutes } from './routes/mine.ts'
import { outsideRoutes } from './routes/outside.ts'
import { providerRoutes } from './routes/provider.ts'
import { signInRoutes } from './routes/sign-in.ts'
import { systemRoutes } from './routes/systems.ts'

export interface AccountParts {
  mail: Mail
  signIn: SignIn
  /** Speaks for people to other systems. */
  provider: IdentityProvider
  /** Outside providers that people may sign in by. */
  providers: OutsideProviders
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
      ...signInRoutes(parts),
      ...outsideRoutes(parts),
      ...mineRoutes(parts),
      ...connectedRoutes(parts),
      ...providerRoutes(parts),
      ...consentRoutes(parts),
      ...systemRoutes(parts),
    ],
    policies: [mayRegisterSystems],
    deskMenu: [{ href: '/desk/account', label: 'account.systems.title', order: 80, may: mayRegisterSystems }],
    mine: { order: 90, piece: async (city, person) => h(ConnectedPiece, await connectedCounts(city, person)) },
  }
}
