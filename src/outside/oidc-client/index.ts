// Outside providers of sign-in (OpenID Connect): what the house asks of them, whoever they are.
import type { Level } from '#platform/policy.ts'

/** A provider that the operator has set up. */
export interface Offered {
  /** Stands in addresses and in the database. */
  id: string
  title: { ru: string; en: string }
  /** The surest level it can show. */
  level: Level
}

/** What is kept between setting out and coming back. */
export interface Departure {
  to: URL
  state: string
  nonce: string
  verifier: string
}

/** What a provider says of whoever came back, proved. */
export interface Proved {
  /** The provider's own name for her. Not for keeping as it is. */
  subject: string
  level: Level
  /** RFC 8176 names of what she showed there, as far as the provider says. */
  methods: string[]
  /** What the operator wants kept, by our names: name, email, phone … */
  kept: Record<string, string>
}

/** Why nobody was signed in: each has its own sentence for the person. */
export type Trouble =
  /** She said no, or the provider did. */
  | 'declined'
  /** It does not answer, answers with an error of its own, or too slowly. */
  | 'down'
  /** What it answered cannot be trusted: a wrong signature, another's answer, another person. */
  | 'untrue'
  /** What it answered cannot be read. */
  | 'unreadable'

export class SignInTrouble extends Error {
  readonly trouble: Trouble
  constructor(trouble: Trouble, why: string, options?: ErrorOptions) {
    super(`${trouble}: ${why}`, options)
    this.name = 'SignInTrouble'
    this.trouble = trouble
  }
}

export interface OutsideProviders {
  readonly offered: readonly Offered[]
  /** Where to send her browser, and what to remember. `back`: our address to which it returns. Throws SignInTrouble. */
  depart(provider: string, back: string): Promise<Departure>
  /** What the provider says of her. `answer`: our address as her browser came back to it, with all that it says. Throws SignInTrouble. */
  prove(provider: string, answer: URL, kept: { state: string; nonce: string; verifier: string }): Promise<Proved>
  /** Where she can sign out at the provider's, too; null where it has no such address or the operator wants none. */
  leave(provider: string, back: string): Promise<URL | null>
}
