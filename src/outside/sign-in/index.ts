// Sign-in: what the city needs of the library that keeps sessions.

/** The name of the session's cookie. */
export const sessionCookie = 'session'

/** How long a link in a letter works. */
export const linkMinutes = 30

/** None of these may be called inside an action: the library opens its own connections. */
export interface SignIn {
  /** Makes a one-time link token for an address, known or not: it does the same for both. */
  makeToken(email: string): Promise<string>
  /** Uses a token up. Answers who she is and the session's Set-Cookie lines, or null for a wrong, used or old token. */
  confirm(token: string): Promise<{ person: string; cookieLines: string[] } | null>
  /** Whose session the value of the session cookie stands for; null for a wrong, ended or old one. */
  whoIs(session: string): Promise<{ person: string; name: string | null } | null>
  /** Ends the session; answers the Set-Cookie lines that forget it. */
  end(session: string): Promise<string[]>
}
