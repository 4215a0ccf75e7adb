// Texts to phones: what the city needs of an operator of telephones.

export interface TextMessage {
  /** The same text sent twice has the same key. */
  key: string
  /** The number, as E.164 writes it: +79123456789. */
  to: string
  text: string
}

export interface Sms {
  /** Hands the text to the operator; throws when it was not taken, SmsRefused where it never will be. */
  send(message: TextMessage): Promise<void>
}

/** The operator says for good that this number takes no texts; trying again changes nothing. */
export class SmsRefused extends Error {
  /** What the operator called it. */
  readonly status: string
  constructor(status: string) {
    super(`the operator refused the number: ${status}`)
    this.name = 'SmsRefused'
    this.status = status
  }
}
