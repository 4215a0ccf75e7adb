// Whether a property's value and parameters are what RFC 5545 allows for it (3.2, 3.3 and the clause of the property).
import { shown } from '../aside.ts'
import { type Property, parameter } from '../property.ts'
import { readRule } from '../recurrence/rule.ts'
import { durationOf, listOf, momentOf, offsetOf } from '../values.ts'
import { type PropertyRule, propertyRules, statuses, type ValueType } from './tables.ts'
import type { Tell } from './violation.ts'

/** Tells everything that is wrong in a property by itself. */
export function checkProperty(property: Property, component: string, tell: Tell): void {
  const rule = propertyRules[property.name]
  // Names of others (X- and IANA's) say what they like (3.8.8).
  if (!rule) return
  const { name, line } = property
  if (rule.within && !rule.within.includes(component) && standard.has(component))
    tell(rule.clause, line, 'propertyPlace', name, component)
  const type = typeOf(property, rule, tell)
  if (type === null) return
  const values = rule.list ? listOf(property.value) : [property.value]
  for (const value of values) {
    if (!isValue(value, type)) tell(clauseOf[type], line, 'value', name, shown(value))
    else if (timed.has(type)) checkTime(property, value, rule, tell)
  }
  const says = name === 'STATUS' ? statuses[component] : rule.says
  if (says && !says.includes(property.value.toUpperCase())) tell(rule.clause, line, 'word', name, shown(property.value))
  if (name === 'VERSION' && !/^(\S+;)?2\.0$/.test(property.value))
    tell(rule.clause, line, 'word', name, shown(property.value))
  if (type === 'INTEGER') {
    const number = Number(property.value)
    if (number < (rule.from ?? number) || number > (rule.to ?? number))
      tell(rule.clause, line, 'value', name, shown(property.value))
  }
  if (type === 'BINARY' && parameter(property, 'ENCODING')?.toUpperCase() !== 'BASE64')
    tell('3.3.1', line, 'parameter', 'ENCODING')
  if (type === 'RECUR')
    for (const { part } of readRule(property.value).faults) tell('3.3.10', line, 'rule', name, shown(part))
}

const standard = new Set([
  'VCALENDAR',
  'VEVENT',
  'VTODO',
  'VJOURNAL',
  'VFREEBUSY',
  'VTIMEZONE',
  'STANDARD',
  'DAYLIGHT',
  'VALARM',
])
const timed = new Set<ValueType>(['DATE-TIME', 'DATE', 'PERIOD'])

const clauseOf: Readonly<Record<ValueType, string>> = {
  BINARY: '3.3.1',
  BOOLEAN: '3.3.2',
  'CAL-ADDRESS': '3.3.3',
  DATE: '3.3.4',
  'DATE-TIME': '3.3.5',
  DURATION: '3.3.6',
  FLOAT: '3.3.7',
  INTEGER: '3.3.8',
  PERIOD: '3.3.9',
  RECUR: '3.3.10',
  TEXT: '3.3.11',
  TEXTS: '3.3.11',
  NAME: '3.3.11',
  TIME: '3.3.12',
  UID: '3.3.11',
  URI: '3.3.13',
  'UTC-OFFSET': '3.3.14',
}

/** The type a value has, by VALUE or by what the property has without it; null when VALUE is told and wrong. */
function typeOf(property: Property, { types, clause }: PropertyRule, tell: Tell): ValueType | null {
  const written = parameter(property, 'VALUE')?.toUpperCase()
  const [usual = 'TEXT'] = types
  if (written === undefined) return usual
  const type = types.find((one) => one === written || (one === 'TEXTS' && written === 'TEXT'))
  if (type) return type
  tell(clause, property.line, 'valueType', property.name, shown(written))
  return null
}

function isValue(value: string, type: ValueType): boolean {
  switch (type) {
    case 'DATE':
      return momentOf(value)?.kind === 'date'
    case 'DATE-TIME':
      return isTime(value)
    case 'PERIOD': {
      const [start = '', end = '', ...more] = value.split('/')
      return isTime(start) && (isTime(end) || isPositive(end)) && more.length === 0
    }
    case 'DURATION':
      return durationOf(value) !== null
    case 'INTEGER':
      return /^[+-]?\d{1,10}$/.test(value)
    case 'FLOAT':
      return isPlace(value)
    case 'UTC-OFFSET':
      return offsetOf(value) !== null
    case 'URI':
    case 'CAL-ADDRESS':
      return /^[A-Za-z][A-Za-z0-9+.-]*:\S*$/.test(value) && !/[<>"{}|\\^`]/.test(value)
    case 'BINARY':
      return /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(value)
    case 'TEXT':
      return isText(value, false)
    case 'TEXTS':
      return isText(value, true)
    default:
      return true
  }
}

function isTime(value: string): boolean {
  const moment = momentOf(value)
  return moment !== null && moment.kind !== 'date' && /^[\dTZ]+$/.test(value)
}

function isPositive(value: string): boolean {
  const duration = durationOf(value)
  return duration !== null && duration.days >= 0 && duration.seconds >= 0
}

function isPlace(value: string): boolean {
  const [, lat = '', lon = ''] = /^([+-]?\d+(?:\.\d+)?);([+-]?\d+(?:\.\d+)?)$/.exec(value) ?? []
  return lat !== '' && Math.abs(Number(lat)) <= 90 && Math.abs(Number(lon)) <= 180
}

/** Commas and semicolons of a text are escaped, and a backslash escapes one of the five signs only (3.3.11). */
function isText(value: string, list: boolean): boolean {
  return (list ? /^(?:[^\\;]|\\[\\;,nN])*$/ : /^(?:[^\\;,]|\\[\\;,nN])*$/).test(value)
}

function checkTime(property: Property, value: string, { clause, utc }: PropertyRule, tell: Tell): void {
  const zoned = property.parameters.has('TZID')
  for (const one of value.split('/').filter((piece) => !piece.includes('P'))) {
    const kind = momentOf(one)?.kind
    if (utc && kind !== 'utc') tell(clause, property.line, 'notUtc', property.name, shown(one))
    else if (zoned && kind !== 'local') tell('3.2.19', property.line, 'zoned', property.name, shown(one))
  }
}
