// The tree over random logs: tiles, proofs and their checks agree with each other, and nothing altered passes.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  consistencyProof,
  edgeFrom,
  emptyEdge,
  grow,
  inclusionChecker,
  inclusionProof,
  leafHash,
  nodeHash,
  type ReadTile,
  rootOf,
  rootOfEdge,
  type Tile,
  tilePath,
  tilesForConsistency,
  tilesForEdge,
  tilesForInclusion,
  tileWidth,
  verifyConsistency,
  verifyInclusion,
} from './index.ts'

const leavesOf = (size: number, seed = 0) =>
  Array.from({ length: size }, (_, place) => leafHash(Buffer.from(`${seed}:${place}`)))

/** The tiles of a log by path, as they stand after it grew in batches of these sizes. */
function grown(leaves: readonly Uint8Array[], batches: readonly number[]) {
  const tiles = new Map<string, Uint8Array>()
  let edge = emptyEdge
  const keep = (changed: Tile[]) => {
    for (const { level, index, hashes } of changed)
      tiles.set(tilePath({ level, index, width: hashes.length / 32 }), hashes)
  }
  for (const batch of [...batches, leaves.length]) {
    const next = grow(edge, leaves.slice(edge.size, edge.size + batch))
    edge = next.edge
    keep(next.tiles)
  }
  const tile: ReadTile = (id) => {
    const hashes = tiles.get(tilePath(id))
    if (!hashes) throw new Error(`no ${tilePath(id)}`)
    return hashes
  }
  return { edge, tiles, tile }
}

/** RFC 6962's own definition, word for word. */
function mth(leaves: readonly Uint8Array[]): Uint8Array {
  const [only] = leaves
  if (leaves.length <= 1) return only ?? rootOf([])
  let k = 1
  while (k * 2 < leaves.length) k *= 2
  return nodeHash(mth(leaves.slice(0, k)), mth(leaves.slice(k)))
}

const anySize = fc.oneof(
  fc.integer({ min: 1, max: 40 }),
  fc.constantFrom(255, 256, 257, 511, 512, 513),
  fc.integer({ min: 1, max: 2000 }),
)
const anyBatches = fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 6 })

describe('growing', () => {
  test('in any batches gives the same edge, root and tiles as at once', () => {
    fc.assert(
      fc.property(anySize, anyBatches, (size, batches) => {
        const leaves = leavesOf(size)
        const slow = grown(leaves, batches)
        const once = grown(leaves, [])
        expect(slow.edge).toEqual(once.edge)
        expect(rootOfEdge(slow.edge)).toEqual(mth(leaves))
        expect(rootOf(leaves)).toEqual(mth(leaves))
        // What grew slowly has more unfinished tiles on the way, and holds each of the others' with the same hashes.
        for (const [path, hashes] of once.tiles) expect(slow.tiles.get(path)).toEqual(hashes)
        expect(edgeFrom(size, slow.tile)).toEqual(slow.edge)
        expect(tilesForEdge(size).every(({ width }) => width < tileWidth)).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  test('70,000 entries make the tiles that the specification counts', () => {
    const { tiles } = grown(leavesOf(70_000), [])
    const level = (number: number) => [...tiles.keys()].filter((path) => path.startsWith(`tile/${number}/`))
    expect(level(0)).toHaveLength(274)
    expect(level(0).filter((path) => path.includes('.p/'))).toEqual(['tile/0/273.p/112'])
    expect(level(1)).toEqual(['tile/1/000', 'tile/1/001.p/17'])
    expect(level(2)).toEqual(['tile/2/000.p/1'])
  })

  test('an edge from tiles of another width is refused', () => {
    const { tile } = grown(leavesOf(300), [])
    expect(() => edgeFrom(300, (id) => tile(id).slice(32))).toThrow('bytes')
  })
})

describe('inclusion', () => {
  test('holds for every entry of every small log, from the tiles that were named, and for no other place', () => {
    for (let size = 1; size <= 40; size++) {
      const leaves = leavesOf(size)
      const root = mth(leaves)
      const { tile } = grown(leaves, [7, 13])
      for (const [index, leaf] of leaves.entries()) {
        const proof = inclusionProof(size, index, tile)
        expect(verifyInclusion({ size, index, leaf, proof, root })).toBe(true)
        for (const other of leaves.keys())
          expect(verifyInclusion({ size, index: other, leaf, proof, root })).toBe(other === index)
      }
    }
  })

  test('holds in any log with the named tiles alone, and falls with any byte, another size or length', () => {
    fc.assert(
      fc.property(anySize, fc.nat(), fc.nat(), fc.integer({ min: 1, max: 255 }), (size, at, where, mask) => {
        const leaves = leavesOf(size)
        const index = at % size
        const { tile, edge } = grown(leaves, [300, 5])
        const named = new Map(tilesForInclusion(size, index).map((id) => [tilePath(id), tile(id)]))
        const proof = inclusionProof(size, index, (id) => named.get(tilePath(id)) ?? new Uint8Array())
        const good = { size, index, leaf: leaves[index] ?? new Uint8Array(), proof, root: rootOfEdge(edge) }
        expect(verifyInclusion(good)).toBe(true)
        expect(verifyInclusion({ ...good, proof: [...proof, good.leaf] })).toBe(false)
        if (proof.length > 0) expect(verifyInclusion({ ...good, proof: proof.slice(1) })).toBe(false)
        expect(verifyInclusion({ ...good, size: index })).toBe(false)
        // Every byte of leaf, proof and root is one place in a row of hashes.
        const row = [good.leaf, ...proof, good.root].map((hash) => Uint8Array.from(hash))
        const byte = where % (row.length * 32)
        const hash = row[Math.floor(byte / 32)] ?? new Uint8Array(32)
        hash[byte % 32] = (hash[byte % 32] ?? 0) ^ mask
        const [leaf = hash, ...rest] = row
        const root = rest.pop() ?? hash
        expect(verifyInclusion({ ...good, leaf, proof: rest, root })).toBe(false)
      }),
      { numRuns: 60 },
    )
  })

  test('a proof for one size proves nothing in a log of another size with another root', () => {
    const leaves = leavesOf(100)
    const { tile } = grown(leaves, [60])
    const proof = inclusionProof(100, 3, tile)
    const leaf = leaves[3] ?? new Uint8Array()
    expect(verifyInclusion({ size: 60, index: 3, leaf, proof, root: mth(leaves.slice(0, 60)) })).toBe(false)
  })

  test('places outside the log, and numbers that are none, are refused', () => {
    const { tile } = grown(leavesOf(10), [])
    for (const index of [10, -1, 0.5, Number.NaN, 2 ** 60]) {
      expect(() => inclusionProof(10, index, tile)).toThrow('no entry')
      expect(verifyInclusion({ size: 10, index, leaf: leafHash(new Uint8Array()), proof: [], root: mth([]) })).toBe(
        false,
      )
    }
  })
})

describe('the checker of many proofs', () => {
  test('says of any row of good and altered proofs what the single check says', () => {
    const asked = fc.array(fc.record({ at: fc.nat(), bad: fc.boolean(), where: fc.nat(), bit: fc.nat(7) }), {
      minLength: 1,
      maxLength: 60,
    })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 600 }), asked, (size, questions) => {
        const leaves = leavesOf(size)
        const { tile, edge } = grown(leaves, [])
        const root = rootOfEdge(edge)
        const check = inclusionChecker(size, root)
        for (const { at, bad, where, bit } of questions) {
          const index = at % size
          const row = [leaves[index] ?? root, ...inclusionProof(size, index, tile)].map((hash) => Uint8Array.from(hash))
          const hash = row[where % row.length]
          if (bad && hash) hash[where % 32] = (hash[where % 32] ?? 0) ^ (1 << bit)
          const [leaf = root, ...proof] = row
          expect(check({ index, leaf, proof })).toBe(!bad)
          expect(verifyInclusion({ size, index, leaf, proof, root })).toBe(!bad)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('takes no proof twice as long or half as long, whatever it has shown before', () => {
    const leaves = leavesOf(37)
    const { tile, edge } = grown(leaves, [])
    const check = inclusionChecker(37, rootOfEdge(edge))
    for (const [index, leaf] of leaves.entries()) {
      const proof = inclusionProof(37, index, tile)
      expect(check({ index, leaf, proof })).toBe(true)
      expect(check({ index, leaf, proof: proof.slice(0, -1) })).toBe(false)
      expect(check({ index, leaf, proof: [...proof, leaf] })).toBe(false)
      expect(check({ index: index + 1, leaf, proof })).toBe(false)
    }
  })
})

describe('consistency', () => {
  test('holds between every pair of small sizes, and between no others', () => {
    const most = 34
    const leaves = leavesOf(most)
    const roots = Array.from({ length: most + 1 }, (_, size) => mth(leaves.slice(0, size)))
    for (let to = 1; to <= most; to++) {
      const { tile } = grown(leaves.slice(0, to), [9])
      const toRoot = roots[to] ?? rootOf([])
      for (let from = 1; from <= to; from++) {
        const proof = consistencyProof(from, to, tile)
        for (let said = 1; said <= to; said++) {
          const fromRoot = roots[said] ?? toRoot
          expect(verifyConsistency({ from: said, to, fromRoot, toRoot, proof })).toBe(said === from)
        }
      }
    }
  })

  test('holds in any log with the named tiles alone; a rewritten, cut or altered one is found', () => {
    fc.assert(
      fc.property(anySize, fc.nat(), fc.nat(), fc.integer({ min: 1, max: 255 }), (to, at, where, mask) => {
        const leaves = leavesOf(to)
        const from = 1 + (at % to)
        const { tile, edge } = grown(leaves, [256, 300])
        const named = new Map(tilesForConsistency(from, to).map((id) => [tilePath(id), tile(id)]))
        const proof = consistencyProof(from, to, (id) => named.get(tilePath(id)) ?? new Uint8Array())
        const good = { from, to, fromRoot: mth(leaves.slice(0, from)), toRoot: rootOfEdge(edge), proof }
        expect(verifyConsistency(good)).toBe(true)
        expect(verifyConsistency({ ...good, fromRoot: mth(leavesOf(from, 1)) })).toBe(false)
        expect(verifyConsistency({ ...good, proof: [...proof, good.toRoot] })).toBe(false)
        if (proof.length > 0) expect(verifyConsistency({ ...good, proof: proof.slice(0, -1) })).toBe(false)
        const row = [good.fromRoot, ...proof, good.toRoot].map((hash) => Uint8Array.from(hash))
        const byte = where % (row.length * 32)
        const hash = row[Math.floor(byte / 32)] ?? good.toRoot
        hash[byte % 32] = (hash[byte % 32] ?? 0) ^ mask
        const [fromRoot = hash, ...rest] = row
        const toRoot = rest.pop() ?? hash
        expect(verifyConsistency({ ...good, fromRoot, toRoot, proof: rest })).toBe(false)
      }),
      { numRuns: 60 },
    )
  })

  test('a log that never was so large is refused', () => {
    const { tile } = grown(leavesOf(10), [])
    expect(() => consistencyProof(11, 10, tile)).toThrow('never had')
    expect(consistencyProof(0, 10, tile)).toEqual([])
    const root = mth(leavesOf(10))
    expect(verifyConsistency({ from: 11, to: 10, fromRoot: root, toRoot: root, proof: [] })).toBe(false)
  })
})
