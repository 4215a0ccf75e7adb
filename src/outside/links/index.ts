// Links to other sites: what the city asks of one, and what it may hear.

/** Why a link does not lead to a page. */
export type LinkFault =
  /** The site answers that there is no such page: 404, 410 and the other 4xx. */
  | 'missing'
  /** The site itself fails: 5xx. */
  | 'failing'
  /** It did not answer in time. */
  | 'slow'
  /** It sends on and on. */
  | 'loop'
  /** There is no such host, or nobody listens there. */
  | 'away'
  /** Its certificate is not good. */
  | 'certificate'
  /** It leads into a closed network, where the city does not go. */
  | 'closed'

export type LinkReply = { ok: true } | { ok: false; fault: LinkFault }

/** Asks whether an address of another site leads to a page. It never throws: whatever happens is an answer. */
export type AskLink = (url: string) => Promise<LinkReply>
