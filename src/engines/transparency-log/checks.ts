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
  if (!fits(size, index, leaf, root, proof)) return false
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
  if (!fits(to, from - 1, fromRoot, toRoot, proof)) return false
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
  const shown: Map<number, Shown>[] = []
  return ({ index, leaf, proof }) => {
    if (!fits(size, index, leaf, root, proof)) return false
    const fresh: { level: number; at: number; node: Shown; beside: Shown }[] = []
    let node = leaf
    let known: Shown | undefined
    let way: Shown | null | undefined
    const holds = climb(size, index, proof, (level, at, other, isRight) => {
      if (way === undefined) {
        known = shown[level]?.get(at)
        if (known) {
          if (!same(known.hash, node)) return false
          way = known
        }
      }
      if (way) {
        // From here up everything was shown before: it only has to be the same.
        if (!way.beside || !same(way.beside.hash, other)) return false
        way = way.above
        return true
      }
      const own: Shown = { hash: node, beside: null, above: null }
      const beside: Shown = { hash: other, beside: own, above: null }
      own.beside = beside
      fresh.push({ level, at, node: own, beside })
      node = isRight ? nodeHash(other, node) : nodeHash(node, other)
      return true
    })
    if (!holds || !(known || same(node, root))) return false
    for (const [step, { level, at, node: own, beside }] of fresh.entries()) {
      const above = fresh[step + 1]?.node ?? known ?? null
      own.above = above
      beside.above = above
      shown[level] ??= new Map()
      shown[level].set(at, own).set(at % 2 === 1 ? at - 1 : at + 1, beside)
    }
    return true
  }
}

/** A node that has been shown to belong to the tree, with its neighbour and the node that both make. */
interface Shown {
  hash: Uint8Array
  beside: Shown | null
  above: Shown | null
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

function fits(size: number, index: number, one: Uint8Array, other: Uint8Array, proof: readonly Uint8Array[]): boolean {
  if (!(Number.isSafeInteger(size) && Number.isSafeInteger(index) && index >= 0 && index < size)) return false
  return one.length === 32 && other.length === 32 && proof.every((hash) => hash.length === 32)
}

function half(number: number): number {
  return Math.floor(number / 2)
}
