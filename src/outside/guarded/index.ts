// Requests to addresses that strangers have given: what the city needs to reach them without reaching anything of its own.

export interface GuardedRequest {
  /** https, and http only where private addresses are allowed. */
  url: string
  method: 'GET' | 'POST'
  headers?: Readonly<Record<string, string>>
  body?: string
  /** How long the whole answer may take, in milliseconds. */
  waitMs: number
  /** How much of the answer is read; a longer one is an error. */
  mostBytes: number
}

export interface GuardedAnswer {
  status: number
  headers: Readonly<Record<string, string>>
  body: Uint8Array
}

/** Why nothing came: private: the address, or one it resolves to, is none of the internet; scheme: not https; size: it said too much. */
export type GuardedTrouble = 'private' | 'scheme' | 'address' | 'slow' | 'size' | 'away'

/** Thrown when no answer came that may be read. */
export class NotReached extends Error {
  readonly trouble: GuardedTrouble
  constructor(trouble: GuardedTrouble, detail: string) {
    super(`${trouble}: ${detail}`)
    this.name = 'NotReached'
    this.trouble = trouble
  }
}

export interface Guarded {
  /**
   * Sends one request and reads its answer. Redirects are not followed: 3xx is an answer like any other. Every address that the
   * name resolves to is looked at by the very connection that uses it, so a name that changes between looking and connecting gains
   * nothing. Throws NotReached.
   */
  send(request: GuardedRequest): Promise<GuardedAnswer>
  /** Whether an address may be asked at all, as far as its text tells: what its name resolves to is looked at by `send`. */
  allows(address: string): boolean
}
