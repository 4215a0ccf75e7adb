// Questions about requests: hers, the operator's queue, and the clock that everybody may read.
import { handlesOf, officeSaid } from '#kernel/identity/index.ts'
import type { City } from '#platform/city.ts'
import type { Look } from '#platform/module.ts'
import type { Outcome, RequestKind } from '../rules/requests.ts'
import { accountDb } from '../tables.ts'

export interface ClockOfRequest {
  number: number
  kind: RequestKind
  askedAt: Date
  /** With the extension, where there is one. */
  dueAt: Date
  extendedAt: Date | null
  answeredAt: Date | null
  outcome: Outcome | null
}

export interface DataRequest {
  number: number
  kind: RequestKind
  about: string | null
  text: string
  askedAt: Date
  dueAt: Date
  legalRef: string
  erasedAt: Date | null
  extension: { at: Date; dueAt: Date; reason: string } | null
  answer: { at: Date; outcome: Outcome; text: string } | null
}

/** The requests of a person, the newest first. */
export async function requestsOf(city: City, person: string): Promise<DataRequest[]> {
  const handles = (await handlesOf(city, person, 'account')).map(({ handle }) => handle)
  return handles.length === 0 ? [] : requestsUnder(city, handles)
}

/** The requests under some handles, the newest first. */
export async function requestsUnder(city: City, handles: readonly string[]): Promise<DataRequest[]> {
  const rows = await whole(city).where('r.handle', 'in', handles).orderBy('r.number', 'desc').execute()
  return rows.map(told)
}

/** One request; null when there is none. For the operator's desk, which writes down that it looked. */
export async function requestFor(city: City, number: number): Promise<DataRequest | null> {
  const row = await whole(city).where('r.number', '=', number).executeTakeFirst()
  return row ? told(row) : null
}

/** The clocks of all requests: the open ones first by their last day, then the newest. Nothing in them is personal. */
export async function requestClocks(city: City, asked: { most: number; skip?: number }): Promise<ClockOfRequest[]> {
  return accountDb(city)
    .selectFrom('account.requests as r')
    .leftJoin('account.extensions as e', 'e.request', 'r.number')
    .leftJoin('account.answers as a', 'a.request', 'r.number')
    .select((select) => [
      ...(['r.number', 'r.kind', 'r.asked_at as askedAt', 'e.at as extendedAt', 'a.at as answeredAt'] as const),
      ...(['a.outcome'] as const),
      select.fn.coalesce('e.due_at', 'r.due_at').as('dueAt'),
    ])
    .orderBy('a.at', (order) => order.desc().nullsFirst())
    .orderBy('dueAt')
    .orderBy('r.number')
    .limit(asked.most)
    .offset(asked.skip ?? 0)
    .execute()
}

/** Which office opened the requests under a handle. */
export async function looksAtRequests(city: City, handle: string): Promise<Look[]> {
  const rows = await accountDb(city)
    .selectFrom('account.looks as l')
    .innerJoin('account.requests as r', 'r.number', 'l.request')
    .select(['l.at', 'l.by_office', 'r.number'])
    .where('r.handle', '=', handle)
    .orderBy('l.at', 'desc')
    .limit(200)
    .execute()
  return rows.map(({ at, by_office, number }) => ({
    at,
    office: officeSaid(city, by_office),
    why: 'account.looked.why',
    what: city.words('account.request.named', { number }),
    href: '/account/data/requests',
  }))
}

function whole(city: City) {
  return accountDb(city)
    .selectFrom('account.requests as r')
    .leftJoin('account.extensions as e', 'e.request', 'r.number')
    .leftJoin('account.answers as a', 'a.request', 'r.number')
    .select(['r.number', 'r.kind', 'r.about', 'r.text', 'r.asked_at as askedAt', 'r.due_at as dueAt'])
    .select(['r.legal_ref as legalRef', 'r.erased_at as erasedAt'])
    .select(['e.at as extendedAt', 'e.due_at as extendedTo', 'e.reason'])
    .select(['a.at as answeredAt', 'a.outcome', 'a.text as answered'])
}

type Row = Awaited<ReturnType<ReturnType<typeof whole>['executeTakeFirstOrThrow']>>

function told(row: Row): DataRequest {
  const { number, kind, about, text, askedAt, legalRef, erasedAt } = row
  const extension =
    row.extendedAt && row.extendedTo ? { at: row.extendedAt, dueAt: row.extendedTo, reason: row.reason ?? '' } : null
  const answer =
    row.answeredAt && row.outcome ? { at: row.answeredAt, outcome: row.outcome, text: row.answered ?? '' } : null
  return {
    number,
    kind,
    about,
    text,
    askedAt,
    dueAt: extension?.dueAt ?? row.dueAt,
    legalRef,
    erasedAt,
    extension,
    answer,
  }
}
