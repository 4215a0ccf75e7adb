// What can be done about one variable of a table: stay as it is, or be brought into another class at a cost.
import type { TableVariable } from './compiled.ts'
import { reach } from './reach.ts'
import type { Question, Value } from './types.ts'
import type { Variant } from './variants.ts'
import { costOf } from './verdicts.ts'

export interface Options {
  /** The classes it may have when nothing is done. */
  stays: readonly number[]
  choices: readonly Choice[]
}

export interface Choice {
  class: number
  /** The class alone. */
  classes: readonly number[]
  cost: number
  /** Of a question itself: nothing, it is said by its class. */
  answers: ReadonlyMap<Question, Value>
}

const noAnswers: ReadonlyMap<Question, Value> = new Map()

/** Found once for a person and those settling answers, in however many tables the variable is cut alike. */
export function optionsOf(variant: Variant, of: TableVariable): Options {
  const known = variant.options[of.at]
  if (known) return known
  const made = optionsApart(variant, of)
  variant.options[of.at] = made
  return made
}

function optionsApart({ person: one, settlers }: Variant, of: TableVariable): Options {
  const { variable, partition } = of
  const stays = one.classes(of)
  const { question } = variable
  const held = question && (!question.changeable || settlers.includes(question) || one.settledBy.has(question.id))
  if (held) return { stays, choices: [] }
  if (question) {
    const cost = costOf(question)
    const others = partition.classes.flatMap((each, at): Choice[] =>
      (stays.length === 1 && stays[0] === at) || !each.named
        ? []
        : [{ class: at, classes: [at], cost, answers: noAnswers }],
    )
    return { stays, choices: others }
  }
  const ways = variable.inputs.some(({ changeable }) => changeable) ? reach(one, of, settlers) : []
  return {
    stays,
    choices: ways.map((way) => ({ class: way.class, classes: [way.class], cost: way.cost, answers: way.changes })),
  }
}
