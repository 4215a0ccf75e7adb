// Text messages: what the city needs of an operator's message centre.

export interface Text {
  /** Says in the receipt which message it was; the number is in no receipt and in no log. */
  key: string
  /** E.164: +79123456789. */
  to: string
  text: string
}

export interface Sms {
  /** Hands the message over; throws when it was not taken. Long texts go in parts that the phone joins. */
  send(text: Text): Promise<void>
  close(): Promise<void>
}

/** What the centre says of a message later. */
export interface Receipt {
  key: string
  delivered: boolean
  /** The centre's own word: DELIVRD, UNDELIV, EXPIRED … */
  state: string
}

/** The demo's messages: they stay in the city and are shown as an inbox. */
export interface TextInbox extends Sms {
  texts(): Promise<(Text & { at: string })[]>
}
