// The witness: each answer of the specification, and no way to make it cosign two histories of one log.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toBase64 } from './bytes.ts'
import {
  addCheckpointRequest,
  checkpointText,
  consistencyProof,
  emptyEdge,
  emptyRoot,
  grow,
  leafHash,
  newSigner,
  openNote,
  rootOfEdge,
  type Signer,
  signNote,
  tilePath,
  type WitnessState,
  witnessAnswer,
} from './index.ts'

const log = newSigner('city.example/chronicle', new Uint8Array(32).fill(1))
const stranger = newSigner('city.example/chronicle', new Uint8Array(32).fill(2))
const elsewhere = newSigner('other.example/log', new Uint8Array(32).fill(3))
const witness = newSigner('paper.example/witness', new Uint8Array(32).fill(4), 'witness')
const keys = { logs: [log], witness, seconds: 1_800_000_000 }

/** A log whose entries from `forked` on are others. */
function logOf(size: number, forked = Number.POSITIVE_INFINITY) {
  const leaves = Array.from({ length: size }, (_, place) => leafHash(Buffer.from(`${place >= forked}${place}`)))
  const { edge, tiles } = grow(emptyEdge, leaves)
  const byPath = new Map(tiles.map((tile) => [tilePath({ ...tile, width: tile.hashes.length / 32 }), tile.hashes]))
  const note = (signer: Signer = log, origin = log.name) =>
    signNote(checkpointText({ origin, size, root: rootOfEdge(edge) }), [signer])
  const from = (old: number) => consistencyProof(old, size, (id) => byPath.get(tilePath(id)) ?? new Uint8Array())
  return {
    note,
    from,
    root: rootOfEdge(edge),
    request: (old: number) => addCheckpointRequest({ old, proof: from(old), note: note() }),
  }
}

const seen = (size: number): WitnessState => ({
  [log.name]: { size, root: toBase64(logOf(size).root), seconds: 1_700_000_000 },
})

describe('the witness', () => {
  test('cosigns the first checkpoint it sees and every continuation, and remembers it', () => {
    let state: WitnessState = {}
    for (const [old, size] of [
      [0, 5],
      [5, 5],
      [5, 300],
      [300, 301],
    ] as const) {
      const answer = witnessAnswer(state, logOf(size).request(old), keys)
      expect(answer).toMatchObject({ status: 200, state: { [log.name]: { size, root: toBase64(logOf(size).root) } } })
      const opened = openNote(logOf(size).note() + answer.body, [log, witness])
      expect(opened.signed).toEqual([
        { by: log, seconds: null },
        { by: witness, seconds: keys.seconds },
      ])
      state = answer.state
    }
  })

  test('refuses as the specification says, and remembers nothing of it', () => {
    const state = seen(5)
    const { note, from, request } = logOf(9)
    const proof = from(5)
    const answers: [status: number, request: string][] = [
      [400, ''],
      [400, 'old 5\n\nnothing'],
      [400, request(5).replace('old 5', 'old 05')],
      [400, addCheckpointRequest({ old: 10, proof: [], note: note() })],
      [404, addCheckpointRequest({ old: 0, proof: [], note: note(elsewhere, elsewhere.name) })],
      [404, addCheckpointRequest({ old: 5, proof, note: note(log, elsewhere.name) })],
      [403, addCheckpointRequest({ old: 5, proof, note: note(stranger) })],
      [409, request(4)],
      [409, request(0)],
      [409, addCheckpointRequest({ old: 5, proof: [], note: logOf(5, 2).note() })],
      [422, addCheckpointRequest({ old: 5, proof: [], note: note() })],
      [422, addCheckpointRequest({ old: 5, proof: [...proof, emptyRoot], note: note() })],
      [422, logOf(9, 3).request(5)],
      [422, addCheckpointRequest({ old: 5, proof: [emptyRoot], note: logOf(5).note() })],
    ]
    for (const [status, text] of answers) {
      const answer = witnessAnswer(state, text, keys)
      expect([answer.status, text]).toEqual([status, text])
      expect(answer.state).toBe(state)
      expect(answer.body).not.toContain('—')
    }
    expect(witnessAnswer(state, request(4), keys)).toMatchObject({ type: 'text/x.tlog.size', body: '5\n' })
    expect(witnessAnswer({}, request(3), keys)).toMatchObject({ status: 409, body: '0\n' })
    expect(witnessAnswer({}, addCheckpointRequest({ old: 0, proof, note: note() }), keys).status).toBe(422)
  })

  test('says no earlier time than before when its clock runs backwards', () => {
    const answer = witnessAnswer(seen(5), logOf(9).request(5), { ...keys, seconds: 5 })
    const opened = openNote(logOf(9).note() + answer.body, [log, witness])
    expect(opened.signed[1]?.seconds).toBe(1_700_000_000)
  })

  test('never cosigns a history that leaves one it cosigned, whatever it is asked', () => {
    const asks = fc.array(
      fc.record({ size: fc.integer({ min: 1, max: 60 }), fork: fc.option(fc.nat(60), { nil: 61 }), old: fc.nat(60) }),
      { maxLength: 15 },
    )
    fc.assert(
      fc.property(asks, (questions) => {
        let state: WitnessState = {}
        for (const { size, fork, old } of questions) {
          const asked = logOf(size, fork)
          const before = state[log.name]
          const from = before && old % 2 === 0 ? before.size : old
          if (from > size) continue
          const answer = witnessAnswer(state, asked.request(from), keys)
          if (answer.status === 200 && before) {
            expect(size).toBeGreaterThanOrEqual(before.size)
            // What it cosigned before is the beginning of what it cosigns now.
            expect(toBase64(logOf(before.size, fork).root)).toBe(before.root)
          }
          state = answer.state
        }
      }),
      { numRuns: 200 },
    )
  })
})
