// What somebody holds in hand: a receipt, a bare tlog-proof with its entry, or an old checkpoint.
import {
  checkpointFrom,
  type EntryProof,
  type KnownBefore,
  leafHash,
  openNote,
  proofFrom,
  type ReceiptVerdict,
  receiptLimits,
  type ShownEntry,
  verifierFrom,
  verifyInclusion,
  verifyReceipt,
} from '#engines/transparency-log/index.ts'

export interface PaperVerdict extends Omit<ReceiptVerdict, 'why' | 'entries'> {
  why: ReceiptVerdict['why'] | 'no-entry'
  /** A bare proof's entry may be anything: its body is then null. */
  entries: (Omit<ShownEntry, 'body'> & { body: ShownEntry['body'] | null })[]
  /** What a promise's receipt cannot prove. */
  limits: string | null
}

/** Checks a receipt, or a tlog-proof with its entry and the keys trusted for it. */
export function checkPapers(
  bytes: Uint8Array,
  { entry, trusted }: { entry: Uint8Array | null; trusted: readonly string[] | undefined },
): PaperVerdict {
  const proof = proofIn(bytes)
  if (!proof) {
    const verdict = verifyReceipt(bytes, trusted ? { trusted } : {})
    return { ...verdict, limits: verdict.subject === null ? null : receiptLimits }
  }
  const { text, signed } = openNote(proof.note, (trusted ?? []).map(verifierFrom))
  const { origin, size, root } = checkpointFrom(text)
  const base64 = Buffer.from(root).toString('base64')
  const head = { origin, size, root: base64, subject: null, limits: null, first_bad: null, signed: [], entries: [] }
  if (!entry || !trusted) return { ...head, verdict: 'unreadable', why: 'no-entry' }
  const isSigned = signed.some(({ by }) => by.name === origin)
  if (!isSigned) return { ...head, verdict: 'false', why: 'bad-signature' }
  const { index } = proof
  if (!verifyInclusion({ size, index, leaf: leafHash(entry), proof: proof.proof, root }))
    return { ...head, verdict: 'false', why: 'not-in-log', first_bad: index }
  return { ...head, verdict: 'true', why: null, signed, entries: [{ place: index, body: null, texts: [] }] }
}

/**
 * What an old checkpoint or receipt lets one know of a log today: its size and root then, and the entries of a receipt.
 * A sentence when the paper is worth nothing; `vkeys` are the keys known for the log.
 */
export function knownFrom(bytes: Uint8Array, vkeys: readonly string[]): KnownBefore | string {
  const text = Buffer.from(bytes).toString('utf8')
  if (text.startsWith('{')) return knownFromReceipt(bytes)
  try {
    const { text: body, signed } = openNote(text, vkeys.map(verifierFrom))
    const checkpoint = checkpointFrom(body)
    return signed.some(({ by }) => by.name === checkpoint.origin)
      ? { checkpoint, leaves: new Map() }
      : 'прежняя отметка не подписана известным ключом; укажите его: --vkey / the older checkpoint is signed by no known key; name it by --vkey'
  } catch {
    return 'это не отметка летописи и не квитанция / neither a checkpoint nor a receipt'
  }
}

function knownFromReceipt(bytes: Uint8Array): KnownBefore | string {
  const { verdict, size, root, origin } = verifyReceipt(bytes)
  if (verdict !== 'true' || size === null || root === null || origin === null)
    return 'эта квитанция неверна / this receipt is not true'
  const receipt: { entry: string; proof: string; earlier?: { entry: string; proof: string }[] } = JSON.parse(
    Buffer.from(bytes).toString('utf8'),
  )
  const leaves = [receipt, ...(receipt.earlier ?? [])].map(({ entry, proof }): [number, Uint8Array] => [
    proofFrom(proof).index,
    leafHash(Buffer.from(entry, 'base64')),
  ])
  return { checkpoint: { origin, size, root: new Uint8Array(Buffer.from(root, 'base64')) }, leaves: new Map(leaves) }
}

function proofIn(bytes: Uint8Array): EntryProof | null {
  try {
    return proofFrom(Buffer.from(bytes).toString('utf8'))
  } catch {
    return null
  }
}
