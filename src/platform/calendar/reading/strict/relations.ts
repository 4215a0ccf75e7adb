// What RFC 5545 wants of a component as a whole: what must be there, what only once, and how its times go together.
import { shown } from '../aside.ts'
import type { Component } from '../components.ts'
import { type Property, parameter } from '../property.ts'
import { readRule } from '../recurrence/rule.ts'
import { durationOf, type Moment, momentOf } from '../values.ts'
import { componentRules } from './tables.ts'
import { checkProperty } from './values.ts'
import type { Tell } from './violation.ts'

/** A check that is told of each component when it ends, children before parents. */
export function newCalendarCheck(tell: Tell): (component: Component, parents: readonly Component[]) => void {
  let zones: { tzid: string; name: string; line: number }[] = []
  return (component, parents) => {
    for (const property of component.properties) {
      checkProperty(property, component.name, tell)
      const tzid = parameter(property, 'TZID')
      if (tzid !== null) zones.push({ tzid, name: property.name, line: property.line })
    }
    checkPlace(component, parents, tell)
    checkNumbers(component, parents, tell)
    checkTimes(component, tell)
    if (component.name === 'VALARM') checkAlarm(component, tell)
    if (
      component.name === 'VTIMEZONE' &&
      !component.components.some(({ name }) => name === 'STANDARD' || name === 'DAYLIGHT')
    )
      tell('3.6.5', component.line, 'noObservance', 'VTIMEZONE')
    if (component.name !== 'VCALENDAR') return
    if (component.children === 0) tell('3.6', component.line, 'empty', 'VCALENDAR')
    checkZones(component, zones, tell)
    checkIds(component, tell)
    zones = []
  }
}

function checkPlace({ name, line }: Component, parents: readonly Component[], tell: Tell): void {
  const rule = componentRules[name]
  const parent = parents.at(-1)?.name ?? ''
  if (!rule) {
    if (parents.length === 0) tell('3.4', line, 'outside', name)
    return
  }
  // Components of others (X- and IANA's) hold what they like.
  if (parent !== '' && !(parent in componentRules)) return
  const fits = rule.within.length === 0 ? parent === '' : rule.within.includes(parent)
  if (!fits) tell(rule.clause, line, 'place', name, parent)
}

function checkNumbers({ name, line, properties }: Component, parents: readonly Component[], tell: Tell): void {
  const rule = componentRules[name]
  if (!rule) return
  const found = (wanted: string) => properties.filter((property) => property.name === wanted)
  for (const wanted of rule.must) if (found(wanted).length === 0) tell(rule.clause, line, 'missing', name, wanted)
  for (const wanted of [...rule.must, ...rule.once])
    for (const { line: at } of found(wanted).slice(1)) tell(rule.clause, at, 'twice', name, wanted)
  for (const [one, other] of rule.either ?? [])
    if (found(one).length > 0 && found(other)[0])
      tell(rule.clause, found(other)[0]?.line ?? line, 'exclusive', one, other)
  const method = parents.at(-1)?.properties.some((property) => property.name === 'METHOD') ?? false
  if (name === 'VEVENT' && !method && found('DTSTART').length === 0) tell('3.8.2.4', line, 'missing', name, 'DTSTART')
  if (name === 'VTODO' && found('DURATION').length > 0 && found('DTSTART').length === 0)
    tell('3.6.2', line, 'missing', name, 'DTSTART')
}

function checkTimes({ name, properties }: Component, tell: Tell): void {
  const one = (wanted: string) => properties.find((property) => property.name === wanted)
  const start = momentIn(one('DTSTART'))
  const startProperty = one('DTSTART')
  for (const ending of ['DTEND', 'DUE']) {
    const property = one(ending)
    const end = momentIn(property)
    if (!property || !end || !start || !startProperty) continue
    const clause = ending === 'DUE' ? '3.8.2.3' : '3.8.2.2'
    const same =
      (start.kind === 'date') === (end.kind === 'date') &&
      isFloating(start, startProperty) === isFloating(end, property)
    if (!same) tell(clause, property.line, 'endType', ending, 'DTSTART')
    else if (isSameClock(startProperty, property) && end.kind === start.kind && end.wall <= start.wall)
      tell(clause, property.line, 'endBefore', ending, shown(property.value))
  }
  const length = one('DURATION')
  const duration = length ? durationOf(length.value) : null
  if (length && duration && name !== 'VALARM') {
    if (duration.days < 0 || duration.seconds < 0)
      tell('3.8.2.5', length.line, 'value', 'DURATION', shown(length.value))
    if (start?.kind === 'date' && /T/i.test(length.value)) tell('3.6.1', length.line, 'endType', 'DURATION', 'DTSTART')
  }
  const observance = name === 'STANDARD' || name === 'DAYLIGHT'
  if (observance && start && start.kind !== 'local' && startProperty)
    tell('3.6.5', startProperty.line, 'value', 'DTSTART', shown(startProperty.value))
  for (const property of properties) {
    if (property.name !== 'RRULE' || !start || !startProperty) continue
    const until = readRule(property.value).rule?.until
    if (!until) continue
    const wanted = observance
      ? 'utc'
      : start.kind === 'date'
        ? 'date'
        : isFloating(start, startProperty)
          ? 'local'
          : 'utc'
    if (until.kind !== wanted) tell('3.3.10', property.line, 'untilType', 'UNTIL', 'DTSTART')
  }
}

function momentIn(property: Property | undefined): Moment | null {
  return property ? momentOf(property.value) : null
}

function isFloating(moment: Moment, property: Property): boolean {
  return moment.kind === 'local' && !property.parameters.has('TZID')
}

function isSameClock(one: Property, other: Property): boolean {
  return parameter(one, 'TZID') === parameter(other, 'TZID')
}

/** By ACTION an alarm needs more (3.6.6). */
function checkAlarm({ line, properties }: Component, tell: Tell): void {
  const count = (wanted: string) => properties.filter(({ name }) => name === wanted).length
  const action = properties.find(({ name }) => name === 'ACTION')?.value.toUpperCase() ?? ''
  if (count('DURATION') > 0 !== count('REPEAT') > 0) tell('3.6.6', line, 'together', 'DURATION', 'REPEAT')
  for (const wanted of needs[action] ?? [])
    if (count(wanted) === 0) tell('3.6.6', line, 'missing', `VALARM ${action}`, wanted)
  const once = action === 'AUDIO' ? ['ATTACH'] : ['DESCRIPTION', 'SUMMARY']
  for (const wanted of action in needs ? once : [])
    if (count(wanted) > 1) tell('3.6.6', line, 'twice', 'VALARM', wanted)
}

const needs: Readonly<Record<string, readonly string[]>> = {
  AUDIO: [],
  DISPLAY: ['DESCRIPTION'],
  EMAIL: ['DESCRIPTION', 'SUMMARY', 'ATTENDEE'],
}

/** Each zone that a time names is described in the same calendar (3.6.5, 3.2.19), wherever in it. */
function checkZones(
  calendar: Component,
  used: readonly { tzid: string; name: string; line: number }[],
  tell: Tell,
): void {
  const described = new Set<string>()
  for (const { name, properties } of calendar.components) {
    const tzid = properties.find((property) => property.name === 'TZID')
    if (name !== 'VTIMEZONE' || !tzid) continue
    described.add(tzid.value)
  }
  for (const { tzid, name, line } of used) if (!described.has(tzid)) tell('3.2.19', line, 'noZone', name, shown(tzid))
}

/** RECURRENCE-ID is of the type that the series begins with (3.8.4.4). */
function checkIds(calendar: Component, tell: Tell): void {
  const kinds = new Map<string, boolean>()
  const valueIn = ({ properties }: Component, wanted: string) => properties.find(({ name }) => name === wanted)
  const of = (component: Component) => `${component.name} ${valueIn(component, 'UID')?.value ?? ''}`
  for (const component of calendar.components) {
    const start = momentIn(valueIn(component, 'DTSTART'))
    if (start && !valueIn(component, 'RECURRENCE-ID')) kinds.set(of(component), start.kind === 'date')
  }
  for (const component of calendar.components) {
    const id = valueIn(component, 'RECURRENCE-ID')
    const moment = momentIn(id)
    const series = kinds.get(of(component))
    if (!id || !moment || series === undefined) continue
    if ((moment.kind === 'date') !== series) tell('3.8.4.4', id.line, 'idType', 'RECURRENCE-ID', 'DTSTART')
  }
}
