// The values of iCalendar properties (RFC 5545, 3.3): days, clock times, durations, offsets and texts. None throws; what is no value is null.
import { day, monthLength, numberOf } from './recurrence/days.ts'

/** A day, a time on some clock, or a time in UTC, as seconds from 1970-01-01T00:00:00 on that clock. */
export interface Moment {
  kind: 'date' | 'local' | 'utc'
  wall: number
}

/** `20261128`, `20261128T183000`, `20261128T183000Z`; a leap second is the 59th (3.3.12). */
export function momentOf(text: string): Moment | null {
  const found = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?$/i.exec(text)
  if (!found) return null
  const [, year, month, date, hour, minute, second, zulu] = found
  const [y, m, d] = [Number(year), Number(month), Number(date)]
  if (y < 1 || m < 1 || d < 1 || m > 12 || d > monthLength(y, m)) return null
  const number = numberOf(y, m, d)
  if (hour === undefined) return { kind: 'date', wall: number * day }
  const [h, min, s] = [Number(hour), Number(minute), Number(second)]
  if (h > 23 || min > 59 || s > 60) return null
  return { kind: zulu ? 'utc' : 'local', wall: number * day + h * 3600 + min * 60 + Math.min(s, 59) }
}

/** Days are days of the calendar, whatever clocks do in them; the rest is exact (3.3.6). */
export interface Duration {
  days: number
  seconds: number
}

export function durationOf(text: string): Duration | null {
  const found = /^([+-]?)P(?:(\d{1,9})W|(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?)$/i.exec(
    text,
  )
  if (!found || !/\d/.test(text) || /T$/i.test(text)) return null
  const [, sign, weeks = '0', days = '0', hours = '0', minutes = '0', seconds = '0'] = found
  const times = sign === '-' ? -1 : 1
  return {
    days: times * (Number(weeks) * 7 + Number(days)),
    seconds: times * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)),
  }
}

/** `+0400`, `-023017`: seconds ahead of UTC. `-0000` is no offset (3.3.14). */
export function offsetOf(text: string): number | null {
  const found = /^([+-])(\d\d)(\d\d)(\d\d)?$/.exec(text)
  if (!found) return null
  const [, sign, hours, minutes, seconds = '0'] = found
  if (Number(minutes) > 59 || Number(seconds) > 59 || Number(hours) > 23) return null
  const size = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
  if (sign === '-' && size === 0) return null
  return sign === '-' ? -size : size
}

/** A text without its escapes (3.3.11); a backslash before anything else stands for itself. */
export function textOf(value: string): string {
  if (!value.includes('\\')) return value
  return value.replaceAll(/\\([nN\\;,])/g, (_, escaped: string) =>
    escaped === 'n' || escaped === 'N' ? '\n' : escaped,
  )
}

/** Cuts a list at the commas that are not escaped. */
export function listOf(value: string): string[] {
  if (!value.includes('\\')) return value.split(',')
  const pieces: string[] = []
  let joined = false
  for (const piece of value.split(',')) {
    if (joined) pieces.push(`${pieces.pop()},${piece}`)
    else pieces.push(piece)
    // An odd number of backslashes escapes the comma after them.
    joined = (/\\*$/.exec(piece)?.[0].length ?? 0) % 2 === 1
  }
  return pieces
}

/** Two numbers: latitude and longitude in degrees (3.8.1.6). */
export function geoOf(value: string): { lat: number; lon: number } | null {
  const [, lat = '', lon = ''] = /^([+-]?\d{1,3}(?:\.\d+)?);([+-]?\d{1,3}(?:\.\d+)?)$/.exec(value.trim()) ?? []
  if (lat === '' || Math.abs(Number(lat)) > 90 || Math.abs(Number(lon)) > 180) return null
  return { lat: Number(lat), lon: Number(lon) }
}
