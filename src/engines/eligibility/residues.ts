// What is left of a table for one person: its diagram with what is known put in, and what is unknowable joined.
import type { CompiledTable } from './compiled.ts'
import { type Node, no, outcomeOf } from './diagrams.ts'
import { faultOf, type Person } from './people.ts'
import { type Counted, counted, type End, eitherEnd, eitherSum, endOf, noEnd } from './sums.ts'
import type { Fault, Question, Amount as Sum, Verdict } from './types.ts'
import type { Classes } from './verdicts.ts'

export interface Residue {
  classes: Classes
  /** It asks only what changes something, and its ends are all that can be decided. */
  root: Left
  /** Every place where ways part, each after all that it leads to. */
  joints: readonly Joint[]
  /** Verdict and sum over everything that is possible. */
  verdict: Verdict
  sum: Sum | null
  faults: readonly Fault[]
  /** What `weights` found, once it was asked. */
  weighed: ReadonlyMap<Question, number> | null
}

export type Left = End | Joint

interface Joint {
  /** Place among the joints. */
  at: number
  variable: number
  ways: readonly Left[]
}

// Of whom nothing is known that a table asks, all of it is left, the same for everybody that day.
const untouched = new WeakMap<CompiledTable, { on: number; left: Residue }>()

/** What is left of a table for this person. */
export function residue(one: Person, table: CompiledTable): Residue {
  if (one.faults.size > 0 || !table.inputs.every(one.askable)) return residueApart(one, table)
  const known = untouched.get(table)
  if (known?.on === one.on) return known.left
  const left = residueApart(one, table)
  untouched.set(table, { on: one.on, left })
  return left
}

function residueApart(one: Person, table: CompiledTable): Residue {
  const classes = table.variables.map(one.classes)
  const sums = table.amounts.map(({ sum }) => counted(one, sum))
  const joints: Joint[] = []
  const root = leftOf(one, table, classes, sums, joints)
  return { classes, root, joints, ...overall(root, joints), faults: faultsOf(one, table, sums), weighed: null }
}

function leftOf(
  one: Person,
  { diagram, variables }: CompiledTable,
  classes: Classes,
  sums: readonly Counted[],
  joints: Joint[],
): Left {
  const shared = new Map<number, Joint>()
  const joint = (variable: number, ways: readonly Left[]): Left => {
    const [first] = ways
    if (first && alike(ways, first)) return first
    let key = variable
    for (const { at } of ways) key = (Math.imul(key, 31) + at) | 0
    // Two with the same key by chance stand at the next free one.
    for (let known = shared.get(key); known; known = shared.get(key)) {
      if (known.variable === variable && sameWays(known.ways, ways)) return known
      key = (key + 1) | 0
    }
    const made: Joint = { at: joints.length, variable, ways }
    joints.push(made)
    shared.set(key, made)
    return made
  }
  const merged = new Map<number, Left>()
  const merge = (a: Left, b: Left): Left => {
    if (a === b) return a
    if (!a.ways && !b.ways) return eitherEnd(one, a, b)
    const key = a.at * 2 ** 26 + b.at
    const before = merged.get(key)
    if (before) return before
    const place = Math.min(
      a.ways ? a.variable : Number.POSITIVE_INFINITY,
      b.ways ? b.variable : Number.POSITIVE_INFINITY,
    )
    const way = (left: Left, at: number): Left =>
      !left.ways || left.variable !== place ? left : (left.ways[at] ?? left)
    const made = joint(
      place,
      (classes[place] ?? []).map((_, at) => merge(way(a, at), way(b, at))),
    )
    merged.set(key, made)
    return made
  }
  const outcomes: (End | undefined)[] = []
  const outcome = (at: number): End => {
    const before = outcomes[at]
    if (before) return before
    const among = (diagram.outcomes[at] ?? []).flatMap((each) => sums[each] ?? [])
    const end = endOf(one, among)
    outcomes[at] = end
    return end
  }
  const done: (Left | undefined)[] = []
  const visit = (from: Node): Left => {
    let node = from
    let place = 0
    let here: readonly number[] = []
    // Down a single way where the value is known.
    while (node >= 0) {
      place = diagram.variable[node] ?? 0
      here = classes[place] ?? []
      if (here.length !== 1) break
      node = diagram.ways[node]?.[here[0] ?? 0] ?? no
    }
    if (node < 0) return node === no ? noEnd : outcome(outcomeOf(node))
    const before = done[node]
    if (before) return before
    const next = diagram.ways[node] ?? []
    const ways = here.map((at) => visit(next[at] ?? no))
    const of = variables[place]
    const left = of && one.open(of.variable).length > 0 ? joint(place, ways) : ways.reduce(merge)
    done[node] = left
    return left
  }
  return visit(diagram.root)
}

function alike(ways: readonly Left[], first: Left): boolean {
  for (const way of ways) if (way !== first) return false
  return true
}

function sameWays(a: readonly Left[], b: readonly Left[]): boolean {
  if (a.length !== b.length) return false
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false
  return true
}

/** Questions on which something still depends, with the share of ways on which each is asked. */
export function weights(one: Person, table: CompiledTable, left: Residue): ReadonlyMap<Question, number> {
  left.weighed ??= weigh(one, table, left)
  return left.weighed
}

function weigh(one: Person, table: CompiledTable, { root, joints }: Residue): Map<Question, number> {
  const found = new Map<Question, number>()
  const add = (questions: readonly Question[], weight: number): void => {
    for (const question of questions) found.set(question, (found.get(question) ?? 0) + weight)
  }
  if (!root.ways) {
    add(root.missing, 1)
    return found
  }
  // A joint stands after all it leads to: walked backwards, whoever is asked before has already passed its share on.
  const shares = new Float64Array(root.at + 1)
  shares[root.at] = 1
  for (let at = root.at; at >= 0; at--) {
    const [joint, share = 0] = [joints[at], shares[at]]
    const of = joint && table.variables[joint.variable]
    if (!of || share === 0) continue
    add(one.open(of.variable), share)
    const each = share / joint.ways.length
    for (const way of joint.ways) {
      if (way.ways) shares[way.at] = (shares[way.at] ?? 0) + each
      else add(way.missing, each)
    }
  }
  return found
}

function overall(root: Left, joints: readonly Joint[]): { verdict: Verdict; sum: Sum | null } {
  if (!root.ways) return root
  const reached = new Uint8Array(root.at + 1)
  reached[root.at] = 1
  let verdict: Verdict | null = null
  let sum: Sum | null = null
  for (let at = root.at; at >= 0; at--) {
    if (!reached[at]) continue
    for (const way of joints[at]?.ways ?? []) {
      if (way.ways) reached[way.at] = 1
      else {
        verdict = verdict === null || verdict === way.verdict ? way.verdict : 'unknown'
        sum = eitherSum(sum, way.sum)
      }
    }
  }
  return { verdict: verdict ?? 'unknown', sum }
}

const none: readonly Fault[] = []

function faultsOf(one: Person, table: CompiledTable, sums: readonly Counted[]): readonly Fault[] {
  const wrong = sums.some(({ fault }) => fault !== null)
  const faulty = table.variables.filter(({ variable }) => one.value(variable).kind === 'fault')
  if (!wrong && faulty.length === 0 && one.faults.size === 0) return none
  const answers = table.inputs.flatMap(({ id }) => one.faults.get(id) ?? [])
  const values = faulty.flatMap(({ variable }) => {
    const value = one.value(variable)
    if (value.kind !== 'fault') return []
    const cell =
      variable.subject && table.rows.flatMap(({ cells }) => cells).find(({ text }) => text === variable.formula?.text)
    return [
      faultOf(value.fault, variable.subject?.id ?? variable.id, variable.formula?.text ?? '', cell?.column ?? null),
    ]
  })
  const counting = table.amounts.flatMap(({ row, sum: { formula } }, at) => {
    const fault = sums[at]?.fault ?? null
    return fault === null ? [] : [faultOf(fault, row, formula.text)]
  })
  return [...answers, ...values, ...counting]
}
