// What a reader asks of the list, as the query of an address: the same names lead to the page, the calendar, the feed and the JSON.
import { daysBetween, plusDays } from '#platform/time.ts'
import { type Kind, kinds, type Topic, topics } from './terms.ts'

export const askedNames = [
  ...(['when', 'from', 'to', 'evening', 'free', 'children', 'pushkin', 'access', 'district', 'topic', 'kind'] as const),
  ...(['venue', 'text'] as const),
] as const
export type AskedName = (typeof askedNames)[number]
export type Asked = Partial<Record<AskedName, string>>

/** One press each, beside the time. */
export const toggles = ['evening', 'free', 'children', 'pushkin'] as const
export const accesses = ['ramp', 'loop', 'sign_language'] as const
export type Access = (typeof accesses)[number]

/** What is asked, read: days of the city, both among them. `to` is null where the list simply goes on. */
export interface Filter {
  from: string
  to: string | null
  evening: boolean
  free: boolean
  children: boolean
  pushkin: boolean
  access: Access | null
  district: string | null
  topic: Topic | null
  kind: Kind | null
  venue: string | null
  text: string | null
  /** The events that `text` names, where somebody has asked for them already and they are few. */
  named?: readonly string[] | undefined
}

/** No list is longer in time. */
const mostDays = 400

/**
 * Reads an address. What means nothing here is as if it were not there, and is left out of `asked`, so that the form says what is
 * shown; a period that ends before it begins is turned round.
 */
export function readAsked(query: Readonly<Record<string, string>>, today: string): { asked: Asked; filter: Filter } {
  const period = periodOf(query, today)
  const choice = <Choice extends string>(name: AskedName, of: readonly Choice[]) =>
    of.find((each) => each === query[name]) ?? null
  const word = (name: AskedName, most: number) => {
    const said = query[name]?.trim() ?? ''
    return said === '' || said.length > most ? null : said
  }
  const on = (name: AskedName) => query[name] === 'yes'
  const filter: Filter = {
    ...period.days,
    ...{ evening: on('evening'), free: on('free'), children: on('children'), pushkin: on('pushkin') },
    access: choice('access', accesses),
    district: word('district', 40),
    topic: choice('topic', topics),
    kind: choice('kind', kinds),
    venue: word('venue', 60),
    text: word('text', 100),
  }
  const asked: Asked = { ...period.asked }
  for (const name of toggles) if (filter[name]) asked[name] = 'yes'
  for (const name of ['access', 'district', 'topic', 'kind', 'venue', 'text'] as const) {
    const value = filter[name]
    if (value !== null) asked[name] = value
  }
  return { asked, filter }
}

function periodOf(
  query: Readonly<Record<string, string>>,
  today: string,
): { asked: Asked; days: { from: string; to: string | null } } {
  if (query.when === 'today') return { asked: { when: 'today' }, days: { from: today, to: today } }
  if (query.when === 'weekend') return { asked: { when: 'weekend' }, days: weekendOf(today) }
  const [one, other] = [dayIn(query.from), dayIn(query.to)]
  const from = one !== null && other !== null && other < one ? other : one
  const last = one !== null && other !== null && other < one ? one : other
  const begins = from ?? today
  const to =
    last === null
      ? null
      : last < begins
        ? begins
        : daysBetween(begins, last) > mostDays
          ? plusDays(begins, mostDays)
          : last
  return {
    asked: { ...(from === null ? {} : { from }), ...(to === null ? {} : { to }) },
    days: { from: begins, to },
  }
}

/** The Saturday and Sunday that come; on a weekend what is left of it. */
export function weekendOf(today: string): { from: string; to: string } {
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay()
  if (weekday === 0) return { from: today, to: today }
  return { from: plusDays(today, weekday === 6 ? 0 : 6 - weekday), to: plusDays(today, 7 - weekday) }
}

function dayIn(text: string | undefined): string | null {
  if (text === undefined || !/^(19|20)\d{2}-\d{2}-\d{2}$/.test(text)) return null
  const at = new Date(`${text}T00:00:00Z`)
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== text ? null : text
}

/** An address with what was asked, and more; empty values are left out, so that one question has one address. */
export function addressWith(path: string, asked: Asked, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams()
  for (const name of askedNames) {
    const value = asked[name]
    if (value) query.set(name, value)
  }
  for (const [name, value] of Object.entries(more)) if (value !== '') query.set(name, value)
  const said = query.toString()
  return said === '' ? path : `${path}?${said}`
}

/** Whether anything narrows the list. */
export function isNarrowed(asked: Asked): boolean {
  return askedNames.some((name) => asked[name] !== undefined)
}

/** Where the next page of the list begins: after this row. */
export interface Place {
  sortAt: Date
  event: string
}

export function placeText({ sortAt, event }: Place): string {
  return `${sortAt.getTime()}~${event}`
}

/** Null where the text names no place: the list then begins at its beginning. */
export function placeOf(text: string | undefined): Place | null {
  const [, at, event] = /^(-?\d{1,14})~(.{1,100})$/.exec(text ?? '') ?? []
  return at === undefined || event === undefined ? null : { sortAt: new Date(Number(at)), event }
}
