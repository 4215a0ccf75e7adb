// The components of a calendar, each handed over when it ends, so that a large file never stands whole in memory as objects.
import { type LineFault, linesOf } from './lines.ts'
import { type Property, type PropertyFault, propertyOf } from './property.ts'

export interface Component {
  /** In capitals. */
  name: string
  line: number
  /** The line that ends it, or after which nothing of it can come. */
  end: number
  properties: Property[]
  /** Those of its children that were kept. */
  components: Component[]
  /** How many components lie in it, kept or not. */
  children: number
  /** False when the file or another component ended before it. */
  closed: boolean
}

export interface Watcher {
  /** Which properties are worth keeping. */
  keeps(name: string, component: string): boolean
  /** A component has ended; true keeps it within its parent. */
  done(component: Component, parents: readonly Component[]): boolean
  /** Something in the file is no part of any component, or against the grammar. */
  fault(fault: Fault): void
}

export interface Fault {
  kind: LineFault | PropertyFault | 'outside' | 'noBegin' | 'noEnd'
  line: number
  component: Component | null
  text: string
}

/** Reads through a file; answers how many components it begins. A component deeper than anybody writes is not entered. */
export function readComponents(bytes: Uint8Array, watcher: Watcher): { components: number; lines: number } {
  const open: Component[] = []
  let components = 0
  let lines = 0
  const end = (closed: boolean, line: number) => {
    const component = open.pop()
    if (!component) return
    component.closed = closed
    component.end = line
    const parent = open.at(-1)
    if (watcher.done(component, open)) parent?.components.push(component)
  }
  const endUnclosed = (line: number) => {
    watcher.fault({ kind: 'noEnd', line, component: open.at(-1) ?? null, text: open.at(-1)?.name ?? '' })
    end(false, line)
  }
  for (const { number, text, faults } of linesOf(bytes)) {
    lines = number
    for (const kind of faults) watcher.fault({ kind, line: number, component: open.at(-1) ?? null, text })
    if (text === '') continue
    const { property, faults: wrong } = propertyOf(text, number)
    for (const kind of wrong) watcher.fault({ kind, line: number, component: open.at(-1) ?? null, text })
    if (!property) continue
    const { name, value } = property
    if (name === 'BEGIN') {
      const begun = value.trim().toUpperCase()
      // An event within an event, or a calendar within one, is one whose end was left out.
      while (open.length > 0 && cannotHold(open, begun)) endUnclosed(number)
      const parent = open.at(-1)
      if (parent) parent.children++
      open.push({ name: begun, line: number, end: number, properties: [], components: [], children: 0, closed: true })
      components++
    } else if (name === 'END') {
      const ended = value.trim().toUpperCase()
      if (!open.some((component) => component.name === ended)) {
        watcher.fault({ kind: 'noBegin', line: number, component: open.at(-1) ?? null, text: ended })
        continue
      }
      while (open.at(-1)?.name !== ended) endUnclosed(number)
      end(true, number)
    } else {
      const component = open.at(-1)
      if (!component) watcher.fault({ kind: 'outside', line: number, component: null, text: name })
      else if (watcher.keeps(name, component.name)) component.properties.push(property)
    }
  }
  while (open.length > 0) endUnclosed(lines)
  return { components, lines }
}

function cannotHold(open: readonly Component[], begun: string): boolean {
  if (open.length > deepest) return true
  if (begun === 'VCALENDAR') return open.some(({ name }) => name !== 'VCALENDAR')
  return siblings.has(begun) && open.some(({ name }) => siblings.has(name))
}

const siblings = new Set(['VEVENT', 'VTODO', 'VJOURNAL', 'VFREEBUSY', 'VTIMEZONE'])
const deepest = 20
