// A whole file against the strategy: every error and doubt by its cell, and what the file would do.
import type { Sheet, SheetError } from '#platform/sheets/index.ts'
import { fingerprint, type Portfolio, type Step, stepsFor } from '../../rules/portfolio/compare.ts'
import { type SheetKey, sheetKeys } from '../../rules/portfolio/format.ts'
import { checkNumbers } from './numbers.ts'
import { type Findings, namedIn, type ReadSheet, readSheet } from './read.ts'
import { referencesTo } from './references.ts'
import { checkThings } from './things.ts'

export interface CheckedPortfolio {
  steps: Step[]
  /** Rows that say what is said already, by sheet; sheets that the file has not are not in it. */
  same: ReadonlyMap<SheetKey, number>
  errors: SheetError[]
  warnings: SheetError[]
  /** Errors beyond those listed. */
  moreErrors: number
  /** True where something moves and its row gives no reason. */
  needsReason: boolean
  /** What the file would do, as one text: the same only while file and strategy stay as they are. */
  fingerprint: string
}

/** Checks all sheets. `today` is the city's day (YYYY-MM-DD). Nothing is written. */
export function checkPortfolio(
  sheets: ReadonlyMap<SheetKey, Sheet>,
  present: Portfolio,
  today: string,
): CheckedPortfolio {
  const findings: Findings = { errors: [], warnings: [] }
  const brought = (key: SheetKey) => {
    const sheet = sheets.get(key)
    return sheet ? namedIn(key, sheet) : []
  }
  const references = referencesTo(present, {
    goal: brought('goals'),
    task: brought('tasks'),
    indicator: brought('indicators'),
    project: brought('projects'),
  })
  const read = new Map<SheetKey, ReadSheet>()
  for (const key of sheetKeys) {
    const sheet = sheets.get(key)
    if (sheet) read.set(key, readSheet(key, sheet, present, references, findings))
  }
  checkThings(read, present)
  checkNumbers(read, present, today)
  const same = new Map<SheetKey, number>()
  const steps = [...read.values()].flatMap(({ key, rows }) => {
    const found = stepsFor(
      key,
      rows.filter((row) => row.good()),
      present,
    )
    same.set(key, found.same)
    return found.steps
  })
  return {
    steps,
    same,
    errors: inPlace(findings.errors).slice(0, mostShown),
    warnings: inPlace(findings.warnings).slice(0, mostShown),
    moreErrors: Math.max(0, findings.errors.length - mostShown),
    needsReason: steps.some((step) => step.needsReason && step.reason === null),
    fingerprint: fingerprint(steps),
  }
}

const mostShown = 1000

/** In the order of sheets and rows, as a person goes through the file. */
function inPlace(errors: readonly SheetError[]): SheetError[] {
  const rowOf = ({ cell }: SheetError) => Number(/\d+$/.exec(cell)?.[0] ?? 0)
  const sheets = [...new Set(errors.map(({ sheet }) => sheet))]
  return errors.toSorted(
    (one, other) => sheets.indexOf(one.sheet) - sheets.indexOf(other.sheet) || rowOf(one) - rowOf(other),
  )
}
