// A time as a property gives it: on whose clock, and which instant that is. Zones are those of the calendar first, then those of the world.
import type { Component } from './components.ts'
import { type Property, parameter } from './property.ts'
import { day } from './recurrence/days.ts'
import { listOf, momentOf } from './values.ts'
import { embeddedZone } from './zones/embedded.ts'
import { zoneNamed } from './zones/olson.ts'
import { instantOf, utc, type Zone } from './zones/zone.ts'

export interface Stamp {
  kind: 'date' | 'time'
  /** Without a zone of its own: it follows the clock of whoever reads it. */
  floating: boolean
  wall: number
  zone: Zone
  /** Of a whole day, its midnight in the city. */
  instant: number
}

export type ReadStamp = { stamp: Stamp } | { wrong: 'badDate' | 'unknownZone'; value: string }

/** Finds a zone by its TZID; null when nobody knows it. */
export type FindZone = (tzid: string) => Zone | null

/** A DATE or DATE-TIME property (RFC 5545, 3.3.4 and 3.3.5). Eight figures are a day, whatever VALUE says. */
export function stampOf(property: Property, city: Zone, find: FindZone): ReadStamp {
  return readStamp(property.value.trim(), property, city, find)
}

/** All values of RDATE or EXDATE; a PERIOD has its end as `until`, unread. */
export function stampsOf(property: Property, city: Zone, find: FindZone): { read: ReadStamp; until: string | null }[] {
  return listOf(property.value)
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .map((one) => {
      const [start = '', until = null] = one.split('/')
      return { read: readStamp(start, property, city, find), until }
    })
}

export function readStamp(value: string, property: Property, city: Zone, find: FindZone): ReadStamp {
  const moment = momentOf(value)
  if (moment === null) return { wrong: 'badDate', value }
  if (moment.kind === 'date' || parameter(property, 'VALUE')?.toUpperCase() === 'DATE')
    return { stamp: wholeDay(moment, city) }
  if (moment.kind === 'utc') return { stamp: at(moment.wall, utc, false) }
  const tzid = parameter(property, 'TZID')
  if (tzid === null || tzid === '') return { stamp: at(moment.wall, city, true) }
  const zone = find(tzid)
  return zone === null ? { wrong: 'unknownZone', value: tzid } : { stamp: at(moment.wall, zone, false) }
}

/** The start of a day in a zone. */
export function wholeDay({ wall }: { wall: number }, city: Zone): Stamp {
  const midnight = Math.floor(wall / day) * day
  return { kind: 'date', floating: true, wall: midnight, zone: city, instant: instantOf(city, midnight) }
}

export function at(wall: number, zone: Zone, floating: boolean): Stamp {
  return { kind: 'time', floating, wall, zone, instant: instantOf(zone, wall) }
}

/** Zones that calendars of a file describe; the same name may mean something else in another calendar of it. */
export function zonesOf(own: readonly Component[], others: readonly Component[]): FindZone {
  const found = new Map<string, Zone | null>()
  return (tzid) => {
    const known = found.get(tzid)
    if (known !== undefined) return known
    const described = [...own, ...others].filter((zone) => valueIn(zone, 'TZID') === tzid.trim())
    const zone =
      first(described, embeddedZone) ??
      first(described, (one) => zoneNamed(valueIn(one, 'X-LIC-LOCATION'))) ??
      zoneNamed(tzid)
    found.set(tzid, zone)
    return zone
  }
}

function first(components: readonly Component[], zoneOf: (component: Component) => Zone | null): Zone | null {
  for (const component of components) {
    const zone = zoneOf(component)
    if (zone) return zone
  }
  return null
}

function valueIn({ properties }: Component, name: string): string {
  return properties.find((property) => property.name === name)?.value.trim() ?? ''
}
