// The person as she would be with another answer to what settles other answers: «if you were registered» frees the headcount.
import type { CompiledTable } from './compiled.ts'
import type { Options } from './options.ts'
import { type Person, person, same } from './people.ts'
import { combinations } from './spans.ts'
import type { Question, Value } from './types.ts'

export interface Variant {
  person: Person
  cost: number
  changes: ReadonlyMap<Question, { to: Value; test: string }>
  /** Questions whose answer is decided by the variant: nothing more changes them. */
  settlers: readonly Question[]
  /** A settling question has more answers than are tried: what is found over it must be proven. */
  loose: boolean
  /** What can be done about each cut of a variable, by its place, once it was asked. */
  options: (Options | undefined)[]
}

const mostVariants = 64
const made = new WeakMap<Person, Map<string, Variant>>()
const settlersOfTable = new WeakMap<CompiledTable, readonly Question[]>()

/** Every choice of the settling answers that bear on a table, the cheapest first; just the person where there are none. */
export function variantsOf(one: Person, table: CompiledTable): readonly Variant[] {
  const settlers = settlersOf(one, table)
  if (settlers.length === 0) return [variant(one, [], [], false)]
  const lists = settlers.map((question) => [null, ...othersOf(one, question)])
  const loose = settlers.some(({ kind }) => kind !== 'yes-no' && kind !== 'one')
  const variants: Variant[] = []
  for (const values of combinations(lists)) {
    if (variants.length >= mostVariants) break
    variants.push(variant(one, settlers, values, loose))
  }
  return variants.sort((a, b) => a.cost - b.cost)
}

function settlersOf(one: Person, table: CompiledTable): readonly Question[] {
  const known = settlersOfTable.get(table)
  if (known) return known
  const touched = new Set(table.inputs.map(({ id }) => id))
  const found: Question[] = []
  // Who settles a settler settles too; without cycles this ends.
  for (let grown = true; grown; ) {
    grown = false
    for (const question of one.compiled.vocabulary.questions) {
      if (!question.changeable || found.includes(question)) continue
      if ((question.settles ?? []).some(({ known: brings }) => Object.keys(brings).some((id) => touched.has(id)))) {
        found.push(question)
        touched.add(question.id)
        grown = true
      }
    }
  }
  settlersOfTable.set(table, found)
  return found
}

function othersOf(one: Person, question: Question): Value[] {
  const now = one.known[question.id] ?? null
  const all = question.kind === 'yes-no' ? [true, false] : question.kind === 'one' ? (question.options ?? []) : null
  return (all ?? (question.settles ?? []).map(({ when }) => when)).filter((value) => !same(value, now))
}

function variant(
  one: Person,
  settlers: readonly Question[],
  values: readonly (Value | null)[],
  loose: boolean,
): Variant {
  const key = settlers.length === 0 ? '' : JSON.stringify([settlers.map(({ id }) => id), values])
  const known = made.get(one) ?? new Map<string, Variant>()
  made.set(one, known)
  const before = known.get(key)
  if (before) return before
  const changes = new Map(
    settlers.flatMap((question, at): [Question, { to: Value; test: string }][] => {
      const to = values[at] ?? null
      return to === null ? [] : [[question, { to, test: Array.isArray(to) ? `all(${to.join(', ')})` : String(to) }]]
    }),
  )
  const answers = Object.fromEntries([...changes].map(([{ id }, { to }]) => [id, to]))
  const fresh = changes.size === 0 ? one : person(one.compiled, { ...one.given, ...answers }, one.day)
  const cost = [...changes.keys()].reduce((sum, question) => sum + (question.cost ?? 1), 0)
  // Tried at every choice: fixed. Else another way to change it stays open.
  const fixed = settlers.filter(({ kind }, at) => values[at] !== null || kind === 'yes-no' || kind === 'one')
  const result: Variant = { person: fresh, cost, changes, settlers: fixed, loose, options: [] }
  known.set(key, result)
  return result
}
