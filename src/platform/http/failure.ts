// How failures are said: a refusal as a page or problem details, a bug as a calm page with a reference to read aloud.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { isDatabaseBusy } from '../db/busy.ts'
import { type Log, tellable } from '../log.ts'
import { Refusal } from '../refusal.ts'
import { type BytesAnswer, bytes, type PageAnswer, type Visit } from './route.ts'

interface Speaker {
  render(visit: Visit, answer: PageAnswer): string
  refusalPage(visit: Visit, refusal: Refusal, reference: string | null): PageAnswer
  log: Log
}

/** Answers what was thrown: in the visitor's language, as a page or as problem details (RFC 9457). */
export function answerFailure(
  house: Speaker,
  visit: Visit,
  request: FastifyRequest,
  reply: FastifyReply,
  error: unknown,
): FastifyReply {
  const refusal = refusalFrom(error)
  const reference = refusal ? null : referenceOf(request)
  if (reference !== null) logBug(house, request, reference, error)
  const shown = refusal ?? new Refusal('unavailable', 'platform.refusal.bug', { reference: reference ?? '' })
  const status = reference === null ? statusOf(error, shown) : 500
  try {
    const said = request.routeOptions?.config?.refused?.(visit, shown, status) ?? inOurWay()
    reply.code(status).headers(said.headers)
    reply.header('cache-control', 'no-store').header('vary', 'accept, accept-encoding, cookie')
    if ((status === 503 || status === 429) && !reply.hasHeader('retry-after'))
      reply.header('retry-after', status === 429 ? '60' : '5')
    return reply.type(said.type).send(said.bytes)
  } catch (second) {
    // The page of the failure fails as well: what remains is a sentence that needs nothing.
    const last = reference ?? referenceOf(request)
    logBug(house, request, last, second)
    return reply
      .code(500)
      .header('cache-control', 'no-store')
      .type('text/plain; charset=utf-8')
      .send(`Что-то сломалось на нашей стороне, номер ${last}. / Something broke on our side, reference ${last}.`)
  }

  function inOurWay(): BytesAnswer {
    return visit.wantsJson
      ? bytes('application/problem+json; charset=utf-8', JSON.stringify(problemFrom(visit, shown, status, reference)))
      : bytes(
          'text/html; charset=utf-8',
          house.render(visit, { ...house.refusalPage(visit, shown, reference), status }),
        )
  }
}

/** What the person reads aloud and the log is searched by: letters and digits only. */
function referenceOf(request: FastifyRequest): string {
  return request.id.replaceAll(/[^A-Za-z0-9]/g, 'X').toUpperCase()
}

// Only the route's own words are logged of the address: the rest may be a key or what somebody typed.
function logBug(house: Speaker, request: FastifyRequest, reference: string, error: unknown): void {
  house.log.error(
    { reference, route: `${request.method} ${request.routeOptions?.url ?? '?'}`, error: tellable(error, true) },
    'a bug',
  )
}

function problemFrom(visit: Visit, shown: Refusal, status: number, reference: string | null): object {
  const { words } = visit.city
  const fields = Object.entries(shown.fields).map(([name, problem]) => ({
    name,
    detail: words(problem.key, problem.values),
  }))
  return {
    type: `about:blank#${shown.key}`,
    title: words(shown.key, shown.values),
    status,
    ...(fields.length > 0 ? { fields } : {}),
    ...(reference === null ? {} : { reference }),
  }
}

// What HTTP has a number for keeps it; what a person reads is one of the five refusals.
function statusOf(error: unknown, shown: Refusal): number {
  const status = statusIn(error)
  return status !== undefined && status >= 400 && status < 500 ? status : shown.status
}

function statusIn(error: unknown): number | undefined {
  if (error instanceof Refusal || !(error instanceof Error) || !('statusCode' in error)) return undefined
  return typeof error.statusCode === 'number' ? error.statusCode : undefined
}

// What Fastify, its plugins and the database throw in the ordinary course of things becomes one of the five refusals.
function refusalFrom(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error
  if (isDatabaseBusy(error)) return new Refusal('unavailable', 'platform.refusal.busy')
  if (!(error instanceof Error)) return null
  const status = statusIn(error)
  if (status === 404) return new Refusal('missing', 'platform.refusal.missing')
  if (status === 405) return new Refusal('missing', 'platform.refusal.method')
  if (status === 413) return new Refusal('invalid', 'platform.refusal.tooLarge')
  if (status === 429) return new Refusal('unavailable', 'platform.refusal.tooMany')
  if (status !== undefined && status >= 400 && status < 500) {
    return new Refusal('invalid', 'platform.refusal.unreadable')
  }
  if (/Unexpected end of (form|multipart)|Malformed part|terminated early|Boundary not found/i.test(error.message)) {
    return new Refusal('invalid', 'platform.refusal.unreadable')
  }
  // A text with NUL that no form has seen: the database refuses it (22021).
  if ('code' in error && error.code === '22021') return new Refusal('invalid', 'platform.form.unreadable')
  return null
}
