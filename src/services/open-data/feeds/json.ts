// Open sets as JSON: decimals to the last digit, nothing rounded on the way.
import type { OpenFields, OpenRow, OpenSet, OpenValue } from '#platform/open-data/set.ts'

/** The whole set in pieces: `{"set": …, "rows": [ … ]}`. */
export async function* jsonOf(set: OpenSet, pages: AsyncIterable<OpenRow[]>): AsyncGenerator<string> {
  yield `{"set":${JSON.stringify(set.id)},"rows":[`
  let first = true
  for await (const rows of pages) {
    if (rows.length === 0) continue
    yield (first ? '\n' : ',\n') + rows.map((row) => rowJson(set.fields, row)).join(',\n')
    first = false
  }
  yield '\n]}\n'
}

/** A page of the set; `next` is where the next one begins. */
export function jsonPage(set: OpenSet, rows: readonly OpenRow[], next: string | null): string {
  const said = rows.map((row) => rowJson(set.fields, row)).join(',\n')
  return `{"set":${JSON.stringify(set.id)},"next":${JSON.stringify(next)},"rows":[\n${said}\n]}\n`
}

/** A row as an object. A decimal is written as it is: JSON has no limit of digits, floats of programs do. */
export function rowJson(fields: OpenFields, row: OpenRow, without: readonly string[] = []): string {
  const pairs = Object.entries(fields)
    .filter(([name]) => !without.includes(name))
    .map(([name, { kind }]) => `${JSON.stringify(name)}:${valueJson(kind, row[name] ?? null)}`)
  return `{${pairs.join(',')}}`
}

function valueJson(kind: string, value: OpenValue): string {
  return kind === 'decimal' && typeof value === 'string' ? value : JSON.stringify(value)
}
