// Sign-in: what the city needs of the library that keeps sessions.

export interface SignIn {
  /** Makes a one-time link token for an address; nobody learns whether the address is known. */
  makeToken(email: string): Promise<string>
  /** Uses a token up. Answers who she is and the session's Set-Cookie lines, or null for a wrong, used or old token. */
  confirm(token: string): Promise<{ person: string; cookieLines: string[] } | null>
  /** Whose session the Cookie header holds. */
  whoIs(cookie: string): Promise<{ person: string; name: string | null } | null>
  /** Ends the session; answers the Set-Cookie lines that forget it. */
  end(cookie: string): Promise<string[]>
}
