// Zones by name, out of the tables that Node carries: «Europe/Samara», names of Windows, and names with a publisher's prefix.
import { numberOf } from '../recurrence/days.ts'
import { windowsZones } from './windows.ts'
import type { Zone } from './zone.ts'

/** The zone of a TZID that no VTIMEZONE explains, or null: nothing is guessed. */
export function zoneNamed(tzid: string): Zone | null {
  const name = tzid.trim()
  const known = olson(name)
  if (known) return known
  const windows = windowsZones.get(name.toLowerCase())
  if (windows) return olson(windows)
  // «/freeassociation.sourceforge.net/Tzfile/Europe/Moscow»: what follows the publisher is the name.
  const pieces = name.split('/').filter((piece) => piece !== '')
  if (!name.startsWith('/')) return null
  for (let at = 1; at < pieces.length; at++) {
    const zone = olson(pieces.slice(at).join('/'))
    if (zone) return zone
  }
  return null
}

const zones = new Map<string, Zone | null>()

function olson(name: string): Zone | null {
  const key = name.toLowerCase()
  const known = zones.get(key)
  if (known !== undefined) return known
  const zone = /^[a-z][\w+-]*(\/[\w+-]+)*$/i.test(name) ? tabled(name) : null
  // Names come from strangers: there must be an end to what is remembered of them.
  if (zones.size > 2000) zones.clear()
  zones.set(key, zone)
  return zone
}

function tabled(name: string): Zone | null {
  let format: Intl.DateTimeFormat
  try {
    format = new Intl.DateTimeFormat('en-US-u-ca-iso8601-nu-latn', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
  } catch {
    return null
  }
  const asked = (instant: number): number => {
    const parts = new Map(format.formatToParts(instant * 1000).map(({ type, value }) => [type, Number(value)]))
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0
    const wall = numberOf(part('year'), part('month'), part('day')) * 86_400
    return wall + part('hour') * 3600 + part('minute') * 60 + part('second') - instant
  }
  const weeks = new Map<number, Week>()
  return {
    name: format.resolvedOptions().timeZone,
    offsetAt(instant) {
      const at = Math.floor(instant / week)
      let known = weeks.get(at)
      if (!known) {
        known = weekOf(asked, at)
        if (weeks.size > 50_000) weeks.clear()
        weeks.set(at, known)
      }
      return instant < known.change ? known.before : known.after
    },
  }
}

const week = 7 * 86_400

/** No zone changes its clocks twice in a week. */
interface Week {
  before: number
  after: number
  change: number
}

function weekOf(asked: (instant: number) => number, at: number): Week {
  let [low, high] = [at * week, (at + 1) * week]
  const [before, after] = [asked(low), asked(high)]
  if (before === after) return { before, after, change: high }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (asked(middle) === before) low = middle
    else high = middle
  }
  return { before, after, change: high }
}
