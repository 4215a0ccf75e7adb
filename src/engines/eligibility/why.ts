// Why a decision is what it is: the conditions that are enough for it by themselves, the nearest row first.
import { isList } from './cells.ts'
import type { CompiledCell, CompiledRow, CompiledTable } from './compiled.ts'
import type { Person } from './people.ts'
import { sure } from './spans.ts'
import type { Reason, Value, Verdict } from './types.ts'
import { valueOut } from './values.ts'

interface JudgedRow {
  row: CompiledRow
  holds: Verdict
  /** How many of its conditions fail. */
  failing: number
  cells: readonly { cell: CompiledCell; holds: Verdict }[]
}

/**
 * Yes: the conditions of a row that holds (or, where only all rows together settle it, of every row that may), and for each excluding
 * row one condition that fails. No: an excluding row that holds, or else for each row the conditions that fail, unless a nearer row
 * needs fewer of the same. Not known: the conditions that are not known of rows that may still hold. Who knows only these values
 * comes to the same verdict.
 */
export function whyOf(
  one: Person,
  table: CompiledTable,
  classes: readonly (readonly number[])[],
  verdict: Verdict,
): Reason[] {
  const judged = table.rows.map((row) => judge(table, classes, row))
  const yes = judged.filter(({ row }) => row.gives === 'yes')
  const no = judged.filter(({ row }) => row.gives === 'no')
  const say = (kind: Reason['kind'], { row, cells }: JudgedRow, which: (holds: Verdict) => boolean): Reason[] =>
    cells.filter(({ holds }) => which(holds)).map(({ cell, holds }) => reason(one, kind, row, cell, holds))
  const excluding = no.find(({ holds }) => holds === 'yes')
  if (verdict === 'no' && excluding) return say('exclusion', excluding, () => true)
  if (verdict === 'no') {
    const settled = yes.every(({ holds }) => holds === 'no')
    const nearest = [...yes].sort((a, b) => a.failing - b.failing)
    const told = settled
      ? nearest.filter((row, at) => !nearest.slice(0, at).some((nearer) => isPartOf(nearer, row)))
      : nearest
    const failed = told.flatMap((row) => say('cell', row, (holds) => (settled ? holds === 'no' : holds !== 'yes')))
    return distinct([...failed, ...(settled ? [] : no.flatMap((row) => say('exclusion', row, () => true)))])
  }
  if (verdict === 'yes') {
    const held = yes.find(({ holds }) => holds === 'yes')
    const rows = held ? [held] : yes.filter(({ holds }) => holds !== 'no')
    const barred = no.flatMap((row) => {
      const fails = say('exclusion', row, (holds) => holds === 'no')
      return fails.length > 0 ? fails.slice(0, 1) : say('exclusion', row, () => true)
    })
    return distinct([...rows.flatMap((row) => say('cell', row, () => true)), ...barred])
  }
  const open = (row: JudgedRow): boolean => row.holds !== 'no'
  return distinct([
    ...yes.filter(open).flatMap((row) => say('cell', row, (holds) => holds === 'unknown')),
    ...no.filter(open).flatMap((row) => say('exclusion', row, (holds) => holds === 'unknown')),
  ])
}

/** Whether a row fails only by conditions by which another fails too: who mends these needs nothing else of the other. */
function isPartOf(nearer: JudgedRow, row: JudgedRow): boolean {
  if (nearer.failing === row.failing) return false
  return nearer.cells.every(
    ({ cell, holds }) =>
      holds !== 'no' ||
      row.cells.some((own) => own.holds === 'no' && own.cell.of === cell.of && own.cell.text === cell.text),
  )
}

function judge(table: CompiledTable, classes: readonly (readonly number[])[], row: CompiledRow): JudgedRow {
  const cells: JudgedRow['cells'][number][] = []
  let holds: Verdict = 'yes'
  let failing = 0
  for (const cell of row.cells) {
    if (cell.variable < 0) continue
    const held = holdsOf(table, classes, cell)
    if (held === 'no') failing += 1
    if (held === 'no' || (held === 'unknown' && holds === 'yes')) holds = held
    cells.push({ cell, holds: held })
  }
  return { row, holds, failing, cells }
}

function holdsOf(table: CompiledTable, classes: readonly (readonly number[])[], cell: CompiledCell): Verdict {
  const all = table.variables[cell.variable]?.partition.classes ?? []
  let [held, failed] = [false, false]
  for (const at of classes[cell.variable] ?? []) {
    if (all[at]?.truth[cell.test]) held = true
    else failed = true
  }
  return held && failed ? 'unknown' : held ? 'yes' : 'no'
}

function reason(one: Person, kind: Reason['kind'], row: CompiledRow, cell: CompiledCell, holds: Verdict): Reason {
  return {
    kind,
    row: row.id,
    column: cell.column,
    of: cell.of,
    holds,
    value: knownValue(one, cell.of),
    test: cell.text,
  }
}

const values = new WeakMap<Person, Map<string, Value | null>>()

/** What is known of a question or derived value by its name, as people see it. */
function knownValue(one: Person, name: string): Value | null {
  const known = values.get(one) ?? new Map<string, Value | null>()
  values.set(one, known)
  const before = known.get(name)
  if (before !== undefined) return before
  const found = shownValue(one, name)
  known.set(name, found)
  return found
}

function shownValue(one: Person, name: string): Value | null {
  const variable = one.compiled.byName.get(name)
  if (!variable) return null
  const value = sure(one.value(variable))
  if (value === undefined) return null
  const out = valueOut(variable.domain, value)
  // A choice is said in the person's own order.
  const given = one.known[name]
  return isList(out) && given && isList(given) ? given : out
}

function distinct(reasons: readonly Reason[]): Reason[] {
  if (reasons.length < 2) return [...reasons]
  const seen = new Map<string, Reason[]>()
  return reasons.filter((reason) => {
    const alike = seen.get(reason.test)
    if (!alike) seen.set(reason.test, [reason])
    else if (alike.some(({ kind, of, holds }) => kind === reason.kind && of === reason.of && holds === reason.holds))
      return false
    else alike.push(reason)
    return true
  })
}
