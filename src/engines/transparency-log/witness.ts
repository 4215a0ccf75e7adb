// A witness (C2SP tlog-witness): it cosigns a log's checkpoint only if the log still begins with all it saw before.
import { hashFrom, same, toBase64, wholeFrom } from './bytes.ts'
import { type Checkpoint, checkpointFrom } from './checkpoints.ts'
import { verifyConsistency } from './checks.ts'
import { cosign, openNote, readNote, type Signer, type Verifier } from './notes.ts'
import { emptyRoot } from './tree.ts'

export interface AddCheckpoint {
  /** The size of the last checkpoint that the witness cosigned, or 0. */
  old: number
  proof: Uint8Array[]
  /** The checkpoint as a signed note. */
  note: string
}

/** What a witness remembers of each log, by origin: plain data, to be kept for good before an answer is sent. */
export type WitnessState = { [origin: string]: { size: number; root: string; seconds: number } }

export interface WitnessAnswer {
  status: 200 | 400 | 403 | 404 | 409 | 422
  type: string
  body: string
  /** The same object when nothing changed. */
  state: WitnessState
}

/** The body of a request to a witness. */
export function addCheckpointRequest({ old, proof, note }: AddCheckpoint): string {
  return `old ${old}\n${proof.map((hash) => `${toBase64(hash)}\n`).join('')}\n${note}`
}

/** The request of its body. Throws when it is none. */
export function parseAddCheckpoint(text: string): AddCheckpoint {
  const found = /^old ([^\n]*)\n((?:[^\n]+\n)*)\n([\s\S]*)$/.exec(text)
  const [, oldText = '', lines = '', note = ''] = found ?? []
  const old = wholeFrom(oldText)
  const proof = lines.split('\n').slice(0, -1).map(hashFrom)
  const whole = proof.filter((hash) => hash !== null)
  if (old === null || whole.length !== proof.length || proof.length > 63)
    throw new Error('this is no request to a witness')
  return { old, proof: whole, note }
}

/**
 * Answers a request's body. A log's origin is the name of its keys; `seconds` is the time now, and a clock that ran
 * backwards never makes the witness say an earlier time than before.
 */
export function witnessAnswer(
  state: WitnessState,
  request: string,
  keys: { logs: readonly Verifier[]; witness: Signer; seconds: number },
): WitnessAnswer {
  const no = (status: 400 | 403 | 404 | 422, body: string): WitnessAnswer => ({ status, type: plain, body, state })
  const asked = readRequest(request)
  if (!asked) return no(400, 'no add-checkpoint request\n')
  const { add, checkpoint } = asked
  const known = keys.logs.filter(({ name }) => name === checkpoint.origin)
  if (known.length === 0) return no(404, 'unknown log\n')
  if (openNote(add.note, known).signed.length === 0) return no(403, 'no signature of a trusted key\n')
  if (add.old > checkpoint.size) return no(400, 'old size is larger than the checkpoint\n')
  const seen = Object.hasOwn(state, checkpoint.origin) ? state[checkpoint.origin] : undefined
  const conflict: WitnessAnswer = { status: 409, type: 'text/x.tlog.size', body: `${seen?.size ?? 0}\n`, state }
  if (add.old !== (seen?.size ?? 0)) return conflict
  const oldRoot = seen ? hashFrom(seen.root) : emptyRoot
  if (!oldRoot) throw new Error(`the witness remembers no root of ${checkpoint.origin}`)
  if (add.old === checkpoint.size && !same(oldRoot, checkpoint.root)) return conflict
  if (!isContinued(add, oldRoot, checkpoint)) return no(422, 'the consistency proof does not hold\n')
  const seconds = Math.max(keys.seconds, seen?.seconds ?? 0)
  const now = { size: checkpoint.size, root: toBase64(checkpoint.root), seconds }
  return {
    status: 200,
    type: plain,
    body: cosign(add.note, keys.witness, seconds),
    state: { ...state, [checkpoint.origin]: now },
  }
}

const plain = 'text/plain; charset=utf-8'

function readRequest(text: string): { add: AddCheckpoint; checkpoint: Checkpoint } | null {
  try {
    const add = parseAddCheckpoint(text)
    return { add, checkpoint: checkpointFrom(readNote(add.note).text) }
  } catch {
    return null
  }
}

function isContinued({ old, proof }: AddCheckpoint, oldRoot: Uint8Array, now: Checkpoint): boolean {
  if (old === 0 || old === now.size) return proof.length === 0
  return verifyConsistency({ from: old, to: now.size, fromRoot: oldRoot, toRoot: now.root, proof })
}
