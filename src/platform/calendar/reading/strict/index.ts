// Everything in which a file breaks RFC 5545, all at once, each with its clause and line.

import { shown } from '../aside.ts'
import { type Fault, readComponents } from '../components.ts'
import { newCalendarCheck } from './relations.ts'
import type { Tell, Violation, ViolationKind } from './violation.ts'

export { type Violation, type ViolationKind, violationKey, violationKinds } from './violation.ts'

/** A file that is nothing but wrong has as many violations as lines. */
const most = 10_000

/** In the order of the lines; an empty list says that the file keeps the RFC. Ends of lines may be bare LF (see docs/decisions). */
export function violationsOf(bytes: Uint8Array): Violation[] {
  const violations: Violation[] = []
  const tell: Tell = (clause, line, kind, what, value = '') => {
    if (violations.length < most) violations.push({ clause, line, kind, values: { what, value } })
  }
  const check = newCalendarCheck(tell)
  let calendars = 0
  let last = 0
  const blanks: Fault[] = []
  readComponents(bytes, {
    keeps: () => true,
    done(component, parents) {
      if (component.name === 'VCALENDAR' && parents.length === 0) calendars++
      last = component.end
      check(component, parents)
      return component.name !== 'VCALENDAR'
    },
    fault(fault) {
      // Empty lines after all calendars are as harmless as a last line that nothing ends.
      if (fault.kind === 'lineBlank') blanks.push(fault)
      else tellFault(fault, tell)
    },
  })
  for (const fault of blanks) if (fault.line < last) tellFault(fault, tell)
  if (calendars === 0) tell('3.4', 1, 'noCalendar', 'VCALENDAR')
  return violations.sort((a, b) => a.line - b.line)
}

function tellFault({ kind, line, component, text }: Fault, tell: Tell): void {
  const [clause, as] = ofFault[kind]
  tell(clause, line, as, kind === 'noEnd' ? (component?.name ?? '') : shown(text))
}

const ofFault: Readonly<Record<Fault['kind'], readonly [clause: string, kind: ViolationKind]>> = {
  lineBlank: ['3.1', 'blankLine'],
  lineControl: ['3.1', 'control'],
  lineEncoding: ['3.1.4', 'encoding'],
  lineFold: ['3.1', 'fold'],
  lineMark: ['3.1', 'mark'],
  propertyName: ['3.1', 'noProperty'],
  parameter: ['3.2', 'parameter'],
  outside: ['3.4', 'outside'],
  noBegin: ['3.6', 'noBegin'],
  noEnd: ['3.6', 'noEnd'],
}
