// One VEVENT as it stands in the file, its values read: what is wrong in it is set aside, and the rest of it stays.
import { createHash } from 'node:crypto'
import { type Aside, type AsideKind, shown } from './aside.ts'
import type { Component } from './components.ts'
import { type Property, parameter } from './property.ts'
import { day, modulo } from './recurrence/days.ts'
import { isNever } from './recurrence/expand.ts'
import { type Rule, readRule } from './recurrence/rule.ts'
import { at, type FindZone, readStamp, type Stamp, stampOf, stampsOf, wholeDay } from './stamp.ts'
import { type EventTexts, textsOf } from './texts.ts'
import { type Duration, durationOf, textOf } from './values.ts'
import type { Zone } from './zones/zone.ts'

export type EventStatus = 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED'

export interface Ending {
  /** Exact seconds, or days of the calendar and then seconds (RFC 5545, 3.8.5.3). */
  duration: Duration
  /** Where its own zone is told. */
  zone: Zone | null
}

export interface EventPart {
  uid: string
  line: number
  start: Stamp
  ending: Ending
  recurrenceId: Stamp | null
  thisAndFuture: boolean
  rules: readonly { rule: Rule; line: number }[]
  exceptRules: readonly { rule: Rule; line: number }[]
  dates: readonly { stamp: Stamp; ending: Ending | null }[]
  exceptDates: readonly Stamp[]
  status: EventStatus
  sequence: number
  /** The latest of LAST-MODIFIED and DTSTAMP, in UTC: `20261126T050000Z`; empty when neither is told. */
  changed: string
  texts: EventTexts
}

/** Which properties are read at all. */
export const readProperties: ReadonlySet<string> = new Set([
  ...[
    'UID',
    'DTSTART',
    'DTEND',
    'DURATION',
    'RRULE',
    'EXRULE',
    'RDATE',
    'EXDATE',
    'RECURRENCE-ID',
    'SEQUENCE',
    'DTSTAMP',
  ],
  ...['LAST-MODIFIED', 'STATUS', 'SUMMARY', 'DESCRIPTION', 'X-ALT-DESC', 'LOCATION', 'GEO', 'CATEGORIES', 'URL'],
  ...['ORGANIZER', 'ATTACH', 'IMAGE', 'TZID', 'TZOFFSETFROM', 'TZOFFSETTO', 'X-LIC-LOCATION', 'METHOD', 'VERSION'],
])

export interface EventContext {
  city: Zone
  find: FindZone
  /** METHOD of its calendar, in capitals. */
  method: string
}

/** Null when the event has no start that anybody could find; `aside` says what was left out, and why. */
export function eventOf(component: Component, context: EventContext): { part: EventPart | null; aside: Aside[] } {
  const { properties } = component
  const { city, find } = context
  const one = (name: string) => properties.find((property) => property.name === name)
  const told = one('UID')?.value.trim() ?? ''
  const uid = told === '' ? madeUid(properties) : textOf(told)
  const aside: Aside[] = []
  const say = (kind: AsideKind, property: Property | null, values: Record<string, string | number> = {}) => {
    const name = property === null ? component.name : `${component.name}/${property.name}`
    aside.push({ line: property?.line ?? component.line, component: name, uid, kind, values })
  }
  const whole = (kind: AsideKind, line: number, values: Record<string, string | number> = {}) => {
    const reason: Aside = { line, component: component.name, uid: told === '' ? null : uid, kind, values }
    return { part: null, aside: [reason] }
  }

  const startProperty = one('DTSTART')
  if (!startProperty) return whole('noStart', component.line)
  const read = stampOf(startProperty, city, find)
  if ('wrong' in read) return whole(read.wrong, startProperty.line, { property: 'DTSTART', value: shown(read.value) })
  const start = read.stamp
  const ended = endingOf(start, one('DTEND'), one('DURATION'), context, say)
  if (ended === null) return whole('endBeforeStart', (one('DTEND') ?? one('DURATION') ?? startProperty).line)

  let recurrenceId: Stamp | null = null
  const idProperty = one('RECURRENCE-ID')
  if (idProperty) {
    const id = stampOf(idProperty, city, find)
    // Without it nobody knows which one of the series is meant.
    if ('wrong' in id) return whole(id.wrong, idProperty.line, { property: 'RECURRENCE-ID', value: shown(id.value) })
    recurrenceId = id.stamp
  }
  if (told === '') say('noUid', null)
  const rules = (name: string) =>
    properties.filter((property) => property.name === name).flatMap((property) => ruleOf(property, start, say))
  const dates = datesOf(properties, 'RDATE', start, context, say)
  const part: EventPart = {
    uid,
    line: component.line,
    start,
    ending: ended,
    recurrenceId,
    thisAndFuture: idProperty !== undefined && parameter(idProperty, 'RANGE')?.toUpperCase() === 'THISANDFUTURE',
    rules: rules('RRULE'),
    exceptRules: rules('EXRULE'),
    dates,
    exceptDates: datesOf(properties, 'EXDATE', start, context, say).map(({ stamp }) => stamp),
    status: statusOf(one('STATUS'), context.method),
    sequence: Number(/^\d{1,9}$/.exec(one('SEQUENCE')?.value.trim() ?? '')?.[0] ?? 0),
    changed:
      [one('LAST-MODIFIED'), one('DTSTAMP')]
        .map((property) => property?.value.trim() ?? '')
        .sort()
        .at(-1) ?? '',
    texts: textsOf(properties),
  }
  return { part, aside }
}

type Say = (kind: AsideKind, property: Property | null, values?: Record<string, string | number>) => void

/** When it ends (3.6.1): nothing said means the whole day, or the moment itself. Null when it ends before it begins. */
function endingOf(
  start: Stamp,
  end: Property | undefined,
  length: Property | undefined,
  { city, find }: EventContext,
  say: Say,
): Ending | null {
  const unsaid: Ending = { duration: { days: start.kind === 'date' ? 1 : 0, seconds: 0 }, zone: null }
  if (end) {
    const read = stampOf(end, city, find)
    if ('wrong' in read) {
      say(read.wrong, end, { property: 'DTEND', value: shown(read.value) })
      return unsaid
    }
    const { stamp } = read
    if (stamp.kind !== start.kind) {
      say('endOtherKind', end)
      return unsaid
    }
    if (start.kind === 'date') {
      const days = (stamp.wall - start.wall) / day
      // A day that ends on itself is what some programs write for one day.
      return days < 0 ? null : { duration: { days: Math.max(days, 1), seconds: 0 }, zone: null }
    }
    const seconds = stamp.instant - start.instant
    return seconds < 0 ? null : { duration: { days: 0, seconds }, zone: stamp.zone }
  }
  if (!length) return unsaid
  const duration = durationOf(length.value.trim())
  if (duration === null) {
    say('badDuration', length, { value: shown(length.value) })
    return unsaid
  }
  if (duration.days < 0 || duration.seconds < 0) return null
  if (start.kind === 'time') return { duration, zone: null }
  return { duration: { days: Math.max(1, duration.days + Math.ceil(duration.seconds / day)), seconds: 0 }, zone: null }
}

function ruleOf(property: Property, start: Stamp, say: Say): { rule: Rule; line: number }[] {
  const { rule, faults } = readRule(property.value)
  if (rule === null) {
    const old = /^[DWM]\w*\d+\b/i.test(property.value.trim())
    if (old) say('oldRule', property, { value: shown(property.value) })
    else
      say('badRule', property, {
        part: shown(
          faults
            .filter(({ fatal }) => fatal)
            .map(({ part }) => part)
            .join('; '),
        ),
      })
    return []
  }
  const odd = faults.filter(({ kind }) => kind === 'rulePart' || kind === 'ruleTwice').map(({ part }) => part)
  if (odd.some((part) => part !== '')) say('badRulePart', property, { part: shown(odd.join('; ')) })
  if (rule.scale !== null) {
    say('foreignScale', property, { scale: shown(rule.scale) })
    return []
  }
  const clock = ['HOURLY', 'MINUTELY', 'SECONDLY'].includes(rule.frequency)
  if (start.kind === 'date' && clock) {
    say('badRule', property, { part: `FREQ=${rule.frequency}` })
    return []
  }
  if (isNever(rule)) {
    say('neverRule', property, { value: shown(property.value) })
    return []
  }
  return [{ rule, line: property.line }]
}

function datesOf(properties: readonly Property[], name: string, start: Stamp, { city, find }: EventContext, say: Say) {
  const dates: { stamp: Stamp; ending: Ending | null }[] = []
  for (const property of properties) {
    if (property.name !== name) continue
    for (const { read, until } of stampsOf(property, city, find)) {
      if ('wrong' in read) {
        say(read.wrong, property, { property: name, value: shown(read.value) })
        continue
      }
      const stamp = name === 'RDATE' ? likeStart(read.stamp, start, until !== null) : onClockOf(read.stamp, start)
      const ending = until === null ? null : periodEnding(stamp, until, property, { city, find })
      if (ending === undefined) say('badDate', property, { property: name, value: shown(until ?? '') })
      else dates.push({ stamp, ending })
    }
  }
  return dates
}

/** A time without a zone beside a start with one is meant on the same clock. */
function onClockOf(stamp: Stamp, start: Stamp): Stamp {
  return stamp.kind === 'time' && stamp.floating && !start.floating ? at(stamp.wall, start.zone, false) : stamp
}

/** A further day of an evening concert is a further evening; a further hour of a whole day is that day. */
function likeStart(stamp: Stamp, start: Stamp, isPeriod: boolean): Stamp {
  const same = onClockOf(stamp, start)
  if (isPeriod || same.kind === start.kind) return same
  if (start.kind === 'date') return wholeDay(same, start.zone)
  return at(same.wall + modulo(start.wall, day), start.zone, start.floating)
}

/** The end of a PERIOD (3.3.9): a time or a length. Undefined when it is neither, or lies before the start. */
function periodEnding(
  start: Stamp,
  until: string,
  property: Property,
  { city, find }: { city: Zone; find: FindZone },
): Ending | undefined {
  const duration = durationOf(until)
  if (duration !== null) return duration.days < 0 || duration.seconds < 0 ? undefined : { duration, zone: null }
  const read = readStamp(until, property, city, find)
  if ('wrong' in read || read.stamp.kind !== start.kind || read.stamp.instant < start.instant) return undefined
  if (start.kind === 'date') return { duration: { days: (read.stamp.wall - start.wall) / day, seconds: 0 }, zone: null }
  return { duration: { days: 0, seconds: read.stamp.instant - start.instant }, zone: null }
}

function statusOf(property: Property | undefined, method: string): EventStatus {
  const status = property?.value.trim().toUpperCase()
  if (method === 'CANCEL' || status === 'CANCELLED' || status === 'CANCELED') return 'CANCELLED'
  return status === 'TENTATIVE' ? 'TENTATIVE' : 'CONFIRMED'
}

/** The same event in the next reading of the same file gets the same one, as long as its day, name and place stay. */
function madeUid(properties: readonly Property[]): string {
  const said = ['DTSTART', 'RECURRENCE-ID', 'SUMMARY', 'LOCATION'].map(
    (name) => properties.find((property) => property.name === name)?.value.trim() ?? '',
  )
  return `made-${createHash('sha256').update(said.join('\n')).digest('hex').slice(0, 24)}`
}
