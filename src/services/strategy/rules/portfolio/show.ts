// What a file would do, as people look at it before they say yes: by sheet, with what moves set apart.
import { isMove, isYear, type Portfolio, type Step } from './compare.ts'
import { type Field, fieldsOf, type SheetKey, sheetForm, sheetKeys } from './format.ts'
import { labelOf } from './put.ts'

/** One value that would be written. */
export interface ShownChange {
  sheet: SheetKey
  row: number
  /** What it is of: a code with a name, as far as there is one. */
  thing: string
  /** The header of its column. */
  title: string
  /** Null where nothing stood. */
  was: string | null
  now: string
  /** True for numbers, which are shown as the reader writes them. */
  isNumber: boolean
  moves: boolean
  isNew: boolean
  /** The reason in its row. */
  reason: string | null
}

export interface SheetCount {
  sheet: SheetKey
  added: number
  changed: number
  same: number
}

/** All values of all steps, in the order of the file. */
export function shownChanges(steps: readonly Step[], present: Portfolio): ShownChange[] {
  const fields = new Map(sheetKeys.map((key) => [key, new Map(fieldsOf(key, []).map((field) => [field.key, field]))]))
  return steps.flatMap((step) =>
    step.changes.map((change) => {
      const field = fields.get(step.sheet)?.get(change.field)
      return {
        ...{ sheet: step.sheet, row: step.row, thing: thingOf(step, present), title: titleOf(field, change.field) },
        was: change.was === null ? null : labelFor(field, change.was, present),
        now: labelFor(field, change.now, present),
        isNumber: isYear(change.field) || field?.kind === 'decimal' || field?.kind === 'roubles',
        moves: !step.isNew && isMove(step.sheet, change),
        ...{ isNew: step.isNew, reason: step.reason },
      }
    }),
  )
}

/** How many things of each sheet are new, change, or stay. */
export function sheetCounts(steps: readonly Step[], same: ReadonlyMap<SheetKey, number>): SheetCount[] {
  return sheetKeys.flatMap((sheet) => {
    const stays = same.get(sheet)
    if (stays === undefined) return []
    const own = steps.filter((step) => step.sheet === sheet)
    const added = own.filter(({ isNew }) => isNew).length
    return [{ sheet, added, changed: own.length - added, same: stays }]
  })
}

/** What the row is of, in words. */
export function thingOf({ sheet, values }: Pick<Step, 'sheet' | 'values'>, present: Portfolio): string {
  const name = (of: SheetKey, id: string | null | undefined, field: string) => {
    const known = present.rows.get(of)?.get(id ?? '')?.[field]
    return known ? `${id} · ${known}` : (id ?? '')
  }
  const label = (key: string) => {
    const field = sheetForm(sheet).fields.find((each) => each.key === key)
    return field ? labelFor(field, values[key] ?? '', present) : ''
  }
  if (sheet === 'plans') return `${name('indicators', values.indicator, 'scope')}, ${label('scenario')}`
  if (sheet === 'money') return `${name('projects', values.project, 'name')}, ${values.year ?? ''}, ${label('fund')}`
  if (sheet === 'observations') return `${name('indicators', values.indicator, 'scope')}, ${values.period ?? ''}`
  return `${values.id ?? ''} · ${values.scope ?? values.name ?? ''}`
}

function titleOf(field: Field | undefined, key: string): string {
  return field?.titles[0] ?? key
}

function labelFor(field: Field | undefined, value: string, present: Portfolio): string {
  return field ? labelOf(field, value, present) : value
}
