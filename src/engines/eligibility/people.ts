// One person on one day: answers checked, what they settle, and every value worked out at most once.
import type { Compiled, TableVariable, Variable } from './compiled.ts'
import { dayNumber } from './days.ts'
import type { Domain } from './partitions.ts'
import { any, fault, oneOf, type Possible, type Scalar, span, sure, surely } from './spans.ts'
import type { Fault, Known, Question, Value, Vocabulary } from './types.ts'
import { valueIn, valueOut } from './values.ts'
import { onName } from './vocabulary.ts'

export interface Person {
  compiled: Compiled
  /** Answers with what they settle; null: «I do not know». */
  known: Known
  /** Questions whose answer another answer settled. */
  settledBy: ReadonlyMap<string, string>
  /** Valid answers as they were given. */
  given: Known
  on: number
  day: string
  value(variable: Variable): Possible
  /** The classes that the value of a table's variable may have. */
  classes: (of: TableVariable) => readonly number[]
  /** Neither answered nor settled nor given up. */
  askable(question: Question): boolean
  /** The askable among the questions that a variable comes from. */
  open(variable: Variable): readonly Question[]
  /** Wrong answers and contradictions, by question. */
  faults: ReadonlyMap<string, Fault>
}

export function person(compiled: Compiled, given: Known, day: string): Person {
  const on = dayNumber(day)
  if (on === null) throw new RangeError(`no such day: ${day}`)
  const { valid, known, settledBy, faults } = reading(compiled, given)
  const values: Possible[] = []
  const read = (name: string): Possible => {
    if (name === onName) return surely(on)
    const variable = compiled.byName.get(name)
    return variable ? value(variable) : any
  }
  const value = (variable: Variable): Possible => {
    const before = values[variable.at]
    if (before) return before
    const found = variable.question
      ? answered(variable, known[variable.question.id] ?? null)
      : worked(variable, read, value)
    values[variable.at] = found
    return found
  }
  const askable = ({ id }: Question): boolean => known[id] === undefined
  const asking: (readonly Question[])[] = []
  const open = (variable: Variable): readonly Question[] => {
    const before = asking[variable.at]
    if (before) return before
    const found = variable.inputs.filter(askable)
    asking[variable.at] = found
    return found
  }
  return { compiled, known, settledBy, given: valid, on, day, value, classes: classesBy(value), askable, open, faults }
}

/** Worked out once for each cut; a value outside every class may be any. */
function classesBy(value: Person['value']): Person['classes'] {
  const found: (readonly number[])[] = []
  return ({ at, variable, partition }) => {
    const before = found[at]
    if (before) return before
    const possible = partition.possible(value(variable))
    const sound = possible.length > 0 && possible.every((each) => each >= 0)
    const made = sound ? possible : partition.classes.map((_, each) => each)
    found[at] = made
    return made
  }
}

/** The same person with some answers changed that settle nothing: what does not come from them is not worked out again. */
export function withAnswers(one: Person, answers: ReadonlyMap<Question, Value>): Person {
  const values = new Map<number, Possible>()
  const read = (name: string): Possible => {
    if (name === onName) return surely(one.on)
    const variable = one.compiled.byName.get(name)
    return variable ? value(variable) : any
  }
  const moved = ({ inputs }: Variable): boolean => inputs.some((question) => answers.has(question))
  const value = (variable: Variable): Possible => {
    if (!moved(variable)) return one.value(variable)
    const before = values.get(variable.at)
    if (before) return before
    const { question } = variable
    const found = question ? answered(variable, answers.get(question) ?? null) : worked(variable, read, value)
    values.set(variable.at, found)
    return found
  }
  const known = { ...one.known, ...Object.fromEntries([...answers].map(([{ id }, to]) => [id, to])) }
  const own = classesBy(value)
  return { ...one, known, value, classes: (of) => (moved(of.variable) ? own(of) : one.classes(of)) }
}

/** What is known together with what it settles: «not founded» brings headcount 0. A settling answer wins over what it settles. */
export function settled(vocabulary: Vocabulary, known: Known): Known {
  return settling(vocabulary.questions, known).known
}

/**
 * What a question or derived value comes to for these answers on a day 'YYYY-MM-DD', or what goes wrong with it; null while answers that
 * are not known could still change it. Throws RangeError where there is no such value or day.
 */
export function workedOut(
  compiled: Compiled,
  id: string,
  known: Known,
  on: string,
): { value: Value } | { fault: Fault } | null {
  const variable = compiled.byName.get(id)
  if (!variable) throw new RangeError(`no such value: ${id}`)
  const found = person(compiled, known, on).value(variable)
  if (found.kind === 'fault') return { fault: faultOf(found.fault, id, found.text) }
  const value = sure(found)
  return value === undefined ? null : { value: valueOut(variable.domain, value) }
}

function reading(compiled: Compiled, given: Known): Pick<Person, 'known' | 'settledBy' | 'faults'> & { valid: Known } {
  const faults = new Map<string, Fault>()
  const valid: Record<string, Value | null> = {}
  for (const question of compiled.vocabulary.questions) {
    const answer = Object.hasOwn(given, question.id) ? given[question.id] : undefined
    if (answer === undefined) continue
    const domain = compiled.byName.get(question.id)?.domain
    if (answer === null || (domain && valueIn(domain, answer) !== null)) valid[question.id] = answer
    else faults.set(question.id, faultOf('wrong-answer', question.id, String(answer)))
  }
  const after = settling(compiled.vocabulary.questions, valid)
  for (const id of after.settledBy.keys()) {
    const [said, now] = [valid[id], after.known[id]]
    if (said !== undefined && said !== null && now !== undefined && !same(said, now)) {
      faults.set(id, faultOf('contradiction', id, String(said)))
    }
  }
  return { valid, known: after.known, settledBy: after.settledBy, faults }
}

function settling(questions: readonly Question[], given: Known): { known: Known; settledBy: Map<string, string> } {
  let settledBy = new Map<string, string>()
  let known: Known = given
  if (!questions.some(({ settles }) => settles)) return { known, settledBy }
  // Settling has no cycles, so each round can only carry further, and there are no more rounds than questions.
  for (let round = 0; round <= questions.length; round++) {
    const next: Record<string, Value | null> = { ...given }
    const by = new Map<string, string>()
    for (const { id, settles } of questions) {
      const answer = known[id]
      if (answer === undefined || answer === null) continue
      for (const { when, known: brings } of settles ?? []) {
        if (!same(when, answer)) continue
        for (const [target, value] of Object.entries(brings)) {
          if (by.has(target) || (value === null && given[target] !== undefined)) continue
          by.set(target, id)
          next[target] = value
        }
      }
    }
    const steady = JSON.stringify(next) === JSON.stringify(known)
    known = next
    settledBy = by
    if (steady) break
  }
  return { known, settledBy }
}

export function same(a: Value | null, b: Value | null): boolean {
  return a === b || JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
}

const sorted = (value: Value | null): Value | null => (Array.isArray(value) ? [...value].sort() : value)

function answered({ domain }: Variable, answer: Value | null): Possible {
  const value = answer === null ? null : valueIn(domain, answer)
  return value === null ? whole(domain) : surely(value)
}

/** Everything a question may answer. */
function whole(domain: Domain): Possible {
  const { kind, options, from, to } = domain
  switch (kind) {
    case 'yes-no':
      return oneOf([true, false])
    case 'number':
    case 'money': {
      const least = kind === 'money' ? Math.max(from ?? 0, 0) : (from ?? Number.NEGATIVE_INFINITY)
      const most = to ?? Number.POSITIVE_INFINITY
      const few = domain.whole && most - least < 32
      return few
        ? oneOf(Array.from({ length: Math.floor(most) - Math.ceil(least) + 1 }, (_, at) => Math.ceil(least) + at))
        : span(least, most)
    }
    case 'day':
      return span(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)
    case 'one':
    case 'code':
      return options ? oneOf(options) : any
    case 'several':
      return any
  }
}

function worked(
  variable: Variable,
  read: (name: string) => Possible,
  value: (variable: Variable) => Possible,
): Possible {
  const { formula, subject, domain } = variable
  if (!formula) return any
  const result = formula.run((name) => (name === '?' && subject ? value(subject) : read(name)))
  if (result.kind === 'some') {
    const outside = result.values.find((one) => !inDomain(domain, one))
    if (outside === undefined) return result
    return result.values.length === 1 ? fault('out-of-range', `${variable.id} = ${String(outside)}`) : any
  }
  if (result.kind === 'span' && ((domain.from ?? result.from) > result.from || (domain.to ?? result.to) < result.to))
    return any
  return result
}

function inDomain(domain: Domain, value: Scalar): boolean {
  switch (domain.kind) {
    case 'number':
    case 'money':
      return (
        typeof value === 'number' &&
        value >= (domain.from ?? -1e300) &&
        value <= (domain.to ?? 1e300) &&
        !(domain.whole && !Number.isInteger(value))
      )
    case 'yes-no':
      return typeof value === 'boolean'
    case 'day':
      return typeof value === 'number'
    default:
      return valueIn(domain, value) !== null
  }
}

export function faultOf(kind: Fault['kind'], about: string, text: string, column: string | null = null): Fault {
  return { kind, about, column, text: text.slice(0, 200) }
}
