// Events of a calendar: each series with its single times as one event, in the words the calendar has for them.
import {
  type Aside,
  asideKey,
  type EventPart,
  type Occurrence,
  occurrencesIn,
  readCalendar,
} from '#platform/calendar/reading/index.ts'
import { dayOf, days, later } from '#platform/time.ts'
import { type Draft, type DraftSession, type ReadingOptions, settle } from './draft.ts'
import { ages, type FoundState, type Reading, type SetAside } from './found.ts'

/** Endless series are followed so many days from today, and what is past is kept so long. */
const [daysBehind, daysAhead] = [31, 400]

/** Reads iCalendar and vCalendar 1.0. What cannot be read is set aside with its line; the rest goes in. Never throws for the bytes. */
export function readIcal(bytes: Uint8Array, options: ReadingOptions): Reading {
  const { zone, now } = options
  const { series, aside } = readCalendar(bytes, { zone })
  const span = { from: dayOf(later(now, -days(daysBehind)), zone), to: dayOf(later(now, days(daysAhead)), zone), zone }
  const { occurrences, aside: more } = occurrencesIn(series, span)
  const byUid = Map.groupBy(occurrences, ({ uid }) => uid)
  const drafts = series.flatMap(({ uid, master, overrides }): Draft[] => {
    const times = byUid.get(uid)
    const part = master ?? overrides[0]
    return times && part ? [draftOf(part, times)] : []
  })
  const reading = settle(drafts, options)
  return { ...reading, setAside: [...[...aside, ...more].map(setAsideOf), ...reading.setAside] }
}

function setAsideOf({ line, uid, kind, values }: Aside): SetAside {
  return { line, item: uid, reason: asideKey(kind), values }
}

function draftOf(part: EventPart, times: readonly Occurrence[]): Draft {
  const { summary, description, html, categories, url, organiser, image, geo, location } = part.texts
  const age = [summary, ...categories].map(ageIn).find((label) => label !== null) ?? null
  return {
    ...{ uid: part.uid, line: part.line, title: summary, description: description ?? html, age },
    ...{ url, organiser, image, sequence: part.sequence, modifiedAt: changedAt(part.changed) },
    topics: categories.filter((category) => ageIn(category) !== category.trim()),
    venue: { ...placeOf(location), lat: geo?.lat, lon: geo?.lon },
    status: part.status === 'CANCELLED' ? 'cancelled' : null,
    sessions: times.map(sessionOf),
  }
}

function sessionOf({ uid, key, start, end, allDay, status, previousStart, part }: Occurrence): DraftSession {
  return {
    uid: key === '' ? uid : `${uid}#${key}`,
    start,
    // Ours is the last day, theirs the day after it (RFC 5545, 3.8.2.2); one day has no end.
    end: allDay ? lastDay(start, end) : end,
    hall: placeOf(part.texts.location).hall,
    status: stateOf(status === 'CANCELLED', previousStart !== null),
    previousStart,
  }
}

function stateOf(isCancelled: boolean, isMoved: boolean): FoundState | null {
  return isCancelled ? 'cancelled' : isMoved ? 'moved' : null
}

function lastDay(start: string, end: string): string | null {
  const last = new Date(Date.parse(`${end}T00:00:00Z`) - days(1)).toISOString().slice(0, 10)
  return last > start ? last : null
}

/** «12+» where it stands by itself: one of the five labels of the law, or none. */
function ageIn(text: string): string | null {
  const [, years = ''] = /(?<![\d+])(\d{1,2})\s?\+(?![\d+])/.exec(text) ?? []
  return ages.find((age) => age === `${years}+`) ?? null
}

const halls = /(^|[\s«"])(зал|сцена|фойе|аудитория|студия|этаж|hall|stage|room)($|[\s»".])/iu
const streets =
  /(^|\s)(г|город|ул|улица|пр|пр-т|проспект|пер|переулок|пл|площадь|б-р|бульвар|шоссе|наб|д|дом)(\.|\s)|^\d+[а-яa-z]?$|\s\d+[а-яa-z]?$/iu

/** LOCATION is one line: what looks like a hall or an address is told apart by the commas, the rest is the name. */
function placeOf(location: string | null): { name: string | null; address: string | null; hall: string | null } {
  const pieces = (location ?? '')
    .split(/[,;\n]/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')
  const hall = pieces.find((piece, at) => at > 0 && halls.test(piece)) ?? null
  const rest = pieces.filter((piece) => piece !== hall)
  const from = rest.findIndex((piece) => streets.test(piece))
  const names = from < 0 ? rest : rest.slice(0, from)
  return { name: names.join(', ') || null, address: from < 0 ? null : rest.slice(from).join(', '), hall }
}

/** `20261126T050000Z` as ISO 8601. */
function changedAt(text: string): string | null {
  const found = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text)
  return found ? `${found.slice(1, 4).join('-')}T${found.slice(4, 7).join(':')}Z` : null
}
