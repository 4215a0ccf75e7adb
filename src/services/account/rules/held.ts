// How an export is told in words: its kinds, the fields of a row, and since when.

export type Plain = string | number | boolean | Date

/** The kinds of what a door answered under each handle: the lists of an object by their names, or `all` of a list. */
export function kindsOf(answers: readonly unknown[]): { name: string; rows: unknown[] }[] {
  const kinds = new Map<string, unknown[]>()
  const add = (name: string, rows: readonly unknown[]) => {
    if (rows.length > 0) kinds.set(name, [...(kinds.get(name) ?? []), ...rows])
  }
  for (const answer of answers) {
    if (Array.isArray(answer)) add('all', answer)
    else if (isObject(answer))
      for (const [name, value] of Object.entries(answer)) {
        if (Array.isArray(value)) add(name, value)
        else if (value !== null && value !== undefined) add(name, [value])
      }
    else if (answer !== null && answer !== undefined) add('all', [answer])
  }
  return [...kinds].map(([name, rows]) => ({ name, rows }))
}

/** The fields of a row that say something, in their order; what lies deeper comes under both names: `operator.name`. */
export function fieldsOf(row: unknown, name = ''): { name: string; value: Plain }[] {
  if (row === null || row === undefined || row === '') return []
  if (row instanceof Date || typeof row === 'number' || typeof row === 'boolean' || typeof row === 'string')
    return [{ name: name || 'value', value: row }]
  if (Array.isArray(row)) return row.flatMap((one) => fieldsOf(one, name))
  if (isObject(row))
    return Object.entries(row).flatMap(([field, value]) => fieldsOf(value, name === '' ? field : `${name}.${field}`))
  return []
}

/** The earliest instant anywhere in some rows. */
export function earliestIn(rows: readonly unknown[]): Date | null {
  const all = rows.flatMap((row) => fieldsOf(row)).flatMap(({ value }) => (value instanceof Date ? [value] : []))
  return all.reduce<Date | null>((first, at) => (first === null || at < first ? at : first), null)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
}
