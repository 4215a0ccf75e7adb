// What changed between two texts, line by line: what stayed, what went, what came.

export interface Piece {
  kind: 'same' | 'gone' | 'new'
  lines: string[]
}

/**
 * The difference of two texts by lines, with as many lines kept as possible (longest common subsequence, Hunt and McIlroy 1976).
 * Without the new pieces it is `before`, without the gone ones `after`. Texts whose changed parts are larger than two thousand lines each are
 * said to be all gone and all new.
 */
export function difference(before: string, after: string): Piece[] {
  const [a, b] = [before.split('\n'), after.split('\n')]
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1
  let end = 0
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1
  const pieces: Piece[] = []
  add(pieces, 'same', a.slice(0, start))
  compare(a.slice(start, a.length - end), b.slice(start, b.length - end), pieces)
  add(pieces, 'same', a.slice(a.length - end))
  return pieces
}

const most = 2000

function compare(a: string[], b: string[], into: Piece[]): void {
  if (a.length > most || b.length > most) {
    add(into, 'gone', a)
    add(into, 'new', b)
    return
  }
  const width = b.length + 1
  // How many lines of a[i…] and b[j…] can be kept.
  const kept = new Uint16Array((a.length + 1) * width)
  const at = (i: number, j: number) => kept[i * width + j] ?? 0
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      kept[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      add(into, 'same', [a[i] ?? ''])
      i += 1
      j += 1
    } else if (i < a.length && (j === b.length || at(i + 1, j) >= at(i, j + 1))) add(into, 'gone', [a[i++] ?? ''])
    else add(into, 'new', [b[j++] ?? ''])
  }
}

function add(into: Piece[], kind: Piece['kind'], lines: string[]): void {
  if (lines.length === 0) return
  const last = into.at(-1)
  if (last?.kind === kind) last.lines.push(...lines)
  else into.push({ kind, lines: [...lines] })
}
