// Sending what is made while it is sent: asked for again only when it changed, packed on the way, and broken off when it fails.
import { pipeline, Readable } from 'node:stream'
import { constants, createBrotliCompress, createGzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Log, tellable } from '../log.ts'
import { encodingFor, isUnchanged } from './negotiate.ts'
import type { StreamAnswer } from './route.ts'

/** Sends the chunks. What fails before the first of them is thrown; later the connection is cut, so that nobody takes a part for all. */
export async function sendStream(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: StreamAnswer,
  log: Log,
): Promise<FastifyReply> {
  const fresh = isFresh(request, answer)
  const chunks = answer.chunks[Symbol.asyncIterator]()
  const first = fresh || request.method === 'HEAD' ? null : await chunks.next()
  reply.code(answer.status).header('content-type', answer.type)
  reply.header('cache-control', 'no-cache').header('vary', 'accept, accept-encoding').header('etag', answer.etag)
  if (answer.modified) reply.header('last-modified', httpDate(answer.modified))
  for (const [name, value] of Object.entries(answer.headers)) reply.header(name, value)
  if (fresh) return reply.code(304).send()
  if (first === null) return reply.send()
  const plain = Readable.from(resumed(first, chunks), { objectMode: false, highWaterMark: 64 * 1024 })
  const packed = encodingFor(request.headers['accept-encoding'], { br: true, gzip: true })
  if (packed === null) return reply.send(plain.on('error', told))
  const packer =
    packed === 'br'
      ? createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })
      : createGzip({ level: 6 })
  pipeline(plain, packer, (error) => error && told(error))
  return reply.header('content-encoding', packed).send(packer)

  function told(error: Error): void {
    if ('code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE') return
    log.error({ route: request.routeOptions?.url ?? '?', error: tellable(error, true) }, 'an export broke off')
  }
}

async function* resumed(first: IteratorResult<string>, rest: AsyncIterator<string>): AsyncGenerator<string> {
  try {
    for (let next = first; !next.done; next = await rest.next()) yield next.value
  } finally {
    await rest.return?.()
  }
}

// If-None-Match says more than a time of whole seconds and goes before it (RFC 9110, 13.2.2).
function isFresh(request: FastifyRequest, { etag, modified }: StreamAnswer): boolean {
  const known = request.headers['if-none-match']
  if (known !== undefined) return isUnchanged(known, etag)
  const since = request.headers['if-modified-since']
  if (since === undefined || modified === undefined) return false
  const at = Date.parse(since)
  return !Number.isNaN(at) && Math.floor(modified.getTime() / 1000) * 1000 <= at
}

function httpDate(at: Date): string {
  return at.toUTCString()
}
