// Where days stand on a road map, and on how many lines marks keep apart.

export type Span = {
  /** First and last day shown, YYYY-MM-DD. */
  from: string
  to: string
}

/** A day's place in percent of the width, from 0 at the beginning of `from` to 100 at the end of `to`; may lie outside. */
export function placeOf(day: string, { from, to }: Span): number {
  const [begin, end] = [dayNumber(from), dayNumber(to) + 1]
  return ((dayNumber(day) - begin) / (end - begin)) * 100
}

export type Year = { year: number; from: number; to: number }

/** Years of the span with the places where they begin and end. */
export function yearsOf(span: Span): Year[] {
  const [first, last] = [Number(span.from.slice(0, 4)), Number(span.to.slice(0, 4))]
  return Array.from({ length: last - first + 1 }, (_, n) => first + n).map((year) => ({
    year,
    from: Math.max(0, placeOf(`${year}-01-01`, span)),
    to: Math.min(100, placeOf(`${year + 1}-01-01`, span)),
  }))
}

/** A mark's share of the width on the narrowest phone: 15 px of 300. */
export const MARK = 5

/** For each place the line, from 0, on which its mark covers none that came before it. */
export function lanesOf(places: readonly number[]): number[] {
  const taken: number[][] = []
  return places.map((place) => {
    const free = taken.findIndex((lane) => lane.every((other) => Math.abs(other - place) >= MARK))
    const lane = free < 0 ? taken.length : free
    taken[lane] = [...(taken[lane] ?? []), place]
    return lane
  })
}

function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 86_400_000
}
