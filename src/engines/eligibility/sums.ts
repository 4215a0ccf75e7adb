// What a person gets: sums counted once for each formula, and the ends of a table's ways, equal ones being one.
import type { SumFormula } from './compiled.ts'
import type { Person } from './people.ts'
import { endsOf } from './spans.ts'
import type { Fault, Question, Amount as Sum, Verdict } from './types.ts'

/** Where a way through what is left ends: what is then decided, as far as it ever can be. */
export interface End {
  /** Below 0: its own number for this person. */
  at: number
  ways: null
  verdict: Verdict
  sum: Sum | null
  /** Questions on which the sum still depends. */
  missing: readonly Question[]
}

export interface Counted {
  sum: { from: number; to: number } | null
  missing: readonly Question[]
  fault: Fault['kind'] | null
  /** Where a way ends that gives this sum alone, once it is asked for. */
  alone: End | null
}

interface Sums {
  counted: Map<SumFormula, Counted>
  ends: Map<string, End>
  joined: Map<number, End>
}

const remembered = new WeakMap<Person, Sums>()
const greatestKopecks = Number.MAX_SAFE_INTEGER
export const noEnd: End = { at: -1, ways: null, verdict: 'no', sum: null, missing: [] }
const yesEnd: End = { at: -2, ways: null, verdict: 'yes', sum: null, missing: [] }

function sumsOf(one: Person): Sums {
  const known = remembered.get(one)
  if (known) return known
  const made: Sums = { counted: new Map(), ends: new Map(), joined: new Map() }
  remembered.set(one, made)
  return made
}

/** The sum that a formula gives this person, as far as it is known; whole kopecks. */
export function counted(one: Person, sum: SumFormula): Counted {
  const sums = sumsOf(one)
  const known = sums.counted.get(sum)
  if (known) return known
  const made = count(one, sum)
  sums.counted.set(sum, made)
  return made
}

function count(one: Person, { formula, inputs }: SumFormula): Counted {
  const value = formula.run((name) => {
    const variable = one.compiled.byName.get(name)
    if (variable) return one.value(variable)
    return { kind: 'some', values: [one.on] }
  })
  const missing = inputs.filter(one.askable)
  const anything: Counted = { sum: { from: 0, to: Number.POSITIVE_INFINITY }, missing, fault: null, alone: null }
  const wrong = (fault: Fault['kind']): Counted => ({ sum: null, missing: [], fault, alone: null })
  if (value.kind === 'fault') return wrong(value.fault)
  if (value.kind === 'any') return anything
  const ends = endsOf(value)
  if (!ends) return value.kind === 'some' && value.values.length === 1 ? wrong('not-money') : anything
  if (ends.to < 0) return wrong('negative')
  const [from, to] = [kopecks(Math.max(ends.from, 0)), kopecks(ends.to)]
  if (from > greatestKopecks) return wrong('too-much')
  return {
    sum: { from, to: to > greatestKopecks ? Number.POSITIVE_INFINITY : to },
    missing: from === to ? [] : missing,
    ...{ fault: null, alone: null },
  }
}

/** Whole kopecks, half a kopeck up, by the shortest decimal that the number has: 617.285 ₽ is 61 729 kopecks. */
function kopecks(roubles: number): number {
  if (!Number.isFinite(roubles) || roubles > 1e18) return roubles * 100
  const text = String(roubles)
  return Math.round(text.includes('e') ? roubles * 100 : Number(`${text}e2`))
}

/** A yes with one of these sums, the greatest. */
export function endOf(one: Person, sums: readonly Counted[]): End {
  const [first] = sums
  if (!first) return yesEnd
  if (sums.length > 1) return greatestOf(one, sums)
  first.alone ??= greatestOf(one, sums)
  return first.alone
}

function greatestOf(one: Person, sums: readonly Counted[]): End {
  const known = sums.flatMap(({ sum, missing }) => (sum ? [{ ...sum, missing }] : []))
  if (known.length === 0) return yesEnd
  const from = known.reduce((most, each) => Math.max(most, each.from), 0)
  const to = known.reduce((most, each) => Math.max(most, each.to), 0)
  // A sum that can never be the greatest decides nothing.
  const missing = from === to ? [] : [...new Set(known.flatMap((each) => (each.to > from ? each.missing : [])))]
  return ended(one, 'yes', { from, to: Number.isFinite(to) ? to : null }, missing)
}

/** Either of two ends: what is promised whichever it comes to. */
export function eitherEnd(one: Person, a: End, b: End): End {
  if (a === b) return a
  const { joined } = sumsOf(one)
  const key = a.at * 2 ** 26 - b.at
  const known = joined.get(key)
  if (known) return known
  const verdict = a.verdict === b.verdict ? a.verdict : 'unknown'
  const made = ended(one, verdict, eitherSum(a.sum, b.sum), [...new Set([...a.missing, ...b.missing])])
  joined.set(key, made)
  return made
}

/** The least and the greatest of both. */
export function eitherSum(a: Sum | null, b: Sum | null): Sum | null {
  if (!a || !b || a === b) return a ?? b
  return { from: Math.min(a.from, b.from), to: a.to === null || b.to === null ? null : Math.max(a.to, b.to) }
}

function ended(one: Person, verdict: Verdict, sum: Sum | null, missing: readonly Question[]): End {
  const { ends } = sumsOf(one)
  const key = `${verdict} ${sum ? `${sum.from} ${sum.to}` : ''} ${missing.map(({ id }) => id).join()}`
  const known = ends.get(key)
  if (known) return known
  const made: End = { at: -3 - ends.size, ways: null, verdict, sum, missing }
  ends.set(key, made)
  return made
}
