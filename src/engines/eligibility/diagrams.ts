// A table as a decision diagram: each question asked at most once on a way, equal parts shared, so that whole tables are searched at once.
//
// Reduced ordered multi-valued decision diagrams (Bryant 1986; Srinivasan, Kam, Malik and Brayton 1990). A question stands in the
// reduced diagram exactly when the table's answer depends on it, which makes «what still matters» a look and «what would make it yes» a
// shortest way.

/** Below 0: an outcome; 0 and up: a node. */
export type Node = number
export const no: Node = -1
/** The outcome with this place in `outcomes`. */
export const outcomeNode = (at: number): Node => -2 - at
export const outcomeOf = (node: Node): number => -2 - node

export interface Diagram {
  /** By node: the place of its variable, and where each class of its values leads. */
  variable: readonly number[]
  ways: readonly (readonly Node[])[]
  root: Node
  /** Which amounts a «yes» may have: places in the table's list of amounts, without repetition. */
  outcomes: readonly (readonly number[])[]
}

export interface DiagramRow {
  gives: 'yes' | 'no'
  /** Place of its amount; null: none. */
  amount: number | null
}

/** For each variable, for each class: the rows that hold for it, as bits. */
export type RowsByClass = readonly (readonly bigint[])[]

export const mostNodes = 20_000

/** Builds the diagram; null when it would have more than `mostNodes` nodes or states. */
export function diagram(
  rows: readonly DiagramRow[],
  holding: RowsByClass,
  amountsKept: (amounts: readonly number[]) => readonly number[],
): Diagram | null {
  const variable: number[] = []
  const ways: Node[][] = []
  const outcomes: (readonly number[])[] = []
  const shared = new Map<string, Node>()
  const outcomeByKey = new Map<string, Node>()
  const done = new Map<string, Node>()
  const bits = rows.map((_, at) => 1n << BigInt(at))
  const mask = (which: (row: DiagramRow) => boolean): bigint =>
    rows.reduce((all, row, at) => (which(row) ? all | (bits[at] ?? 0n) : all), 0n)
  const yesRows = mask(({ gives }) => gives === 'yes')
  const noRows = mask(({ gives }) => gives === 'no')
  const silent = mask(({ gives, amount }) => gives === 'yes' && amount === null)
  // Rows on which the variables from this place on make no condition any more.
  const free = freeFrom(
    holding,
    mask(() => true),
  )

  const finish = (alive: bigint): Node => {
    const found = rows.flatMap((row, at) => (alive & (bits[at] ?? 0n) && row.amount !== null ? [row.amount] : []))
    const amounts = amountsKept([...new Set(found)].sort((a, b) => a - b))
    const key = amounts.join()
    const known = outcomeByKey.get(key)
    if (known !== undefined) return known
    outcomes.push(amounts)
    const node = outcomeNode(outcomes.length - 1)
    outcomeByKey.set(key, node)
    return node
  }

  const visit = (place: number, given: bigint): Node | null => {
    const sure = given & (free[place] ?? 0n)
    if (sure & noRows || !(given & yesRows)) return no
    // A row without an amount adds nothing once another has surely held.
    const alive = sure & yesRows ? given & ~(silent & ~sure) : given
    const classes = holding[place]
    if (!classes) return finish(alive)
    const key = `${place}:${alive}`
    const before = done.get(key)
    if (before !== undefined) return before
    if (done.size >= mostNodes) return null
    const next: Node[] = []
    for (const rowsHere of classes) {
      const way = visit(place + 1, alive & rowsHere)
      if (way === null) return null
      next.push(way)
    }
    const node = joined(place, next)
    done.set(key, node)
    return node
  }

  const joined = (place: number, next: Node[]): Node => {
    const [first = no] = next
    if (next.every((way) => way === first)) return first
    const key = `${place}:${next.join()}`
    const known = shared.get(key)
    if (known !== undefined) return known
    variable.push(place)
    ways.push(next)
    shared.set(key, ways.length - 1)
    return ways.length - 1
  }

  const root = visit(
    0,
    mask(() => true),
  )
  return root === null ? null : { variable, ways, root, outcomes }
}

function freeFrom(holding: RowsByClass, all: bigint): bigint[] {
  const free = [all]
  for (const classes of [...holding].reverse()) {
    free.push(classes.reduce((rows, one) => rows & one, free.at(-1) ?? all))
  }
  return free.reverse()
}
