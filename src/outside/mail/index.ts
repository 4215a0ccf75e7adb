// Letters: what the city needs of a mail server.

export interface Letter {
  /** The same letter sent twice has the same key; a server that knows it drops the second. */
  key: string
  to: string
  subject: string
  text: string
  /** An address that stops such letters at one press, for the button of mail programs (RFC 8058). */
  stop?: string
  /** Where mail servers return the letter when it cannot be delivered (RFC 5321, 4.4); without it to the sender. */
  returnTo?: string
}

/** The server says for good that nobody reads letters at this address; trying again changes nothing. */
export class LetterRefused extends Error {
  /** Its status by RFC 3463, such as 5.1.1. */
  readonly status: string
  constructor(status: string) {
    // Servers quote the address in their sentence, so only the number is kept.
    super(`the mail server refused the reader: ${status}`)
    this.name = 'LetterRefused'
    this.status = status
  }
}

export interface Mail {
  /** Hands the letter to the server; throws when it was not taken, LetterRefused where it never will be. */
  send(letter: Letter): Promise<void>
}

/** The demo's mail: letters stay in the city and are shown as an inbox. */
export interface Inbox extends Mail {
  letters(): Promise<(Letter & { at: string })[]>
}
