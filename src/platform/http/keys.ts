// Requests of programs that bring a key: who holds it, what it allows, and how much of its quotas is left.
import type { IncomingMessage } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Refusal, type RefusalKind, type Values } from '../refusal.ts'

/** Keys begin so, wherever they come: a key that is seen in an address or a log can be told from anything else. */
export const keyMark = 'ita_'

export interface KeyHolder {
  id: string
  scopes: readonly string[]
}

/** How a quota stands: its name, how many requests in how many seconds, how many are left, and for how long. */
export interface QuotaLeft {
  name: string
  quota: number
  seconds: number
  left: number
  reset: number
}

export interface KeyGate {
  /** Who holds this key; null when it is unknown or was revoked. */
  holder(key: string): Promise<KeyHolder | null>
  /** Takes leave for one request. Refused when one of the quotas has nothing left. */
  take(holder: KeyHolder): Promise<{ ok: boolean; quotas: readonly QuotaLeft[] }>
}

/** A refusal that HTTP has a number of its own for. */
class KeyRefusal extends Refusal {
  readonly #status: number
  constructor(status: number, kind: RefusalKind, key: string, values: Values = {}) {
    super(kind, key, values)
    this.#status = status
  }
  override get status(): number {
    return this.#status
  }
}

/** Wrong keys by minute and address. */
const wrongKeys = new Map<string, number>()
const mostWrong = 60

/** Whether a request comes with a key; it is then a program's, and nobody's who is signed in. */
export function isByKey(request: Pick<IncomingMessage, 'headers'>): boolean {
  return keyIn(request) !== null
}

/**
 * Counts a request against its key's quotas and says how they stand (RateLimit and RateLimit-Policy of
 * draft-ietf-httpapi-ratelimit-headers). Throws 400 for a key in the address, 401 for one that is none, 403 where it does not
 * reach, 429 when a quota is used up or too many wrong keys came from one address this minute: a good one from there waits, too.
 */
export async function countKey(gate: KeyGate | undefined, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  // Addresses stand in logs, in histories and in letters: a key that came so is not to be used again.
  if (/[?&=]ita_[\w-]{8}/i.test(decoded(request.originalUrl)))
    throw new KeyRefusal(400, 'invalid', 'platform.key.inAddress')
  const key = keyIn(request.raw)
  // A library that reads its own requests has tokens of its own kind, and looks at them itself.
  if (key === null || (request.routeOptions.config.unread && !key.startsWith(keyMark))) return
  const minute = Math.floor(performance.now() / 60_000)
  const wrong = `${minute} ${request.ip}`
  // Each unknown key is looked for in the database: whoever tries many is not answered by it any more this minute.
  if ((wrongKeys.get(wrong) ?? 0) >= mostWrong) {
    reply.header('retry-after', '60')
    throw new KeyRefusal(429, 'unavailable', 'platform.key.tooManyWrong')
  }
  const holder = gate && key.startsWith(keyMark) ? await gate.holder(key) : null
  if (!gate || !holder) {
    if (wrongKeys.size >= 10_000) wrongKeys.clear()
    wrongKeys.set(wrong, (wrongKeys.get(wrong) ?? 0) + 1)
    reply.header('www-authenticate', 'Bearer realm="italmas", error="invalid_token"')
    throw new KeyRefusal(401, 'not-allowed', 'platform.key.unknown')
  }
  const { scope } = request.routeOptions.config
  if (scope === undefined) throw new KeyRefusal(403, 'not-allowed', 'platform.key.notHere')
  if (!holder.scopes.includes(scope)) throw new KeyRefusal(403, 'not-allowed', 'platform.key.scope', { scope })
  const { ok, quotas } = await gate.take(holder)
  reply.header(
    'ratelimit-policy',
    quotas.map(({ name, quota, seconds }) => `"${name}";q=${quota};w=${seconds}`).join(', '),
  )
  reply.header('ratelimit', quotas.map(({ name, left, reset }) => `"${name}";r=${left};t=${reset}`).join(', '))
  if (!ok) {
    const wait = Math.max(...quotas.filter(({ left }) => left === 0).map(({ reset }) => reset), 1)
    reply.header('retry-after', String(wait))
    throw new KeyRefusal(429, 'unavailable', 'platform.key.quota', { seconds: wait })
  }
  request.holder = holder
}

function keyIn({ headers }: Pick<IncomingMessage, 'headers'>): string | null {
  const bearer = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1]
  const own = headers['x-api-key']
  return bearer ?? (typeof own === 'string' && own !== '' ? own : null)
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url)
  } catch {
    return url
  }
}
