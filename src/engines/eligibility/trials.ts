// Sets of answers tried by rising cost: for tables in which one answer pulls on several columns.
import type { CompiledTable } from './compiled.ts'
import type { Person } from './people.ts'
import { candidates, changed } from './reach.ts'
import { saidAsCell } from './said.ts'
import type { Question, Value } from './types.ts'
import { type Aim, aimed, costOf, type Found, verdictOver } from './verdicts.ts'

/** How many sets are tried at most, and how many answers one may change. */
export const trialLimits = { tries: 2000, answers: 4 }

interface Trial {
  answers: ReadonlyMap<Question, Value>
  cost: number
  last: number
}

/** The cheapest set of answers that does it; null where none was found within the limits. */
export function tried(one: Person, table: CompiledTable, aim: Aim, fixed: readonly Question[]): Found | null {
  const does = (answers: ReadonlyMap<Question, Value>): boolean => {
    const other = changed(one, answers)
    return aimed(verdictOver(table, table.variables.map(other.classes)), aim)
  }
  if (does(new Map())) return { cost: 0, changes: new Map() }
  const single = table.inputs
    .filter((question) => question.changeable && !fixed.includes(question) && !one.settledBy.has(question.id))
    .flatMap((question) =>
      candidates(one, table, question).map((value) => ({ question, value, cost: costOf(question) })),
    )
  let layer: Trial[] = [{ answers: new Map(), cost: 0, last: -1 }]
  let best: Trial | null = null
  let left = trialLimits.tries
  for (let size = 1; size <= trialLimits.answers && layer.length > 0 && left > 0; size++) {
    const next: Trial[] = []
    for (const trial of layer) {
      for (const [at, more] of single.entries()) {
        const cost = trial.cost + more.cost
        if (at <= trial.last || trial.answers.has(more.question) || (best && cost >= best.cost)) continue
        left -= 1
        if (left < 0) break
        const grown: Trial = { answers: new Map([...trial.answers, [more.question, more.value]]), cost, last: at }
        if (does(grown.answers)) best = grown
        else next.push(grown)
      }
    }
    layer = next.sort((a, b) => a.cost - b.cost)
  }
  return best && worded(one, table, best, does)
}

function worded(
  one: Person,
  table: CompiledTable,
  { answers, cost }: Trial,
  does: (answers: ReadonlyMap<Question, Value>) => boolean,
): Found {
  const changes = [...answers].map(([question, to]): [Question, { to: Value; test: string }] => {
    const of = table.variables.find(({ variable }) => variable.question === question) ?? null
    const inside = of && changed(one, new Map([[question, to]])).classes(of)[0]
    const enough = (at: number): boolean => {
      const value = of?.partition.classes[at]?.nearest(to)
      return value !== undefined && does(new Map([...answers, [question, value]]))
    }
    // A formula may turn within a class: then only the value itself is sure.
    const alone = table.variables.filter(({ variable }) => variable.inputs.includes(question)).length === 1
    return [question, { to, test: saidAsCell(alone ? of : null, question, to, inside ?? -1, enough) }]
  })
  return { cost, changes: new Map(changes) }
}
