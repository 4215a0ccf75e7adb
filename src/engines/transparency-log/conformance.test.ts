// The log against vectors of others: every inclusion and consistency case, good and bad, and the roots of sizes 0 to 8.
import { describe, expect, test } from 'vitest'
import consistency from '#tests/vectors/merkle/consistency-a.json' with { type: 'json' }
import inclusion from '#tests/vectors/merkle/inclusion-a.json' with { type: 'json' }
import roots from '#tests/vectors/merkle/rfc6962-roots.json' with { type: 'json' }
import { emptyEdge, grow, leafHash, rootOf, rootOfEdge, verifyConsistency, verifyInclusion } from './index.ts'

const bytes = (base64: string | null) => new Uint8Array(Buffer.from(base64 ?? '', 'base64'))
const proofOf = (proof: readonly string[] | null) => (proof ?? []).map(bytes)

test('the files hold all the cases that SOURCE.md counts', () => {
  expect([inclusion.length, consistency.length, roots.roots_by_tree_size_hex.length]).toEqual([53, 43, 9])
})

describe('inclusion', () => {
  test.each(inclusion)('$case', ({ leafIdx, treeSize, root, leafHash: leaf, proof, wantErr }) => {
    const holds = verifyInclusion({
      size: treeSize,
      index: leafIdx,
      leaf: bytes(leaf),
      proof: proofOf(proof),
      root: bytes(root),
    })
    expect(holds).toBe(!wantErr)
  })
})

describe('consistency', () => {
  test.each(consistency)('$case', ({ size1, size2, root1, root2, proof, wantErr }) => {
    const holds = verifyConsistency({
      from: size1,
      to: size2,
      fromRoot: bytes(root1),
      toRoot: bytes(root2),
      proof: proofOf(proof),
    })
    expect(holds).toBe(!wantErr)
  })
})

describe('roots', () => {
  test.each(roots.roots_by_tree_size_hex.map((root, size) => ({ root, size })))(
    'of $size entries',
    ({ root, size }) => {
      const leaves = roots.leaf_inputs_hex.slice(0, size).map((hex) => leafHash(Buffer.from(hex, 'hex')))
      expect(Buffer.from(rootOf(leaves)).toString('hex')).toBe(root)
      expect(Buffer.from(rootOfEdge(grow(emptyEdge, leaves).edge)).toString('hex')).toBe(root)
    },
  )
})
