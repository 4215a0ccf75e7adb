// The classes into which the cells of one table cut the values of one question: within a class every cell says the same.
import { boundNumber, classesIn, isList, passes } from './cells.ts'
import { dayNumber, dayText, firstDay, lastDay } from './days.ts'
import type { Possible, Scalar } from './spans.ts'
import type { Cell, Kind, Value } from './types.ts'

/** What there is to know of a question or derived value here. Days are numbers inside. */
export interface Domain {
  kind: Kind
  options?: readonly string[] | undefined
  from?: number | undefined
  to?: number | undefined
  whole?: boolean | undefined
  /** Answers in money have two places; worked out money may have more. */
  answered: boolean
}

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

/** The greatest number an answer may be: a trillion, so that kopecks stay whole. */
export const greatestNumber = 1e12
/** The greatest number a formula may give. */
const greatestResult = 1e300
/** How many different choices of several options one table may tell apart. */
export const mostChoices = 10

/** Null: the cells tell apart more choices than can be followed. */
export function partition(domain: Domain, cells: readonly Cell[]): Partition | null {
  const cut = cutBy(domain, cells)
  return cut && { ...cut, key: JSON.stringify(cells) }
}

type Cut = Omit<Partition, 'key'>

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

/** The ends of a domain of numbers or days. */
export function endsOfDomain(domain: Domain): { from: number; to: number } {
  if (domain.kind === 'day') return { from: firstDay, to: lastDay }
  if (!domain.answered) return { from: domain.from ?? -greatestResult, to: domain.to ?? greatestResult }
  const least = domain.kind === 'money' ? 0 : -greatestNumber
  return { from: Math.max(domain.from ?? least, least), to: Math.min(domain.to ?? greatestNumber, greatestNumber) }
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

/** Numbers: the bounds themselves and the gaps between them; neighbours of which every cell says the same are one class. */
function ofNumbers(domain: Domain, cells: readonly Cell[]): Cut {
  const ends = endsOfDomain(domain)
  const step = domain.kind === 'day' || domain.whole ? 1 : domain.kind === 'money' && domain.answered ? 0.01 : 0
  const bounds = [...new Set([ends.from, ends.to, ...cells.flatMap(boundsOf)])]
    .filter((bound) => bound >= ends.from && bound <= ends.to)
    .sort((a, b) => a - b)
  // Place 2i + 1 is bound i, place 2i the gap below it.
  const placeOf = (value: number): number => {
    let [low, high] = [0, bounds.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((bounds[middle] ?? 0) < value) low = middle + 1
      else high = middle
    }
    return bounds[low] === value ? 2 * low + 1 : 2 * low
  }
  const stretches: (Stretch & { truth: boolean[]; key: string })[] = []
  const classOfPlace: number[] = []
  for (let place = 1; place < 2 * bounds.length; place++) {
    const stretch = stretchAt(bounds, place, step)
    if (!stretch) continue
    const truth = cells.map((cell) => passes(cell, within(stretch, step)))
    const key = truth.join()
    const last = stretches.at(-1)
    if (last?.key === key) Object.assign(last, { to: stretch.to, toIncluded: stretch.toIncluded })
    else stretches.push({ ...stretch, truth, key })
    classOfPlace[place] = stretches.length - 1
  }
  const classAt = (value: number): number =>
    value < ends.from || value > ends.to ? -1 : (classOfPlace[placeOf(value)] ?? -1)
  const back = (value: number): Value => (domain.kind === 'day' ? dayText(value) : value)
  const classes = stretches.map(
    (stretch, at): Class => ({
      truth: stretch.truth,
      named: true,
      nearest: (to) => back(nearestIn(stretch, to === null || isList(to) ? null : numberIn(to), step)),
      said: { kind: 'interval', ...stretchOnly(stretch), least: at === 0, greatest: at === stretches.length - 1 },
    }),
  )
  const all = classes.map((_, at) => at)
  return {
    classes,
    classOf: (value) => (typeof value === 'number' ? classAt(value) : -1),
    possible: (value) => {
      if (value.kind === 'span') {
        const [from, to] = [Math.max(value.from, ends.from), Math.min(value.to, ends.to)]
        return all.filter((at) => {
          const stretch = stretches[at]
          return stretch ? stretch.from <= to && stretch.to >= from : false
        })
      }
      if (value.kind !== 'some') return all
      return [...new Set(value.values.map((one) => (typeof one === 'number' ? classAt(one) : -1)))].sort(
        (a, b) => a - b,
      )
    },
  }
}

interface Stretch {
  from: number
  fromIncluded: boolean
  to: number
  toIncluded: boolean
}

const stretchOnly = ({ from, fromIncluded, to, toIncluded }: Stretch): Stretch => ({
  from,
  fromIncluded,
  to,
  toIncluded,
})

/** What lies at a place, or null when no value does: between 3 and 4 there is no whole number. */
function stretchAt(bounds: readonly number[], place: number, step: number): Stretch | null {
  const at = place >> 1
  const bound = bounds[at] ?? 0
  if (place % 2 === 1) {
    const onStep = step === 0 || Math.abs(Math.round(bound / step) * step - bound) < 1e-9
    return onStep ? { from: bound, fromIncluded: true, to: bound, toIncluded: true } : null
  }
  const below = bounds[at - 1] ?? 0
  if (step === 0) return { from: below, fromIncluded: false, to: bound, toIncluded: false }
  const [first, last] = [
    onGrid(Math.floor(below / step + 1e-7) + 1, step),
    onGrid(Math.ceil(bound / step - 1e-7) - 1, step),
  ]
  return first <= last ? { from: first, fromIncluded: true, to: last, toIncluded: true } : null
}

// Hundredths come out as people write them: 3 × 0.01 is 0.03.
function onGrid(count: number, step: number): number {
  return step === 1 ? count : count / 100
}

function within(stretch: Stretch, step: number): number {
  return step === 0 && !stretch.fromIncluded ? (stretch.from + stretch.to) / 2 : stretch.from
}

function nearestIn(stretch: Stretch, to: number | null, step: number): number {
  const { from, fromIncluded, to: end, toIncluded } = stretch
  if (to === null) return tame(stretch, step)
  if (to < from || (to === from && !fromIncluded))
    return fromIncluded ? from : Math.min(from + (step || 1), (from + end) / 2)
  if (to > end || (to === end && !toIncluded)) return toIncluded ? end : Math.max(end - (step || 1), (from + end) / 2)
  return to
}

// With nothing to be near to: the end that is not the domain's own.
function tame(stretch: Stretch, step: number): number {
  if (stretch.fromIncluded && Math.abs(stretch.from) < greatestNumber && stretch.from !== firstDay) return stretch.from
  if (stretch.toIncluded && Math.abs(stretch.to) < greatestNumber) return stretch.to
  if (stretch.from <= 0 && stretch.to >= 0) return 0
  const middle = (stretch.from + stretch.to) / 2
  return step === 0 ? middle : Math.floor(middle)
}

function numberIn(value: boolean | number | string): number | null {
  if (typeof value === 'number') return value
  return typeof value === 'string' ? dayNumber(value) : null
}

function boundsOf(cell: Cell): number[] {
  if (cell.kind !== 'tests') return []
  return cell.tests.flatMap((test) => {
    if (test.kind === 'is' && typeof test.value !== 'boolean')
      return [boundNumber({ value: test.value, included: true })]
    if (test.kind !== 'range') return []
    return [test.from, test.to].filter((bound) => bound !== null).map(boundNumber)
  })
}
