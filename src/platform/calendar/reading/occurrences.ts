// The single times of a series within some days of the city: rules and dates, less what is excepted, with what single ones say of themselves.
import type { Aside } from './aside.ts'
import type { Ending, EventPart, EventStatus } from './event.ts'
import type { Series } from './read.ts'
import { day } from './recurrence/days.ts'
import { expand } from './recurrence/expand.ts'
import type { Rule } from './recurrence/rule.ts'
import { at, type Stamp } from './stamp.ts'
import { momentOf } from './values.ts'
import { zoneNamed } from './zones/olson.ts'
import { instantOf, wallOf, type Zone } from './zones/zone.ts'

export interface Occurrence {
  uid: string
  /** The same for this one of the series even after it moved: when the series itself would have it. Empty for one without a series. */
  key: string
  /** A plain day, or a time with its offset: `2026-11-28T18:30:00+04:00`. */
  start: string
  /** The first day, or the moment, that no longer belongs to it. */
  end: string
  allDay: boolean
  status: EventStatus
  /** When it should have begun, where it was moved. */
  previousStart: string | null
  /** Seconds since 1970; a whole day begins at the city's midnight. */
  instant: number
  part: EventPart
}

export interface Days {
  /** YYYY-MM-DD in the city: the first day, and the first day no longer. */
  from: string
  to: string
  zone: string
}

/** How many times of one event are given at most, and of a whole file. */
export const mostOfOne = 20_000
export const mostOfAll = 500_000

/**
 * All times of all series that begin within the days, in order of time and then of uid. What began before and still lasts is left out.
 * Endless and hostile rules end at `mostOfOne` times, with a word about it in `aside`.
 */
export function occurrencesIn(series: readonly Series[], days: Days): { occurrences: Occurrence[]; aside: Aside[] } {
  const span = spanOf(days)
  const aside: Aside[] = []
  const occurrences: Occurrence[] = []
  for (const one of series) {
    if (occurrences.length >= mostOfAll) {
      aside.push({ line: null, component: null, uid: null, kind: 'tooManyInAll', values: { most: mostOfAll } })
      break
    }
    for (const occurrence of ofSeries(one, span, aside)) occurrences.push(occurrence)
  }
  occurrences.sort(
    (a, b) =>
      a.instant - b.instant || Number(b.allDay) - Number(a.allDay) || (a.uid < b.uid ? -1 : a.uid > b.uid ? 1 : 0),
  )
  return { occurrences, aside }
}

interface Span {
  city: Zone
  /** Midnights as walls, for whole days, and as instants. */
  walls: { from: number; to: number }
  instants: { from: number; to: number }
}

function spanOf({ from, to, zone }: Days): Span {
  const city = zoneNamed(zone)
  if (!city) throw new Error(`there is no time zone ${zone}`)
  const walls = { from: midnight(from), to: midnight(to) }
  return { city, walls, instants: { from: instantOf(city, walls.from), to: instantOf(city, walls.to) } }
}

function midnight(day: string): number {
  const moment = /^\d{4}-\d\d-\d\d$/.test(day) ? momentOf(day.replaceAll('-', '')) : null
  if (moment === null) throw new Error(`«${day}» is no day`)
  return moment.wall
}

/** One time that a series has: on its clock, and with an end of its own where an RDATE gives one. */
interface Time {
  stamp: Stamp
  ending: Ending | null
}

function ofSeries({ master, overrides }: Series, span: Span, aside: Aside[]): Occurrence[] {
  const found: Occurrence[] = []
  const later = overrides
    .filter(({ thisAndFuture }) => thisAndFuture)
    .toSorted((a, b) => idOf(a).instant - idOf(b).instant)
  const add = (occurrence: Occurrence | null) => {
    if (occurrence) found.push(occurrence)
  }
  if (master) {
    const reach = Math.max(0, ...later.map((part) => Math.abs(part.start.instant - idOf(part).instant)))
    const replaced = replacedBy(overrides)
    for (const time of timesOf(master, wider(span, reach), aside)) {
      if (replaced(time.stamp)) continue
      const change = later.findLast((part) => idOf(part).instant <= time.stamp.instant)
      add(
        occurrenceOf(
          change ?? master,
          change ? shifted(time.stamp, change) : time.stamp,
          change ? null : time.ending,
          time.stamp,
          span,
        ),
      )
    }
  }
  for (const part of overrides) add(occurrenceOf(part, part.start, null, idOf(part), span))
  return found.length > mostOfOne ? found.slice(0, mostOfOne) : found
}

/** Overrides are those with an id; this says so to the compiler. */
function idOf(part: EventPart): Stamp {
  return part.recurrenceId ?? part.start
}

/** Whether single ones of the series take the place of a time: their id names its moment, its clock, or its day. */
function replacedBy(overrides: readonly EventPart[]): (stamp: Stamp) => boolean {
  const ids = overrides.map(idOf)
  const instants = new Set(ids.filter(({ kind }) => kind === 'time').map(({ instant }) => instant))
  const clocks = new Set(ids.filter(({ kind, floating }) => kind === 'time' && floating).map(({ wall }) => wall))
  const days = new Set(ids.filter(({ kind }) => kind === 'date').map(({ wall }) => wall))
  const daysOfTimes = new Set(ids.filter(({ kind }) => kind === 'time').map(({ wall }) => Math.floor(wall / day) * day))
  return ({ kind, instant, wall }) =>
    kind === 'date'
      ? days.has(wall) || daysOfTimes.has(wall)
      : instants.has(instant) || clocks.has(wall) || days.has(Math.floor(wall / day) * day)
}

/** From a change of the whole future on, each time is moved as far as the first was. */
function shifted(stamp: Stamp, change: EventPart): Stamp {
  const { start } = change
  const moved = start.wall - (start.kind === 'date' ? idOf(change).wall : wallOf(start.zone, idOf(change).instant))
  const wall = start.kind === 'date' ? stamp.wall : wallOf(start.zone, stamp.instant)
  return start.kind === 'date'
    ? { ...start, wall: wall + moved, instant: instantOf(start.zone, wall + moved) }
    : at(wall + moved, start.zone, start.floating)
}

function wider({ city, walls, instants }: Span, by: number): Span {
  const more = by === 0 ? 0 : by + day
  return {
    city,
    walls: { from: walls.from - more, to: walls.to + more },
    instants: { from: instants.from - more, to: instants.to + more },
  }
}

/** The recurrence set (RFC 5545, 3.8.5) within a span: RRULE and RDATE, less EXRULE and EXDATE. */
function timesOf(part: EventPart, span: Span, aside: Aside[]): Time[] {
  const { start, rules, dates, exceptRules, exceptDates } = part
  const times = new Map<number, Time>()
  const put = (stamp: Stamp, ending: Ending | null) => {
    if (isWithin(stamp, span) && !times.has(stamp.instant)) times.set(stamp.instant, { stamp, ending })
  }
  if (rules.length === 0) put(start, null)
  for (const { rule, line } of rules) {
    const { stamps, cut } = ruled(rule, start, span)
    for (const stamp of stamps) put(stamp, null)
    const [kind, values] = cut === 'many' ? (['tooMany', { most: mostOfOne }] as const) : (['tooFar', {}] as const)
    if (cut !== null) aside.push({ line, component: 'VEVENT/RRULE', uid: part.uid, kind, values })
  }
  for (const { stamp, ending } of dates) put(stamp, ending)
  for (const { rule } of exceptRules) for (const stamp of ruled(rule, start, span).stamps) times.delete(stamp.instant)
  const exceptDays = new Set(exceptDates.filter(({ kind }) => kind === 'date').map(({ wall }) => wall))
  for (const stamp of exceptDates) if (stamp.kind === 'time') times.delete(stamp.instant)
  const wholeDays = new Set(exceptDates.map(({ wall }) => Math.floor(wall / day) * day))
  return [...times.values()].filter(({ stamp }) =>
    stamp.kind === 'date' ? !wholeDays.has(stamp.wall) : !exceptDays.has(Math.floor(stamp.wall / day) * day),
  )
}

function isWithin(stamp: Stamp, { walls, instants }: Span): boolean {
  return stamp.kind === 'date'
    ? stamp.wall >= walls.from && stamp.wall < walls.to
    : stamp.instant >= instants.from && stamp.instant < instants.to
}

function ruled(rule: Rule, start: Stamp, { walls, instants }: Span): { stamps: Stamp[]; cut: null | 'many' | 'far' } {
  const wholeDay = start.kind === 'date'
  const { zone } = start
  const span = wholeDay
    ? walls
    : {
        from: wallOf(zone, instants.from) - slack(zone, instants.from),
        to: wallOf(zone, instants.to) + slack(zone, instants.to),
      }
  const { last, until } = lastOf(rule, start)
  const { walls: found, cut } = expand(rule, { start: start.wall, wholeDay }, span, { until: last, most: mostOfOne })
  const stamps = found
    .map(
      (wall): Stamp =>
        wholeDay ? { ...start, wall, instant: instantOf(start.zone, wall) } : at(wall, start.zone, start.floating),
    )
    .filter(({ instant }) => until === null || instant <= until)
  return { stamps, cut }
}

/** About a change of clocks their order is not that of the instants. */
function slack(zone: Zone, instant: number): number {
  return zone.offsetAt(instant - day) === zone.offsetAt(instant + day) ? 0 : 10_800
}

/**
 * UNTIL on the start's clock, and as an instant where it is one. A day is meant whole. UTC beside a start without a zone is against the
 * RFC (3.3.10); it is taken for the same clock, as those mean it who write it.
 */
function lastOf({ until }: Rule, { kind, floating, zone }: Stamp): { last: number | null; until: number | null } {
  if (until === null) return { last: null, until: null }
  if (kind === 'date') return { last: Math.floor(until.wall / day) * day, until: null }
  if (until.kind === 'date') return { last: until.wall + day - 1, until: null }
  if (until.kind === 'local' || floating) return { last: until.wall, until: null }
  // Where clocks are set back an hour is shown twice: those after it are told apart by the instant.
  return { last: wallOf(zone, until.wall) + 7200, until: until.wall }
}

function occurrenceOf(
  part: EventPart,
  start: Stamp,
  own: Ending | null,
  original: Stamp,
  span: Span,
): Occurrence | null {
  if (!isWithin(start, span)) return null
  const { duration, zone } = own ?? part.ending
  const isSingle = part.recurrenceId === null && part.rules.length + part.dates.length === 0
  const moved = original.instant !== start.instant || original.kind !== start.kind
  return {
    uid: part.uid,
    key: isSingle ? '' : written(original),
    start: written(start),
    end:
      start.kind === 'date' ? dayText(start.wall + duration.days * day) : endText(start, duration, zone ?? start.zone),
    allDay: start.kind === 'date',
    status: part.status,
    previousStart: moved ? written(original) : null,
    instant: start.instant,
    part,
  }
}

function endText(start: Stamp, { days, seconds }: Ending['duration'], zone: Zone): string {
  const begun = days === 0 ? start.instant : instantOf(start.zone, start.wall + days * day)
  return timeText(wallOf(zone, begun + seconds), begun + seconds)
}

function written(stamp: Stamp): string {
  return stamp.kind === 'date' ? dayText(stamp.wall) : timeText(wallOf(stamp.zone, stamp.instant), stamp.instant)
}

function dayText(wall: number): string {
  return (
    new Date(wall * 1000)
      .toISOString()
      .replace(/^\+0*(?=\d{5})/, '')
      .split('T')[0] ?? ''
  )
}

/** Offsets of the time before railways have seconds, which ISO 8601 cannot say: the clock stays exact, the offset is rounded. */
function timeText(wall: number, instant: number): string {
  const minutes = Math.round((wall - instant) / 60)
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  const clock = new Date(wall * 1000).toISOString().slice(0, -5)
  return `${clock}${minutes < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`
}
