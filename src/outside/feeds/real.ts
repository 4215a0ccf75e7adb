// Feeds over guarded requests: conditional, redirects by hand, and never more bytes than agreed, packed or unpacked.
import { brotliDecompress, gunzip, inflate } from 'node:zlib'
import {
  type AskFeed,
  type FeedAnswer,
  type FeedAsk,
  type FeedFailed,
  type FeedTrouble,
  type GuardedReply,
  mostFeedBytes,
  type SendGuarded,
} from './index.ts'

export interface FeedOptions {
  /** The city's own address, so that a feed's owner knows whom to write to. */
  from: string
  /** The most bytes, packed and unpacked; 60 MB by default. */
  mostBytes?: number
  now?: () => Date
}

const troubles = ['private', 'scheme', 'address', 'slow', 'size', 'away'] as const
const mostRedirects = 5
const longestWaitMs = 86_400_000

/** Makes the way of asking. */
export function openFeeds(guarded: { send: SendGuarded }, options: FeedOptions): AskFeed {
  return (ask) => follow(guarded, { now: () => new Date(), mostBytes: mostFeedBytes, ...options }, ask)
}

type Settled = Required<FeedOptions>

async function follow(guarded: { send: SendGuarded }, options: Settled, ask: FeedAsk): Promise<FeedAnswer> {
  const seen = new Set<string>()
  let url = withoutPart(ask.url)
  // Where it moved for good: only as long as every step on the way was for good.
  let movedTo: string | null = null
  let forGood = true
  for (let steps = 0; ; steps += 1) {
    if (seen.has(url)) return failed('loop', { movedTo })
    if (steps > mostRedirects) return failed('redirects', { movedTo })
    seen.add(url)
    const answer = await send(guarded, options, ask, url)
    if (typeof answer === 'string') return failed(answer, { movedTo })
    const to = leadsTo(answer, url)
    if (to === null) return heard(answer, options, movedTo)
    if (new URL(url).protocol === 'https:' && new URL(to).protocol !== 'https:') return failed('scheme', { movedTo })
    forGood &&= answer.status === 301 || answer.status === 308
    if (forGood) movedTo = to
    url = to
  }
}

async function send(
  guarded: { send: SendGuarded },
  options: Settled,
  ask: FeedAsk,
  url: string,
): Promise<GuardedReply | FeedTrouble> {
  const headers: Record<string, string> = {
    'user-agent': `Italmas (+${options.from})`,
    accept: 'text/calendar, application/ld+json, application/json, text/html;q=0.9, text/csv;q=0.9, */*;q=0.5',
    'accept-encoding': 'gzip, deflate, br',
  }
  if (ask.etag) headers['if-none-match'] = ask.etag
  if (ask.lastModified) headers['if-modified-since'] = ask.lastModified
  try {
    const most = { waitMs: ask.waitMs ?? 60_000, mostBytes: options.mostBytes }
    return await guarded.send({ url, method: 'GET', headers, ...most })
  } catch (error) {
    const trouble = error instanceof Error && 'trouble' in error ? error.trouble : null
    const known = troubles.find((each) => each === trouble)
    if (known) return known
    throw error
  }
}

async function heard(answer: GuardedReply, options: Settled, movedTo: string | null): Promise<FeedAnswer> {
  const { status, headers } = answer
  if (status === 304) return { kind: 'unchanged', movedTo }
  if (status < 200 || status > 299 || status === 206) {
    const retryAfterMs = waitOf(headers['retry-after'], options.now())
    const later = status === 429 || (status === 503 && retryAfterMs !== null)
    return failed(later ? 'wait' : 'status', { status, retryAfterMs, movedTo })
  }
  const body = await unpacked(answer, options.mostBytes)
  if (typeof body === 'string') return failed(body, { status, movedTo })
  const [type = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';')
  const charset = parameters.map((each) => /^\s*charset\s*=\s*"?([\w.:-]+)"?\s*$/.exec(each)?.[1]).find(Boolean) ?? null
  return {
    ...{ kind: 'heard', body, type: type.trim(), charset, movedTo },
    etag: short(headers.etag),
    lastModified: short(headers['last-modified']),
  }
}

/** The address a redirect leads to; null where the answer is none, or leads nowhere that can be asked. */
function leadsTo({ status, headers }: GuardedReply, from: string): string | null {
  if (![301, 302, 303, 307, 308].includes(status) || !headers.location) return null
  return URL.canParse(headers.location, from) ? withoutPart(new URL(headers.location, from).href) : null
}

function withoutPart(url: string): string {
  return url.split('#', 1)[0] ?? ''
}

async function unpacked({ headers, body }: GuardedReply, most: number): Promise<Uint8Array | FeedTrouble> {
  const ways = (headers['content-encoding'] ?? '')
    .toLowerCase()
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '' && each !== 'identity')
  // Whoever packs more than twice hides something.
  if (ways.length > 2) return 'damaged'
  let bytes = body
  for (const way of ways.reverse()) {
    const open = openers[way]
    if (!open) return 'damaged'
    const opened = await unpack(open, bytes, most)
    if (typeof opened === 'string') return opened
    bytes = opened
  }
  return bytes
}

type Opener = (
  bytes: Uint8Array,
  options: { maxOutputLength: number },
  done: (error: Error | null, result: Buffer) => void,
) => void
const openers: Record<string, Opener> = { gzip: gunzip, 'x-gzip': gunzip, deflate: inflate, br: brotliDecompress }

function unpack(open: Opener, bytes: Uint8Array, maxOutputLength: number): Promise<Uint8Array | FeedTrouble> {
  return new Promise((answer) => {
    open(bytes, { maxOutputLength }, (error, result) => {
      if (!error) return answer(result)
      answer('code' in error && error.code === 'ERR_BUFFER_TOO_LARGE' ? 'size' : 'damaged')
    })
  })
}

/** Seconds or a date (RFC 9110, 10.2.3), as milliseconds from now. */
function waitOf(said: string | undefined, now: Date): number | null {
  if (!said) return null
  const wait = /^\d+$/.test(said) ? Number(said) * 1000 : Date.parse(said) - now.getTime()
  return Number.isNaN(wait) ? null : Math.min(Math.max(wait, 0), longestWaitMs)
}

// A validator is sent back as it came; what is longer than any server makes is left out.
const short = (header: string | undefined): string | null => (header && header.length <= 1000 ? header : null)

function failed(trouble: FeedTrouble, more: Partial<FeedFailed> = {}): FeedFailed {
  return { kind: 'failed', trouble, status: null, retryAfterMs: null, movedTo: null, ...more }
}
