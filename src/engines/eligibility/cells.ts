// Plain cells: read once, tested a million times, and written back as the standard FEEL they mean.
import { dayNumber } from './days.ts'
import type { Bound, Cell, CellTest, Kind, Value } from './types.ts'

/** What reading a cell needs to know of its column. */
export interface CellDomain {
  kind: Kind
  options?: readonly string[] | undefined
}

export type ReadCell =
  | { cell: Cell }
  | { problem: 'unknown-option' | 'wrong-value' | 'empty-interval' | 'bad-day'; about: string }

/** Reads a cell by the kind of its column. What is not plain is a formula, which somebody else must check. */
export function readPlain(domain: CellDomain, text: string): ReadCell {
  const trimmed = text.trim()
  if (trimmed === '' || trimmed === '-') return { cell: { kind: 'any' } }
  const wrapped = /^(not|all)\s*\((.*)\)$/s.exec(trimmed)
  const word =
    wrapped && closesAtEnd(trimmed) && (wrapped[1] === 'not' || domain.kind === 'several') ? wrapped[1] : null
  const inner = word ? (wrapped?.[2] ?? '') : trimmed
  const tests: CellTest[] = []
  for (const item of itemsOf(inner)) {
    const read = readItem(domain, item.trim())
    if (read === null) return { cell: { kind: 'formula', feel: trimmed } }
    if ('problem' in read) return read
    tests.push(read.test)
  }
  return { cell: { kind: 'tests', not: word === 'not', all: word === 'all', tests } }
}

/** Whether a value of the column's kind passes a plain cell; days come as their numbers. */
export function passes(cell: Cell, value: Value): boolean {
  if (cell.kind === 'any') return true
  if (cell.kind === 'formula') throw new Error('a formula is no plain cell')
  if (isList(value)) {
    const chosen = (test: CellTest): boolean => test.kind === 'is' && value.includes(String(test.value))
    return cell.all ? cell.tests.every(chosen) : cell.tests.some(chosen) !== cell.not
  }
  return cell.tests.some((test) => fits(test, value)) !== cell.not
}

/** The cell in FEEL as the standard has it, for the interpreter and for export: a code column's `62` is `starts with(?, "62")`. */
export function feelOf(kind: Kind, cell: Cell): string {
  if (cell.kind === 'any') return '-'
  if (cell.kind === 'formula') return cell.feel
  const tests = cell.tests.flatMap((test) => feelTests(kind, test))
  if (cell.all) return tests.join(' and ')
  return cell.not ? `not(${tests.join(', ')})` : tests.join(', ')
}

export function isList(value: Value): value is readonly string[] {
  return Array.isArray(value)
}

/** The classes a code column's `[61..63]` names: «61», «62», «63». */
export function classesIn(from: string, to: string): string[] {
  const classes: string[] = []
  for (let at = Number(from); at <= Number(to); at++) classes.push(String(at).padStart(2, '0'))
  return classes
}

/** How a bound compares: a day by its number. */
export function boundNumber(bound: Bound): number {
  return typeof bound.value === 'number' ? bound.value : (dayNumber(bound.value) ?? Number.NaN)
}

type ReadItem = { test: CellTest } | Exclude<ReadCell, { cell: Cell }>

function readItem(domain: CellDomain, item: string): ReadItem | null {
  switch (domain.kind) {
    case 'number':
    case 'money':
      return readOrdered(item, number, numberOf)
    case 'day':
      return readOrdered(item, day, dayOf)
    case 'yes-no':
      return item === 'true' || item === 'false' ? { test: { kind: 'is', value: item === 'true' } } : null
    case 'one':
    case 'several':
      return readOption(domain.options ?? [], item)
    case 'code':
      return readCode(item)
  }
}

const number = String.raw`-?\d[\d \u00a0\u202f]*(?:\.\d+)?`
const day = String.raw`(?:date\s*\(\s*"[^"]*"\s*\)|@?"[^"]*"|\d{4}-\d{2}-\d{2})`

function readOrdered(item: string, one: string, read: (text: string) => number | string | null): ReadItem | null {
  const compared = new RegExp(`^(<=|>=|<|>|=)?\\s*(${one})$`, 'u').exec(item)
  if (compared) {
    const value = read(compared[2] ?? '')
    if (value === null) return { problem: one === day ? 'bad-day' : 'wrong-value', about: item }
    const sign = compared[1] ?? '='
    if (sign === '=') return { test: { kind: 'is', value } }
    const bound = { value, included: sign.endsWith('=') }
    return {
      test: sign.startsWith('<') ? { kind: 'range', from: null, to: bound } : { kind: 'range', from: bound, to: null },
    }
  }
  const interval = new RegExp(`^([[(\\]])\\s*(${one})\\s*\\.\\.\\s*(${one})\\s*([\\])[])$`, 'u').exec(item)
  if (!interval) return null
  const from = read(interval[2] ?? '')
  const to = read(interval[3] ?? '')
  if (from === null || to === null) return { problem: one === day ? 'bad-day' : 'wrong-value', about: item }
  const test = {
    kind: 'range' as const,
    from: { value: from, included: interval[1] === '[' },
    to: { value: to, included: interval[4] === ']' },
  }
  const [least, most] = [boundNumber(test.from), boundNumber(test.to)]
  const empty = least > most || (least === most && !(test.from.included && test.to.included))
  return empty ? { problem: 'empty-interval', about: item } : { test }
}

function numberOf(text: string): number | null {
  const value = Number(text.replaceAll(/[ \u00a0\u202f]/g, ''))
  return Number.isFinite(value) && Math.abs(value) <= 1e15 ? value : null
}

function dayOf(text: string): string | null {
  const bare = text.replaceAll(/^date\s*\(\s*|\s*\)$|[@"]/g, '')
  return dayNumber(bare) === null ? null : bare
}

function readOption(options: readonly string[], item: string): ReadItem | null {
  const quoted = /^"([^"\\]*)"$/.exec(item)
  const name = quoted?.[1] ?? item
  if (options.includes(name)) return { test: { kind: 'is', value: name } }
  return quoted ? { problem: 'unknown-option', about: name } : null
}

function readCode(item: string): ReadItem | null {
  const classes = /^\[\s*(\d{2})\s*\.\.\s*(\d{2})\s*\]$/.exec(item)
  if (classes) {
    const [from = '', to = ''] = [classes[1], classes[2]]
    return from > to ? { problem: 'empty-interval', about: item } : { test: { kind: 'classes', from, to } }
  }
  const code = /^"?([0-9]{1,12}(?:\.[0-9]{1,12})*\.?|[A-ZА-Я]{1,3}[0-9]{0,12}(?:\.[0-9]{1,12})*)\*?"?$/u.exec(item)
  if (!code || item.startsWith('"') !== item.endsWith('"')) return null
  return { test: { kind: 'under', code: code[1] ?? '' } }
}

function fits(test: CellTest, value: Value): boolean {
  switch (test.kind) {
    case 'is':
      return typeof value === 'number' && typeof test.value === 'string'
        ? dayNumber(test.value) === value
        : test.value === value
    case 'range': {
      const at = Number(value)
      const { from, to } = test
      return (
        (!from || (from.included ? at >= boundNumber(from) : at > boundNumber(from))) &&
        (!to || (to.included ? at <= boundNumber(to) : at < boundNumber(to)))
      )
    }
    case 'under':
      return String(value).startsWith(test.code)
    case 'classes':
      return classesIn(test.from, test.to).some((one) => String(value).startsWith(one))
  }
}

function feelTests(kind: Kind, test: CellTest): string[] {
  const said = (value: boolean | number | string): string => {
    if (typeof value !== 'string') return plainNumber(value)
    return kind === 'day' ? `date("${value}")` : `"${value}"`
  }
  switch (test.kind) {
    case 'is':
      return [kind === 'several' ? `list contains(?, ${said(test.value)})` : said(test.value)]
    case 'range': {
      const { from, to } = test
      if (from && to) {
        return [`${from.included ? '[' : '('}${said(from.value)}..${said(to.value)}${to.included ? ']' : ')'}`]
      }
      if (from) return [`>${from.included ? '=' : ''} ${said(from.value)}`]
      return to ? [`<${to.included ? '=' : ''} ${said(to.value)}`] : ['-']
    }
    case 'under':
      return [`starts with(?, "${test.code}")`]
    case 'classes':
      return classesIn(test.from, test.to).map((one) => `starts with(?, "${one}")`)
  }
}

// FEEL numbers have no exponent.
function plainNumber(value: boolean | number): string {
  const text = String(value)
  if (typeof value === 'boolean' || !text.includes('e')) return text
  return value.toFixed(20).replace(/\.?0+$/, '')
}

/** Cuts at commas that stand outside quotes, brackets and intervals. */
function itemsOf(text: string): string[] {
  const plain = masked(text)
  const items: string[] = []
  let from = 0
  let deep = 0
  for (let at = 0; at < plain.length; at++) {
    const sign = plain[at] ?? ''
    if ('([{'.includes(sign)) deep += 1
    else if (')]}'.includes(sign)) deep -= 1
    else if (sign === ',' && deep === 0) {
      items.push(text.slice(from, at))
      from = at + 1
    }
  }
  return [...items, text.slice(from)]
}

function closesAtEnd(text: string): boolean {
  const plain = masked(text)
  let deep = 0
  for (let at = 0; at < plain.length; at++) {
    if (plain[at] === '(') deep += 1
    else if (plain[at] === ')') {
      deep -= 1
      if (deep === 0) return at === plain.length - 1
    }
  }
  return false
}

// Texts, days and intervals become letters of the same length: «(18..35]» opens with a round bracket and closes with a square one.
function masked(text: string): string {
  const hide = (found: string): string => 'x'.repeat(found.length)
  return text
    .replaceAll(/"(?:[^"\\]|\\.)*"/g, hide)
    .replaceAll(/date\s*\(\s*x*\s*\)/g, hide)
    .replaceAll(/[[(\]][^[\](),]*\.\.[^[\](),]*[\])[]/g, hide)
}
