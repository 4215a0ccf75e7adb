// Which answers bring a derived value where it should be: every choice of the few, and of numbers those at which something turns.
import type { CompiledTable, TableVariable, Variable } from './compiled.ts'
import { endsOfDomain } from './partitions.ts'
import { type Person, withAnswers } from './people.ts'
import { combinations } from './spans.ts'
import type { Question, Value } from './types.ts'

export interface Reached {
  class: number
  cost: number
  changes: ReadonlyMap<Question, Value>
}

const mostCombinations = 400
const remembered = new WeakMap<Person, Map<string, Reached[]>>()

/** For each class of a derived value the cheapest answers that surely bring it there; remembered for the person. */
export function reach(one: Person, { variable, partition }: TableVariable, fixed: readonly Question[]): Reached[] {
  const known = remembered.get(one) ?? new Map<string, Reached[]>()
  remembered.set(one, known)
  const key = `${variable.at} ${fixed.map(({ id }) => id).join()} ${partition.key}`
  const before = known.get(key)
  if (before) return before
  const questions = variable.inputs.filter(
    (question) => question.changeable && !fixed.includes(question) && !one.settledBy.has(question.id),
  )
  const classFor = (changes: ReadonlyMap<Question, Value>): number | null => {
    const possible = partition.possible(changed(one, changes).value(variable))
    return possible.length === 1 ? (possible[0] ?? null) : null
  }
  const bounds = numbersOf(variable, one)
  const lists = questions.map((question) => {
    const values = turning(one, question, bounds, (value) => classFor(new Map([[question, value]])))
    return [null, ...values].map((value) => ({ question, value }))
  })
  const best = new Map<number, Reached>()
  let left = mostCombinations
  for (const chosen of combinations(lists)) {
    if (left-- <= 0) break
    const changes = new Map(
      chosen.flatMap(({ question, value }): [Question, Value][] => (value === null ? [] : [[question, value]])),
    )
    const cost = [...changes.keys()].reduce((sum, question) => sum + (question.cost ?? 1), 0)
    const at = changes.size === 0 ? null : classFor(changes)
    const cheapest = at === null ? undefined : best.get(at)
    if (at !== null && at >= 0 && (!cheapest || cost < cheapest.cost)) best.set(at, { class: at, cost, changes })
  }
  const found = [...best.values()].sort((a, b) => a.class - b.class)
  known.set(key, found)
  return found
}

/** Values of a question worth trying in a table, the present one left out. */
export function candidates(one: Person, table: CompiledTable, question: Question): Value[] {
  const now = one.known[question.id] ?? null
  const own = table.variables
    .filter(({ variable }) => variable.question === question)
    .flatMap(({ partition }) => partition.classes.flatMap(({ nearest, named }) => (named ? [nearest(now)] : [])))
  const derived = table.variables.filter(({ variable }) => !variable.question && variable.inputs.includes(question))
  const bounds = derived.flatMap(({ variable }) => numbersOf(variable, one))
  const turned = derived.flatMap(({ variable, partition }) =>
    turning(one, question, bounds, (value) => {
      const possible = partition.possible(changed(one, new Map([[question, value]])).value(variable))
      return possible.length === 1 ? (possible[0] ?? null) : null
    }),
  )
  const all = [...own, ...turned, ...few(question)].filter((value) => value !== now)
  return [...new Map(all.map((value) => [JSON.stringify(value), value])).values()]
}

/** The person with other answers, none of which settles anything. */
export function changed(one: Person, answers: ReadonlyMap<Question, Value>): Person {
  return answers.size === 0 ? one : withAnswers(one, answers)
}

function few(question: Question): Value[] {
  if (question.kind === 'yes-no') return [true, false]
  if (question.kind === 'one' || question.kind === 'code') return [...(question.options ?? [])].slice(0, 40)
  if (question.kind === 'several') return [[], ...(question.options ?? []).slice(0, 40).map((option) => [option])]
  const { from, to } = endsOfDomain({ ...question, answered: true })
  return question.whole && to - from < 40 ? Array.from({ length: to - from + 1 }, (_, at) => from + at) : []
}

/** Options all; of numbers those where the class turns: tried at every number the formulas name, then cut in halves. */
function turning(
  one: Person,
  question: Question,
  bounds: readonly number[],
  classFor: (value: Value) => number | null,
): Value[] {
  const now = one.known[question.id] ?? null
  const small = few(question).filter((value) => value !== now)
  if (small.length > 0 || (question.kind !== 'number' && question.kind !== 'money')) return small
  const { from, to } = endsOfDomain({ ...question, answered: true })
  const step = question.kind === 'money' ? 0.01 : question.whole ? 1 : 1e-6
  const near = bounds.flatMap((bound) => [bound - step, bound, bound + step])
  const places = [
    ...new Set([from, ...near, ...(typeof now === 'number' ? [now] : []), to].map((value) => onStep(value, step))),
  ]
    .filter((value) => value >= from && value <= to)
    .sort((a, b) => a - b)
  const found = new Set(places)
  for (const [at, place] of places.entries()) {
    const next = places[at + 1]
    if (next === undefined) break
    const left = classFor(place)
    if (left === classFor(next)) continue
    let [low, high] = [place, next]
    for (let round = 0; round < 60 && high - low > step * 1.5; round++) {
      const middle = onStep((low + high) / 2, step)
      if (middle <= low || middle >= high) break
      if (classFor(middle) === left) low = middle
      else high = middle
    }
    found.add(low)
    found.add(high)
  }
  const present = typeof now === 'number' ? now : 0
  const other = [...found].filter((value) => value !== now)
  return other.sort((a, b) => Math.abs(a - present) - Math.abs(b - present)).slice(0, 40)
}

function onStep(value: number, step: number): number {
  return step === 1 ? Math.round(value) : step === 0.01 ? Math.round(value * 100) / 100 : value
}

function numbersOf(variable: Variable, one: Person): number[] {
  const found = new Set<number>()
  const visit = (of: Variable): void => {
    for (const number of of.formula?.numbers ?? []) found.add(number)
    for (const name of of.formula?.names ?? []) {
      const used = name === '?' ? of.subject : one.compiled.byName.get(name)
      if (used && !used.question) visit(used)
    }
  }
  visit(variable)
  return [...found].slice(0, 30)
}
