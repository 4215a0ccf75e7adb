// Proofs made from tiles: RFC 9162, sections 2.1.3.1 (inclusion) and 2.1.4.1 (consistency).
import { wide } from './growth.ts'
import { hashesIn, type TileId, tileAt, tileWidth } from './tiles.ts'
import { cut, rootOf } from './tree.ts'

/** Hands over the hashes of a tile. */
export type ReadTile = (id: TileId) => Uint8Array

/** The tiles from which the inclusion proof of one entry in a log of `size` entries is made. */
export function tilesForInclusion(size: number, index: number): TileId[] {
  return tilesOf(size, besidePath(size, index))
}

/** The hashes that lead from an entry to the root, lowest first. Throws when the log has no such entry. */
export function inclusionProof(size: number, index: number, tile: ReadTile): Uint8Array[] {
  return besidePath(size, index).map((range) => hashOf(size, range, tile))
}

/** The tiles from which the proof is made that a log of `to` entries begins as it was with `from` entries. */
export function tilesForConsistency(from: number, to: number): TileId[] {
  return tilesOf(to, betweenTrees(from, to))
}

/** The hashes that show that a log of `to` entries begins with the `from` entries it had; none when `from` is 0 or `to`. */
export function consistencyProof(from: number, to: number, tile: ReadTile): Uint8Array[] {
  return betweenTrees(from, to).map((range) => hashOf(to, range, tile))
}

/** Entries from `start` to before `end`. */
interface Range {
  start: number
  end: number
}

/** The subtrees beside the way from an entry to the root, lowest first. */
function besidePath(size: number, index: number): Range[] {
  if (!(isSize(size) && isSize(index) && index < size)) throw new Error(`a log of ${size} has no entry ${index}`)
  const beside: Range[] = []
  let [start, end] = [0, size]
  while (end - start > 1) {
    const middle = start + cut(end - start)
    beside.push(index < middle ? { start: middle, end } : { start, end: middle })
    if (index < middle) end = middle
    else start = middle
  }
  return beside.reverse()
}

/** The subtrees whose hashes give both the old root and the new one, lowest first. */
function betweenTrees(from: number, to: number): Range[] {
  if (!(isSize(from) && isSize(to) && from <= to)) throw new Error(`a log of ${to} entries never had ${from}`)
  if (from === 0 || from === to) return []
  const between: Range[] = []
  let [start, end] = [0, to]
  while (from < end) {
    const middle = start + cut(end - start)
    between.push(from <= middle ? { start: middle, end } : { start, end: middle })
    if (from <= middle) end = middle
    else start = middle
  }
  // The whole old tree is not told: whoever checks has its root.
  return (start === 0 ? between : [...between, { start, end }]).reverse()
}

function isSize(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}

/** A range as full subtrees whose hashes lie in one tile each: `count` hashes of a level, from number `first`. */
function piecesOf({ start, end }: Range): { level: number; first: number; count: number }[] {
  const pieces = []
  for (let at = start; at < end; ) {
    const leaves = end - at === 1 ? 1 : largestWithin(end - at)
    let level = 0
    while (tileWidth ** (level + 1) <= leaves) level += 1
    pieces.push({ level, first: at / tileWidth ** level, count: leaves / tileWidth ** level })
    at += leaves
  }
  return pieces
}

function largestWithin(size: number): number {
  const below = cut(size)
  return below * 2 === size ? size : below
}

function tilesOf(size: number, ranges: readonly Range[]): TileId[] {
  const found = new Map<string, TileId>()
  for (const { level, first } of ranges.flatMap(piecesOf)) {
    const id = tileAt(size, level, Math.floor(first / tileWidth))
    if (id) found.set(`${id.level}/${id.index}`, id)
  }
  return [...found.values()]
}

function hashOf(size: number, range: Range, tile: ReadTile): Uint8Array {
  // Full subtrees stand from the largest to the smallest, so the right ones join first.
  const roots = piecesOf(range).map(({ level, first, count }) => {
    const id = tileAt(size, level, Math.floor(first / tileWidth))
    if (!id) throw new Error(`a log of ${size} has no tile for ${first} of level ${level}`)
    const at = first % tileWidth
    return rootOf(hashesIn(wide(id, tile(id)).subarray(at * 32, (at + count) * 32)))
  })
  return roots.reduceRight((right, left) => rootOf([left, right]))
}
