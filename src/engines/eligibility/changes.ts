// The smallest change that makes it yes: a shortest way through the table's diagram over what the person could change.
//
// A counterfactual explanation (Wachter, Mittelstadt and Russell 2017), exact by search on the diagram. What cannot be changed stays; what
// is not known and not changed must not matter. Where a value worked out of answers must change, the answers behind it are tried
// (reach.ts); where answers hang together (one settles another, two derived values share one), whole sets of answers are tried instead.
import type { CompiledTable, TableVariable, Variable } from './compiled.ts'
import { dayText } from './days.ts'
import { type Node, no } from './diagrams.ts'
import { type Person, person, same } from './people.ts'
import { candidates, type Reached, reach } from './reach.ts'
import { classesOf } from './residues.ts'
import { saidAsCell } from './said.ts'
import type { Change, Question, Value, Verdict } from './types.ts'

/** How many states of a search, and how many sets of answers, are tried at most. */
export const changeLimits = { states: 3000, tries: 500 }

export type Aim = 'yes' | 'not-no'

/** The change of the least cost after which the table says yes (or, with `not-no`, does not say no any more); null: none was found. */
export function smallestChange(one: Person, table: CompiledTable, aim: Aim): Change[] | null {
  const planned = entangled(one, table) ? null : plan(one, table, aim)
  const found = planned ?? { changes: null, sure: false }
  const good = found.changes && achieves(one, table, found.changes, aim) ? found.changes : null
  const best = good ?? (planned?.sure && !planned.changes ? null : tried(one, table, aim))
  return best && described(one, table, best, aim)
}

type Answers = ReadonlyMap<Question, Value>

/** What a table decides for answers changed so; only the verdict. */
export function verdictWith(one: Person, table: CompiledTable, changes: Answers): Verdict {
  const known = { ...one.known, ...Object.fromEntries([...changes].map(([{ id }, value]) => [id, value])) }
  // What was settled by another answer is free again once that answer changes.
  const free = [...one.settledBy].filter(([, by]) => [...changes.keys()].some(({ id }) => id === by)).map(([id]) => id)
  const kept = Object.fromEntries(
    Object.entries(known).filter(([id]) => !free.includes(id) || [...changes.keys()].some((q) => q.id === id)),
  )
  const other = person(one.compiled, kept, dayText(one.on))
  const clash = [...changes].some(([{ id }, value]) => !same(other.known[id] ?? null, value))
  return clash ? 'no' : verdictOf(other, table)
}

export function verdictOf(one: Person, table: CompiledTable): Verdict {
  const { diagram, variables } = table
  const classes = new Map<number, readonly number[]>()
  let [yes, refused] = [false, false]
  const seen = new Set<Node>()
  const visit = (node: Node): void => {
    if (seen.has(node) || (yes && refused)) return
    seen.add(node)
    if (node === no) refused = true
    else if (node < 0) yes = true
    else {
      const place = diagram.variable[node] ?? 0
      const of = variables[place]
      const possible = classes.get(place) ?? (of ? classesOf(one, of) : [])
      classes.set(place, possible)
      for (const at of possible) visit(diagram.ways[node]?.[at] ?? no)
    }
  }
  visit(diagram.root)
  return yes && refused ? 'unknown' : yes ? 'yes' : 'no'
}

function achieves(one: Person, table: CompiledTable, changes: Answers, aim: Aim): boolean {
  const verdict = verdictWith(one, table, changes)
  return aim === 'yes' ? verdict === 'yes' : verdict !== 'no'
}

interface Choice {
  class: number
  cost: number
  changes: Answers
}

/** Answers that pull on each other beyond one variable: then ways through the diagram are no plans. */
function entangled(one: Person, table: CompiledTable): boolean {
  const owners = new Map<Question, Variable>()
  for (const { variable } of table.variables) {
    for (const question of variable.inputs) {
      if (!question.changeable) continue
      const other = owners.get(question)
      if (other && other !== variable) return true
      owners.set(question, variable)
    }
  }
  const touched = new Set(table.inputs.map(({ id }) => id))
  return one.compiled.vocabulary.questions.some(
    ({ changeable, settles }) =>
      changeable && (settles ?? []).some(({ known }) => Object.keys(known).some((id) => touched.has(id))),
  )
}

interface Planned {
  cost: number
  choices: readonly Choice[]
}

/** `sure`: every way was tried, so that null means there is none. */
function plan(one: Person, table: CompiledTable, aim: Aim): { changes: Answers | null; sure: boolean } | null {
  const { diagram, variables } = table
  const options = variables.map((of) => choicesOf(one, of))
  const memo = new Map<string, Planned | null>()
  let left = changeLimits.states
  const solve = (state: readonly Node[]): Planned | null => {
    if (state.includes(no)) return null
    const open = state.filter((node) => node >= 0)
    if (open.length === 0) return { cost: 0, choices: [] }
    const key = open.join()
    const before = memo.get(key)
    if (before !== undefined) return before
    left -= 1
    if (left < 0) return null
    const place = Math.min(...open.map((node) => diagram.variable[node] ?? 0))
    const here = open.filter((node) => diagram.variable[node] === place)
    const others = open.filter((node) => diagram.variable[node] !== place)
    const step = (classes: readonly number[]): Planned | null =>
      solve(merged([...others, ...here.flatMap((node) => classes.map((at) => diagram.ways[node]?.[at] ?? no))]))
    const { stays, choices } = options[place] ?? { stays: [], choices: [] }
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
  if (left < 0) return null
  const exact = variables.every(
    ({ variable }) => variable.question || !variable.inputs.some(({ changeable }) => changeable),
  )
  return { changes: found && new Map(found.choices.flatMap(({ changes }) => [...changes])), sure: exact }
}

function cheaper(a: Planned | null, b: Planned | null): Planned | null {
  if (!a || !b) return a ?? b
  return b.cost < a.cost || (b.cost === a.cost && b.choices.length < a.choices.length) ? b : a
}

function merged(nodes: readonly Node[]): Node[] {
  return [...new Set(nodes)].sort((a, b) => a - b)
}

function choicesOf(one: Person, of: TableVariable): { stays: readonly number[]; choices: readonly Choice[] } {
  const { variable, partition } = of
  const stays = classesOf(one, of)
  const { question } = variable
  if (question && !question.changeable) return { stays, choices: [] }
  if (question) {
    const now = one.known[question.id] ?? null
    const choices = partition.classes.flatMap(({ nearest }, at): Choice[] => {
      if (stays.length === 1 && stays[0] === at) return []
      return [{ class: at, cost: costOf(question), changes: new Map([[question, nearest(now)]]) }]
    })
    return { stays, choices: choices.filter(({ changes }) => ![...changes.values()].includes('')) }
  }
  const reached = variable.inputs.some(({ changeable }) => changeable) ? reach(one, of) : []
  return {
    stays,
    choices: reached.map((way: Reached): Choice => ({ class: way.class, cost: way.cost, changes: way.changes })),
  }
}

export function costOf(question: Question): number {
  return question.cost ?? 1
}

/** Whole sets of answers by rising cost: for tables whose answers pull on each other. */
function tried(one: Person, table: CompiledTable, aim: Aim): Answers | null {
  const touched = new Set(table.inputs)
  const settlers = one.compiled.vocabulary.questions.filter(({ settles }) =>
    (settles ?? []).some(({ known }) =>
      Object.keys(known).some((id) => [...touched].some((question) => question.id === id)),
    ),
  )
  const questions = [...new Set([...touched, ...settlers])].filter(({ changeable }) => changeable)
  const single = questions.flatMap((question) =>
    candidates(one, table, question).map((value) => ({ question, value, cost: costOf(question) })),
  )
  let layer: { set: Map<Question, Value>; cost: number; last: number }[] = [{ set: new Map(), cost: 0, last: -1 }]
  let best: { set: Map<Question, Value>; cost: number } | null = null
  let left = changeLimits.tries
  for (let size = 1; size <= 4 && layer.length > 0; size++) {
    const next: typeof layer = []
    for (const { set, cost, last } of layer) {
      for (const [at, more] of single.entries()) {
        if (at <= last || set.has(more.question)) continue
        const sum = cost + more.cost
        if (best && sum >= best.cost) continue
        if (left-- <= 0) return best?.set ?? null
        const grown = new Map([...set, [more.question, more.value]])
        if (achieves(one, table, grown, aim)) best = { set: grown, cost: sum }
        else next.push({ set: grown, cost: sum, last: at })
      }
    }
    layer = next.sort((a, b) => a.cost - b.cost)
  }
  return best?.set ?? null
}

function described(one: Person, table: CompiledTable, changes: Answers, aim: Aim): Change[] {
  return [...changes].map(([question, to]) => ({
    question: question.id,
    from: one.known[question.id] ?? null,
    to,
    test: saidAsCell(one, table, question, to, (value) =>
      achieves(one, table, new Map([...changes, [question, value]]), aim),
    ),
  }))
}
