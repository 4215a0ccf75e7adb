// A published log: what is needed to read one that lies anywhere.

export interface PublishedLog {
  /** The address under which its checkpoint and tiles lie. */
  address: string
  /** The bytes at a path under the address, or null where there is nothing. Throws `LogAway` when nobody answers for it. */
  read(path: string): Promise<Uint8Array | null>
}

/** The log cannot be read now: nobody there, too slow, too much, or an answer that is none. */
export class LogAway extends Error {}
