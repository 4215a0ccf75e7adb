// What is refused before any handler: posts from other sites.
import type { FastifyRequest } from 'fastify'

/**
 * Whether an unsafe request comes from another site. Browsers tell by Sec-Fetch-Site or at least Origin; a request with
 * neither is not a browser's and brings no one else's cookies.
 */
export function isCrossSite(request: FastifyRequest, publicHost: string | null): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true
  const origin = request.headers.origin
  if (origin === undefined) return false
  const host = hostOf(origin)
  return host === null || (host !== request.headers.host && host !== publicHost)
}

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host
  } catch {
    return null
  }
}

/** Headers of every answer: nothing from outside, nothing inline, no framing, no sniffing. */
export const constantHeaders = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'geolocation=(self), camera=(self), microphone=()',
  'x-frame-options': 'DENY',
} as const

/** The policy of a page whose forms lead to these origins, too: browsers hold the redirect after a post to `form-action`. */
export function policyWithForms(origins: readonly string[]): string {
  return constantHeaders['content-security-policy'].replace(
    "form-action 'self'",
    ["form-action 'self'", ...origins].join(' '),
  )
}

const { 'x-frame-options': _, ...unframed } = constantHeaders

/** Headers of the addresses that may stand inside pages of other sites (decision 041): no script, no form, nothing but to be seen. */
export const framedHeaders = {
  ...unframed,
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors *",
  'cross-origin-resource-policy': 'cross-origin',
  'permissions-policy': 'geolocation=(), camera=(), microphone=()',
} as const
