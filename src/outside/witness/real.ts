// Witnesses over HTTP (C2SP tlog-witness): asking one, and being one.
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AskWitness, WitnessDoor, WitnessReply } from './index.ts'

/** Asks by `POST <url>/add-checkpoint`; `waitMs`: how long the whole answer may take. */
export const askWitness: AskWitness = (url, request) => ask(url, request, 8_000)

export async function ask(url: string, request: string, waitMs: number): Promise<WitnessReply> {
  try {
    const answer = await fetch(`${url.replace(/\/+$/, '')}/add-checkpoint`, {
      method: 'POST',
      body: request,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      redirect: 'error',
      signal: AbortSignal.timeout(waitMs),
    })
    return { status: answer.status, type: answer.headers.get('content-type') ?? '', body: await readShort(answer) }
  } catch (error) {
    throw new Error(`witness ${url}: ${reasonOf(error)}`)
  }
}

/**
 * Listens for requests to cosign. Answers where it listens and how to stop. Throws what the network says when the place is
 * taken or not ours.
 */
export async function serveWitness(
  { host, port }: { host: string; port: number },
  door: WitnessDoor,
): Promise<{ url: string; close(): Promise<void> }> {
  let turn: Promise<unknown> = Promise.resolve()
  const oneByOne = (request: string): Promise<WitnessReply> => {
    const answered = turn.then(() => door.answer(request))
    turn = answered.catch(() => {})
    return answered
  }
  // The whole request must arrive in time, so that slow ones cannot hold all places.
  const limits = { requestTimeout: 10_000, headersTimeout: 5_000, keepAliveTimeout: 5_000, maxHeaderSize: 8 * 1024 }
  const server = createServer(limits, (request, response) => {
    replyTo(request, door.front, oneByOne)
      .catch((error: unknown): WitnessReply => {
        console.error(error)
        return { status: 500, type: plain, body: 'the witness failed\n' }
      })
      .then(({ status, type, body }) => {
        if (!request.complete) response.setHeader('connection', 'close')
        response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) }).end(body)
      })
  })
  server.maxConnections = 256
  server.listen(port, host)
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the witness listens on no port')
  const shown = address.family === 'IPv6' ? `[${address.address}]` : address.address
  return {
    url: `http://${shown}:${address.port}`,
    close: async () => {
      const closed = new Promise<void>((done) => server.close(() => done()))
      server.closeIdleConnections()
      await turn
      await closed
    },
  }
}

const plain = 'text/plain; charset=utf-8'
const mostAnswer = 64 * 1024
// 63 hashes and a checkpoint with sixteen signatures of the largest kind fit twice.
const mostRequest = 256 * 1024

async function replyTo(
  request: IncomingMessage,
  front: string,
  answer: (request: string) => Promise<WitnessReply>,
): Promise<WitnessReply> {
  const path = (request.url ?? '').split('?')[0]
  if (path === '/' && request.method === 'GET') return { status: 200, type: plain, body: front }
  if (path !== '/add-checkpoint') return { status: 404, type: plain, body: 'POST /add-checkpoint\n' }
  if (request.method !== 'POST') return { status: 405, type: plain, body: 'POST /add-checkpoint\n' }
  const body = await bodyOf(request)
  return body === null ? { status: 400, type: plain, body: 'no add-checkpoint request\n' } : answer(body)
}

/** The request's text, or null when it is too long, breaks off or is no UTF-8. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of request) {
      length += chunk.length
      if (length > mostRequest) return null
      chunks.push(chunk)
    }
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks))
  } catch {
    return null
  }
}

async function readShort(answer: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of answer.body ?? []) {
    length += chunk.length
    if (length > mostAnswer) throw new Error(`more than ${mostAnswer} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.message
}
