// Guarded requests over undici: the connection itself refuses any address that is none of the internet.
import { lookup as lookUp } from 'node:dns'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { Agent, request as ask } from 'undici'
import { isPublic } from '#platform/public-address.ts'
import { type Guarded, NotReached } from './index.ts'

export interface GuardOptions {
  /** For tests and intranets: any address, and plain http. */
  allowPrivate: boolean
  /** Resolves names; the system's resolver by default. */
  resolve?: LookupFunction
}

/** Opens the guard. */
export function openGuarded({ allowPrivate, resolve = lookUp }: GuardOptions): Guarded {
  const lookup: LookupFunction = (name, options, answer) =>
    resolve(name, { ...options, all: true }, (error, found, family) => {
      if (error) return answer(error, '', 0)
      const addresses = Array.isArray(found) ? found : [{ address: found, family: family ?? 4 }]
      // One that is wrong is enough: whoever mixes public and private addresses wants the private one.
      const wrong = allowPrivate ? undefined : addresses.find(({ address }) => !isPublic(address))
      const [first] = addresses
      if (wrong || !first) return answer(new NotReached('private', wrong?.address ?? name), '', 0)
      if (options.all) return answer(null, addresses)
      return answer(null, first.address, first.family)
    })
  // A connection is used once: a kept one would go past the next look at its address.
  const agent = new Agent({ connect: { lookup, timeout: 5_000 }, pipelining: 0, maxResponseSize: -1 })
  const sent: Guarded['send'] = async (request) => {
    const url = urlOf(request.url, allowPrivate)
    try {
      const answer = await ask(url, {
        dispatcher: agent,
        method: request.method,
        headers: { 'user-agent': 'Italmas', ...request.headers },
        body: request.body ?? null,
        signal: AbortSignal.timeout(request.waitMs),
      })
      const headers = Object.fromEntries(
        Object.entries(answer.headers).map(([name, value]) => [
          name,
          Array.isArray(value) ? value.join(', ') : (value ?? ''),
        ]),
      )
      return { status: answer.statusCode, headers, body: await bodyOf(answer.body, request.mostBytes) }
    } catch (error) {
      throw troubleOf(error)
    }
  }
  return { send: sent, allows: (address) => mayReach(address, allowPrivate) }
}

function mayReach(address: string, allowPrivate: boolean): boolean {
  try {
    urlOf(address, allowPrivate)
    return true
  } catch (error) {
    if (error instanceof NotReached) return false
    throw error
  }
}

// A literal address is connected to without any look-up, so it is looked at here.
function urlOf(address: string, allowPrivate: boolean): URL {
  const url = URL.canParse(address) ? new URL(address) : null
  if (url?.username !== '' || url.password !== '') throw new NotReached('address', 'no address to send to')
  if (url.protocol !== 'https:' && !(allowPrivate && url.protocol === 'http:'))
    throw new NotReached('scheme', url.protocol)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (!allowPrivate && ipaddr.isValid(host) && !isPublic(host)) throw new NotReached('private', host)
  return url
}

async function bodyOf(stream: AsyncIterable<Uint8Array>, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of stream) {
    length += chunk.length
    if (length > most) throw new NotReached('size', `more than ${most} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function troubleOf(error: unknown): NotReached {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof NotReached) return cause
    if (cause instanceof AggregateError) {
      const inner = cause.errors.find((each) => each instanceof NotReached)
      if (inner instanceof NotReached) return inner
    }
    if (cause.name === 'TimeoutError' || cause.name === 'AbortError' || /Timeout/.test(cause.name))
      return new NotReached('slow', cause.message)
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  return new NotReached('away', code)
}
