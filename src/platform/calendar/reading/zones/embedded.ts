// A zone as a calendar describes it itself (RFC 5545, 3.6.5): observances with their rules and dates, as a table of changes.

import type { Component } from '../components.ts'
import type { Property } from '../property.ts'
import { expand } from '../recurrence/expand.ts'
import { readRule } from '../recurrence/rule.ts'
import { listOf, momentOf, offsetOf } from '../values.ts'
import type { Zone } from './zone.ts'

/** The zone of a VTIMEZONE, or null when it has no observance that can be read. */
export function embeddedZone(component: Component): Zone | null {
  const observances = component.components
    .filter(({ name }) => name === 'STANDARD' || name === 'DAYLIGHT')
    .map(observanceOf)
    .filter((observance) => observance !== null)
    .toSorted((a, b) => a.first - b.first || a.start - b.start)
  const [earliest] = observances
  if (!earliest) return null
  let table: Change[] = []
  let known = Number.NEGATIVE_INFINITY
  return {
    name: component.properties.find(({ name }) => name === 'TZID')?.value ?? '',
    offsetAt(instant) {
      if (instant >= known) {
        // Far enough that neighbours in time seldom ask for more.
        known = Math.max(instant, 0) + 20 * 366 * 86_400
        table = changesUntil(observances, known)
      }
      let [low, high] = [0, table.length]
      while (low < high) {
        const middle = (low + high) >> 1
        if ((table[middle]?.instant ?? 0) <= instant) low = middle + 1
        else high = middle
      }
      return table[low - 1]?.offset ?? earliest.from
    },
  }
}

interface Observance {
  /** On the clock that was valid before, which is `from` seconds ahead of UTC. */
  start: number
  first: number
  from: number
  to: number
  properties: readonly Property[]
}

interface Change {
  instant: number
  offset: number
}

function observanceOf({ properties }: Component): Observance | null {
  const value = (name: string) => properties.find((property) => property.name === name)?.value.trim() ?? ''
  const [start, from, to] = [momentOf(value('DTSTART')), offsetOf(value('TZOFFSETFROM')), offsetOf(value('TZOFFSETTO'))]
  if (start === null || from === null || to === null) return null
  return { start: start.wall, first: start.wall - from, from, to, properties }
}

/** A zone that changes more often than this was made to tire its readers. */
const mostChanges = 5000

function changesUntil(observances: readonly Observance[], end: number): Change[] {
  const changes = observances.flatMap(({ start, from, to, properties }) => {
    const walls = properties.flatMap(({ name, value }) => {
      if (name === 'RDATE') return rdates(value, from)
      if (name !== 'RRULE') return []
      const { rule } = readRule(value)
      if (!rule) return []
      // UNTIL is in UTC here (3.6.5).
      const until = rule.until === null ? null : rule.until.kind === 'utc' ? rule.until.wall + from : rule.until.wall
      return expand(rule, { start, wholeDay: false }, { from: start, to: end + from }, { until, most: mostChanges })
        .walls
    })
    return [start, ...walls].filter((wall) => wall - from <= end).map((wall) => ({ instant: wall - from, offset: to }))
  })
  return changes.sort((a, b) => a.instant - b.instant)
}

function rdates(value: string, from: number): number[] {
  return listOf(value).flatMap((one) => {
    const moment = momentOf(one.trim().split('/')[0] ?? '')
    return moment === null ? [] : [moment.kind === 'utc' ? moment.wall + from : moment.wall]
  })
}
