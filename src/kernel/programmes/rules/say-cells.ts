// Cells in words: «не больше 35 лет», «62 или 63», «ИП или общество (ООО)».
import { type Bound, type CellTest, type Known, readCell, type Value } from '#engines/eligibility/index.ts'
import type { Words } from '#platform/words.ts'
import type { DerivedFields, QuestionFields, Tongues } from './questions.ts'

export type Asked = QuestionFields | DerivedFields

/** A text of the data in the reader's language. */
export function inTongue(words: Words, text: Tongues): string {
  return words.locale === 'en' ? text.en : text.ru
}

/** A cell as a phrase after the name of its column; null for «any». What cannot be read is quoted as it is. */
export function sayCell(words: Words, of: Asked, text: string): string | null {
  const cell = readCell(of, text)
  if (!cell) return words('programmes.terms.cell.formula', { formula: text.trim() })
  if (cell.kind === 'any') return null
  if (cell.kind === 'formula') return words('programmes.terms.cell.formula', { formula: cell.feel })
  const [only] = cell.tests
  if (cell.not && cell.tests.length === 1 && only?.kind === 'range' && !(only.from && only.to)) {
    return sayTest(words, of, turned(only))
  }
  const tests = cell.tests.map((test) => sayTest(words, of, test))
  if (cell.not)
    return joined(
      words,
      'nor',
      tests.map((test) => words('programmes.terms.cell.not', { test })),
    )
  return joined(words, cell.all ? 'and' : 'or', tests)
}

/** A value as people say it: «35 лет», «490,5 млн ₽», «да», «ИП». */
export function sayValue(words: Words, of: Asked, value: Value): string {
  if (typeof value === 'boolean') return words(value ? 'programmes.questions.yes' : 'programmes.questions.no')
  if (typeof value === 'number') return of.kind === 'money' ? roubles(words, value) : counted(words, of, value, 'plain')
  if (typeof value !== 'string') {
    if (value.length === 0) return words('programmes.questions.nothing')
    return joined(
      words,
      'and',
      value.map((one) => labelOf(words, of, one)),
    )
  }
  return of.kind === 'day' ? words.date(value) : labelOf(words, of, value)
}

/** Answers in one line: «Работников: 16 человек; Форма дела: ИП». What is not known is left out. */
export function sayKnown(words: Words, questions: readonly QuestionFields[], known: Known): string {
  return questions
    .flatMap((question) => {
      const value = known[question.id] ?? null
      return value === null ? [] : `${inTongue(words, question.name)}: ${sayValue(words, question, value)}`
    })
    .join('; ')
}

/** Roubles, exact to the kopeck; large round sums in millions. */
export function roubles(words: Words, value: number): string {
  const short = words.roubles(value)
  const exact = `${words.number(value)}\u00a0₽`
  const millions = value / 1e6
  return Math.abs(value) >= 1e6 && Math.round(millions * 10) / 10 === millions ? short : exact
}

/** A formula for whoever does not write them: questions by their names, a plain number in roubles. */
export function sayFormula(words: Words, asked: readonly Pick<Asked, 'id' | 'name'>[], formula: string): string {
  const number = Number(formula)
  if (formula.trim() !== '' && Number.isFinite(number)) return roubles(words, number)
  return formula
    .replaceAll(/[A-Za-z_]\w*/g, (name) => {
      const of = asked.find(({ id }) => id === name)
      return of ? `«${inTongue(words, of.name)}»` : name
    })
    .replaceAll(' * ', ' × ')
}

function labelOf(words: Words, of: Asked, option: string): string {
  const label = of.labels[option]
  return label ? inTongue(words, label) : option
}

function sayTest(words: Words, of: Asked, test: CellTest): string {
  switch (test.kind) {
    case 'is':
      return sayValue(words, of, test.value)
    case 'under':
      return test.code
    case 'classes':
      return words('programmes.terms.cell.classes', { from: test.from, to: test.to })
    case 'range':
      return sayRange(words, of, test.from, test.to)
  }
}

function sayRange(words: Words, of: Asked, from: Bound | null, to: Bound | null): string {
  const days = of.kind === 'day' ? 'day' : 'number'
  const say = ({ value }: Bound): string => sayBound(words, of, value)
  if (from && to && from.included && to.included) {
    return words(`programmes.terms.cell.${days}.within`, { from: bare(words, of, from), to: say(to) })
  }
  const parts = [
    from && words(`programmes.terms.cell.${days}.${from.included ? 'least' : 'more'}`, { value: say(from) }),
    to && words(`programmes.terms.cell.${days}.${to.included ? 'most' : 'less'}`, { value: say(to) }),
  ].filter((part) => part !== null)
  return joined(words, 'and', parts)
}

// «не больше 35 лет»: after a comparison Russian counts otherwise than by itself.
function sayBound(words: Words, of: Asked, value: number | string): string {
  if (typeof value === 'string') return words.date(value)
  return of.kind === 'money' ? roubles(words, value) : counted(words, of, value, 'compared')
}

// «от 18 до 35 лет» names the unit once.
function bare(words: Words, of: Asked, { value }: Bound): string {
  if (typeof value === 'string') return words.date(value)
  return of.kind === 'money' ? roubles(words, value) : words.number(value)
}

function counted(words: Words, of: Asked, value: number, how: 'plain' | 'compared'): string {
  const number = words.number(value)
  const unit = of.unit && inTongue(words, of.unit)
  if (!unit) return number
  const [one = '', few = one, many = few] = unit.split('|')
  const form = words.locale === 'en' ? (value === 1 ? one : few) : russianForm([one, few, many], value, how)
  return `${number}\u00a0${form}`
}

// «21 год, 22 года, 25 лет»; compared: «не больше 21 года, 22 лет, 25 лет». Fractions: «2,5 года».
function russianForm(
  [one, few, many]: readonly [string, string, string],
  value: number,
  how: 'plain' | 'compared',
): string {
  const rule = new Intl.PluralRules('ru').select(Math.abs(value))
  if (how === 'compared') return rule === 'one' || rule === 'other' ? few : many
  return rule === 'one' ? one : rule === 'many' ? many : few
}

function turned({ from, to }: Extract<CellTest, { kind: 'range' }>): CellTest {
  const flip = (bound: Bound | null): Bound | null => bound && { value: bound.value, included: !bound.included }
  return { kind: 'range', from: flip(to), to: flip(from) }
}

function joined(words: Words, how: 'or' | 'and' | 'nor', parts: readonly string[]): string {
  const [last = '', ...before] = [...parts].reverse()
  if (before.length === 0) return last
  return words(`programmes.terms.cell.${how}`, { parts: before.reverse().join(', '), last })
}
