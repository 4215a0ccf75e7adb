// The tree over the entries as it is stored: tiles read, laid, and asked whether one tree goes on from another.
import { sql } from 'kysely'
import {
  type Checkpoint,
  consistencyProof,
  type Edge,
  edgeFrom,
  type ReadTile,
  type Tile,
  type TileId,
  tilePath,
  tilesForConsistency,
  tilesForEdge,
  verifyConsistency,
} from '#engines/transparency-log/index.ts'
import type { City } from '#platform/city.ts'
import { chronicleDb } from './tables.ts'

/** Reads tiles in one query, cut to the width asked for. The reader throws for a tile that is not there or is too narrow. */
export async function readTiles(city: City, ids: readonly TileId[]): Promise<ReadTile> {
  const levels = ids.map(({ level }) => Number(level))
  const indexes = ids.map(({ index }) => index)
  const { rows } =
    ids.length === 0
      ? { rows: [] }
      : await sql<{ level: number; index: number; hashes: Buffer }>`
          select level, index, hashes from chronicle.tiles
          where (level, index) in (select * from unnest(${levels}::int[], ${indexes}::bigint[]))`.execute(
          chronicleDb(city),
        )
  const found = new Map(rows.map(({ level, index, hashes }) => [`${level}/${index}`, hashes]))
  return (id) => {
    const hashes = found.get(`${id.level}/${id.index}`)
    if (hashes === undefined || hashes.length < id.width * 32) throw new Error(`${tilePath(id)} is not there`)
    return hashes.subarray(0, id.width * 32)
  }
}

/** The right edge of the tree of this size. Throws when its tiles are not there. */
export async function edgeAt(city: City, size: number): Promise<Edge> {
  const tile = await readTiles(city, tilesForEdge(size))
  return edgeFrom(size, tile)
}

/** Lays tiles in the place of narrower ones. */
export async function layTiles(city: City, tiles: readonly Tile[]): Promise<void> {
  if (tiles.length === 0) return
  await chronicleDb(city)
    .insertInto('chronicle.tiles')
    .values(tiles.map(({ level, index, hashes }) => ({ level, index, hashes: Buffer.from(hashes) })))
    .onConflict((conflict) =>
      conflict.columns(['level', 'index']).doUpdateSet((row) => ({ hashes: row.ref('excluded.hashes') })),
    )
    .execute()
}

/** The hashes that show by the stored tiles that the tree of `to` entries goes on from that of `from`; null when they cannot. */
export async function proofBetween(city: City, from: number, to: number): Promise<Uint8Array[] | null> {
  try {
    return consistencyProof(from, to, await readTiles(city, tilesForConsistency(from, to)))
  } catch (error) {
    // A tile that is missing is an answer here; a database that is away is not.
    if (error instanceof Error && error.message.startsWith('tile/')) return null
    throw error
  }
}

/** Whether the second checkpoint's tree begins with the first one's, by the stored tiles. */
export async function goesOn(city: City, first: Checkpoint, second: Checkpoint): Promise<boolean> {
  // Every log goes on from the empty one; there is no proof of it.
  if (first.size === 0) return second.size > 0 || Buffer.compare(first.root, second.root) === 0
  if (first.size > second.size) return false
  const proof = await proofBetween(city, first.size, second.size)
  return (
    proof !== null &&
    verifyConsistency({ from: first.size, to: second.size, fromRoot: first.root, toRoot: second.root, proof })
  )
}
