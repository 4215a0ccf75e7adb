// Sign-in: what the city needs of the library that keeps sessions.
import type { Level } from '#platform/policy.ts'

/** The name of the session's cookie. */
export const sessionCookie = 'session'

/** How long a link in a letter works. */
export const linkMinutes = 30

/** How somebody showed who she is. */
export interface How {
  /** RFC 8176 names of authentication methods: mail, sms, otp, hwk (a passkey), user (it verified her) …; no blanks in them. */
  methods: readonly string[]
  level: Level
  /** A second factor was shown, or a passkey that verified its user. */
  strong: boolean
  /** Family of browser and system, «Firefox, Android»; null where it is not known. Never the raw header. */
  device: string | null
}

/** What a session says of whoever brings it. */
export interface Who extends How {
  person: string
  name: string | null
  /** The id of the session's row; not the secret that opens it. */
  session: string
  /** When she showed who she is: every sign-in makes a session of its own. */
  authenticatedAt: Date
}

/** What the city's secret is used for beside sessions; each purpose has keys of its own. */
export interface Sealing {
  /** Closes a text that must be read again, such as the secret of one-time codes. */
  seal(purpose: string, plain: string): string
  /** The text again. Throws when it was closed by another secret, for another purpose, or changed. */
  unseal(purpose: string, sealed: string): string
  /** What is kept of a short code, a phone number or a subject: without the secret nobody can try all of them. */
  mark(purpose: string, text: string): string
}

/** None of these may be called inside an action: the library opens its own connections. */
export interface SignIn {
  /** Makes a one-time link token for an address, known or not: it does the same for both. */
  makeToken(email: string): Promise<string>
  /** Uses a token up: the address is hers. Answers who she is, or null for a wrong, used or old token. It opens no session. */
  confirm(token: string): Promise<{ person: string } | null>
  /** Opens a fresh session of a known person and answers its Set-Cookie lines. Throws for a person that is not there. */
  open(person: string, how: How): Promise<string[]>
  /** Whose session the value of the session cookie stands for; null for a wrong, ended or old one. */
  whoIs(session: string): Promise<Who | null>
  /** Ends the session; answers the Set-Cookie lines that forget it. */
  end(session: string): Promise<string[]>
  readonly sealing: Sealing
}
