// Compiling a vocabulary: what each question may answer, what is worked out of what, and every problem on the way.
import type { Compiled, Variable } from './compiled.ts'
import { parseFeel } from './feel.ts'
import { compileFormula } from './formulas.ts'
import { typeOfKind } from './operations.ts'
import { type Domain, greatestNumber } from './partitions.ts'
import type { Derived, Kind, Problem, ProblemKind, Question, Vocabulary } from './types.ts'
import { valueIn } from './values.ts'

export type CompiledVocabulary = Pick<Compiled, 'vocabulary' | 'variables' | 'byName'> & {
  kinds: ReadonlyMap<string, Kind>
  problems: readonly Problem[]
}

/** The day of the decision, in formulas. */
export const onName = 'on'
export const mostOptions = 300

/** Reads a vocabulary whole; what is wrong is listed, and the rest compiled so that rule sets can be read over it. */
export function compileVocabulary(vocabulary: Vocabulary): CompiledVocabulary {
  const problems: Problem[] = []
  const report = (kind: ProblemKind, ...about: string[]) =>
    problems.push({ kind, ruleSet: null, version: null, row: null, column: null, about })
  const byName = new Map<string, Variable>()
  for (const one of [...vocabulary.questions, ...vocabulary.derived]) {
    if (!/^[A-Za-z][A-Za-z0-9_]{0,59}$/.test(one.id) || reserved.has(one.id)) report('bad-id', one.id)
    if (byName.has(one.id)) report('taken-id', one.id)
    for (const kind of domainProblems(one)) report(kind, one.id)
    byName.set(one.id, {
      id: one.id,
      at: byName.size,
      domain: domainOf(one),
      question: 'formula' in one ? null : one,
      derived: 'formula' in one ? one : null,
      formula: null,
      subject: null,
      inputs: [],
    })
  }
  for (const question of vocabulary.questions) {
    if (question.cost !== undefined && !(question.cost > 0 && Number.isFinite(question.cost)))
      report('bad-cost', question.id)
    for (const { when, known } of question.settles ?? []) {
      if (valueIn(domainOf(question), when) === null) report('bad-settles', question.id)
      for (const [id, value] of Object.entries(known)) {
        const of = byName.get(id)
        if (!of?.question || id === question.id || (value !== null && valueIn(of.domain, value) === null)) {
          report('bad-settles', question.id, id)
        }
      }
    }
  }
  const settling = vocabulary.questions.map(({ id, settles }) => ({
    id,
    uses: (settles ?? []).flatMap(({ known }) => Object.keys(known)),
  }))
  for (const cycle of cyclesOf(settling)) report('cycle', ...cycle)
  for (const cycle of cyclesOf(vocabulary.derived)) report('cycle', ...cycle)
  const kinds = new Map<string, Kind>([...byName.values()].map(({ id, domain }) => [id, domain.kind]))
  kinds.set(onName, 'day')
  const looping = new Set(problems.filter(({ kind }) => kind === 'cycle').flatMap(({ about }) => about))
  for (const derived of vocabulary.derived) {
    const variable = byName.get(derived.id)
    if (!variable) continue
    const compiled = compileFormula(derived.formula, kinds, 'expression')
    if ('problem' in compiled) {
      report(compiled.problem.kind, derived.id, compiled.problem.about)
      continue
    }
    const { formula } = compiled
    for (const name of derived.uses) {
      if (!byName.has(name) && name !== onName) report('unknown-name', derived.id, name)
      else if (!formula.names.includes(name)) report('not-used', derived.id, name)
    }
    for (const name of formula.names) {
      if (name !== onName && !derived.uses.includes(name)) report('unknown-name', derived.id, name)
    }
    if (formula.type && formula.type !== typeOfKind(derived.kind)) report('wrong-value', derived.id, derived.formula)
    if (!looping.has(derived.id)) variable.formula = formula
  }
  for (const variable of byName.values()) variable.inputs = inputsOf(variable, byName, new Set())
  return { vocabulary, variables: [...byName.values()], byName, kinds, problems }
}

export function domainOf(one: Question | Derived): Domain {
  const { kind, options, from, to, whole } = one
  return { kind, options, from, to, whole, answered: !('formula' in one) }
}

/** The questions and derived values that an expression names, each once: `uses` of a derived value; [] for one that cannot be read. */
export function namesIn(vocabulary: Vocabulary, expression: string): string[] {
  const names = [...vocabulary.questions, ...vocabulary.derived].map(({ id }) => id)
  const parsed = parseFeel(expression, new Set([...names, onName]), 'expression')
  return 'problem' in parsed ? [] : parsed.names.filter((name) => name !== onName)
}

/** Questions that names lead to, each once, in the order of the vocabulary. */
export function questionsBehind(names: readonly string[], byName: ReadonlyMap<string, Variable>): Question[] {
  const found = new Set(names.flatMap((name) => byName.get(name)?.inputs ?? []))
  return [...byName.values()].flatMap(({ question }) => (question && found.has(question) ? [question] : []))
}

// Words of FEEL and of this engine.
const reserved = new Set(
  'if then else and or not for in return some every satisfies between true false null on item partial function external instance of date time duration min max sum abs floor ceiling decimal modulo count mean all any number string list contains substring all odd even sqrt constructor prototype toString valueOf hasOwnProperty __proto__'.split(
    ' ',
  ),
)

function domainProblems(one: Question | Derived): ProblemKind[] {
  const problems: ProblemKind[] = []
  const options = one.options ?? []
  const choice = one.kind === 'one' || one.kind === 'several'
  if ((choice && options.length === 0) || new Set(options).size !== options.length) problems.push('no-options')
  if (options.some((option) => !/^[A-Za-z0-9][A-Za-z0-9_.-]{0,79}$/.test(option))) problems.push('no-options')
  if (options.length > mostOptions) problems.push('too-many')
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = one
  const least = one.kind === 'money' && !('formula' in one) ? 0 : -greatestNumber
  if (from > to || Number.isNaN(from) || Number.isNaN(to) || to < least || from > greatestNumber)
    problems.push('bad-range')
  return problems
}

function cyclesOf(derived: readonly Pick<Derived, 'id' | 'uses'>[]): string[][] {
  const uses = new Map(derived.map(({ id, uses: used }) => [id, used]))
  const cycles: string[][] = []
  const finished = new Set<string>()
  const walk = (id: string, trail: readonly string[]): void => {
    const at = trail.indexOf(id)
    if (at >= 0) {
      cycles.push([...trail.slice(at), id])
      return
    }
    if (finished.has(id) || trail.length > 500) return
    for (const used of uses.get(id) ?? []) walk(used, [...trail, id])
    finished.add(id)
  }
  for (const { id } of derived) walk(id, [])
  return cycles
}

function inputsOf(variable: Variable, byName: ReadonlyMap<string, Variable>, seen: Set<string>): Question[] {
  if (variable.question) return [variable.question]
  if (seen.has(variable.id)) return []
  seen.add(variable.id)
  const names = variable.formula?.names ?? []
  const found = names.flatMap((name) => {
    const used = byName.get(name)
    return used ? inputsOf(used, byName, seen) : []
  })
  return [...new Set(found)]
}
