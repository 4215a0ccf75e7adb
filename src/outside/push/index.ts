// Web push (RFC 8030): what the city needs of the servers of browser makers. A message carries nothing; it only wakes the page's worker.

/** taken: the server has it; gone: nobody listens there any more; later: it asks to be left alone for so many seconds. */
export type PushAnswer = { kind: 'taken' } | { kind: 'gone' } | { kind: 'later'; seconds: number }

export interface Push {
  /** The public key that browsers subscribe to, base64url. */
  key: string
  /** Whether messages may be sent to this address: https and not within a private network. */
  accepts(endpoint: string): boolean
  /** Sends an empty message; throws where the server cannot be reached or fails. */
  send(endpoint: string): Promise<PushAnswer>
}
