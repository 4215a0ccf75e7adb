// What may be added to what: a whole and its parts are never both counted, nor are two records that share a part.

export interface Addend {
  id: string
  /** Only records of one measure are added. */
  measure: string
  /** Exact, in thousandths of the measure's unit, so that sums are whole numbers. */
  thousandths: bigint
}

export interface Overlap {
  whole: string
  part: string
}

export interface LeftOut {
  id: string
  /** part: its whole is counted; shared: it shares a part with a counted record. */
  because: 'part' | 'shared'
  of: string
}

export interface Total {
  measure: string
  thousandths: bigint
  counted: string[]
  left: LeftOut[]
}

/**
 * Totals by measure. Of the records given, those that are part of another given one (over any number of steps, also through
 * records that are not given) are left out; of the rest, a larger record goes before a smaller one with which it shares a part.
 * The order of the input does not matter, and adding a part of a counted whole changes no total.
 */
export function totalsOf(addends: readonly Addend[], overlaps: readonly Overlap[]): Total[] {
  const within = partsWithin(overlaps)
  return [...Map.groupBy(addends, ({ measure }) => measure)].map(([measure, given]) =>
    totalOf(measure, distinct(given), within),
  )
}

type PartsWithin = (id: string) => ReadonlySet<string>

function totalOf(measure: string, given: Addend[], within: PartsWithin): Total {
  const left: LeftOut[] = []
  const wholes: Addend[] = []
  for (const addend of given) {
    const whole = given.find(({ id }) => id !== addend.id && within(id).has(addend.id) && !within(addend.id).has(id))
    if (whole) left.push({ id: addend.id, because: 'part', of: outermost(whole, given, within).id })
    else wholes.push(addend)
  }
  const counted: Addend[] = []
  for (const addend of wholes.toSorted(largestFirst)) {
    const rival = counted.find(({ id }) => share(within, id, addend.id))
    if (rival) left.push({ id: addend.id, because: 'shared', of: rival.id })
    else counted.push(addend)
  }
  return {
    measure,
    thousandths: counted.reduce((sum, { thousandths }) => sum + thousandths, 0n),
    counted: counted.map(({ id }) => id),
    left: left.toSorted((one, other) => (one.id < other.id ? -1 : 1)),
  }
}

/** All parts of a record, over any number of steps. A circle in the data ends where it closes. */
export function partsWithin(overlaps: readonly Overlap[]): PartsWithin {
  const direct = Map.groupBy(overlaps, ({ whole }) => whole)
  const known = new Map<string, ReadonlySet<string>>()
  return (id) => {
    const before = known.get(id)
    if (before) return before
    const found = new Set<string>()
    const waiting = [id]
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      for (const { part } of direct.get(next) ?? []) {
        if (found.has(part)) continue
        found.add(part)
        waiting.push(part)
      }
    }
    known.set(id, found)
    return found
  }
}

/** Whether two records tell of the same work: one is within the other, or both hold one part. */
export function share(within: PartsWithin, one: string, other: string): boolean {
  if (within(one).has(other) || within(other).has(one)) return true
  const [few, many] =
    within(one).size < within(other).size ? [within(one), within(other)] : [within(other), within(one)]
  return [...few].some((part) => many.has(part))
}

function outermost(whole: Addend, given: readonly Addend[], within: PartsWithin): Addend {
  const above = given.find(({ id }) => id !== whole.id && within(id).has(whole.id) && !within(whole.id).has(id))
  return above ? outermost(above, given, within) : whole
}

function distinct(given: readonly Addend[]): Addend[] {
  return [...new Map(given.map((addend) => [addend.id, addend])).values()]
}

function largestFirst(one: Addend, other: Addend): number {
  if (one.thousandths !== other.thousandths) return one.thousandths > other.thousandths ? -1 : 1
  return one.id < other.id ? -1 : 1
}

/** A quantity times its factor, in whole thousandths; null when it has more than three decimals. */
export function thousandthsOf(quantity: string, factor: string): bigint | null {
  const [one, other] = [scaled(quantity), scaled(factor)]
  if (!one || !other) return null
  const scale = one.scale + other.scale
  const units = one.units * other.units
  if (scale <= 3) return units * 10n ** BigInt(3 - scale)
  const over = 10n ** BigInt(scale - 3)
  return units % over === 0n ? units / over : null
}

function scaled(text: string): { units: bigint; scale: number } | null {
  const found = /^(-?\d+)(?:\.(\d+))?$/.exec(text)
  if (!found) return null
  const [, whole = '0', fraction = ''] = found
  return { units: BigInt(whole + fraction), scale: fraction.length }
}
