// The city as a provider of sign-in for other systems (OpenID Connect): what the house asks of the library that speaks it.
import type { IncomingMessage, ServerResponse } from 'node:http'

/** Who is signed in to the house in this browser. */
export interface Whoever {
  person: string
  /** How surely it is her: simple, standard, confirmed. */
  level: string
  /** How she proved it (RFC 8176). */
  methods: readonly string[]
  /** When she signed in. */
  since: Date
}

/** What a system may learn of a person; null where the city does not know it. */
export interface Known {
  name: string | null
  email: string | null
  emailVerified: boolean
  phone: string | null
}

/** What the house shows in place of the library's own pages. */
export type Shown =
  /** The request is wrong, and there is no safe way back to who sent it. */
  | { kind: 'wrong'; error: string; system: string | null }
  /** Something failed on our side. */
  | { kind: 'failed'; error: unknown }
  /** Does she want to sign out here, too? `system` asked for it. */
  | { kind: 'leaving'; action: string; secret: string; system: string | null; formsTo: string[] }
  | { kind: 'left'; system: string | null }
  /** A post to be sent on by the browser. */
  | { kind: 'passing'; action: string; fields: Record<string, string>; formsTo: string[] }

/** A question of a system's that waits for the person's answer. */
export interface Question {
  /** `sign-in`: she is not known here yet. `again`: she is to prove anew that it is her. `more`: by a surer way. `agree`: to what it wants to learn. */
  asks: 'sign-in' | 'again' | 'more' | 'agree'
  /** The id of the system that asks. */
  system: string
  /** What it wants to learn, as names of scopes. */
  scopes: readonly string[]
  /** The level it would like, for `more`. */
  level: string | null
  /** Who was signed in when it asked. */
  person: string | null
  /** Where the system's own answer will lead: the page's form must be let there. */
  formsTo: string[]
}

export interface IdentityProvider {
  /** False until the operator has made a key. */
  isOpen(): Promise<boolean>
  /**
   * Answers a request of the protocol by itself (null), or says what to show. `left` happens when she agrees to be signed out, before
   * anything is answered.
   */
  answer(
    request: IncomingMessage,
    response: ServerResponse,
    who: Whoever | null,
    left: () => Promise<void>,
  ): Promise<Shown | null>
  /** The question of an id, if this browser was asked it (`cookie`); null when it is old, answered or another's. */
  question(id: string, cookie: string | undefined): Promise<Question | null>
  /** She was signed out for this question, so whoever signs in next has proved anew that it is her. */
  sendAway(id: string): Promise<void>
  /** She has signed in. Answers where to go on; null, here and below, when the question is old or answered. */
  signedIn(id: string, who: Whoever): Promise<string | null>
  /** She agrees that the system learns all it asked for. */
  agree(id: string, who: Whoever): Promise<string | null>
  /** She does not want to: the system is told. */
  decline(id: string): Promise<string | null>
  /** She signed out of the house: the systems she had entered from this browser are told. */
  leave(cookie: string | undefined): Promise<void>
}

/** Names of the provider's cookies. */
export const providerCookies = { session: 'oidc_session', question: 'oidc_question', resume: 'oidc_resume' } as const

/** Where the protocol's addresses lie. */
export const providerPaths = {
  discovery: '/.well-known/openid-configuration',
  authorization: '/oidc/authorization',
  token: '/oidc/token',
  userinfo: '/oidc/userinfo',
  jwks: '/oidc/jwks',
  introspection: '/oidc/introspection',
  revocation: '/oidc/revocation',
  par: '/oidc/par',
  endSession: '/oidc/end-session',
} as const

/** How long what people agreed to holds, what a system is given lasts, and what waits for an answer. */
export const providerTimes = {
  permissionDays: 365,
  refreshDays: 30,
  accessMinutes: 10,
  questionMinutes: 30,
  sessionDays: 30,
} as const
