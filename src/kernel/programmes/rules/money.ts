// Money as people write it and as it is kept: whole kopecks, never a fraction of a number.

/** The most that an answer may say: ten thousand million roubles. */
export const mostKopecks = 1_000_000_000_000

/** «1 234,50», «1234.5», «1 234 ₽» → 123450; null where it is no amount of roubles and kopecks. */
export function kopecksIn(text: string): number | null {
  const plain = text.replaceAll(/[\s\u00a0\u202f]|₽|руб\.?$/gi, '').replace(',', '.')
  const parts = /^(\d{1,13})(?:\.(\d{1,2}))?$/.exec(plain)
  if (!parts) return null
  const kopecks = Number(parts[1]) * 100 + Number((parts[2] ?? '').padEnd(2, '0'))
  return kopecks <= mostKopecks ? kopecks : null
}

/** 123450 → «1234,50», as it is typed; whole roubles without kopecks. */
export function kopecksTyped(kopecks: number): string {
  const rest = kopecks % 100
  return rest === 0 ? String(kopecks / 100) : `${Math.floor(kopecks / 100)},${String(rest).padStart(2, '0')}`
}

/** 123450 → 1234.5, for saying it. */
export const roublesOf = (kopecks: number): number => kopecks / 100

/** The sum of whole numbers, exactly; null where it leaves what a number can hold. */
export function exactSum(values: readonly number[]): number | null {
  const sum = values.reduce((total, value) => total + BigInt(value), 0n)
  return sum <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(sum) : null
}
