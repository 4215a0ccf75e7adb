// How values of the database look in the program; set on each pool, so that no other user of `pg` is changed.
import pg from 'pg'

// int8 is a number while it is exact: counts and ids of rows fit, and anything beyond is a mistake that must be heard.
// numeric stays a string: money and sums are decimals and must not pass through binary fractions.
// date is 'YYYY-MM-DD': a day has no hour, and a Date would move it to another day in another time zone.
// timestamptz is a Date (pg's own rule); timestamp without a zone stays a string, since it names no instant.
const parsers: Record<number, (text: string) => unknown> = {
  20: exactInteger,
  1082: same,
  1114: same,
  1016: (text) => eachOf(text, exactInteger),
  1115: (text) => eachOf(text, same),
  1182: (text) => eachOf(text, same),
  1231: (text) => eachOf(text, same),
}

/** Type parsers for a pool: what each column type of PostgreSQL becomes in JavaScript. */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    const own = format === 'binary' ? undefined : parsers[oid]
    return own ?? pg.types.getTypeParser(oid, format)
  },
}

/** An int8 as a number; throws where a number would no longer be exact. */
export function exactInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`The integer ${text} is too large to be exact.`)
  return value
}

function same(text: string): string {
  return text
}

// pg names the types it knows in an enum that lacks text[].
const textArray: number = 1009

function eachOf(text: string, parse: (text: string) => unknown): unknown {
  return nested(pg.types.getTypeParser(textArray, 'text')(text), parse)
}

function nested(value: unknown, parse: (text: string) => unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => nested(each, parse))
  return typeof value === 'string' ? parse(value) : null
}
