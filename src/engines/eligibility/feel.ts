// FEEL at arm's length: formulas are parsed once, refused when they could hang or answer differently tomorrow, and run with every warning read.
import { date, evaluate, FeelDate, parseExpression, parseUnaryTests, unaryTest } from 'feelin'
import { dayNumber, dayText } from './days.ts'
import { any, combinations, either, fault, type Possible, type Scalar, surely } from './spans.ts'
import type { Kind } from './types.ts'

export interface FeelNode {
  name: string
  text: string
  parts: readonly FeelNode[]
}

export const formulaLimits = { letters: 1000, deep: 60, steps: 20_000 }

export interface FormulaProblem {
  kind: 'bad-formula' | 'too-long' | 'too-deep' | 'too-heavy' | 'unknown-name' | 'unknown-function'
  about: string
}

export type Parsed = { node: FeelNode; names: readonly string[] } | { problem: FormulaProblem }

/** Parses an expression, or a list of unary tests, over these names. */
export function parseFeel(text: string, names: ReadonlySet<string>, top: 'expression' | 'tests'): Parsed {
  if (text.length > formulaLimits.letters) return wrong('too-long', text)
  const context = Object.fromEntries([...names].map((name) => [name, 1]))
  const node = treeOf(text, context, top)
  if (!node) return wrong('bad-formula', text)
  if (deeper(node, formulaLimits.deep)) return wrong('too-deep', text)
  const used = new Set<string>()
  const problem = refused(node, { names, locals: new Set(), used, parent: null, testing: false })
  if (problem) return { problem }
  if (stepsOf(node) > formulaLimits.steps) return wrong('too-heavy', text)
  return { node, names: [...used] }
}

/** What the interpreter makes of values that are all known. Days go in and come out as numbers. */
export function interpret(
  text: string,
  top: 'expression' | 'tests',
  values: Readonly<Record<string, Scalar>>,
  kinds: (name: string) => Kind,
): Possible {
  const context = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      kinds(name) === 'day' && typeof value === 'number' ? date(dayText(value)) : value,
    ]),
  )
  try {
    const { value, warnings } = top === 'tests' ? unaryTest(text, context) : evaluate(text, context)
    if (warnings.length > 0) return fault('wrong-type', text)
    return scalarOf(value, text)
  } catch {
    return fault('wrong-type', text)
  }
}

/** A formula that only the interpreter understands: run when all is known, or for every choice where the choices are few. */
export function interpreted(
  text: string,
  top: 'expression' | 'tests',
  names: readonly string[],
  kinds: (name: string) => Kind,
): (read: (name: string) => Possible) => Possible {
  const remembered = new Map<string, Possible>()
  return (read) => {
    const parts = names.map(read)
    const faulty = parts.find((part) => part.kind === 'fault')
    if (faulty) return faulty
    const choices = parts.map((part) => (part.kind === 'some' ? part.values : null))
    const count = choices.reduce((product, values) => product * (values?.length ?? Number.POSITIVE_INFINITY), 1)
    if (count > 64) return any
    let all: Possible | null = null
    for (const values of combinations(choices.map((one) => one ?? []))) {
      const key = JSON.stringify(values)
      let result = remembered.get(key)
      if (!result) {
        if (remembered.size >= 2000) remembered.clear()
        result = interpret(text, top, Object.fromEntries(names.map((name, at) => [name, values[at] ?? false])), kinds)
        remembered.set(key, result)
      }
      if (count === 1) return result
      if (result.kind === 'fault') return any
      all = all ? either(all, result) : result
    }
    return all ?? any
  }
}

function scalarOf(value: unknown, text: string): Possible {
  if (typeof value === 'boolean' || typeof value === 'string') return surely(value)
  if (typeof value === 'number') return Number.isFinite(value) ? surely(value) : fault('out-of-range', text)
  if (Array.isArray(value) && value.every((one): one is string => typeof one === 'string')) return surely(value)
  if (value instanceof FeelDate) {
    const number = dayNumber(String(value).slice(0, 10))
    return number === null ? fault('out-of-range', text) : surely(number)
  }
  // The interpreter gives nothing without a warning where it divides by zero.
  return value === null && text.includes('/') ? fault('division-by-zero', text) : fault('no-value', text)
}

function treeOf(text: string, context: Record<string, unknown>, top: 'expression' | 'tests'): FeelNode | null {
  try {
    const tree = top === 'tests' ? parseUnaryTests(text, context, undefined) : parseExpression(text, context, undefined)
    const stack: { name: string; text: string; parts: FeelNode[] }[] = [{ name: 'root', text, parts: [] }]
    let broken = false
    tree.iterate({
      enter: (node) => {
        if (node.type.isError) broken = true
        stack.push({ name: node.name, text: text.slice(node.from, node.to), parts: [] })
      },
      leave: () => {
        const done = stack.pop()
        if (done) stack.at(-1)?.parts.push(done)
      },
    })
    return broken ? null : (stack[0]?.parts[0] ?? null)
  } catch {
    return null
  }
}

interface Around {
  names: ReadonlySet<string>
  locals: ReadonlySet<string>
  used: Set<string>
  parent: FeelNode | null
  /** Directly in a test, where an interval is compared with and not counted through. */
  testing: boolean
}

// What may stand in a formula. Left out: functions of one's own and contexts (they recur without end), the clock and chance (they
// answer differently tomorrow), regular expressions (they hang), and everything no rule has needed.
const structures = new Set(
  'Expression UnaryTests PositiveUnaryTests PositiveUnaryTest SimplePositiveUnaryTest Interval NumericLiteral StringLiteral BooleanLiteral null DateTimeLiteral DateTimeConstructor AtLiteral VariableName Identifier SpecialFunctionName ArithmeticExpression ArithOp Comparison CompareOp Conjunction Disjunction IfExpression FunctionInvocation PositionalParameters Parameters ParenthesizedExpression PathExpression PathName List QuantifiedExpression ForExpression InExpressions InExpression IterationContext Name FilterExpression Wildcard ? ( ) [ ] . .. , if then else and or in between for return some every satisfies not date years months duration days'.split(
    ' ',
  ),
)
const functions = new Set([
  ...['abs', 'ceiling', 'floor', 'decimal', 'round up', 'round down', 'round half up', 'round half down', 'modulo'],
  ...['min', 'max', 'sum', 'mean', 'count', 'sqrt', 'odd', 'even', 'not', 'contains', 'starts with', 'ends with'],
  ...['upper case', 'lower case', 'string length', 'substring', 'list contains', 'date', 'duration', 'all', 'any'],
  ...['years and months duration', 'day of week', 'day of year', 'month of year', 'week of year', 'is defined'],
  ...['number', 'string', 'index of', 'distinct values'],
])
const properties = new Set(['year', 'month', 'day', 'years', 'months', 'days', 'weekday'])

function refused(node: FeelNode, around: Around): FormulaProblem | null {
  const { parent } = around
  if (!structures.has(node.name)) return problemOf('bad-formula', node.text)
  if (node.name === 'NumericLiteral' && (/e/i.test(node.text) || Math.abs(Number(node.text)) > 1e15)) {
    return problemOf('bad-formula', node.text)
  }
  if (node.name === 'Interval' && !around.testing) return problemOf('too-heavy', node.text)
  if (node.name === 'IterationContext' && node.parts.length > 1 && rangeSize(node) > 1000) {
    return problemOf('too-heavy', node.text)
  }
  if (node.name === 'SpecialFunctionName' && !functions.has(tidy(node.text)))
    return problemOf('unknown-function', node.text)
  if (node.name === 'PathName' && !properties.has(tidy(node.text))) return problemOf('unknown-name', node.text)
  if (node.name === 'VariableName') {
    const name = tidy(node.text)
    if (parent?.name === 'FunctionInvocation' && parent.parts[0] === node) {
      return functions.has(name) ? null : problemOf('unknown-function', name)
    }
    if (around.locals.has(name)) return null
    if (!around.names.has(name)) return problemOf('unknown-name', name)
    around.used.add(name)
    return null
  }
  if (node.name === '?') {
    if (!around.names.has('?')) return problemOf('unknown-name', '?')
    around.used.add('?')
  }
  const locals = new Set([...around.locals, ...localsOf(node)])
  const tests =
    node.name === 'UnaryTests' || (node.name === 'Comparison' && node.parts.some(({ name }) => name === 'in'))
  const testing = tests || (around.testing && /^(Simple)?PositiveUnaryTests?$/.test(node.name))
  for (const part of node.parts) {
    const found = refused(part, { ...around, locals, parent: node, testing })
    if (found) return found
  }
  return null
}

function localsOf(node: FeelNode): string[] {
  if (node.name === 'FilterExpression') return ['item']
  if (node.name !== 'ForExpression' && node.name !== 'QuantifiedExpression') return []
  return node.parts
    .filter((part) => part.name === 'InExpressions')
    .flatMap((part) => part.parts)
    .flatMap((part) => part.parts.filter((one) => one.name === 'Name').map((one) => tidy(one.text)))
}

function rangeSize(iteration: FeelNode): number {
  const ends = iteration.parts.filter((part) => part.name !== '..').map((part) => Number(part.text))
  const [from = Number.NaN, to = Number.NaN] = ends
  const size = Math.abs(to - from) + 1
  return Number.isFinite(size) ? size : Number.POSITIVE_INFINITY
}

// How much work a formula can be: what is repeated is multiplied, a list of unknown length counts a hundred times.
function stepsOf(node: FeelNode): number {
  const inner = node.parts.reduce((sum, part) => sum + stepsOf(part), 1)
  if (node.name === 'FilterExpression') return inner * 100
  if (node.name !== 'ForExpression' && node.name !== 'QuantifiedExpression') return inner
  const rounds = node.parts
    .filter((part) => part.name === 'InExpressions')
    .flatMap((part) => part.parts)
    .map((part) => part.parts.find(({ name }) => name === 'IterationContext'))
    .map((range) => (range && range.parts.length > 1 ? rangeSize(range) : 100))
  return rounds.reduce((product, round) => product * round, inner)
}

function deeper(node: FeelNode, left: number): boolean {
  return left === 0 || node.parts.some((part) => deeper(part, left - 1))
}

function tidy(name: string): string {
  return name.replaceAll(/\s+/g, ' ').trim()
}

function problemOf(kind: FormulaProblem['kind'], about: string): FormulaProblem {
  return { kind, about: about.slice(0, 200) }
}

function wrong(kind: FormulaProblem['kind'], about: string): Parsed {
  return { problem: problemOf(kind, about) }
}
