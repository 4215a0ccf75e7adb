// Rows that hold from one day until another; the newest valid and most exact one answers.

/** Days as YYYY-MM-DD; `validFrom` is the first day, `validTo` the first day no longer valid. */
export type Dated = { validFrom: string; validTo: string | null }

/** Answers whether the row holds on the day (YYYY-MM-DD). */
export function validOn(row: Dated, day: string): boolean {
  return row.validFrom <= day && (row.validTo === null || day < row.validTo)
}

/** Answers the valid row with the highest exactness, the newest among equals, or null. */
export function bestOn<R extends Dated>(rows: readonly R[], day: string, exactness: (row: R) => number): R | null {
  return rows
    .filter((row) => validOn(row, day))
    .reduce<R | null>((best, row) => {
      if (!best) return row
      const gain = exactness(row) - exactness(best)
      return gain > 0 || (gain === 0 && row.validFrom > best.validFrom) ? row : best
    }, null)
}
