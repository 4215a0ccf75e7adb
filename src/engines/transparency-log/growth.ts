// How a log grows: new leaf hashes fill the tiles on its right edge, and full tiles make hashes of the level above.
import { joined } from './bytes.ts'
import { hashesIn, type TileId, tileAt, tilePath, tileWidth } from './tiles.ts'
import { rootOf } from './tree.ts'

/** What is needed to go on: how many entries there are, and the hashes in the unfinished tile of each level. */
export interface Edge {
  size: number
  /** By level, hashes one after another; empty where the last tile of a level is full. */
  rows: Uint8Array[]
}

export interface Tile {
  level: number
  index: number
  /** 1 to 256 hashes one after another. */
  hashes: Uint8Array
}

export const emptyEdge: Edge = { size: 0, rows: [] }

/** The edge after these leaf hashes, and the tiles that changed: the finished ones, then the unfinished ones. */
export function grow(edge: Edge, leafHashes: readonly Uint8Array[]): { edge: Edge; tiles: Tile[] } {
  const full: Tile[] = []
  const partial: Tile[] = []
  const rows: Uint8Array[] = []
  let fresh = leafHashes
  for (let level = 0; fresh.length > 0 || level < edge.rows.length; level++) {
    const before = edge.rows[level] ?? new Uint8Array()
    let row = fresh.length === 0 ? before : joined(before, ...fresh)
    let index = Math.floor(edge.size / tileWidth ** (level + 1))
    const above: Uint8Array[] = []
    for (; row.length >= tileBytes; row = row.slice(tileBytes)) {
      const hashes = row.slice(0, tileBytes)
      full.push({ level, index, hashes })
      above.push(rootOf(hashesIn(hashes)))
      index += 1
    }
    if (fresh.length > 0 && row.length > 0) partial.push({ level, index, hashes: row })
    rows.push(row)
    fresh = above
  }
  return { edge: { size: edge.size + leafHashes.length, rows }, tiles: [...full, ...partial] }
}

/** The root of the tree that ends at this edge. */
export function rootOfEdge(edge: Edge): Uint8Array {
  let below: Uint8Array[] = []
  for (const row of edge.rows) {
    const hashes = [...hashesIn(row), ...below]
    below = hashes.length > 0 ? [rootOf(hashes)] : []
  }
  return rootOf(below)
}

/** The unfinished tiles from which `edgeFrom` rebuilds the edge of a log of this size. */
export function tilesForEdge(size: number): TileId[] {
  return rowsOf(size).filter((id) => id !== null)
}

/** The edge of a log of this size from its stored tiles. Throws when a tile has not the width it must have. */
export function edgeFrom(size: number, tile: (id: TileId) => Uint8Array): Edge {
  const rows = rowsOf(size).map((id) => (id === null ? new Uint8Array() : wide(id, tile(id))))
  return { size, rows }
}

/** The hashes of a tile, checked to be as many as its name says. */
export function wide(id: TileId, hashes: Uint8Array): Uint8Array {
  if (hashes.length !== id.width * 32) throw new Error(`${tilePath(id)} has ${hashes.length} bytes`)
  return hashes
}

const tileBytes = tileWidth * 32

/** For each level its unfinished tile, or null where the last one is full. */
function rowsOf(size: number): (TileId | null)[] {
  const rows: (TileId | null)[] = []
  for (let level = 0; size >= tileWidth ** level; level++)
    rows.push(tileAt(size, level, Math.floor(size / tileWidth ** (level + 1))))
  return rows
}
