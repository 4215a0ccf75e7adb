// A published log over HTTP.
import { setTimeout as pause } from 'node:timers/promises'
import { LogAway, type PublishedLog } from './index.ts'

export interface Patience {
  /** How long one answer may take, to its last byte. */
  waitMs: number
  /** How often a busy server is asked again, and how long it may ask to wait. */
  turns: number
  longestPauseMs: number
}

const usual: Patience = { waitMs: 30_000, turns: 6, longestPauseMs: 90_000 }

/**
 * Finds the log at its own address or under the address of a city (`<url>/chronicle`). Throws `LogAway` when there is none
 * at either, or nobody answers.
 */
export async function openLog(url: string, patience: Patience = usual): Promise<PublishedLog> {
  const given = addressOf(url)
  for (const address of [given, `${given}/chronicle`]) {
    const read = (path: string) => fetchBytes(`${address}/${path}`, patience)
    const checkpoint = await read('checkpoint')
    if (checkpoint) return { address, read }
  }
  throw new LogAway(`${given}: no checkpoint here, nor under /chronicle`)
}

// A bundle of 256 entries of 65,535 bytes with their lengths: nothing of a log is longer.
const most = 256 * 65_537

function addressOf(url: string): string {
  const parsed = URL.parse(url)
  if (!parsed || !/^https?:$/.test(parsed.protocol)) throw new LogAway(`${url}: no http or https address`)
  return parsed.origin + parsed.pathname.replace(/\/+$/, '')
}

async function fetchBytes(url: string, patience: Patience): Promise<Uint8Array | null> {
  for (let turn = 1; ; turn++) {
    const answer = await ask(url, patience)
    if (typeof answer !== 'number') return answer
    if (turn >= patience.turns || answer > patience.longestPauseMs) throw new LogAway(`${url}: too busy`)
    await pause(answer)
  }
}

/** The bytes, null where there are none, or after how many milliseconds to ask again. */
async function ask(url: string, { waitMs }: Patience): Promise<Uint8Array | null | number> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(waitMs) })
    if (answer.ok) return await bytesOf(answer)
    await answer.body?.cancel()
    if (answer.status === 404 || answer.status === 410) return null
    if (answer.status === 429 || answer.status === 503) return pauseOf(answer.headers.get('retry-after'))
    throw new LogAway(`${url}: ${answer.status}`)
  } catch (error) {
    throw error instanceof LogAway ? error : new LogAway(`${url}: ${reasonOf(error)}`)
  }
}

async function bytesOf(answer: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of answer.body ?? []) {
    length += chunk.length
    if (length > most) throw new LogAway(`${answer.url}: more than ${most} bytes`)
    chunks.push(chunk)
  }
  const bytes = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

function pauseOf(retryAfter: string | null): number {
  return retryAfter !== null && /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) * 1000 : 1000
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.message
}
