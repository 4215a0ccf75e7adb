// A change said as a cell: not one value but all the neighbouring ones that are enough too.
import type { TableVariable } from './compiled.ts'
import { dayText } from './days.ts'
import type { Said } from './partitions.ts'
import type { Question, Value } from './types.ts'

/** The cell that names `to`, which lies in class `at`, and whatever beside it is enough as well; without a column, `to` alone. */
export function saidAsCell(
  of: TableVariable | null,
  question: Question,
  to: Value,
  at: number,
  enough: (at: number) => boolean,
): string {
  if (!of || at < 0 || question.kind === 'several') return exactly(question, to)
  const { classes } = of.partition
  const good = (place: number): boolean => place === at || enough(place)
  const here = classes[at]?.said
  if (here?.kind !== 'interval') {
    const names = classes.flatMap(({ said }, place) => (said.kind === 'named' && good(place) ? said.values : []))
    return names.length > 0 ? names.join(', ') : exactly(question, to)
  }
  let [first, last] = [at, at]
  while (first > 0 && good(first - 1)) first -= 1
  while (last < classes.length - 1 && good(last + 1)) last += 1
  const [low, high] = [classes[first]?.said, classes[last]?.said]
  return low?.kind === 'interval' && high?.kind === 'interval' ? interval(question, low, high) : exactly(question, to)
}

type Interval = Extract<Said, { kind: 'interval' }>

function interval(question: Question, low: Interval, high: Interval): string {
  const say = (value: number): string => (question.kind === 'day' ? dayText(value) : plain(value))
  if (low.least && high.greatest) return '-'
  if (low.from === high.to) return say(low.from)
  if (low.least) return `<${high.toIncluded ? '=' : ''} ${say(high.to)}`
  if (high.greatest) return `>${low.fromIncluded ? '=' : ''} ${say(low.from)}`
  return `${low.fromIncluded ? '[' : '('}${say(low.from)}..${say(high.to)}${high.toIncluded ? ']' : ')'}`
}

function exactly(question: Question, to: Value): string {
  if (Array.isArray(to)) return to.length > 0 ? `all(${to.join(', ')})` : `not(${(question.options ?? []).join(', ')})`
  return typeof to === 'number' ? plain(to) : String(to)
}

// Cells know no exponents.
function plain(value: number): string {
  const text = String(value)
  return text.includes('e') ? value.toFixed(20).replace(/\.?0+$/, '') : text
}
