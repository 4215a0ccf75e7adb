// The smallest change that makes it yes: a shortest way through the table's diagram over what the person could change.
//
// A counterfactual explanation (Wachter, Mittelstadt and Russell 2017), exact by search on the diagram. What cannot be changed stays; what
// is not known and not changed must not matter. An answer that settles others is tried at each of its choices first (variants.ts);
// where a value worked out of answers must change, the answers behind it are tried (reach.ts); where such answers pull on more than one
// column, whole sets of them are tried instead (trials.ts).
import type { CompiledTable, TableVariable, Variable } from './compiled.ts'
import { type Node, no } from './diagrams.ts'
import { type Person, person, same } from './people.ts'
import { reach } from './reach.ts'
import { saidAsCell } from './said.ts'
import { tried } from './trials.ts'
import type { Change, Question, Value } from './types.ts'
import { type Variant, variantsOf } from './variants.ts'
import { type Aim, aimed, type Classes, costOf, type Found, verdictOver } from './verdicts.ts'

/** How many states of one search are tried at most. */
export const mostStates = 3000

/**
 * The change of the least cost after which the table says yes (or, with `not-no`, does not say no any more); null: none was found.
 * Least over all answers where columns are questions; over the values at which a formula turns where they are worked out. Whatever is
 * given is a change that does it.
 */
export function smallestChange(one: Person, table: CompiledTable, aim: Aim): Change[] | null {
  let best: (Found & { variant: Variant }) | null = null
  for (const variant of variantsOf(one, table)) {
    if (best && variant.cost >= best.cost) continue
    const found = entangled(table, variant.settlers)
      ? tried(variant.person, table, aim, variant.settlers)
      : plan(variant, table, aim)
    const cost = found && found.cost + variant.cost
    if (found && cost !== null && (!best || cost < best.cost)) {
      if (variant.loose && !proven(one, { ...found, cost }, variant, table, aim)) continue
      best = { changes: found.changes, cost, variant }
    }
  }
  if (!best) return null
  const all = new Map([...best.variant.changes, ...best.changes])
  const asked = one.compiled.vocabulary.questions.filter((question) => all.has(question))
  return asked.flatMap((question) => {
    const change = all.get(question)
    return change ? [{ question: question.id, from: one.known[question.id] ?? null, ...change }] : []
  })
}
/** Decided anew with all the answers changed: needed where an answer beyond the variants settles others. */
function proven(one: Person, found: Found, variant: Variant, table: CompiledTable, aim: Aim): boolean {
  const all = [...variant.changes, ...found.changes]
  const known = { ...one.given, ...Object.fromEntries(all.map(([{ id }, { to }]) => [id, to])) }
  const other = person(one.compiled, known, one.day)
  const stands = all.every(([{ id }, { to }]) => same(other.known[id] ?? null, to))
  return (
    stands &&
    aimed(
      verdictOver(
        table,
        table.variables.map(other.classes),
      ),
      aim,
    )
  )
}

const entanglement = new WeakMap<CompiledTable, Map<string, boolean>>()

/** Answers that pull on more than one variable: then ways through the diagram are no plans. */
function entangled(table: CompiledTable, fixed: readonly Question[]): boolean {
  const known = entanglement.get(table) ?? new Map<string, boolean>()
  entanglement.set(table, known)
  const key = fixed.map(({ id }) => id).join()
  const before = known.get(key)
  if (before !== undefined) return before
  const owners = new Map<Question, Variable>()
  const found = table.variables.some(({ variable }) =>
    variable.inputs.some((question) => {
      const shared = question.changeable && !fixed.includes(question) && owners.has(question)
      owners.set(question, variable)
      return shared
    }),
  )
  known.set(key, found)
  return found
}

interface Choice {
  place: number
  class: number
  cost: number
  /** Of a question itself: nothing, it is said by its class. */
  answers: ReadonlyMap<Question, Value>
}

interface Planned {
  cost: number
  choices: readonly Choice[]
}

function plan({ person: one, settlers }: Variant, table: CompiledTable, aim: Aim): Found | null {
  const { diagram, variables } = table
  const options = new Map<number, { stays: readonly number[]; choices: readonly Choice[] }>()
  const optionsAt = (place: number) => {
    const before = options.get(place)
    if (before) return before
    const of = variables[place]
    const made = of ? choicesOf(one, of, place, settlers) : { stays: [], choices: [] }
    options.set(place, made)
    return made
  }
  const memo = new Map<string | number, Planned | null>()
  let left = mostStates
  // Down a single way where nothing can be chosen.
  const sunk = (from: Node): Node => {
    let node = from
    while (node >= 0) {
      const { stays, choices } = optionsAt(diagram.variable[node] ?? 0)
      if (choices.length > 0 || stays.length !== 1) return node
      node = diagram.ways[node]?.[stays[0] ?? 0] ?? no
    }
    return node
  }
  const solve = (state: readonly Node[]): Planned | null => {
    const open: Node[] = []
    for (const each of state) {
      const node = sunk(each)
      if (node === no) return null
      if (node >= 0 && !open.includes(node)) open.push(node)
    }
    const [first] = open
    if (first === undefined) return nothing
    const key = open.length === 1 ? first : open.sort((a, b) => a - b).join()
    const before = memo.get(key)
    if (before !== undefined) return before
    left -= 1
    if (left < 0) return null
    const place = Math.min(...open.map((node) => diagram.variable[node] ?? 0))
    const here = open.filter((node) => diagram.variable[node] === place)
    const others = here.length < open.length ? open.filter((node) => diagram.variable[node] !== place) : []
    const step = (classes: readonly number[]): Planned | null =>
      solve(
        merged(
          others,
          here.flatMap((node) => classes.map((at) => diagram.ways[node]?.[at] ?? no)),
        ),
      )
    const { stays, choices } = optionsAt(place)
    // What stays unknown must not matter; with the lesser aim one of its values is enough.
    const kept = aim === 'yes' ? [step(stays)] : stays.map((at) => step([at]))
    let best = kept.reduce<Planned | null>(cheaper, null)
    for (const choice of choices) {
      if (best && choice.cost >= best.cost) continue
      const rest = step([choice.class])
      if (rest) best = cheaper(best, { cost: rest.cost + choice.cost, choices: [choice, ...rest.choices] })
    }
    memo.set(key, best)
    return best
  }
  const found = solve([diagram.root])
  return found && worded(one, table, found, aim)
}

const nothing: Planned = { cost: 0, choices: [] }

function cheaper(a: Planned | null, b: Planned | null): Planned | null {
  if (!a || !b) return a ?? b
  return b.cost < a.cost || (b.cost === a.cost && b.choices.length < a.choices.length) ? b : a
}

function merged(others: readonly Node[], nodes: readonly Node[]): readonly Node[] {
  if (others.length === 0 && nodes.length === 1) return nodes
  return [...new Set([...others, ...nodes])].sort((a, b) => a - b)
}

function choicesOf(
  one: Person,
  of: TableVariable,
  place: number,
  settlers: readonly Question[],
): { stays: readonly number[]; choices: readonly Choice[] } {
  const { variable, partition } = of
  const stays = one.classes(of)
  const { question } = variable
  const held = question && (!question.changeable || settlers.includes(question) || one.settledBy.has(question.id))
  if (held) return { stays, choices: [] }
  if (question) {
    const others = partition.classes.flatMap((each, at): Choice[] =>
      (stays.length === 1 && stays[0] === at) || !each.named
        ? []
        : [{ place, class: at, cost: costOf(question), answers: new Map() }],
    )
    return { stays, choices: others }
  }
  const ways = variable.inputs.some(({ changeable }) => changeable) ? reach(one, of, settlers) : []
  return { stays, choices: ways.map((way) => ({ place, class: way.class, cost: way.cost, answers: way.changes })) }
}

/** Values for the classes chosen, and all the neighbouring ones that do as well. */
function worded(one: Person, table: CompiledTable, { cost, choices }: Planned, aim: Aim): Found {
  const chosen: Classes = table.variables.map((of, place) => {
    const choice = choices.find((each) => each.place === place)
    return choice ? [choice.class] : one.classes(of)
  })
  const changes = choices.flatMap(({ place, class: at, answers }): [Question, { to: Value; test: string }][] => {
    const of = table.variables[place]
    const question = of?.variable.question
    if (!of || !question)
      return [...answers].map(([each, to]) => [each, { to, test: saidAsCell(null, each, to, -1, never) }])
    const to = of.partition.classes[at]?.nearest(one.known[question.id] ?? null) ?? ''
    const enough = (other: number): boolean => aimed(verdictOver(table, chosen.with(place, [other])), aim)
    return [[question, { to, test: saidAsCell(of, question, to, at, enough) }]]
  })
  return { cost, changes: new Map(changes) }
}

const never = (): boolean => false
