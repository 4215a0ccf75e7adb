// Walking a whole log as it is published, in constant memory: the first thing that is wrong is named.
import { same, textOf, toBase64 } from './bytes.ts'
import { type Checkpoint, checkpointFrom } from './checkpoints.ts'
import { type Edge, emptyEdge, grow, rootOfEdge, tilesForEdge } from './growth.ts'
import { openNote, type Signed, type Verifier } from './notes.ts'
import { entriesSoFar, hashesIn, type TileId, tileAt, tilePath, tileWidth } from './tiles.ts'
import { leafHash } from './tree.ts'

export type LogFault =
  /** There is no checkpoint, or what stands there is none. */
  | 'no-checkpoint'
  /** The checkpoint is not signed by a known key, or one signed it wrongly. */
  | 'bad-signature'
  /** What is known from before is known of another log. */
  | 'other-log'
  /** The log is smaller than it once was. */
  | 'shrunk'
  /** The log does not begin as it once did. */
  | 'rewritten'
  /** A tile of hashes is missing or has not its width. */
  | 'missing-tile'
  /** A bundle of entries is missing, breaks off or has too few or too many entries. */
  | 'missing-entries'
  /** An entry has not the hash that the log keeps of it. */
  | 'wrong-entry'
  /** A tile does not follow from the tiles below it: one of the entries under its first wrong hash was changed. */
  | 'wrong-tile'
  /** All tiles agree with each other, but not with the signed root. */
  | 'wrong-root'

export interface LogVerdict {
  ok: boolean
  why: LogFault | null
  origin: string | null
  size: number | null
  /** Base64. */
  root: string | null
  /** The place of the first entry that is wrong or missing; null when that cannot be told. */
  first_bad: number | null
  signed: Signed[]
}

/** What is known of the log from before: a checkpoint, and leaf hashes by place. */
export interface KnownBefore {
  checkpoint: Checkpoint
  leaves: ReadonlyMap<number, Uint8Array>
}

/**
 * Reads the whole log by `read` (bytes at a path under the log's address, null where there is nothing; what it throws is
 * passed on) and says whether every entry, tile and the signed checkpoint agree, and agree with all that was known before: two
 * older checkpoints that both agree with the whole log are also consistent with each other.
 */
export async function auditLog(
  read: (path: string) => Promise<Uint8Array | null>,
  { verifiers, before = [] }: { verifiers: readonly Verifier[]; before?: readonly KnownBefore[] },
): Promise<LogVerdict> {
  const head = headOf(await read('checkpoint'), verifiers)
  if (!head) return { ...nothing, why: 'no-checkpoint' }
  const { checkpoint, signed } = head
  const { origin, size, root } = checkpoint
  const fault = signed.length === 0 ? { why: 'bad-signature' as const } : await walk(read, checkpoint, before)
  return {
    ok: fault === null,
    why: fault?.why ?? null,
    origin,
    size,
    root: toBase64(root),
    first_bad: fault?.place ?? null,
    signed,
  }
}

interface Fault {
  why: LogFault
  place?: number
}

type Read = (path: string) => Promise<Uint8Array | null>

const nothing: LogVerdict = { ok: false, why: null, origin: null, size: null, root: null, first_bad: null, signed: [] }
/** Pieces fetched ahead of the one that is checked. */
const ahead = 8

function headOf(bytes: Uint8Array | null, verifiers: readonly Verifier[]) {
  try {
    const { text, signed } = openNote(textOf(bytes ?? new Uint8Array()), verifiers)
    const checkpoint = checkpointFrom(text)
    return { checkpoint, signed: signed.filter(({ by }) => by.kind === 'log' && by.name === checkpoint.origin) }
  } catch {
    return null
  }
}

async function walk(read: Read, now: Checkpoint, before: readonly KnownBefore[]): Promise<Fault | null> {
  const { size, root } = now
  if (before.some(({ checkpoint }) => checkpoint.origin !== now.origin)) return { why: 'other-log' }
  if (before.some(({ checkpoint }) => checkpoint.size > size)) return { why: 'shrunk', place: size }
  let edge: Edge = emptyEdge
  for await (const piece of piecesOf(read, size)) {
    const { leaves, fault } = leavesOf(piece)
    for (const [at, leaf] of leaves.entries()) {
      const place = edge.size + at
      const other = before.some(({ leaves }) => !same(leaves.get(place) ?? leaf, leaf))
      if (other) return { why: 'rewritten', place }
    }
    if (fault) return fault
    for (const { checkpoint } of before) {
      const cutAt = checkpoint.size - edge.size
      if (cutAt < 0 || cutAt > leaves.length) continue
      const then = rootOfEdge(grow(edge, leaves.slice(0, cutAt)).edge)
      if (!same(then, checkpoint.root)) return { why: 'rewritten' }
    }
    const next = grow(edge, leaves)
    edge = next.edge
    for (const { level, index, hashes } of next.tiles) {
      if (level === 0 || hashes.length < tileWidth * 32) continue
      const wrong = await tileFault(read, { level, index, width: tileWidth }, hashes)
      if (wrong) return wrong
    }
  }
  for (const id of tilesForEdge(size)) {
    const wrong = id.level === 0 ? null : await tileFault(read, id, edge.rows[Number(id.level)] ?? new Uint8Array())
    if (wrong) return wrong
  }
  return same(rootOfEdge(edge), root) ? null : { why: 'wrong-root' }
}

interface Piece {
  id: TileId
  tile: Uint8Array | null
  bundle: Uint8Array | null
}

async function* piecesOf(read: Read, size: number): AsyncGenerator<Piece> {
  const waiting: Promise<Piece>[] = []
  let asked = 0
  for (;;) {
    for (; waiting.length < ahead; asked++) {
      const id = tileAt(size, 0, asked)
      if (!id) break
      const piece = pieceOf(read, id)
      // Its failure is heard when its turn comes.
      piece.catch(() => {})
      waiting.push(piece)
    }
    const piece = waiting.shift()
    if (!piece) return
    yield await piece
  }
}

async function pieceOf(read: Read, id: TileId): Promise<Piece> {
  const [tile, bundle] = await Promise.all([readTile(read, id), readTile(read, { ...id, level: 'entries' })])
  return { id, tile, bundle }
}

/** A log may drop an unfinished tile once it is full: then the full one serves, cut to the width asked for. */
async function readTile(read: Read, id: TileId): Promise<Uint8Array | null> {
  const found = await read(tilePath(id))
  if (found || id.width === tileWidth) return found
  const full = await read(tilePath({ ...id, width: tileWidth }))
  if (!full || id.level !== 'entries') return full?.slice(0, id.width * 32) ?? null
  const { entries } = entriesSoFar(full)
  return full.slice(
    0,
    entries.slice(0, id.width).reduce((length, entry) => length + 2 + entry.length, 0),
  )
}

/** The leaf hashes of a piece up to what is wrong in it. */
function leavesOf({ id, tile, bundle }: Piece): { leaves: Uint8Array[]; fault: Fault | null } {
  const start = id.index * tileWidth
  if (!tile || tile.length % 32 !== 0) return { leaves: [], fault: { why: 'missing-tile', place: start } }
  const kept = hashesIn(tile)
  const { entries, whole } = entriesSoFar(bundle ?? new Uint8Array())
  const leaves: Uint8Array[] = []
  for (const [at, entry] of entries.slice(0, id.width).entries()) {
    const leaf = leafHash(entry)
    const hash = kept[at]
    leaves.push(leaf)
    // A log that went back to an older copy has narrower tiles than it signed.
    if (!hash) return { leaves, fault: { why: 'missing-tile', place: start + at } }
    if (!same(leaf, hash)) return { leaves, fault: { why: 'wrong-entry', place: start + at } }
  }
  const isWhole = whole && entries.length === id.width
  return {
    leaves,
    fault: isWhole ? null : { why: 'missing-entries', place: start + Math.min(entries.length, id.width) },
  }
}

async function tileFault(read: Read, id: TileId, wanted: Uint8Array): Promise<Fault | null> {
  const span = tileWidth ** Number(id.level)
  const start = id.index * tileWidth * span
  const tile = await readTile(read, id)
  if (tile?.length !== wanted.length) return { why: 'missing-tile', place: start }
  const hashes = hashesIn(tile)
  const at = hashesIn(wanted).findIndex((hash, place) => !same(hash, hashes[place] ?? new Uint8Array()))
  return at < 0 ? null : { why: 'wrong-tile', place: start + at * span }
}
