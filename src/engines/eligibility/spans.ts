// What a value may be while part of the answers is not known: this very value, one of a few, a span of numbers, or anything.

/** Days are numbers here too. */
export type Scalar = boolean | number | string | readonly string[]

export type Possible =
  | { kind: 'some'; values: readonly Scalar[] }
  /** Any number between, both ends included; ends may be infinite. */
  | { kind: 'span'; from: number; to: number }
  | { kind: 'any' }
  /** It has no value, whatever else gets known. */
  | { kind: 'fault'; fault: FormulaFault; text: string }

export type FormulaFault = 'division-by-zero' | 'no-value' | 'wrong-type' | 'out-of-range'

export const any: Possible = { kind: 'any' }
export const surely = (value: Scalar): Possible => ({ kind: 'some', values: [value] })
export const fault = (kind: FormulaFault, text: string): Possible => ({ kind: 'fault', fault: kind, text })

const most = 32

/** The values themselves, without repetition; a span of numbers, or anything, where they are too many. */
export function oneOf(values: readonly Scalar[]): Possible {
  const distinct = [...new Set(values)]
  if (distinct.length <= most) return { kind: 'some', values: distinct }
  const numbers = distinct.filter((value) => typeof value === 'number')
  return numbers.length === distinct.length ? span(least(numbers), greatest(numbers)) : any
}

export function span(from: number, to: number): Possible {
  if (Number.isNaN(from) || Number.isNaN(to)) return any
  return from === to ? surely(from) : { kind: 'span', from, to }
}

/** Either of two: what an `if` gives whose condition is not known. Where one has no value, nothing is promised. */
export function either(a: Possible, b: Possible): Possible {
  if (a.kind === 'some' && b.kind === 'some') return oneOf([...a.values, ...b.values])
  const [left, right] = [endsOf(a), endsOf(b)]
  return left && right ? span(Math.min(left.from, right.from), Math.max(left.to, right.to)) : any
}

/** Least and greatest, of numbers. */
export function endsOf(one: Possible): { from: number; to: number } | null {
  if (one.kind === 'span') return one
  if (one.kind !== 'some') return null
  const numbers = one.values.filter((value) => typeof value === 'number')
  return numbers.length === one.values.length && numbers.length > 0
    ? { from: least(numbers), to: greatest(numbers) }
    : null
}

/** The one value it must have; undefined where there may be others. */
export function sure(one: Possible): Scalar | undefined {
  return one.kind === 'some' && one.values.length === 1 ? one.values[0] : undefined
}

/**
 * Lifts a function of numbers: exact on a few values, by its ends on spans. `ends` must give numbers between which all results lie;
 * rounding of floating-point operations keeps order, so ends counted with the same operations hold.
 */
export function lift(
  parts: readonly Possible[],
  exact: (values: readonly Scalar[]) => Possible,
  ends: ((spans: readonly { from: number; to: number }[]) => Possible) | null,
): Possible {
  const faulty = parts.find((part) => part.kind === 'fault')
  if (faulty) return faulty
  if (parts.some((part) => part.kind === 'any')) return any
  const few = parts.map((part) => (part.kind === 'some' ? part.values : null))
  const count = few.reduce((product, values) => product * (values?.length ?? Number.POSITIVE_INFINITY), 1)
  if (count <= 64) {
    let all: Possible | null = null
    for (const values of combinations(few.map((one) => one ?? []))) {
      const result = exact(values)
      if (count === 1) return result
      // A fault under some answers only: nothing is promised.
      if (result.kind === 'fault') return any
      all = all ? either(all, result) : result
    }
    return all ?? any
  }
  if (!ends) return any
  const spans = parts.map(endsOf)
  const known = spans.filter((one) => one !== null)
  return known.length === spans.length ? ends(known) : any
}

/** Every choice of one from each list. */
export function* combinations<Item>(lists: readonly (readonly Item[])[]): Generator<Item[]> {
  const [first, ...rest] = lists
  if (!first) {
    yield []
    return
  }
  for (const item of first) for (const others of combinations(rest)) yield [item, ...others]
}

const least = (numbers: readonly number[]): number => numbers.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
const greatest = (numbers: readonly number[]): number =>
  numbers.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
