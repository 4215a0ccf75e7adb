// What operators and functions of formulas do with what values may be: exact on known values, by ends on spans.
import { dayParts, monthsBetween } from './days.ts'
import { any, fault, lift, oneOf, type Possible, type Scalar, span, surely } from './spans.ts'
import type { Kind } from './types.ts'

export type ValueType = 'number' | 'day' | 'truth' | 'text' | 'list' | 'months' | 'days'
export type Run = (read: (name: string) => Possible) => Possible

export interface Built {
  type: ValueType
  run: Run
}

interface Ends {
  from: number
  to: number
}

export function typeOfKind(kind: Kind): ValueType {
  switch (kind) {
    case 'yes-no':
      return 'truth'
    case 'number':
    case 'money':
      return 'number'
    case 'day':
      return 'day'
    case 'several':
      return 'list'
    default:
      return 'text'
  }
}

/** `+ - * /` of numbers. */
export function arithmeticRun(operator: string, a: Run, b: Run): Run | null {
  const ends = endsOfOperator[operator]
  if (!ends) return null
  const exact = ([left, right]: readonly Scalar[]): Possible => {
    const [x, y] = [Number(left), Number(right)]
    if (operator === '/' && y === 0) return fault('division-by-zero', `${x} / 0`)
    const value = operator === '+' ? x + y : operator === '-' ? x - y : operator === '*' ? x * y : x / y
    return finite(value, `${x} ${operator} ${y}`)
  }
  return (read) => lift([a(read), b(read)], exact, ([left, right]) => (left && right ? ends(left, right) : any))
}

const endsOfOperator: Readonly<Record<string, (a: Ends, b: Ends) => Possible>> = {
  '+': (a, b) => span(a.from + b.from, a.to + b.to),
  '-': (a, b) => span(a.from - b.to, a.to - b.from),
  '*': (a, b) => hull(corners(a, b, times)),
  '/': (a, b) => (b.from <= 0 && b.to >= 0 ? any : hull(corners(a, b, (x, y) => x / y))),
}

const corners = (a: Ends, b: Ends, count: (x: number, y: number) => number): number[] => [
  count(a.from, b.from),
  count(a.from, b.to),
  count(a.to, b.from),
  count(a.to, b.to),
]
// Values are finite; only bounds are not.
const times = (x: number, y: number): number => (x === 0 || y === 0 ? 0 : x * y)
const hull = (numbers: readonly number[]): Possible => span(Math.min(...numbers), Math.max(...numbers))

/** `< <= > >= = !=` of values of one type. */
export function compareRun(operator: string, a: Run, b: Run): Run {
  const exact = ([x, y]: readonly Scalar[]): Possible => {
    if (operator === '=') return surely(x === y)
    if (operator === '!=') return surely(x !== y)
    return x === undefined || y === undefined ? any : surely(ordered(operator, x, y))
  }
  return (read) =>
    lift([a(read), b(read)], exact, ([left, right]) => (left && right ? compareEnds(operator, left, right) : any))
}

function ordered(operator: string, x: Scalar, y: Scalar): boolean {
  switch (operator) {
    case '<':
      return x < y
    case '<=':
      return x <= y
    case '>':
      return x > y
    default:
      return x >= y
  }
}

const open: Possible = { kind: 'some', values: [true, false] }

function compareEnds(operator: string, a: Ends, b: Ends): Possible {
  const apart = a.to < b.from || b.to < a.from
  const same = a.from === a.to && b.from === b.to && a.from === b.from
  switch (operator) {
    case '=':
      return apart ? surely(false) : same ? surely(true) : open
    case '!=':
      return apart ? surely(true) : same ? surely(false) : open
    case '<':
      return a.to < b.from ? surely(true) : a.from >= b.to ? surely(false) : open
    case '<=':
      return a.to <= b.from ? surely(true) : a.from > b.to ? surely(false) : open
    case '>':
      return a.from > b.to ? surely(true) : a.to <= b.from ? surely(false) : open
    default:
      return a.from >= b.to ? surely(true) : a.to < b.from ? surely(false) : open
  }
}

/** Three-valued `and`, `or`: one false (true) is enough, whatever the other turns out to be, even nothing. */
export function junction(both: boolean, a: Run, b: Run): Run {
  return (read) => {
    const left = a(read)
    if (is(left, !both)) return left
    const right = b(read)
    if (is(right, !both)) return right
    if (is(left, both)) return right
    if (is(right, both)) return left
    if (left.kind === 'fault' && right.kind === 'fault') return left
    return left.kind === 'some' && right.kind === 'some' ? open : any
  }
}

function is(one: Possible, value: boolean): boolean {
  return one.kind === 'some' && one.values.length === 1 && one.values[0] === value
}

export function notRun(a: Run): Run {
  return (read) => lift([a(read)], ([value]) => surely(value !== true), null)
}

/** Membership of a finite list. */
export function amongRun(value: Run, items: readonly Run[]): Run {
  const tests = items.map((item) => compareRun('=', value, item))
  return tests.reduce((a, b) => junction(false, a, b))
}

/** Functions whose result rises (or falls) with each argument, so that ends give ends. */
export function numberFunction(name: string, args: readonly Run[]): Run | null {
  if (name === 'min' || name === 'max' || name === 'sum') {
    if (args.length === 0) return null
    const count = (numbers: readonly number[]): number =>
      name === 'min'
        ? Math.min(...numbers)
        : name === 'max'
          ? Math.max(...numbers)
          : numbers.reduce((sum, one) => sum + one, 0)
    return (read) =>
      lift(
        args.map((arg) => arg(read)),
        (values) => finite(count(values.map(Number)), name),
        (spans) => span(count(spans.map(({ from }) => from)), count(spans.map(({ to }) => to))),
      )
  }
  const [first, second, ...more] = args
  if (!first || more.length > 0) return null
  if (name === 'abs' && !second)
    return (read) =>
      lift(
        [first(read)],
        ([x]) => surely(Math.abs(Number(x))),
        ([a]) => (a ? absolute(a) : any),
      )
  const round = roundings[name]
  if (!round || (!second && name !== 'floor' && name !== 'ceiling')) return null
  const places: Run = second ?? (() => surely(0))
  return (read) => {
    const scale = places(read)
    const known = scale.kind === 'some' && scale.values.length === 1 ? Number(scale.values[0]) : null
    if (known === null) return scale.kind === 'fault' ? scale : any
    if (!Number.isInteger(known) || Math.abs(known) > 15) return fault('wrong-type', name)
    return lift(
      [first(read)],
      ([x]) => finite(round(Number(x), known), name),
      ([a]) => (a ? span(atEnd(round, a.from, known), atEnd(round, a.to, known)) : any),
    )
  }
}

type Round = (value: number, places: number) => number

const shifted = (act: (value: number) => number, value: number, places: number): number => {
  const result = act(value * 10 ** places) / 10 ** places
  return Number.isNaN(result) ? value : result
}
// The interpreter's own steps, so that both give the same digits.
const roundings: Readonly<Record<string, Round>> = {
  floor: (value, places) => Math.floor(value * 10 ** places) / 10 ** places,
  ceiling: (value, places) => Math.ceil(value * 10 ** places) / 10 ** places,
  'round up': (value, places) => shifted(value > 0 ? Math.ceil : Math.floor, value, places),
  'round down': (value, places) => shifted(value > 0 ? Math.floor : Math.ceil, value, places),
  'round half up': (value, places) =>
    Math.abs((value * 10 ** places) % 1) === 0.5
      ? shifted(value > 0 ? Math.ceil : Math.floor, value, places)
      : shifted(Math.round, value, places),
}

const atEnd = (round: Round, value: number, places: number): number =>
  Number.isFinite(value) ? round(value, places) : value

function absolute({ from, to }: Ends): Possible {
  if (from >= 0) return span(from, to)
  return to <= 0 ? span(-to, -from) : span(0, Math.max(-from, to))
}

/** Whole months from one day to another; falls with the first, rises with the second. */
export function monthsRun(from: Run, to: Run): Run {
  return (read) =>
    lift(
      [from(read), to(read)],
      ([a, b]) => surely(monthsBetween(Number(a), Number(b))),
      ([a, b]) =>
        a && b && [a.from, a.to, b.from, b.to].every(Number.isFinite)
          ? span(monthsBetween(a.to, b.from), monthsBetween(a.from, b.to))
          : any,
    )
}

/** `.years`, `.months` of months, `.days` of days, `.year`, `.month`, `.day` of a day. */
export function propertyRun(of: ValueType, name: string, value: Run): Run | null {
  const steady =
    (count: (value: number) => number): Run =>
    (read) =>
      lift(
        [value(read)],
        ([x]) => surely(count(Number(x))),
        ([a]) => (a && Number.isFinite(a.from) && Number.isFinite(a.to) ? span(count(a.from), count(a.to)) : any),
      )
  const few =
    (count: (value: number) => number, least: number, most: number): Run =>
    (read) =>
      lift(
        [value(read)],
        ([x]) => surely(count(Number(x))),
        () => span(least, most),
      )
  if (of === 'months' && name === 'years') return steady((months) => Math.trunc(months / 12) || 0)
  if (of === 'months' && name === 'months') return few((months) => months % 12 || 0, -11, 11)
  if (of === 'days' && name === 'days') return value
  if (of !== 'day') return null
  if (name === 'year') return steady((day) => dayParts(day).year)
  if (name === 'month') return few((day) => dayParts(day).month, 1, 12)
  return name === 'day' ? few((day) => dayParts(day).day, 1, 31) : null
}

/** Functions of texts and lists: only where the values are few. */
export function textFunction(name: string, types: readonly ValueType[], args: readonly Run[]): Built | null {
  const said = types.join(' ')
  const of = (type: ValueType, count: (a: Scalar, b: Scalar) => boolean | number): Built => ({
    type,
    run: (read) =>
      lift(
        args.map((arg) => arg(read)),
        ([a = '', b = '']) => surely(count(a, b)),
        null,
      ),
  })
  if (said === 'text text' && name === 'starts with') return of('truth', (a, b) => String(a).startsWith(String(b)))
  if (said === 'text text' && name === 'ends with') return of('truth', (a, b) => String(a).endsWith(String(b)))
  if (said === 'text text' && name === 'contains') return of('truth', (a, b) => String(a).includes(String(b)))
  if (said === 'list text' && name === 'list contains') return of('truth', (a, b) => Array.isArray(a) && a.includes(b))
  if (said === 'list' && name === 'count') return of('number', (a) => (Array.isArray(a) ? a.length : 0))
  return null
}

/** Any of a few values, for callers that list them. */
export const possibly = oneOf

function finite(value: number, text: string): Possible {
  return Number.isFinite(value) ? surely(value === 0 ? 0 : value) : fault('out-of-range', text)
}
