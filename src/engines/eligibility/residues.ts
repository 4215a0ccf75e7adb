// What is left of a table for one person: its diagram with what is known put in, and what is unknowable joined.
import type { Amount, CompiledTable, TableVariable } from './compiled.ts'
import { type Node, no, outcomeOf } from './diagrams.ts'
import { faultOf, type Person } from './people.ts'
import { endsOf } from './spans.ts'
import type { Fault, Question, Amount as Sum, Verdict } from './types.ts'
import type { Classes } from './verdicts.ts'

/** Where a way through what is left ends: what is then decided, as far as it ever can be. */
export interface End {
  verdict: Verdict
  sum: Sum | null
  /** Questions on which the sum still depends. */
  missing: readonly Question[]
  key: string
}

export interface Residue {
  classes: Classes
  root: Left
  /** Verdict and sum over everything that is possible. */
  end: End
  faults: readonly Fault[]
}

export type Left = { end: End } | { variable: number; ways: readonly Left[] }

/** What is left of a table: `root` asks only what changes something, and its ends are all that can be decided. */
export function residue(one: Person, table: CompiledTable): Residue {
  const { diagram, variables } = table
  const classes = variables.map((of) => classesOf(one, of))
  const sums = table.amounts.map((amount) => sumOf(one, amount))
  if (classes.every(({ length }) => length === 1)) {
    let node = diagram.root
    while (node >= 0) {
      const place = diagram.variable[node] ?? 0
      node = diagram.ways[node]?.[classes[place]?.[0] ?? 0] ?? no
    }
    const end = node === no ? noEnd : endOf((diagram.outcomes[outcomeOf(node)] ?? []).map((at) => sums[at]))
    return { classes, root: { end }, end, faults: faultsOf(one, table, sums) }
  }
  const shared = new Map<string, Left>()
  const ids = new Map<Left, number>()
  const idOf = (left: Left): number => {
    const known = ids.get(left)
    if (known !== undefined) return known
    ids.set(left, ids.size)
    return ids.size - 1
  }
  const leaves = new Map<string, Left>()
  const leaf = (end: End): Left => {
    const before = leaves.get(end.key)
    if (before) return before
    const made: Left = { end }
    leaves.set(end.key, made)
    return made
  }
  const joint = (variable: number, ways: readonly Left[]): Left => {
    const [first] = ways
    if (first && ways.every((way) => way === first)) return first
    const key = `${variable}:${ways.map(idOf).join()}`
    const before = shared.get(key)
    if (before) return before
    const made: Left = { variable, ways }
    shared.set(key, made)
    return made
  }
  const merged = new Map<string, Left>()
  const merge = (a: Left, b: Left): Left => {
    if (a === b) return a
    const key = `${idOf(a)}+${idOf(b)}`
    const before = merged.get(key)
    if (before) return before
    const made = mergeApart(a, b)
    merged.set(key, made)
    return made
  }
  const mergeApart = (a: Left, b: Left): Left => {
    if ('end' in a && 'end' in b) return leaf(eitherEnd(a.end, b.end))
    const place = Math.min(
      'end' in a ? Number.POSITIVE_INFINITY : a.variable,
      'end' in b ? Number.POSITIVE_INFINITY : b.variable,
    )
    const way = (left: Left, at: number): Left =>
      'end' in left || left.variable !== place ? left : (left.ways[at] ?? left)
    return joint(
      place,
      (classes[place] ?? []).map((_, at) => merge(way(a, at), way(b, at))),
    )
  }
  const done = new Map<Node, Left>()
  const visit = (node: Node): Left => {
    if (node < 0)
      return leaf(node === no ? noEnd : endOf((diagram.outcomes[outcomeOf(node)] ?? []).map((at) => sums[at])))
    const before = done.get(node)
    if (before) return before
    const place = diagram.variable[node] ?? 0
    const ways = (classes[place] ?? []).map((at) => visit(diagram.ways[node]?.[at] ?? no))
    const askable = variables[place]?.variable.inputs.some(one.askable) === true
    const left = askable ? joint(place, ways) : ways.reduce(merge)
    done.set(node, left)
    return left
  }
  const root = visit(diagram.root)
  return { classes, root, end: overall(root), faults: faultsOf(one, table, sums) }
}

/** The classes that the value of a table's variable may have for this person. */
export function classesOf(one: Person, { variable, partition }: TableVariable): readonly number[] {
  const possible = partition.possible(one.value(variable))
  return possible.length > 0 && possible.every((at) => at >= 0) ? possible : partition.classes.map((_, at) => at)
}

/** Questions on which something still depends, with the share of ways on which each is asked. */
export function weights(one: Person, table: CompiledTable, root: Left): Map<Question, number> {
  const found = new Map<Question, number>()
  const add = (question: Question, weight: number) => found.set(question, (found.get(question) ?? 0) + weight)
  // Variables stand in order, so whoever is asked before has already passed its share on.
  const shares = new Map<Left, number>([[root, 1]])
  for (const left of inOrder(root)) {
    const share = shares.get(left) ?? 0
    if ('end' in left) {
      for (const question of left.end.missing) add(question, share)
      continue
    }
    for (const question of table.variables[left.variable]?.variable.inputs ?? []) {
      if (one.askable(question)) add(question, share)
    }
    for (const way of left.ways) shares.set(way, (shares.get(way) ?? 0) + share / left.ways.length)
  }
  return found
}

function inOrder(root: Left): Left[] {
  const seen = new Set<Left>([root])
  for (const left of seen) if ('ways' in left) for (const way of left.ways) seen.add(way)
  const place = (left: Left): number => ('end' in left ? Number.MAX_SAFE_INTEGER : left.variable)
  return [...seen].sort((a, b) => place(a) - place(b))
}

interface Counted {
  sum: { from: number; to: number } | null
  missing: readonly Question[]
  fault: Fault | null
}

const greatestKopecks = Number.MAX_SAFE_INTEGER

function sumOf(one: Person, amount: Amount): Counted {
  const { formula } = amount
  const value = formula.run((name) => {
    const variable = one.compiled.byName.get(name)
    if (variable) return one.value(variable)
    return { kind: 'some', values: [one.on] }
  })
  const missing = amount.inputs.filter(one.askable)
  const wrong = (kind: Fault['kind']): Counted => ({
    sum: null,
    missing: [],
    fault: faultOf(kind, amount.row, formula.text),
  })
  if (value.kind === 'fault') return wrong(value.fault)
  if (value.kind === 'any') return { sum: { from: 0, to: Number.POSITIVE_INFINITY }, missing, fault: null }
  const ends = endsOf(value)
  if (!ends)
    return value.kind === 'some' && value.values.length === 1
      ? wrong('not-money')
      : { sum: { from: 0, to: Number.POSITIVE_INFINITY }, missing, fault: null }
  if (ends.to < 0) return wrong('negative')
  const [from, to] = [kopecks(Math.max(ends.from, 0)), kopecks(ends.to)]
  if (from > greatestKopecks) return wrong('too-much')
  return {
    sum: { from, to: to > greatestKopecks ? Number.POSITIVE_INFINITY : to },
    missing: from === to ? [] : missing,
    fault: null,
  }
}

/** Whole kopecks, half a kopeck up, by the shortest decimal that the number has: 617.285 ₽ is 61 729 kopecks. */
export function kopecks(roubles: number): number {
  if (!Number.isFinite(roubles) || roubles > 1e18) return roubles * 100
  const text = String(roubles)
  return Math.round(text.includes('e') ? roubles * 100 : Number(`${text}e2`))
}

const noEnd: End = { verdict: 'no', sum: null, missing: [], key: 'no' }

function endOf(counted: readonly (Counted | undefined)[]): End {
  const known = counted.flatMap((one) => (one?.sum ? [{ ...one.sum, missing: one.missing }] : []))
  if (known.length === 0) return { verdict: 'yes', sum: null, missing: [], key: 'yes' }
  const from = Math.max(...known.map((one) => one.from))
  const to = Math.max(...known.map((one) => one.to))
  // A sum that can never be the greatest decides nothing.
  const missing = from === to ? [] : [...new Set(known.filter((one) => one.to > from).flatMap((one) => one.missing))]
  return ended('yes', from, to, missing)
}

function ended(verdict: Verdict, from: number, to: number, missing: readonly Question[]): End {
  const sum = { from, to: Number.isFinite(to) ? to : null }
  return { verdict, sum, missing, key: `${verdict} ${from} ${to} ${missing.map(({ id }) => id).join()}` }
}

function eitherEnd(a: End, b: End): End {
  const verdict = a.verdict === b.verdict ? a.verdict : 'unknown'
  const missing = [...new Set([...a.missing, ...b.missing])]
  const sums = [a.sum, b.sum].filter((sum) => sum !== null)
  if (sums.length === 0) return { verdict, sum: null, missing, key: `${verdict} ${missing.map(({ id }) => id).join()}` }
  const from = Math.min(...sums.map((sum) => sum.from))
  return ended(verdict, from, Math.max(...sums.map((sum) => sum.to ?? Number.POSITIVE_INFINITY)), missing)
}

function overall(root: Left): End {
  const seen = new Set<Left>()
  const ends: End[] = []
  const visit = (left: Left): void => {
    if (seen.has(left)) return
    seen.add(left)
    if ('end' in left) ends.push(left.end)
    else for (const way of left.ways) visit(way)
  }
  visit(root)
  return ends.reduce(eitherEnd)
}

function faultsOf(one: Person, table: CompiledTable, sums: readonly Counted[]): Fault[] {
  const answers = table.inputs.flatMap(({ id }) => one.faults.get(id) ?? [])
  const values = table.variables.flatMap(({ variable }) => {
    const value = one.value(variable)
    if (value.kind !== 'fault') return []
    const cell =
      variable.subject &&
      table.rows.flatMap(({ cells }) => cells).find(({ text }) => text.trim() === variable.formula?.text)
    return [
      faultOf(value.fault, variable.subject?.id ?? variable.id, variable.formula?.text ?? '', cell?.column ?? null),
    ]
  })
  return [...answers, ...values, ...sums.flatMap(({ fault }) => fault ?? [])]
}
