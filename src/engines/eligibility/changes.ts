// The smallest change that makes it yes: a shortest way through the table's diagram over what the person could change.
//
// A counterfactual explanation (Wachter, Mittelstadt and Russell 2017), exact by search on the diagram. What cannot be changed stays; what
// is not known and not changed must not matter. An answer that settles others is tried at each of its choices first (variants.ts);
// where a value worked out of answers must change, the answers behind it are tried (reach.ts); where such answers pull on more than one
// column, whole sets of them are tried instead (trials.ts).
import type { CompiledTable, Variable } from './compiled.ts'
import { type Node, no } from './diagrams.ts'
import { type Choice, type Options, optionsOf } from './options.ts'
import { type Person, person, same } from './people.ts'
import { saidAsCell } from './said.ts'
import { tried } from './trials.ts'
import type { Change, Question, Value } from './types.ts'
import { type Variant, variantsOf } from './variants.ts'
import { type Aim, aimed, type Found, verdictOver } from './verdicts.ts'

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
  return stands && aimed(verdictOver(table, table.variables.map(other.classes)), aim)
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

/** A choice and those after it. */
interface Planned {
  cost: number
  count: number
  place: number
  choice: Choice | null
  rest: Planned | null
}

function plan(variant: Variant, table: CompiledTable, aim: Aim): Found | null {
  const { diagram, variables } = table
  const options: (Options | undefined)[] = []
  const optionsAt = (place: number): Options => {
    const before = options[place]
    if (before) return before
    const of = variables[place]
    const made = of ? optionsOf(variant, of) : { stays: [], choices: [] }
    options[place] = made
    return made
  }
  const bottom: (Node | undefined)[] = []
  // Down a single way where nothing can be chosen.
  const sunk = (from: Node): Node => {
    if (from < 0) return from
    const before = bottom[from]
    if (before !== undefined) return before
    const { stays, choices } = optionsAt(diagram.variable[from] ?? 0)
    const node = choices.length > 0 || stays.length !== 1 ? from : sunk(diagram.ways[from]?.[stays[0] ?? 0] ?? no)
    bottom[from] = node
    return node
  }
  const alone: (Planned | null | undefined)[] = []
  const together = new Map<string, Planned | null>()
  let left = mostStates
  // All these nodes, each of them sunk, must come to what is aimed at.
  const solve = (open: Node[]): Planned | null => {
    const [first] = open
    if (first === undefined) return nothing
    const key = open.length === 1 ? null : open.sort((a, b) => a - b).join()
    const before = key === null ? alone[first] : together.get(key)
    if (before !== undefined) return before
    left -= 1
    if (left < 0) return null
    const best = solveApart(open)
    if (key === null) alone[first] = best
    else together.set(key, best)
    return best
  }
  const solveApart = (open: readonly Node[]): Planned | null => {
    const place = open.reduce((least, node) => Math.min(least, diagram.variable[node] ?? 0), Number.POSITIVE_INFINITY)
    const step = (classes: readonly number[]): Planned | null => {
      const next: Node[] = []
      for (const node of open) {
        if (diagram.variable[node] !== place) {
          if (!next.includes(node)) next.push(node)
          continue
        }
        for (const at of classes) {
          const to = sunk(diagram.ways[node]?.[at] ?? no)
          if (to === no) return null
          if (to >= 0 && !next.includes(to)) next.push(to)
        }
      }
      return solve(next)
    }
    const { stays, choices } = optionsAt(place)
    // What stays unknown must not matter; with the lesser aim one of its values is enough.
    let best = aim === 'yes' ? step(stays) : stays.map((at) => step([at])).reduce(cheaper, null)
    for (const choice of choices) {
      if (best && choice.cost >= best.cost) continue
      const rest = step(choice.classes)
      const cost = rest ? rest.cost + choice.cost : 0
      if (rest && (!best || cost < best.cost || (cost === best.cost && rest.count + 1 < best.count)))
        best = { cost, count: rest.count + 1, place, choice, rest }
    }
    return best
  }
  const root = sunk(diagram.root)
  const found = root === no ? null : solve(root < 0 ? [] : [root])
  return found && worded(variant.person, table, found, aim)
}

const nothing: Planned = { cost: 0, count: 0, place: -1, choice: null, rest: null }

function cheaper(a: Planned | null, b: Planned | null): Planned | null {
  if (!a || !b) return a ?? b
  return b.cost < a.cost || (b.cost === a.cost && b.count < a.count) ? b : a
}

/** Values for the classes chosen, and all the neighbouring ones that do as well. */
function worded(one: Person, table: CompiledTable, found: Planned, aim: Aim): Found {
  const chosen: (readonly number[])[] = table.variables.map(one.classes)
  const taken: { place: number; choice: Choice }[] = []
  for (let at: Planned | null = found; at; at = at.rest) {
    if (!at.choice) continue
    taken.push({ place: at.place, choice: at.choice })
    chosen[at.place] = at.choice.classes
  }
  const changes = taken.flatMap(({ place, choice }): [Question, { to: Value; test: string }][] => {
    const of = table.variables[place]
    const question = of?.variable.question
    if (!of || !question)
      return [...choice.answers].map(([each, to]) => [each, { to, test: saidAsCell(null, each, to, -1, never) }])
    const to = of.partition.classes[choice.class]?.nearest(one.known[question.id] ?? null) ?? ''
    const other = [...chosen]
    const enough = (at: number): boolean => {
      other[place] = [at]
      return aimed(verdictOver(table, other), aim)
    }
    return [[question, { to, test: saidAsCell(of, question, to, choice.class, enough) }]]
  })
  return { cost: found.cost, changes: new Map(changes) }
}

const never = (): boolean => false
