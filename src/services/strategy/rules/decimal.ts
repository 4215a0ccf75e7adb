// Exact arithmetic on decimal texts: a number of the city must not pass through binary fractions.

interface Scaled {
  units: bigint
  /** Digits after the point. */
  scale: number
}

/** The exact sum of decimal texts («0.1», «-12», as PostgreSQL writes numeric). Throws on anything else. */
export function sumOf(values: readonly string[]): string {
  const parts = values.map(read)
  const scale = Math.max(0, ...parts.map((part) => part.scale))
  return write({ units: parts.reduce((sum, part) => sum + part.units * 10n ** BigInt(scale - part.scale), 0n), scale })
}

/** The same number with the other sign. */
export function negated(value: string): string {
  const { units, scale } = read(value)
  return write({ units: -units, scale })
}

/** A decimal times a whole or decimal factor, exactly. */
export function timesOf(value: string, factor: string): string {
  const [one, other] = [read(value), read(factor)]
  return write({ units: one.units * other.units, scale: one.scale + other.scale })
}

/** Negative, zero or positive as `one` is less than, equal to or more than `other`. */
export function compared(one: string, other: string): number {
  const { units } = read(sumOf([one, negated(other)]))
  return units < 0n ? -1 : units > 0n ? 1 : 0
}

/** `over` divided by `under`, rounded half away from zero to so many digits; null where `under` is zero. */
export function ratioOf(over: string, under: string, digits = 6): string | null {
  const [top, bottom] = [read(over), read(under)]
  if (bottom.units === 0n) return null
  const numerator = top.units * 10n ** BigInt(bottom.scale + digits + 1)
  const denominator = bottom.units * 10n ** BigInt(top.scale)
  const tenfold = numerator / denominator
  const half = tenfold < 0n ? -5n : 5n
  return write({ units: (tenfold + half) / 10n, scale: digits })
}

function read(text: string): Scaled {
  const found = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text)
  if (!found) throw new RangeError(`${text} is not a decimal number.`)
  const [, sign, whole = '0', fraction = ''] = found
  const units = BigInt(whole + fraction)
  return { units: sign === '-' ? -units : units, scale: fraction.length }
}

function write({ units, scale }: Scaled): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '')
  const sign = units < 0n ? '-' : ''
  return `${sign}${whole}${fraction ? `.${fraction}` : ''}`
}
