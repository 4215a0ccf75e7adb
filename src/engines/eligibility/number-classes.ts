// Numbers and days cut where a cell has a bound: the bounds themselves and the gaps between them.
import { boundNumber, isList, passes } from './cells.ts'
import { dayNumber, dayText, firstDay } from './days.ts'
import { type Domain, endsOfDomain, greatestNumber } from './domains.ts'
import type { Class, Cut } from './partitions.ts'
import type { Cell, Value } from './types.ts'

/** Numbers: the bounds themselves and the gaps between them; neighbours of which every cell says the same are one class. */
export function ofNumbers(domain: Domain, cells: readonly Cell[]): Cut {
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
