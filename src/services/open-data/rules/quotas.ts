// How much a key allows: the spans over which requests are counted, and what is taken at once.
import type { QuotaLeft } from '#platform/http/keys.ts'

export const scopes = ['read', 'reports:write', 'webhooks'] as const
export type Scope = (typeof scopes)[number]

export interface Quotas {
  perMinute: number
  perDay: number
}

export type Span = 'minute' | 'day'
export const spanSeconds: Record<Span, number> = { minute: 60, day: 86_400 }

/** When the span of an instant began: whole minutes and days of UTC, the same for every process. */
export function spanStart(span: Span, now: Date): Date {
  const ms = spanSeconds[span] * 1000
  return new Date(Math.floor(now.getTime() / ms) * ms)
}

/** Whole seconds until the span of an instant ends; one at least. */
export function secondsLeft(span: Span, now: Date): number {
  return Math.max(1, Math.ceil((spanStart(span, now).getTime() + spanSeconds[span] * 1000 - now.getTime()) / 1000))
}

/**
 * How many a process takes at once. A twentieth of the quota: then a key that is used to the full costs twenty writes a span and
 * process, and what one process holds back from the others is little.
 */
export function pieceOf(quota: number): number {
  return Math.max(1, Math.floor(quota / 20))
}

export function quotaOf(span: Span, quotas: Quotas): number {
  return span === 'minute' ? quotas.perMinute : quotas.perDay
}

/** How a quota stands for whoever asked. */
export function quotaLeft(span: Span, quotas: Quotas, left: number, now: Date): QuotaLeft {
  return { name: span, quota: quotaOf(span, quotas), seconds: spanSeconds[span], left, reset: secondsLeft(span, now) }
}
