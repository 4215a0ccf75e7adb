// What an entry of the chronicle is: canonical bytes that never need rewriting.
import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { City } from '#platform/city.ts'

/** Where a statement comes from: the city itself, a page of the press, or the demo's invented story. */
export type Basis = { kind: 'city' } | { kind: 'press'; page: string; date: string | null } | { kind: 'demo' }

/** The basis of what the city itself says; in the demo every such statement says that it is invented. */
export function basisOf(city: City): Basis {
  return { kind: city.within.house.mode === 'demo' ? 'demo' : 'city' }
}

export type Plain = string | number | boolean | null | Plain[] | { [name: string]: Plain }

export interface Statement {
  /** `module.what-happened`, such as `strategy.promised`. */
  kind: string
  /** What it speaks of, such as `indicator:ind-001` or `case:2026-000123`. */
  subject: string
  basis: Basis
  /** The office that speaks; never a person. */
  office: string | null
  /** Numbers, dates and codes. No free text and no person. */
  data: { [name: string]: Plain }
}

export const most = 32 * 1024

/**
 * The bytes of an entry as RFC 8785 canonical JSON: `{at, basis, data, id, kind, office, subject, texts, v}`.
 * `texts` holds a SHA-256 for each named free text. Throws when the body passes 32 KiB.
 */
export function entryBody(statement: Statement, more: { id: string; at: Date; texts: Record<string, string> }): string {
  const { kind, subject, basis, office, data } = statement
  const body = canonicalize({
    v: 1,
    id: more.id,
    at: more.at.toISOString(),
    kind,
    subject,
    basis,
    office,
    data,
    texts: more.texts,
  })
  if (body === undefined) throw new Error(`entry ${kind} of ${subject} is not JSON`)
  if (Buffer.byteLength(body) > most) throw new Error(`entry ${kind} of ${subject} is larger than 32 KiB`)
  return body
}

/** SHA-256 of salt and content in hex: the only trace of free text in an entry. */
export function textHash(salt: Uint8Array, content: string): string {
  return createHash('sha256').update(salt).update(content, 'utf8').digest('hex')
}
