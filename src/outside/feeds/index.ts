// Feeds of other people's sites: what the city asks of an address, and everything it may hear. Nothing here ever throws.

export interface FeedAsk {
  url: string
  /** The validators of the last answer that was taken in whole: with them an unchanged feed costs one short answer. */
  etag?: string | null
  lastModified?: string | null
  /** How long one answer may take, in milliseconds; 60 seconds by default. */
  waitMs?: number
}

/**
 * Why there is nothing to read. private: it leads to an address that is none of the internet; scheme: away from https; address: no
 * address at all; slow: not in time; size: more than 60 MB, packed or unpacked; away: nobody listens, or it broke off; loop: it sends
 * in a circle; redirects: it sends on more than five times; damaged: packed wrongly; wait: it asks to come later; status: it answers
 * something else than a feed.
 */
export type FeedTrouble =
  | 'private'
  | 'scheme'
  | 'address'
  | 'slow'
  | 'size'
  | 'away'
  | 'loop'
  | 'redirects'
  | 'damaged'
  | 'wait'
  | 'status'

export interface FeedHeard {
  kind: 'heard'
  /** Unpacked. */
  body: Uint8Array
  /** The media type, in small letters and without parameters; '' where none was said. */
  type: string
  /** What the answer said its letters are, in small letters. */
  charset: string | null
  /** To be sent next time, once what was heard is kept. */
  etag: string | null
  lastModified: string | null
  /** Where it says that it has moved for good. */
  movedTo: string | null
}

export interface FeedUnchanged {
  kind: 'unchanged'
  movedTo: string | null
}

export interface FeedFailed {
  kind: 'failed'
  trouble: FeedTrouble
  status: number | null
  /** How long it asks to be left alone, in milliseconds; at most a day. */
  retryAfterMs: number | null
  movedTo: string | null
}

export type FeedAnswer = FeedHeard | FeedUnchanged | FeedFailed

/** One guarded request, as `outside/guarded` sends it: it throws an error with a `trouble` where nothing came that may be read. */
export type SendGuarded = (request: {
  url: string
  method: 'GET'
  headers: Readonly<Record<string, string>>
  waitMs: number
  mostBytes: number
}) => Promise<GuardedReply>

export interface GuardedReply {
  status: number
  headers: Readonly<Record<string, string>>
  body: Uint8Array
}

/** Asks an address for its feed, following at most five redirects, each looked at as the first was. */
export type AskFeed = (ask: FeedAsk) => Promise<FeedAnswer>

/** The most bytes of a feed, as it comes and unpacked. */
export const mostFeedBytes = 60_000_000
