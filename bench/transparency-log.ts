// The benchmark of the transparency log in memory, each figure beside what the bare SHA-256 of the same run allows.
import { hash } from 'node:crypto'
import {
  auditLog,
  checkpointText,
  emptyEdge,
  entryBundle,
  grow,
  inclusionChecker,
  inclusionProof,
  leafHash,
  newSigner,
  type ReadTile,
  rootOfEdge,
  signNote,
  tilePath,
  tileWidth,
  verifyInclusion,
} from '../src/engines/transparency-log/index.ts'
import { median } from './load.ts'

const asked = 20_000

/** Grows, walks and proves a log of `size` entries, `rounds` times, and prints medians. */
export async function benchTransparencyLog(size: number, rounds: number): Promise<void> {
  const figures = new Map<string, number[]>()
  const note = (what: string, perSecond: number) => figures.set(what, [...(figures.get(what) ?? []), perSecond])
  const entryOf = (place: number) =>
    new TextEncoder().encode(`{"kind":"strategy.promised","place":${place}}`.padEnd(300))

  for (let round = 0; round < rounds; round++) {
    const block = new Uint8Array(65)
    note(
      'bare SHA-256 of 65 bytes',
      rate(500_000, () => void hash('sha256', block, 'binary')),
    )

    // Everything that the log publishes, kept in memory as its files.
    const files = new Map<string, Uint8Array>()
    let edge = emptyEdge
    let began = performance.now()
    for (let start = 0; start < size; start += tileWidth) {
      const entries = Array.from({ length: Math.min(tileWidth, size - start) }, (_, at) => entryOf(start + at))
      const next = grow(edge, entries.map(leafHash))
      edge = next.edge
      for (const { level, index, hashes } of next.tiles)
        files.set(tilePath({ level, index, width: hashes.length / 32 }), hashes)
      const id = { level: 'entries' as const, index: start / tileWidth, width: entries.length }
      files.set(tilePath(id), entryBundle(entries))
    }
    note('entries grown', size / seconds(began))

    const signer = newSigner('bench.example/log')
    const head = signNote(checkpointText({ origin: signer.name, size, root: rootOfEdge(edge) }), [signer])
    files.set('checkpoint', new TextEncoder().encode(head))
    began = performance.now()
    const { ok } = await auditLog(async (path) => files.get(path) ?? null, { verifiers: [signer] })
    if (!ok) throw new Error('the log of the benchmark is false')
    note('entries verified, whole log', size / seconds(began))

    const tile: ReadTile = (id) => files.get(tilePath(id)) ?? new Uint8Array()
    const root = rootOfEdge(edge)
    const proofs = Array.from({ length: Math.min(asked, size) }, (_, n) => {
      // A step that has no divisor in common with any usual size visits places far from each other.
      const index = (n * 7_368_787) % size
      return { index, leaf: leafHash(entryOf(index)), proof: inclusionProof(size, index, tile) }
    })
    began = performance.now()
    const alone = proofs.every((proof) => verifyInclusion({ ...proof, size, root }))
    note('inclusion checks, one by one', proofs.length / seconds(began))
    const check = inclusionChecker(size, root)
    began = performance.now()
    const shared = proofs.every((proof) => check(proof))
    note('inclusion checks, scattered, shared', proofs.length / seconds(began))
    const inOrder = inclusionChecker(size, root)
    const near = proofs.toSorted((a, b) => a.index - b.index)
    began = performance.now()
    const ordered = near.every((proof) => inOrder(proof))
    note('inclusion checks, in order, shared', proofs.length / seconds(began))
    if (!alone || !shared || !ordered) throw new Error('a proof of the benchmark is false')
  }

  console.log(`\ntransparency log of ${size} entries of 300 bytes, in memory`)
  const bare = median(figures.get('bare SHA-256 of 65 bytes') ?? [])
  for (const [what, runs] of figures) {
    const per = median(runs)
    const all = what.startsWith('entries') ? `   all in ${(size / per).toFixed(1)} s` : ''
    console.log(
      `  ${what.padEnd(36)} ${per.toFixed(0).padStart(9)}/s   of bare hashes ${(per / bare).toFixed(2)}${all}   rounds ${runs.map((run) => run.toFixed(0)).join(' ')}`,
    )
  }
}

function rate(times: number, work: () => void): number {
  const began = performance.now()
  for (let turn = 0; turn < times; turn++) work()
  return times / seconds(began)
}

function seconds(began: number): number {
  return (performance.now() - began) / 1000
}

if (import.meta.main) await benchTransparencyLog(Number(process.argv[2] ?? 1_000_000), Number(process.argv[3] ?? 3))
