// The verdict of a table for the classes its values may have: nothing else of a decision, and fast.
import type { CompiledTable } from './compiled.ts'
import { type Node, no } from './diagrams.ts'
import type { Question, Value, Verdict } from './types.ts'

/** By variable of a table: the classes its value may have. */
export type Classes = readonly (readonly number[])[]

/** What a change is for: that it is surely yes, or at least no longer no. */
export type Aim = 'yes' | 'not-no'

/** Answers changed, each with the cell that names it and whatever near it is enough too. */
export interface Found {
  cost: number
  changes: ReadonlyMap<Question, { to: Value; test: string }>
}

export function aimed(verdict: Verdict, aim: Aim): boolean {
  return aim === 'yes' ? verdict === 'yes' : verdict !== 'no'
}

export function costOf(question: Question): number {
  return question.cost ?? 1
}

export function verdictOver({ diagram }: CompiledTable, classes: Classes): Verdict {
  let [yes, refused] = [false, false]
  const seen = new Set<Node>()
  const visit = (node: Node): void => {
    if (node === no) refused = true
    else if (node < 0) yes = true
    else if (!seen.has(node) && !(yes && refused)) {
      seen.add(node)
      for (const at of classes[diagram.variable[node] ?? 0] ?? []) visit(diagram.ways[node]?.[at] ?? no)
    }
  }
  visit(diagram.root)
  return yes && refused ? 'unknown' : yes ? 'yes' : 'no'
}
