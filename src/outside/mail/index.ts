// Letters: what the city needs of a mail server.

export interface Letter {
  /** The same letter sent twice has the same key; a server that knows it drops the second. */
  key: string
  to: string
  subject: string
  text: string
  /** An address that stops such letters at one press, for the button of mail programs (RFC 8058). */
  stop?: string
}

export interface Mail {
  /** Hands the letter to the server; throws when it was not taken. */
  send(letter: Letter): Promise<void>
}

/** The demo's mail: letters stay in the city and are shown as an inbox. */
export interface Inbox extends Mail {
  letters(): Promise<(Letter & { at: string })[]>
}
