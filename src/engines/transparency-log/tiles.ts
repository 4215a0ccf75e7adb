// Tiles and entry bundles as C2SP tlog-tiles names and packs them: 256 hashes, or entries, a piece.
import { joined } from './bytes.ts'

export const tileWidth = 256

/** A tile of hashes, or a bundle of entries: `width` hashes or entries (1 to 256) of tile number `index` on its level. */
export interface TileId {
  level: number | 'entries'
  index: number
  width: number
}

/** The path of a tile under the log's address, such as `tile/0/x001/x234/067.p/8`. Throws for an impossible tile. */
export function tilePath({ level, index, width }: TileId): string {
  if (level !== 'entries' && !(Number.isInteger(level) && level >= 0 && level <= 63))
    throw new Error(`no tile has level ${level}`)
  if (!Number.isSafeInteger(index) || index < 0) throw new Error(`no tile has index ${index}`)
  if (!Number.isInteger(width) || width < 1 || width > tileWidth) throw new Error(`no tile has width ${width}`)
  const digits = String(index)
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0')
  const groups = padded.match(/\d{3}/g) ?? []
  const number = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/')
  return `tile/${level}/${number}${width === tileWidth ? '' : `.p/${width}`}`
}

/** The tile that a path names, or null; only the one spelling that `tilePath` writes is taken. */
export function parseTilePath(path: string): TileId | null {
  const found = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path)
  if (!found) return null
  const [, level = '', number = '', width] = found
  const id: TileId = {
    level: level === 'entries' ? level : Number(level),
    index: Number(number.replaceAll(/[x/]/g, '')),
    width: width === undefined ? tileWidth : Number(width),
  }
  const possible = (id.level === 'entries' || id.level <= 63) && Number.isSafeInteger(id.index)
  const partial = width === undefined || (id.width >= 1 && id.width < tileWidth)
  return possible && partial && tilePath(id) === path ? id : null
}

/** The tile or bundle number `index` of a level in a log of `size` entries, as wide as that log has it; null if empty. */
export function tileAt(size: number, level: number | 'entries', index: number): TileId | null {
  const hashes = Math.floor(size / tileWidth ** (level === 'entries' ? 0 : level))
  const width = Math.min(tileWidth, hashes - index * tileWidth)
  return width > 0 ? { level, index, width } : null
}

/** The hashes that lie one after another in a tile. Throws when the bytes are no whole number of hashes. */
export function hashesIn(tile: Uint8Array): Uint8Array[] {
  if (tile.length % 32 !== 0) throw new Error('a tile is a row of 32-byte hashes')
  return Array.from({ length: tile.length / 32 }, (_, at) => tile.subarray(at * 32, at * 32 + 32))
}

/** A bundle: each entry behind its length as a big-endian uint16. Throws for an entry over 65,535 bytes. */
export function entryBundle(entries: readonly Uint8Array[]): Uint8Array {
  return joined(
    ...entries.flatMap((entry) => {
      if (entry.length > 0xffff) throw new Error('an entry of a bundle has at most 65,535 bytes')
      return [new Uint8Array([entry.length >> 8, entry.length & 255]), entry]
    }),
  )
}

/** The entries of a bundle. Throws when it breaks off in the middle of one. */
export function entriesIn(bundle: Uint8Array): Uint8Array[] {
  const { entries, whole } = entriesSoFar(bundle)
  if (!whole) throw new Error(`the bundle breaks off after ${entries.length} entries`)
  return entries
}

/** The entries of a bundle up to where it breaks off, and whether it does not. */
export function entriesSoFar(bundle: Uint8Array): { entries: Uint8Array[]; whole: boolean } {
  const entries: Uint8Array[] = []
  let at = 0
  while (at < bundle.length) {
    const [high, low] = bundle.subarray(at, at + 2)
    if (high === undefined || low === undefined) return { entries, whole: false }
    const end = at + 2 + high * 256 + low
    if (end > bundle.length) return { entries, whole: false }
    entries.push(bundle.subarray(at + 2, end))
    at = end
  }
  return { entries, whole: true }
}
