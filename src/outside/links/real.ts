// Asking other sites over HTTP whether a page is there: by its head, else by its first bytes, and never inside a closed network.
import { lookup as resolve } from 'node:dns'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { Agent, request } from 'undici'
import { isPublic } from '#platform/public-address.ts'
import type { AskLink, LinkFault, LinkReply } from './index.ts'

export interface AskingOptions {
  /** Who asks: the city's own address, so that a site's owner knows whom to write to. */
  from: string
  /** How long one answer may take. */
  waitMs?: number
  /** Addresses of closed networks that may be asked all the same: `127.0.0.1`. */
  allowed?: readonly string[]
}

/** Makes the way of asking. One at a time for each site; the next waits. */
export function openAsking({ from, waitMs = 10_000, allowed = [] }: AskingOptions): {
  ask: AskLink
  close(): Promise<void>
} {
  const agent = new Agent({
    connect: { lookup: guarded(allowed), timeout: waitMs },
    headersTimeout: waitMs,
    bodyTimeout: waitMs,
    pipelining: 0,
  })
  const headers = { 'user-agent': `Italmas link check (${from})`, accept: 'text/html, */*;q=0.5' }
  const turns = new Map<string, Promise<unknown>>()

  const askOnce = async (url: URL, method: 'HEAD' | 'GET') => {
    if (isClosed(url.hostname, allowed)) throw new ClosedNetwork()
    const answer = await request(url, {
      ...{ method, dispatcher: agent, signal: AbortSignal.timeout(waitMs) },
      // A page may be large, and only whether it is there is asked.
      headers: method === 'GET' ? { ...headers, range: 'bytes=0-0' } : headers,
    })
    answer.body.on('error', () => {})
    answer.body.destroy()
    const { location } = answer.headers
    return { status: answer.statusCode, to: typeof location === 'string' ? location : null }
  }

  const askAll = async (given: string): Promise<LinkReply> => {
    if (!URL.canParse(given)) return { ok: false, fault: 'missing' }
    let url = new URL(given)
    for (let hop = 0; hop <= mostHops; hop += 1) {
      if (url.protocol !== 'http:' && url.protocol !== 'https:') return { ok: false, fault: 'missing' }
      let answer = await askOnce(url, 'HEAD')
      // Many sites answer heads badly: what counts is how they answer a reader.
      if (answer.status >= 400) answer = await askOnce(url, 'GET')
      if (answer.status < 300 || answer.status >= 400) return replyFor(answer.status)
      if (answer.to === null || !URL.canParse(answer.to, url.href)) return replyFor(answer.status === 304 ? 200 : 404)
      url = new URL(answer.to, url)
    }
    return { ok: false, fault: 'loop' }
  }

  return {
    ask: (url) => {
      const host = URL.canParse(url) ? new URL(url).host : ''
      const asked = (turns.get(host) ?? Promise.resolve()).then(() =>
        askAll(url).catch((error: unknown): LinkReply => ({ ok: false, fault: faultOf(error) })),
      )
      turns.set(host, asked)
      void asked.then(() => {
        if (turns.get(host) === asked) turns.delete(host)
      })
      return asked
    },
    close: () => agent.close(),
  }
}

const mostHops = 5

class ClosedNetwork extends Error {}

// A site that lets no program in, or not so often, is there.
function replyFor(status: number): LinkReply {
  if (status < 400 || status === 401 || status === 403 || status === 429 || status === 416) return { ok: true }
  return { ok: false, fault: status >= 500 ? 'failing' : 'missing' }
}

/**
 * A look-up that gives only addresses of the open internet. It guards the connection itself, so a name that leads elsewhere the second
 * time it is asked gains nothing.
 */
function guarded(allowed: readonly string[]): LookupFunction {
  return (host, options, answer) => {
    resolve(host, { ...options, all: true }, (error, found) => {
      if (error) return answer(error, [])
      const open = found.filter(({ address }) => !isClosed(address, allowed))
      const [first] = open
      if (!first) return answer(new ClosedNetwork(`${host} leads into a closed network`), [])
      if (options.all) return answer(null, open)
      return answer(null, first.address, first.family)
    })
  }
}

/** Whether a host, where it is an address, lies in a network that is nobody's business: this machine, its neighbours, and the like. */
function isClosed(host: string, allowed: readonly string[]): boolean {
  const bare = host.replace(/^\[|\]$/g, '')
  if (allowed.includes(bare)) return false
  if (!ipaddr.isValid(bare)) return bare === 'localhost' || bare.endsWith('.localhost')
  return !isPublic(bare)
}

function faultOf(error: unknown): LinkFault {
  const found: unknown[] = [error]
  for (let at = 0; at < found.length && at < 8; at += 1) {
    const each = found[at]
    if (each instanceof ClosedNetwork) return 'closed'
    if (!(each instanceof Error)) continue
    const code = 'code' in each ? String(each.code) : ''
    if (/TIMEOUT|ETIMEDOUT|ABORT/i.test(code) || each.name === 'TimeoutError') return 'slow'
    if (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO/i.test(code)) return 'certificate'
    found.push(each.cause)
    if (each instanceof AggregateError) found.push(...each.errors)
  }
  return 'away'
}
