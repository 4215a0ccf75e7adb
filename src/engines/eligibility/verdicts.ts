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
  let seen: Set<Node> | null = null
  const visit = (from: Node): void => {
    let node = from
    while (node >= 0 && !(yes && refused)) {
      const here = classes[diagram.variable[node] ?? 0] ?? []
      const ways = diagram.ways[node] ?? []
      if (here.length !== 1) {
        seen ??= new Set()
        if (seen.has(node)) return
        seen.add(node)
        for (const at of here) visit(ways[at] ?? no)
        return
      }
      node = ways[here[0] ?? 0] ?? no
    }
    if (node === no) refused = true
    else if (node < 0) yes = true
  }
  visit(diagram.root)
  return yes && refused ? 'unknown' : yes ? 'yes' : 'no'
}
