// A route as a row of a table: which address leads where, who may, and what it answers.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ComponentChildren } from 'preact'
import { z } from 'zod'
import type { City } from '../city.ts'
import type { Fields } from '../form.ts'
import type { Policy } from '../policy.ts'
import type { FieldErrors, Refusal } from '../refusal.ts'
import type { Locale } from '../words.ts'

export interface Upload {
  name: string
  type: string
  bytes: Uint8Array
  /** True when the file was larger than the limit: `bytes` is then only its beginning. */
  cut: boolean
}

/** One request, as plain data. */
export interface Visit {
  city: City
  method: 'GET' | 'POST'
  /** The path without the language prefix. */
  path: string
  params: Record<string, string>
  /** The route's own path, such as `/cases/:number`, where a route fits. */
  template?: string
  /** Only the query names that the route declares; others do not exist for it. */
  query: Record<string, string>
  fields: Fields
  uploads: Record<string, Upload[]>
  wantsJson: boolean
  locale: Locale
  look: Look
  /**
   * The place that somebody chose for the pages she opens, from its cookie `near`; empty where none was. Whoever reads it makes a page
   * of this place, which is cached as such, so a handler reads it always or never.
   */
  readonly near: string
  /** Reading a cookie makes the answer personal: it is not cached. */
  cookie(name: string): string | undefined
  setCookie(name: string, value: string, options?: { maxAge?: number; path?: string }): void
  /** A ready Set-Cookie line, such as sign-in makes. */
  addCookieLine(line: string): void
  clearCookie(name: string, path?: string): void
  /** Scheme and host of the city: as configured, else under which the person reached it. */
  origin: string
  /** Kept for rate limits and consents only; never logged. */
  ip: string
  /** Reading a header makes the answer this visitor's own: it is not cached. */
  header(name: string): string | undefined
}

/** How a person wants pages to look; kept in one cookie, part of the cache key. */
export interface Look {
  scheme: 'auto' | 'light' | 'dark' | 'black-on-white' | 'white-on-black' | 'blue'
  size: 'm' | 'l' | 'xl'
  spacing: 'normal' | 'wide'
  pictures: 'on' | 'off'
}

export const plainLook: Look = { scheme: 'auto', size: 'm', spacing: 'normal', pictures: 'on' }

export interface PageAnswer {
  kind: 'page'
  title: string
  body: ComponentChildren
  status: number
  description?: string
  feed?: { href: string; title: string }
  picture?: string
  /** The same for programs: a JSON-LD document that stands in the page. */
  data?: object
  /** Without head, menu and foot, and without scripts: for a page that stands inside another site's. */
  bare?: boolean
  /** Seconds the page may be kept; its words about time hold at least so long. */
  keep: number
  /** Origins to which this page's forms may lead besides our own, by a redirect after the post: of systems people sign in to by us. */
  formsTo?: readonly string[]
  /** The whole address or path to which the browser goes on at once: breaks the chain of redirects that began with a form (CSP form-action). */
  onTo?: string
}

export interface BytesAnswer {
  kind: 'bytes'
  status: number
  type: string
  bytes: string | Uint8Array
  headers: Record<string, string>
  keep: number
}

/** An answer that is made while it is sent: an export of any size. */
export interface StreamAnswer {
  kind: 'stream'
  status: 200
  type: string
  chunks: AsyncIterable<string>
  headers: Record<string, string>
  /** A weak validator of what is sent; who has it already gets nothing again (RFC 9110, 13). */
  etag: string
  /** When this content was first seen; left out where nobody knows. */
  modified?: Date | undefined
}

export interface RedirectAnswer {
  kind: 'redirect'
  to: string
  /** True when `to` is a whole address or must not get a language prefix. */
  asIs: boolean
  status: 302 | 303
}

/** A library speaks for itself over the bare connection; it answers what else is to be shown, or null when it has answered. */
export interface HandedAnswer {
  kind: 'handed'
  to(request: IncomingMessage, response: ServerResponse): Promise<PageAnswer | RedirectAnswer | null>
}

export type Answer = PageAnswer | BytesAnswer | StreamAnswer | RedirectAnswer | HandedAnswer

export interface Route {
  method: 'GET' | 'POST'
  path: string
  may: Policy
  run(visit: Visit): Promise<Answer> | Answer
  /** Query names that mean something here. */
  query: readonly string[]
  /** Values of the query that are too long are cut, and signs that no text holds are taken out; otherwise such a value does not exist. */
  cut: boolean
  /** Never cached: pages with drafts or of staff. */
  personal: boolean
  /** Requests a minute from one address, in place of the house's own limit. */
  perMinute?: number
  /** May be posted from other sites (Open311); such a visit has no cookies and is always a guest's. */
  fromAnywhere: boolean
  /** May stand inside pages of other sites; such a visit has no cookies and is always a guest's. */
  framed: boolean
  /** Its body is left on the connection for whoever the visit is handed to. */
  unread: boolean
  /** How this address says any failure, where its programs know a shape of their own; a page or problem details otherwise. */
  refused?: Refused
  /** What the JSON answer is, for /api/openapi.json; its presence makes the route part of the contract. */
  api?: RouteApi
}

export type Refused = (visit: Visit, refusal: Refusal, status: number) => BytesAnswer

export interface RouteApi {
  /** A word key. */
  summary: string
  answer: z.ZodType
  request?: z.ZodType
  tag: string
  /** What it answers in, where that is not application/json. */
  type?: string
  /** What is known of its parameters, by name; the rest are texts. */
  parameters?: Readonly<Record<string, RouteParameter>>
  /** What a key must allow to be used here: read unless it says otherwise. A key is never needed (decision 104). */
  scope?: string
}

export interface RouteParameter {
  /** A function where it is known only once all doors are there. */
  schema: z.ZodType | (() => z.ZodType)
  /** A word key. */
  about?: string
  example?: string
}

/** The contract of an address that answers a file or a text: what it is in, and nothing of its shape. */
export function fileApi(summary: string, tag: string, type: string, parameters?: RouteApi['parameters']): RouteApi {
  const shape = /json$/.test(type) ? z.looseObject({}) : z.string()
  return { summary, tag, type, answer: shape, ...(parameters ? { parameters } : {}) }
}

interface More {
  query?: readonly string[]
  cut?: boolean
  personal?: boolean
  perMinute?: number
  fromAnywhere?: boolean
  framed?: boolean
  unread?: boolean
  refused?: Refused
  api?: RouteApi
}

type Run = Route['run']

export function get(path: string, may: Policy, run: Run, more: More = {}): Route {
  return { method: 'GET', path, may, run, query: [], personal: false, ...plainly, ...more }
}

export function post(path: string, may: Policy, run: Run, more: More = {}): Route {
  return { method: 'POST', path, may, run, query: [], personal: true, ...plainly, ...more }
}

const plainly = { cut: false, fromAnywhere: false, framed: false, unread: false }

/** Answers a page; a title is shown in the browser's tab and in links to it. */
export function page(
  title: string,
  body: ComponentChildren,
  more: {
    status?: number
    description?: string
    feed?: { href: string; title: string }
    picture?: string
    data?: object
    bare?: boolean
    keep?: number
    formsTo?: readonly string[]
    onTo?: string
  } = {},
): PageAnswer {
  return { kind: 'page', title, body, status: 200, keep: 60, ...more }
}

/** Answers JSON. */
export function json(
  data: unknown,
  more: { status?: number; keep?: number; headers?: Record<string, string> } = {},
): BytesAnswer {
  return bytes('application/json; charset=utf-8', JSON.stringify(data), more)
}

export function bytes(
  type: string,
  content: string | Uint8Array,
  more: { status?: number; keep?: number; headers?: Record<string, string> } = {},
): BytesAnswer {
  return { kind: 'bytes', status: 200, type, bytes: content, headers: {}, keep: 60, ...more }
}

/** Hands the connection to a library that speaks a protocol of its own; the house's headers are on it already. */
export function handed(to: HandedAnswer['to']): HandedAnswer {
  return { kind: 'handed', to }
}

/** Answers what is made while it is sent. */
export function stream(
  type: string,
  chunks: AsyncIterable<string>,
  more: { etag: string; modified?: Date | undefined; headers?: Record<string, string> },
): StreamAnswer {
  return { kind: 'stream', status: 200, type, chunks, headers: {}, ...more }
}

/** After a post: go and see (303). The language prefix is added. */
export function redirect(to: string, more: { asIs?: boolean; status?: 302 | 303 } = {}): RedirectAnswer {
  return { kind: 'redirect', to, asIs: false, status: 303, ...more }
}

/** What a page needs to show a form again: what was typed, and what is wrong with it. */
export interface Typed {
  values: Fields
  errors: FieldErrors
}

export const nothingTyped: Typed = { values: {}, errors: {} }
