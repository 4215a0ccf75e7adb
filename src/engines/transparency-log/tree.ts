// The Merkle tree of RFC 6962, section 2.1: its hashes, and the cuts from which its proofs are made.
import { joined } from './bytes.ts'
import { sha256 } from './primitives.ts'

/** The hash of an entry: SHA-256(0x00 || entry). */
export function leafHash(entry: Uint8Array): Uint8Array {
  return sha256(joined(leafMark, entry))
}

/** The hash of two nodes side by side: SHA-256(0x01 || left || right). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  pair.set(left, 1)
  pair.set(right, 33)
  return sha256(pair)
}

/** The root of the tree over these leaf hashes; of an empty tree SHA-256 of nothing. */
export function rootOf(leafHashes: readonly Uint8Array[]): Uint8Array {
  let row = leafHashes
  while (row.length > 1) {
    const above: Uint8Array[] = []
    for (let at = 0; at < row.length; at += 2) {
      const left = row[at]
      const right = row[at + 1]
      if (left) above.push(right ? nodeHash(left, right) : left)
    }
    row = above
  }
  return row[0] ?? emptyRoot
}

/** The root of the tree without entries. */
export const emptyRoot: Uint8Array = sha256(new Uint8Array())

/** The largest power of two below `size` (which is at least 2): where RFC 6962 cuts a tree. */
export function cut(size: number): number {
  let k = 1
  while (k * 2 < size) k *= 2
  return k
}

// One hash is made before the next begins, so all share the bytes it is made of.
const pair = new Uint8Array(65)
pair[0] = 1
const leafMark = new Uint8Array([0])
