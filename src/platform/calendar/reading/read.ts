// A file of calendars as series of events: everything in it that can be understood, and a list of what cannot.
import { type Aside, shown } from './aside.ts'
import { type Component, readComponents } from './components.ts'
import { type EventPart, eventOf, readProperties } from './event.ts'
import { fileBudget } from './recurrence/expand.ts'
import { type FindZone, zonesOf } from './stamp.ts'
import { zoneNamed } from './zones/olson.ts'

/** An event with all that is said about its repetitions; without a master only single ones of a series are in the file. */
export interface Series {
  uid: string
  master: EventPart | null
  overrides: readonly EventPart[]
}

export interface ReadCalendar {
  series: Series[]
  /** In the order of the file. */
  aside: Aside[]
  /** Whether there is anything of a calendar in the file. */
  isCalendar: boolean
}

/**
 * Reads iCalendar (RFC 5545) and the events of vCalendar 1.0 out of bytes of any kind. `zone` is the city's, for times that name none.
 * Never throws because of what the bytes are; throws when nobody knows `zone`.
 */
export function readCalendar(bytes: Uint8Array, { zone }: { zone: string }): ReadCalendar {
  const city = zoneNamed(zone)
  if (!city) throw new Error(`there is no time zone ${zone}`)
  const aside: Aside[] = []
  const shared = fileBudget()
  let more = 0
  const calendars: Component[] = []
  const loose: Component = { name: '', line: 1, end: 1, properties: [], components: [], children: 0, closed: true }
  const { components, lines } = readComponents(bytes, {
    keeps: (name) => readProperties.has(name),
    done(component, parents) {
      if (component.name === 'VCALENDAR') calendars.push(component)
      else if (parents.length === 0) loose.components.push(component)
      return kept.has(component.name)
    },
    fault({ kind, line, component, text }) {
      if (kind !== 'propertyName' || lineIsFine(text)) return
      if (aside.length >= mostLines) more++
      else
        aside.push({
          line,
          component: component?.name ?? null,
          uid: uidOf(component),
          kind: 'unreadableLine',
          values: { text: shown(text) },
        })
    },
  })
  if (components === 0) {
    const line = lines === 0 ? null : 1
    return {
      series: [],
      aside: [{ line, component: null, uid: null, kind: 'notACalendar', values: {} }],
      isCalendar: false,
    }
  }
  const all = [...calendars, loose]
  const zones = all.flatMap((calendar) => calendar.components.filter(({ name }) => name === 'VTIMEZONE'))
  const parts: EventPart[] = []
  for (const calendar of all) {
    const find: FindZone = zonesOf(
      calendar.components.filter(({ name }) => name === 'VTIMEZONE'),
      zones,
      shared,
    )
    const method =
      calendar.properties
        .find(({ name }) => name === 'METHOD')
        ?.value.trim()
        .toUpperCase() ?? ''
    for (const component of calendar.components) {
      if (component.name !== 'VEVENT') continue
      if (!component.closed) {
        aside.push({ line: component.line, component: 'VEVENT', uid: uidOf(component), kind: 'unclosed', values: {} })
        continue
      }
      const read = eventOf(component, { city, find, method })
      // One by one: a date list of a million faults is more than one call takes.
      for (const one of read.aside) aside.push(one)
      if (read.part) parts.push(read.part)
    }
  }
  const series = seriesOf(parts, aside)
  if (more > 0) aside.push({ line: lines, component: null, uid: null, kind: 'moreLines', values: { more } })
  return { series, aside: aside.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)), isCalendar: true }
}

/** Of a file of nothing but faults nobody reads more. */
const mostLines = 1000

const kept = new Set(['VEVENT', 'VTIMEZONE', 'STANDARD', 'DAYLIGHT'])

/** A name with spaces about it was read all the same. */
function lineIsFine(text: string): boolean {
  return /^\s*[A-Za-z0-9-]+\s*[:;]/.test(text)
}

function uidOf(component: Component | null): string | null {
  return component?.properties.find(({ name }) => name === 'UID')?.value.trim() || null
}

/** Of several with one UID the last revision holds (RFC 5545, 3.8.7.4): the highest SEQUENCE, then the latest change, then the last one. */
function seriesOf(parts: readonly EventPart[], aside: Aside[]): Series[] {
  const byUid = new Map<string, { master: EventPart | null; overrides: Map<number, EventPart> }>()
  for (const part of parts) {
    const series = byUid.get(part.uid) ?? { master: null, overrides: new Map<number, EventPart>() }
    byUid.set(part.uid, series)
    const before = part.recurrenceId ? series.overrides.get(part.recurrenceId.instant) : series.master
    const [newer, older] = before && isOlder(part, before) ? [before, part] : [part, before]
    if (part.recurrenceId) series.overrides.set(part.recurrenceId.instant, newer)
    else series.master = newer
    if (older)
      aside.push({ line: older.line, component: 'VEVENT', uid: part.uid, kind: 'older', values: { line: newer.line } })
  }
  return [...byUid].map(([uid, { master, overrides }]) => ({ uid, master, overrides: [...overrides.values()] }))
}

function isOlder(one: EventPart, than: EventPart): boolean {
  return one.sequence !== than.sequence ? one.sequence < than.sequence : one.changed < than.changed
}
