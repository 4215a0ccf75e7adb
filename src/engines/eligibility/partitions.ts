// The classes into which the cells of one table cut the values of one question: within a class every cell says the same.
import { classesIn, isList, passes } from './cells.ts'
import { type Domain, endsOfDomain, greatestNumber } from './domains.ts'
import { ofNumbers } from './number-classes.ts'
import type { Possible, Scalar } from './spans.ts'
import type { Cell, Value } from './types.ts'

export { type Domain, endsOfDomain, greatestNumber }

export interface Class {
  /** By cell. */
  truth: readonly boolean[]
  /** False for codes that no cell names: nobody can be told to choose one of them. */
  named: boolean
  /** A value of this class, the nearest to another (as `Value`: days as text). */
  nearest(to: Value | null): Value
  /** All of it as plain tests of a cell. */
  said: Said
}

/** A class said: an interval of numbers, or the values it names. */
export type Said =
  | {
      kind: 'interval'
      from: number
      fromIncluded: boolean
      to: number
      toIncluded: boolean
      least: boolean
      greatest: boolean
    }
  | { kind: 'named'; values: readonly string[] }
  | { kind: 'value'; value: boolean }

export interface Partition {
  /** The same for partitions that cut the same way. */
  key: string
  classes: readonly Class[]
  /** The class of a value; -1 when the value is outside the domain. */
  classOf(value: Scalar): number
  possible(value: Possible): readonly number[]
}

/** How many different choices of several options one table may tell apart. */
export const mostChoices = 10

/** Null: the cells tell apart more choices than can be followed. */
export function partition(domain: Domain, cells: readonly Cell[]): Partition | null {
  const cut = cutBy(domain, cells)
  return cut && { ...cut, key: JSON.stringify(cells) }
}

export type Cut = Omit<Partition, 'key'>

function cutBy(domain: Domain, cells: readonly Cell[]): Cut | null {
  switch (domain.kind) {
    case 'number':
    case 'money':
    case 'day':
      return ofNumbers(domain, cells)
    case 'yes-no':
      return ofValues([true, false], cells, (value) => ({ kind: 'value', value: value === true }))
    case 'one':
      return ofValues(domain.options ?? [], cells, named)
    case 'several':
      return ofChoices(domain.options ?? [], cells)
    case 'code':
      return domain.options ? ofValues(domain.options, cells, named) : ofCodes(cells)
  }
}

const named = (value: boolean | string): Said => ({ kind: 'named', values: [String(value)] })

function ofValues(
  values: readonly (boolean | string)[],
  cells: readonly Cell[],
  say: (value: boolean | string) => Said,
): Cut {
  const groups = new Map<string, { truth: boolean[]; values: (boolean | string)[] }>()
  for (const value of values) {
    const truth = cells.map((cell) => passes(cell, value))
    const key = truth.join()
    const group = groups.get(key)
    if (group) group.values.push(value)
    else groups.set(key, { truth, values: [value] })
  }
  const list = [...groups.values()]
  const index = new Map(list.flatMap((group, at) => group.values.map((value): [Scalar, number] => [value, at])))
  return lookingUp(
    list.map((group) => ({
      truth: group.truth,
      named: true,
      nearest: (to) => group.values.find((value) => value === to) ?? group.values[0] ?? '',
      said:
        group.values.length === 1 && typeof group.values[0] === 'boolean'
          ? say(group.values[0])
          : { kind: 'named', values: group.values.map(String) },
    })),
    (value) => index.get(value) ?? -1,
  )
}

function lookingUp(classes: readonly Class[], classOf: (value: Scalar) => number): Cut {
  const all = classes.map((_, at) => at)
  return {
    classes,
    classOf,
    possible: (value) => {
      if (value.kind !== 'some') return all
      const [only] = value.values
      if (value.values.length === 1 && only !== undefined) return [classOf(only)]
      return [...new Set(value.values.map(classOf))].sort((a, b) => a - b)
    },
  }
}

/**
 * Codes by the longest named code they lie under: all they lie under lies over it.
 */
function ofCodes(cells: readonly Cell[]): Cut {
  const codes = [...new Set(cells.flatMap(codesOf))].sort()
  // No code begins with this sign, so it stands for whatever lies under none of them.
  const none = '~'
  const groups = new Map<string, { truth: boolean[]; codes: string[] }>()
  const classOfCode = new Map<string, number>()
  for (const code of [none, ...codes]) {
    const truth = cells.map((cell) => passes(cell, code))
    const key = truth.join()
    const group = groups.get(key) ?? { truth, codes: [] }
    group.codes.push(code)
    groups.set(key, group)
    classOfCode.set(code, [...groups.keys()].indexOf(key))
  }
  const longest = codes.reduce((most, code) => Math.max(most, code.length), 0)
  const classes = [...groups.values()].map((group): Class => {
    const [first = none] = group.codes.filter((code) => code !== none)
    return {
      truth: group.truth,
      named: first !== none,
      nearest: (to) => (typeof to === 'string' && group.codes.includes(to) ? to : first === none ? '' : first),
      said: { kind: 'named', values: group.codes.filter((code) => code !== none) },
    }
  })
  return lookingUp(classes, (value) => {
    const text = String(value)
    for (let length = Math.min(longest, text.length); length > 0; length--) {
      const found = classOfCode.get(text.slice(0, length))
      if (found !== undefined) return found
    }
    return classOfCode.get(none) ?? 0
  })
}

function codesOf(cell: Cell): string[] {
  if (cell.kind !== 'tests') return []
  return cell.tests.flatMap((test) => {
    if (test.kind === 'under') return [test.code]
    return test.kind === 'classes' ? classesIn(test.from, test.to) : []
  })
}

/** Sets of options: options that stand in the same cells of «any of» make no difference to each other. */
function ofChoices(options: readonly string[], cells: readonly Cell[]): Cut | null {
  const kinds = new Map<string, string[]>()
  for (const option of options) {
    const where = cells.flatMap((cell, at) =>
      names(cell, option) ? [cell.kind === 'tests' && cell.all ? `${at}${option}` : `${at}`] : [],
    )
    if (where.length === 0) continue
    const key = where.join()
    kinds.set(key, [...(kinds.get(key) ?? []), option])
  }
  const bits = [...kinds.values()]
  if (bits.length > mostChoices) return null
  const groups = new Map<string, { truth: boolean[]; masks: number[] }>()
  const classOfMask: number[] = []
  for (let mask = 0; mask < 2 ** bits.length; mask++) {
    const chosen = bits.flatMap((bit, at) => (mask & (1 << at) ? bit.slice(0, 1) : []))
    const truth = cells.map((cell) => passes(cell, chosen))
    const key = truth.join()
    const group = groups.get(key) ?? { truth, masks: [] }
    group.masks.push(mask)
    groups.set(key, group)
    classOfMask.push([...groups.keys()].indexOf(key))
  }
  const maskOf = (value: readonly string[]): number =>
    bits.reduce((mask, bit, at) => (bit.some((option) => value.includes(option)) ? mask | (1 << at) : mask), 0)
  const classes = [...groups.values()].map((group): Class => {
    const nearest = (to: Value | null): readonly string[] => {
      const present = to !== null && isList(to) ? to : []
      const now = maskOf(present)
      const [best = 0] = [...group.masks].sort((a, b) => ones(a ^ now) - ones(b ^ now) || a - b)
      const gone = present.filter((option) => !bits.some((bit, at) => bit.includes(option) && !(best & (1 << at))))
      const come = bits.flatMap((bit, at) => (best & (1 << at) && !(now & (1 << at)) ? bit.slice(0, 1) : []))
      return options.filter((option) => gone.includes(option) || come.includes(option))
    }
    return { truth: group.truth, named: true, nearest, said: { kind: 'named', values: nearest([]) } }
  })
  return lookingUp(classes, (value) => (Array.isArray(value) ? (classOfMask[maskOf(value)] ?? -1) : -1))
}

function names(cell: Cell, option: string): boolean {
  return cell.kind === 'tests' && cell.tests.some((test) => test.kind === 'is' && test.value === option)
}

function ones(mask: number): number {
  let count = 0
  for (let left = mask; left > 0; left >>= 1) count += left & 1
  return count
}
