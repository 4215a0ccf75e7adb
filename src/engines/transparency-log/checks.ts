// Checking proofs: RFC 9162, sections 2.1.3.2 (inclusion) and 2.1.4.2 (consistency). Nothing is thrown: a bad proof is false.
import { same } from './bytes.ts'
import { nodeHash } from './tree.ts'

export interface Inclusion {
  size: number
  index: number
  /** The entry's leaf hash. */
  leaf: Uint8Array
  proof: readonly Uint8Array[]
  root: Uint8Array
}

/** Whether the proof leads from the leaf at `index` to the root of a log of `size` entries. */
export function verifyInclusion({ size, index, leaf, proof, root }: Inclusion): boolean {
  if (!fits(size, index, [leaf, root, ...proof])) return false
  let node = leaf
  const used = climb(size, index, proof, (_, __, other, isRight) => {
    node = isRight ? nodeHash(other, node) : nodeHash(node, other)
    return true
  })
  return used && same(node, root)
}

/** Whether the proof shows that the log of `to` entries begins with the very entries of the log of `from`. */
export function verifyConsistency(trees: {
  from: number
  to: number
  fromRoot: Uint8Array
  toRoot: Uint8Array
  proof: readonly Uint8Array[]
}): boolean {
  const { from, to, fromRoot, toRoot, proof } = trees
  // Of an empty tree nothing can be proven, so neither is a proof for it taken.
  if (!fits(to, from - 1, [fromRoot, toRoot, ...proof])) return false
  if (from === to) return proof.length === 0 && same(fromRoot, toRoot)
  let old = from - 1
  let last = to - 1
  while (old % 2 === 1) {
    old = half(old)
    last = half(last)
  }
  // The old tree is full exactly when all its bits are gone: then its root is where the proof begins.
  const [first, ...rest] = old === 0 ? [fromRoot, ...proof] : proof
  if (!first) return false
  let oldNode = first
  let node = first
  for (const other of rest) {
    if (last === 0) return false
    if (old % 2 === 1 || old === last) {
      oldNode = nodeHash(other, oldNode)
      node = nodeHash(other, node)
      while (old % 2 === 0 && old !== 0) {
        old = half(old)
        last = half(last)
      }
    } else {
      node = nodeHash(node, other)
    }
    old = half(old)
    last = half(last)
  }
  return last === 0 && same(oldNode, fromRoot) && same(node, toRoot)
}

/**
 * Checks many proofs to one root. What one proof has shown is kept (memory grows with it, to two hashes an entry), and the
 * next is hashed only up to there; all the rest of it is compared, so a proof with anything wrong is still false.
 */
export function inclusionChecker(size: number, root: Uint8Array): (one: Omit<Inclusion, 'size' | 'root'>) => boolean {
  const shown: Map<number, Uint8Array>[] = []
  return ({ index, leaf, proof }) => {
    if (!fits(size, index, [leaf, root, ...proof])) return false
    const fresh: [level: number, at: number, node: Uint8Array][] = []
    let node = leaf
    let isShown = false
    const holds = climb(size, index, proof, (level, at, other, isRight) => {
      const row = shown[level]
      const known = row?.get(at)
      if (known && !isShown) {
        if (!same(known, node)) return false
        isShown = true
      }
      const beside = isRight ? at - 1 : at + 1
      if (isShown) {
        const knownBeside = row?.get(beside)
        return knownBeside !== undefined && same(knownBeside, other)
      }
      fresh.push([level, at, node], [level, beside, other])
      node = isRight ? nodeHash(other, node) : nodeHash(node, other)
      return true
    })
    if (!holds || !(isShown || same(node, root))) return false
    for (const [level, at, hash] of fresh) {
      shown[level] ??= new Map()
      shown[level].set(at, hash)
    }
    return true
  }
}

/** Walks from a leaf to the root, a step for each hash of the proof; false when a step says so or the proof has not its length. */
function climb(
  size: number,
  index: number,
  proof: readonly Uint8Array[],
  step: (level: number, at: number, other: Uint8Array, isRight: boolean) => boolean,
): boolean {
  let at = index
  let last = size - 1
  let level = 0
  for (const other of proof) {
    if (last === 0) return false
    // A node without a neighbour rises as it is.
    while (at === last && at % 2 === 0) {
      at = half(at)
      last = half(last)
      level += 1
    }
    if (!step(level, at, other, at % 2 === 1)) return false
    at = half(at)
    last = half(last)
    level += 1
  }
  return last === 0
}

function fits(size: number, index: number, hashes: readonly Uint8Array[]): boolean {
  return (
    Number.isSafeInteger(size) &&
    Number.isSafeInteger(index) &&
    index >= 0 &&
    index < size &&
    hashes.every((hash) => hash.length === 32)
  )
}

function half(number: number): number {
  return Math.floor(number / 2)
}
