// What readers of pages, feeds and tables have in common: a draft of an event in the source's own words, settled into `Found`.

import { type Found, type FoundSession, type FoundState, type Reading, type SetAside, unsaid } from './found.ts'
import { after, dayIn, type Moment, momentOf, timeOf, type Unit } from './moments.ts'
import { lineOf, plainTextOf } from './plain-text.ts'
import { ageOf, degreesOf, languageOf, lineIn, linkOf, type Money } from './values.ts'

/** What a reader must know besides the bytes. */
export interface ReadingOptions {
  /** Times without an offset are times of this zone: the source's, else the city's. */
  zone: string
  /** The address of what is read, for relative links in it. */
  base: string | null
  /** When it is read: schedules without an end are followed from here. */
  now: Date
  /** Whether prices without a currency are roubles. */
  roubles?: boolean
}

export interface DraftSession {
  uid?: string | null
  start: unknown
  end?: unknown
  /** ISO 8601, where there is no end. */
  duration?: unknown
  hall?: unknown
  status?: FoundState | null
  previousStart?: unknown
  unit?: Unit
}

export interface Draft {
  uid: string
  /** The line of the file, or null. */
  line: number | null
  title: unknown
  description?: unknown
  kind?: unknown
  topics?: readonly unknown[]
  sessions: readonly DraftSession[]
  venue?: { name?: unknown; address?: unknown; lat?: unknown; lon?: unknown; hall?: unknown }
  age?: unknown
  free?: boolean | null
  prices?: { min: Money; max: Money }
  pushkinCard?: boolean | null
  ticketUrl?: unknown
  url?: unknown
  image?: unknown
  organiser?: unknown
  performers?: readonly unknown[]
  language?: unknown
  access?: Partial<Found['access']>
  status?: FoundState | null
  modifiedAt?: unknown
  sequence?: unknown
  series?: string | null
}

/** No event has more; what is beyond is set aside. */
export const mostSessions = 1000
const [firstYear, lastYear] = [1990, 2100]

/** Settles drafts: every value that cannot be is set aside with its reason, and what is left goes in. */
export function settle(drafts: readonly Draft[], options: ReadingOptions): Reading {
  const reading: Reading = { found: [], setAside: [] }
  const seen = new Set<string>()
  for (const draft of drafts) {
    const uid = freeUid(lineOf(draft.uid, 500) || 'item', draft, seen)
    seen.add(uid)
    const one = settled({ ...draft, uid }, options, reading.setAside)
    if (one) reading.found.push(one)
  }
  return reading
}

// One name for two things in a source: their first dates tell them apart, else their order.
function freeUid(uid: string, draft: Draft, seen: ReadonlySet<string>): string {
  if (!seen.has(uid)) return uid
  const dated = `${uid}#${String(draft.sessions[0]?.start ?? '').slice(0, 40)}`
  let free = dated
  for (let turn = 2; seen.has(free); turn += 1) free = `${dated}#${turn}`
  return free
}

function settled(draft: Draft, options: ReadingOptions, aside: SetAside[]): Found | null {
  const { line, uid } = draft
  const setAside = (reason: string, values: SetAside['values'] = {}) => {
    aside.push({ line, item: uid, reason: `events.aside.${reason}`, values })
    return null
  }
  const title = lineIn(draft.title)
  if (title === null) return setAside('noTitle')
  if (draft.sessions.length === 0) return setAside('noStart', { title })
  const sessions = draft.sessions
    .slice(0, mostSessions)
    .flatMap((session) => settledSession(session, draft.sessions.length, uid, options, setAside))
  if (draft.sessions.length > mostSessions) setAside('tooMany', { title, most: mostSessions })
  if (sessions.length === 0) return null
  const { venue = {} } = draft
  return {
    ...unsaid(uid, title),
    description: textIn(draft.description),
    kind: lineIn(draft.kind, 100),
    topics: lines(draft.topics, 30),
    sessions: apart(sessions),
    venue: {
      ...{ name: lineIn(venue.name, 200), address: lineIn(venue.address, 300), hall: lineIn(venue.hall, 100) },
      ...{ lat: degreesOf(venue.lat, 90), lon: degreesOf(venue.lon, 180) },
    },
    age: ageOf(draft.age),
    ...pricesOf(draft, setAside),
    pushkinCard: draft.pushkinCard ?? null,
    ticketUrl: linkOf(draft.ticketUrl, options.base),
    url: linkOf(draft.url, options.base),
    image: linkOf(draft.image, options.base),
    organiser: lineIn(draft.organiser, 200),
    performers: lines(draft.performers, 50),
    language: languageOf(draft.language),
    access: { ramp: null, loop: null, signLanguage: null, ...draft.access },
    status: draft.status ?? 'scheduled',
    modifiedAt: instant(draft.modifiedAt, options.zone),
    sequence:
      typeof draft.sequence === 'number' && Number.isInteger(draft.sequence) && draft.sequence >= 0
        ? draft.sequence
        : null,
    ...(draft.series ? { series: draft.series } : {}),
  }
}

type Aside = (reason: string, values?: SetAside['values']) => null

function settledSession(
  session: DraftSession,
  among: number,
  uid: string,
  options: ReadingOptions,
  aside: Aside,
): FoundSession[] {
  const { zone } = options
  const said = shown(session.start)
  if (said === '') return aside('noStart') ?? []
  const start = momentOf(session.start, zone, session.unit)
  if (start === null) return aside('badDate', { said }) ?? []
  if (!isWithin(start)) return aside('farDate', { said: dayIn(start), first: firstYear, last: lastYear }) ?? []
  const end = endOf(session, start, options)
  if (end === undefined) return aside('badEnd', { said: shown(session.end) }) ?? []
  if (end !== null && !isWithin(end))
    return aside('farDate', { said: dayIn(end), first: firstYear, last: lastYear }) ?? []
  if (end !== null && timeOf(end) < timeOf(start))
    return aside('endsBefore', { start: said, end: shown(session.end) }) ?? []
  const previousStart = session.previousStart ? momentOf(session.previousStart, zone, session.unit) : null
  return [
    {
      // The only session keeps its name when it moves.
      uid: session.uid ? lineOf(session.uid, 500) : among === 1 ? uid : `${uid}#${start}`,
      ...{ start, end: end !== null && timeOf(end) === timeOf(start) ? null : end, allDay: start.length === 10 },
      hall: lineIn(session.hall, 100),
      status: session.status ?? 'scheduled',
      previousStart: previousStart !== null && isWithin(previousStart) ? previousStart : null,
    },
  ]
}

/** Null where nothing is said of an end, undefined where it cannot be read. */
function endOf(session: DraftSession, start: Moment, { zone }: ReadingOptions): Moment | null | undefined {
  if (shown(session.end) === '') return after(start, session.duration, zone)
  const end = momentOf(session.end, zone, session.unit)
  if (end === null) return undefined
  if (start.length === 10) return dayIn(end)
  // A day as the end of a time is that day's last moment.
  return end.length === 10 ? momentOf(`${end}T23:59:00`, zone) : end
}

function isWithin(moment: Moment): boolean {
  const year = Number(moment.slice(0, 4))
  return year >= firstYear && year <= lastYear
}

function pricesOf({ prices, free }: Draft, aside: Aside): Pick<Found, 'free' | 'priceMin' | 'priceMax'> {
  const kopecks = [prices?.min ?? null, prices?.max ?? null].map((money) => {
    if (money === null) return null
    return 'wrong' in money ? aside(money.wrong === 'negative' ? 'negativePrice' : 'absurdPrice') : money.kopecks
  })
  const [least, most] = [kopecks[0] ?? null, kopecks[1] ?? null]
  const [priceMin, priceMax] = least !== null && most !== null && least > most ? [most, least] : [least, most]
  return {
    priceMin,
    priceMax,
    free: free ?? (priceMax === 0 ? true : priceMin !== null && priceMin > 0 ? false : null),
  }
}

// Two sessions of one name, or at one time in one hall, are one.
function apart(sessions: FoundSession[]): FoundSession[] {
  const seen = new Map<string, FoundSession>()
  for (const session of sessions) {
    const key = `${session.start}|${session.hall ?? ''}`
    if (!seen.has(key)) seen.set(key, session)
  }
  const uids = new Set<string>()
  return [...seen.values()].map((session) => {
    const uid = uids.has(session.uid) ? `${session.uid}#${session.start}` : session.uid
    uids.add(uid)
    return { ...session, uid }
  })
}

function textIn(said: unknown): string | null {
  return typeof said === 'string' ? plainTextOf(said) || null : null
}

function lines(said: readonly unknown[] | undefined, most: number): string[] {
  const all = (said ?? []).flatMap((each) => lineIn(each, 200) ?? [])
  return [...new Set(all)].slice(0, most)
}

function instant(said: unknown, zone: string): Moment | null {
  const at = said ? momentOf(said, zone) : null
  return at !== null && at.length > 10 && isWithin(at) ? at : null
}

function shown(said: unknown): string {
  return typeof said === 'string' || typeof said === 'number' ? lineOf(String(said), 60) : ''
}
