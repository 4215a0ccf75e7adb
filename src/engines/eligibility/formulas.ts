// Formulas compiled: a typed part of FEEL becomes functions over what values may be; the rest is left to the interpreter.
import { dayNumber } from './days.ts'
import { type FeelNode, type FormulaProblem, interpreted, parseFeel } from './feel.ts'
import {
  amongRun,
  arithmeticRun,
  type Built,
  compareRun,
  junction,
  monthsRun,
  notRun,
  numberFunction,
  propertyRun,
  type Run,
  textFunction,
  typeOfKind,
  type ValueType,
} from './operations.ts'
import { either, surely } from './spans.ts'
import type { Kind } from './types.ts'

export interface Formula {
  text: string
  names: readonly string[]
  /** What it gives; null where only the interpreter knows. */
  type: ValueType | null
  run: Run
  /** Numbers written in it: where its result is likely to turn. */
  numbers: readonly number[]
}

/** Compiles an expression over these names, or unary tests over `?` and them (which give true or false). */
export function compileFormula(
  text: string,
  kinds: ReadonlyMap<string, Kind>,
  top: 'expression' | 'tests',
): { formula: Formula } | { problem: FormulaProblem } {
  const expression = top === 'tests' && /^\s*(<|>|=|!=)/.test(text) ? `? ${text.trim()}` : text
  const names = new Set(kinds.keys())
  const parsed = parseFeel(text, names, top)
  if ('problem' in parsed) return parsed
  const numbers = numbersIn(parsed.node)
  const direct = top === 'tests' ? parseFeel(expression, names, 'expression') : parsed
  const kindOf = (name: string): Kind => kinds.get(name) ?? 'day'
  if (!('problem' in direct)) {
    const built = build(direct.node, kindOf)
    if (built === 'mismatch') return { problem: { kind: 'bad-formula', about: text.slice(0, 200) } }
    // A test that does not look at `?` is a constant to compare with, which the interpreter knows how to read.
    const tests = top === 'expression' || (built?.type === 'truth' && direct.names.includes('?'))
    if (built && tests) return { formula: { text, names: direct.names, type: built.type, run: built.run, numbers } }
  }
  const named = top === 'tests' ? [...new Set([...parsed.names, '?'])] : parsed.names
  const run = interpreted(text, top, named, kindOf)
  return { formula: { text, names: named, type: top === 'tests' ? 'truth' : null, run, numbers } }
}

/** null: only the interpreter understands it. */
type Result = Built | 'mismatch' | null
type KindOf = (name: string) => Kind

function build(node: FeelNode, kindOf: KindOf): Result {
  const parts = node.parts.filter(({ name }) => !punctuation.has(name))
  const [first] = parts
  switch (node.name) {
    case 'Expression':
    case 'ParenthesizedExpression':
      return first && parts.length === 1 ? build(first, kindOf) : null
    case 'NumericLiteral':
      return constant('number', Number(node.text))
    case 'BooleanLiteral':
      return constant('truth', node.text === 'true')
    case 'StringLiteral':
      return node.text.includes('\\') ? null : constant('text', node.text.slice(1, -1))
    case 'DateTimeLiteral':
      return literalDay(node.text)
    case 'VariableName':
    case '?': {
      const name = node.text.trim()
      return { type: typeOfKind(kindOf(name)), run: (read) => read(name) }
    }
    case 'ArithmeticExpression':
      return arithmetic(parts, kindOf)
    case 'Conjunction':
    case 'Disjunction':
      return together(parts, kindOf, ([a, b]) => {
        if (!a || !b) return null
        if (a.type !== 'truth' || b.type !== 'truth') return 'mismatch'
        return { type: 'truth', run: junction(node.name === 'Conjunction', a.run, b.run) }
      })
    case 'IfExpression':
      return together(parts, kindOf, ([condition, yes, no]) => {
        if (!condition || !yes || !no) return null
        if (condition.type !== 'truth' || yes.type !== no.type) return 'mismatch'
        return { type: yes.type, run: choice(condition.run, yes.run, no.run) }
      })
    case 'Comparison':
      return comparison(parts, kindOf)
    case 'FunctionInvocation':
      return invocation(parts, kindOf)
    case 'PathExpression':
      return path(parts, kindOf)
    default:
      return null
  }
}

const punctuation = new Set(['(', ')', '[', ']', ',', '.', '..', 'if', 'then', 'else', 'and', 'or'])

function together(parts: readonly FeelNode[], kindOf: KindOf, join: (built: readonly Built[]) => Result): Result {
  const built: Built[] = []
  for (const part of parts) {
    const one = build(part, kindOf)
    if (one === null || one === 'mismatch') return one
    built.push(one)
  }
  return join(built)
}

function constant(type: ValueType, value: boolean | number | string): Built {
  const possible = surely(value)
  return { type, run: () => possible }
}

function literalDay(text: string): Result {
  const day = /^(?:date\s*\(\s*"([^"]*)"\s*\)|@\s*"([^"]*)")$/.exec(text)
  const number = dayNumber(day?.[1] ?? day?.[2] ?? '')
  return number === null ? null : constant('day', number)
}

function choice(condition: Run, yes: Run, no: Run): Run {
  return (read) => {
    const held = condition(read)
    if (held.kind === 'fault' || held.kind === 'any') return held
    if (held.kind === 'some' && held.values.length === 1) return held.values[0] === true ? yes(read) : no(read)
    return either(yes(read), no(read))
  }
}

function arithmetic(parts: readonly FeelNode[], kindOf: KindOf): Result {
  const operator = parts.find(({ name }) => name === 'ArithOp')?.text ?? ''
  const operands = parts.filter(({ name }) => name !== 'ArithOp')
  return together(operands, kindOf, ([a, b]) => {
    if (a && !b) return a.type === 'number' && operator === '-' ? numbers('-', () => surely(0), a.run) : null
    if (!a || !b) return null
    if (a.type === 'day' && b.type === 'day' && operator === '-') {
      const run = arithmeticRun('-', a.run, b.run)
      return run && { type: 'days', run }
    }
    if (a.type === 'number' && b.type === 'number') return numbers(operator, a.run, b.run)
    // Days and durations add up in the interpreter; a text and a number nowhere.
    return [a.type, b.type].some((type) => type === 'truth' || type === 'list') ||
      a.type === 'text' ||
      b.type === 'text'
      ? sameText(a, b)
      : null
  })
}

const sameText = (a: Built, b: Built): Result => (a.type === 'text' && b.type === 'text' ? null : 'mismatch')

function numbers(operator: string, a: Run, b: Run): Result {
  const run = arithmeticRun(operator, a, b)
  return run && { type: 'number', run }
}

function comparison(parts: readonly FeelNode[], kindOf: KindOf): Result {
  const [first, sign, ...rest] = parts
  if (!first || !sign) return null
  if (sign.name === 'CompareOp') {
    return together([first, ...rest], kindOf, ([a, b]) => {
      if (!a || !b) return null
      if (a.type !== b.type) return isLoose(a) || isLoose(b) ? null : 'mismatch'
      const equal = sign.text === '=' || sign.text === '!='
      if (a.type !== 'number' && a.type !== 'day' && !(equal && (a.type === 'text' || a.type === 'truth'))) return null
      return { type: 'truth', run: compareRun(sign.text, a.run, b.run) }
    })
  }
  if (sign.name === 'between') {
    return together([first, ...rest.filter(({ name }) => name !== 'and')], kindOf, ([value, from, to]) => {
      if (!value || !from || !to || value.type !== 'number' || from.type !== 'number' || to.type !== 'number')
        return null
      return within(value.run, from.run, to.run, true, true)
    })
  }
  return sign.name === 'in' ? membership(first, rest, kindOf) : null
}

// Durations compare in the interpreter.
const isLoose = ({ type }: Built): boolean => type === 'months' || type === 'days' || type === 'list'

function within(value: Run, from: Run, to: Run, fromIncluded: boolean, toIncluded: boolean): Result {
  const above = compareRun(fromIncluded ? '>=' : '>', value, from)
  return { type: 'truth', run: junction(true, above, compareRun(toIncluded ? '<=' : '<', value, to)) }
}

function membership(value: FeelNode, rest: readonly FeelNode[], kindOf: KindOf): Result {
  const tests = rest.flatMap((part) => (part.name === 'PositiveUnaryTests' ? part.parts : [part])).flatMap(inner)
  const [only] = tests
  if (tests.length === 1 && only?.name === 'Interval') {
    const ends = only.parts.filter(({ name }) => !punctuation.has(name))
    const [opens, closes] = [only.text.trim()[0], only.text.trim().at(-1)]
    return together([value, ...ends], kindOf, ([one, from, to]) => {
      if (one?.type !== 'number' || from?.type !== 'number' || to?.type !== 'number') return null
      return within(one.run, from.run, to.run, opens === '[', closes === ']')
    })
  }
  if (tests.some(({ name }) => name !== 'NumericLiteral' && name !== 'StringLiteral')) return null
  return together([value, ...tests], kindOf, ([one, ...items]) => {
    if (!one || items.length === 0 || items.some(({ type }) => type !== one.type)) return null
    return {
      type: 'truth',
      run: amongRun(
        one.run,
        items.map(({ run }) => run),
      ),
    }
  })
}

function inner(node: FeelNode): readonly FeelNode[] {
  const wrapper = node.name === 'PositiveUnaryTest' || node.name === 'SimplePositiveUnaryTest'
  const parts = node.parts.filter(({ name }) => name !== ',')
  const [only] = parts
  return wrapper && only && parts.length === 1 ? inner(only) : [node].filter(({ name }) => !punctuation.has(name))
}

function invocation(parts: readonly FeelNode[], kindOf: KindOf): Result {
  const [target, given] = parts
  if (!target) return null
  const name = target.text.replaceAll(/\s+/g, ' ').trim()
  const listed = (given?.parts ?? []).filter((part) => !punctuation.has(part.name))
  const [alone] = listed
  const args =
    listed.length === 1 && alone?.name === 'List' ? alone.parts.filter((part) => !punctuation.has(part.name)) : listed
  return together(args, kindOf, (built) => {
    const types = built.map(({ type }) => type)
    const runs = built.map(({ run }) => run)
    const [a, b] = runs
    if (name === 'not' && a && types.join() === 'truth') return { type: 'truth', run: notRun(a) }
    if (name === 'years and months duration' && a && b && types.join() === 'day,day') {
      return { type: 'months', run: monthsRun(a, b) }
    }
    if (types.every((type) => type === 'number')) {
      const run = numberFunction(name, runs)
      if (run) return { type: 'number', run }
    }
    return textFunction(name, types, runs)
  })
}

function path(parts: readonly FeelNode[], kindOf: KindOf): Result {
  const [target, property] = parts
  if (!target || !property) return null
  return together([target], kindOf, ([of]) => {
    const run = of ? propertyRun(of.type, property.text.trim(), of.run) : null
    return run && { type: 'number', run }
  })
}

function numbersIn(node: FeelNode): number[] {
  return node.name === 'NumericLiteral' ? [Number(node.text)] : node.parts.flatMap(numbersIn)
}
