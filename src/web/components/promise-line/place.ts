// Where the marks and words of a promise line stand, so that none leaves the picture or covers another.
import type { ComponentChildren } from 'preact'

export type Mark = { value: number; label: string }

/** What is drawn is also said and stands in the table: these two go to the end of the sentence and of the rows. */
export type Told = {
  said?: string | undefined
  row?: { name: string; value: ComponentChildren } | undefined
}

export type PromiseValues = {
  /** Which way is better, so that the line always runs towards the promise. */
  better: 'more' | 'less'
  baseline?: Mark | undefined
  current?: Mark | undefined
  target: Mark
  /** What was first promised, if the promise was moved. */
  first?: (Mark & Told) | undefined
  /** Where the present pace leads: an interval, with the number expected in it and its words where they are known. */
  forecast?:
    | ({ from: number; to: number; expected?: number | undefined; label?: string | undefined } & Told)
    | undefined
}

/** A band cut at an end of the picture is open there, and drawn so. */
export type PlacedBand = {
  from: number
  to: number
  expected: number | undefined
  openFrom: boolean
  openTo: boolean
}

export type PlacedLabel = { at: number; anchor: 'start' | 'middle' | 'end'; row: number }

// The line runs from 3 to 97 percent; the known values keep off its ends, so that a flag and a dot stay whole.
const LEFT = 6
const RIGHT = 92
// How much of the known way a forecast may add to the picture on either side.
const ROOM = 0.5

/**
 * Places of all values in percent of the width, from 0 at the left.
 * The line runs towards what is better, whichever way the numbers go. Only a forecast may be cut short at the edge:
 * what was measured and what was promised is always in its true place.
 */
export function positions(values: PromiseValues) {
  const direction = values.better === 'more' ? 1 : -1
  const known = [values.baseline, values.current, values.target, values.first].flatMap((m) => (m ? [m.value] : []))
  const ends = known.map((value) => value * direction)
  const room = ROOM * (Math.max(...ends) - Math.min(...ends))
  const [worst, best] = [Math.min(...ends) - room, Math.max(...ends) + room]
  const paced = values.forecast ? [values.forecast.from * direction, values.forecast.to * direction] : []
  const shown = [...ends, ...paced.map((value) => Math.min(best, Math.max(worst, value)))]
  const low = Math.min(...shown)
  const span = Math.max(...shown) - low
  const place = (value: number): number =>
    span === 0 ? (LEFT + RIGHT) / 2 : LEFT + ((value * direction - low) / span) * (RIGHT - LEFT)
  return {
    baseline: values.baseline && place(values.baseline.value),
    current: values.current && place(values.current.value),
    target: place(values.target.value),
    first: values.first && place(values.first.value),
    forecast: values.forecast && band(values.forecast, place),
  }
}

function band(
  { from, to, expected }: NonNullable<PromiseValues['forecast']>,
  place: (value: number) => number,
): PlacedBand {
  const near = (at: number): number => Math.min(97, Math.max(3, at))
  const [low = 0, high = 0] = [place(from), place(to)].sort((a, b) => a - b)
  const middle = expected === undefined ? undefined : place(expected)
  return {
    from: near(low),
    to: near(high),
    expected: middle === undefined || middle !== near(middle) ? undefined : middle,
    openFrom: low < 3,
    openTo: high > 97,
  }
}

/** A letter's share of the line on the narrowest phone: 15 px type, 0.6 of it a letter, a line of 270 px. */
export const LETTER = 3.3
const GAP = 3

/**
 * Lays words beside their marks in as few rows as keep them apart on the narrowest phone.
 * Earlier words get the row nearest the line. Answers in the order of the question; row 0 is nearest.
 */
export function placeLabels(labels: { at: number; text: string }[]): PlacedLabel[] {
  const taken: { from: number; to: number; row: number }[] = []
  return labels.map(({ at, text }) => {
    const width = Math.min(100, text.length * LETTER)
    for (let row = 0; ; row += 1) {
      for (const anchor of ['middle', 'start', 'end'] as const) {
        const placed = stretch(at, width, anchor)
        const free = taken.every((t) => t.row !== row || placed.from >= t.to + GAP || placed.to <= t.from - GAP)
        if (free && placed.from >= 0 && placed.to <= 100) {
          taken.push({ ...placed, row })
          return { at, anchor, row }
        }
      }
      // A word too long for either side of its mark moves off it just as far as the picture asks.
      if (taken.every((t) => t.row !== row)) {
        taken.push({ from: 0, to: 100, row })
        return at < 50
          ? { at: Math.min(at, 100 - width), anchor: 'start', row }
          : { at: Math.max(at, width), anchor: 'end', row }
      }
    }
  })
}

function stretch(at: number, width: number, anchor: 'start' | 'middle' | 'end') {
  const from = anchor === 'start' ? at : anchor === 'middle' ? at - width / 2 : at - width
  return { from, to: from + width }
}
