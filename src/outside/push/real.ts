// Web push by RFC 8030 and 8292: empty messages to addresses that browsers gave us, and to no address within a private network.
import { type LookupAddress, lookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { Agent, request } from 'undici'
import webPush from 'web-push'
import { z } from 'zod'
import { keepFirst, readKept } from '#platform/kept.ts'
import { isPublic } from '#platform/public-address.ts'
import type { Push, PushAnswer } from './index.ts'

export interface PushKeys {
  /** Both base64url: a point of P-256 and its private number. */
  publicKey: string
  privateKey: string
}

export interface PushSettings {
  keys: PushKeys
  /** Whom a push service may ask about the sender: https: or mailto:. */
  contact: string
  /** True where http and private networks are allowed: for trying it out on one machine. */
  local?: boolean
  /** How long a whole answer may take. */
  waitMs?: number
}

// As long as it makes sense to say that there is news: a phone that was off for a day shows it when it is on again.
const livesSeconds = 86_400
const mostLaterSeconds = 86_400

/** Opens web push with the keys of this city. */
export function openPush({ keys, contact, local = false, waitMs = 8_000 }: PushSettings): Push {
  const agent = new Agent({ connect: { lookup: local ? lookup : publicLookup, timeout: waitMs }, connections: 8 })
  return {
    key: keys.publicKey,
    accepts: (endpoint) => mayReach(endpoint, local),
    send: async (endpoint) => {
      if (!mayReach(endpoint, local)) throw new Error('a push address must be https and public')
      const { origin } = new URL(endpoint)
      const signed = webPush.getVapidHeaders(origin, contact, keys.publicKey, keys.privateKey, 'aes128gcm')
      // Redirects are not followed: they could lead where the address itself may not.
      const answer = await request(endpoint, {
        method: 'POST',
        headers: {
          authorization: signed.Authorization,
          ttl: String(livesSeconds),
          urgency: 'normal',
          // One unread message is enough: a newer one takes the place of one that waits at the service.
          topic: 'news',
          'content-length': '0',
        },
        dispatcher: agent,
        signal: AbortSignal.timeout(waitMs),
      }).catch((error: unknown) => {
        throw new Error(`push service ${hostOf(endpoint)}: ${reasonOf(error)}`)
      })
      await answer.body.dump({ limit: 16_384 }).catch(() => {})
      return readAnswer(answer.statusCode, answer.headers['retry-after'], hostOf(endpoint))
    },
  }
}

function readAnswer(status: number, retryAfter: string | string[] | undefined, host: string): PushAnswer {
  if (status >= 200 && status < 300) return { kind: 'taken' }
  if (status === 404 || status === 410) return { kind: 'gone' }
  const seconds = Number([retryAfter ?? ''].flat()[0])
  if (status === 429 || (status === 503 && seconds > 0)) {
    return { kind: 'later', seconds: Math.min(Math.max(Number.isFinite(seconds) ? seconds : 0, 60), mostLaterSeconds) }
  }
  throw new Error(`push service ${host}: status ${status}`)
}

/** Reads the keys; null when there is no file. Throws a sentence when it holds none. */
export async function readPushKeys(file: string): Promise<PushKeys | null> {
  const kept = await readKept(file)
  if (kept === null) return null
  const read = z.object({ publicKey: z.string().min(80), privateKey: z.string().min(40) }).safeParse(parsed(kept))
  if (!read.success) throw new Error(`WEB_PUSH_KEY_FILE: в файле ${file} нет ключей / the file ${file} holds no keys`)
  return read.data
}

/** Makes the keys where there are none; those that are there stay, since browsers subscribed to them. */
export async function makePushKeys(file: string): Promise<{ made: boolean; publicKey: string }> {
  const before = await readPushKeys(file)
  if (before) return { made: false, publicKey: before.publicKey }
  const keys = webPush.generateVAPIDKeys()
  if (await keepFirst(file, `${JSON.stringify(keys)}\n`)) return { made: true, publicKey: keys.publicKey }
  return makePushKeys(file)
}

function mayReach(endpoint: string, local: boolean): boolean {
  if (endpoint.length > 2_000 || !URL.canParse(endpoint)) return false
  const { protocol, hostname, username, password } = new URL(endpoint)
  if (username !== '' || password !== '') return false
  if (local) return protocol === 'https:' || protocol === 'http:'
  const host = hostname.replace(/^\[|\]$/g, '')
  if (protocol !== 'https:' || host === 'localhost' || host.endsWith('.localhost')) return false
  return isIP(host) === 0 ? host.includes('.') : isPublic(host)
}

// A name may lead to a private address, and to another one each time it is asked: so what is connected to is what is checked.
const publicLookup: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    if (error) return done(error, '', 0)
    const open = addresses.filter(({ address }) => isPublic(address))
    const [first] = open
    if (!first || open.length < addresses.length) return done(new Error('the name leads to a private network'), '', 0)
    if (options.all) return done(null, open)
    return done(null, first.address, first.family)
  })
}

function hostOf(endpoint: string): string {
  return new URL(endpoint).host
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message
}
