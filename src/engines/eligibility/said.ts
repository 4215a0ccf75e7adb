// A change said as a cell: not one value but all the neighbouring ones that are enough too.
import type { CompiledTable } from './compiled.ts'
import { dayText } from './days.ts'
import type { Said } from './partitions.ts'
import type { Person } from './people.ts'
import type { Question, Value } from './types.ts'
import { valueIn } from './values.ts'

/** The cell that names `to` and whatever near it is enough as well. */
export function saidAsCell(
  _one: Person,
  table: CompiledTable,
  question: Question,
  to: Value,
  enough: (value: Value) => boolean,
): string {
  const own = table.variables.find(({ variable }) => variable.question === question)
  const inside = own && valueIn(own.variable.domain, to)
  if (!own || inside === null || inside === undefined || question.kind === 'several') return exactly(question, to)
  const { classes } = own.partition
  const at = own.partition.classOf(inside)
  const good = classes.map((one, place) => place === at || enough(one.nearest(to)))
  let [first, last] = [at, at]
  while (first > 0 && good[first - 1]) first -= 1
  while (last < classes.length - 1 && good[last + 1]) last += 1
  const [low, high] = [classes[first]?.said, classes[last]?.said]
  if (low?.kind === 'interval' && high?.kind === 'interval') return interval(question, low, high)
  const names = classes.flatMap(({ said }, place) => (good[place] && said.kind === 'named' ? said.values : []))
  return names.length > 0 ? names.join(', ') : exactly(question, to)
}

type Interval = Extract<Said, { kind: 'interval' }>

function interval(question: Question, low: Interval, high: Interval): string {
  const say = (value: number): string => (question.kind === 'day' ? dayText(value) : String(value))
  if (low.least && high.greatest) return '-'
  if (low.from === high.to) return say(low.from)
  if (low.least) return `<${high.toIncluded ? '=' : ''} ${say(high.to)}`
  if (high.greatest) return `>${low.fromIncluded ? '=' : ''} ${say(low.from)}`
  return `${low.fromIncluded ? '[' : '('}${say(low.from)}..${say(high.to)}${high.toIncluded ? ']' : ')'}`
}

function exactly(question: Question, to: Value): string {
  if (Array.isArray(to)) return to.length > 0 ? `all(${to.join(', ')})` : `not(${(question.options ?? []).join(', ')})`
  return String(to)
}
