// Times as sources write them: instants with an offset, plain days, and times without one, which are times of the city.
import { Temporal } from 'temporal-polyfill'
import { isDay } from '#platform/time.ts'

export type Unit = 'seconds' | 'milliseconds'

/** ISO 8601 with its offset, or a plain day: the two forms of `Found`. */
export type Moment = string

const iso = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?)?$/i
const isoOdd = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)([+-]\d\d:\d\d)$/
const russian = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:,?\s*(?:в\s*)?(\d{1,2})[:.](\d\d)(?::(\d\d))?)?$/
const compact = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z)?)?$/

/**
 * Reads a time: ISO 8601 with seconds or without, `26.11.2026 19:00`, a number of seconds or milliseconds since 1970 (told apart by
 * their size where `unit` is not given). A time without an offset is one of `zone`. Null where it is no time at all.
 */
export function momentOf(said: unknown, zone: string, unit?: Unit): Moment | null {
  if (typeof said === 'number' || (typeof said === 'string' && /^-?\d{9,14}$/.test(said.trim())))
    return ofNumber(Number(said), zone, unit)
  if (typeof said !== 'string') return null
  const text = said.trim()
  const [, year, month, day, hour, minute, second, offset] =
    iso.exec(text) ?? compact.exec(text) ?? isoOdd.exec(text) ?? []
  if (year && month && day) return ofParts({ year, month, day, hour, minute, second, offset }, zone)
  const [, ruDay, ruMonth, ruYear, ruHour, ruMinute, ruSecond] = russian.exec(text) ?? []
  if (!ruYear || !ruMonth || !ruDay) return null
  const parts = { year: ruYear, month: two(ruMonth), day: two(ruDay), minute: ruMinute, second: ruSecond }
  return ofParts({ ...parts, hour: ruHour === undefined ? undefined : two(ruHour), offset: undefined }, zone)
}

interface Parts {
  year: string
  month: string
  day: string
  hour: string | undefined
  minute: string | undefined
  second: string | undefined
  offset: string | undefined
}

function ofParts({ year, month, day, hour, minute, second, offset }: Parts, zone: string): Moment | null {
  const date = `${year}-${month}-${day}`
  if (!isDay(date)) return null
  if (hour === undefined) return date
  if (hour === '24' && Number(minute) === 0)
    return ofParts({ ...partsAfter(date), hour: '00', minute, second, offset }, zone)
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 60) return null
  const time = `${date}T${hour}:${minute}:${second === undefined || second === '60' ? '00' : second}`
  if (offset === undefined) return inZone(time, zone)
  const away = wholeOffset(offset)
  return away === null ? null : `${time}${away}`
}

function wholeOffset(offset: string): string | null {
  if (/^z$/i.test(offset)) return '+00:00'
  const [, sign, hours = '', minutes = '00'] = /^([+-])(\d\d):?(\d\d)?$/.exec(offset) ?? []
  return Number(hours) > 14 || Number(minutes) > 59 ? null : `${sign}${hours}:${minutes}`
}

/** A local time of a zone with the offset that holds there then. */
export function inZone(local: string, zone: string): Moment {
  return Temporal.PlainDateTime.from(local)
    .toZonedDateTime(zone)
    .toString({ timeZoneName: 'never', smallestUnit: 'second' })
}

function ofNumber(number: number, zone: string, unit?: Unit): Moment | null {
  const ms =
    (unit ?? (Math.abs(number) < 100_000_000_000 ? 'seconds' : 'milliseconds')) === 'seconds' ? number * 1000 : number
  if (!Number.isFinite(ms) || Math.abs(ms) > 8_000_000_000_000_000) return null
  return instantInZone(Math.trunc(ms), zone)
}

/** An instant, in milliseconds since 1970, as the clocks of a zone show it. */
export function instantInZone(ms: number, zone: string): Moment {
  return Temporal.Instant.fromEpochMilliseconds(ms)
    .toZonedDateTimeISO(zone)
    .toString({ timeZoneName: 'never', smallestUnit: 'second' })
}

/** Whether a zone of this name exists. */
export function isZone(name: string): boolean {
  try {
    Temporal.Now.zonedDateTimeISO(name)
    return true
  } catch {
    return false
  }
}

/** The later of two hours: `PT60M`, `P1D` after a moment; null where it is no duration. */
export function after(start: Moment, duration: unknown, zone: string): Moment | null {
  if (typeof duration !== 'string' || !/^P(?=[\dT])[\dDTHMSW]*$/.test(duration)) return null
  try {
    const length = Temporal.Duration.from(duration)
    if (start.length === 10) return Temporal.PlainDate.from(start).add(length).toString()
    const begun = Temporal.Instant.from(start).toZonedDateTimeISO(zone)
    return begun.add(length).toString({ timeZoneName: 'never', smallestUnit: 'second' })
  } catch {
    return null
  }
}

/** Milliseconds since 1970; of a plain day its midnight in UTC, good for comparing days with days. */
export function timeOf(moment: Moment): number {
  return Date.parse(moment.length === 10 ? `${moment}T00:00:00Z` : moment)
}

/** The day of a moment by its own clocks. */
export const dayIn = (moment: Moment): string => moment.slice(0, 10)

const two = (digits: string): string => digits.padStart(2, '0')

function partsAfter(day: string): Pick<Parts, 'year' | 'month' | 'day'> {
  const [year = '', month = '', date = ''] = Temporal.PlainDate.from(day).add({ days: 1 }).toString().split('-')
  return { year, month, day: date }
}
