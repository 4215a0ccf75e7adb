// Checking a receipt file: every byte of it matters, and the first thing that is wrong is named.
import canonicalize from 'canonicalize'
import { bytesOf, fromBase64, fromHex, joined, textOf, toBase64, toHex } from './bytes.ts'
import { type Checkpoint, checkpointFrom } from './checkpoints.ts'
import { verifyInclusion } from './checks.ts'
import { openNote, type Signed, type Verifier, verifierFrom } from './notes.ts'
import { sha256 } from './primitives.ts'
import { type EntryProof, proofFrom } from './proof-text.ts'
import { receiptShape } from './receipt-shape.ts'
import { type Proven, type Receipt, type ReceiptText, receiptLimits } from './receipts.ts'
import { leafHash } from './tree.ts'

/** Why a receipt is not true; the first two make it unreadable. */
export type ReceiptFault =
  /** Not JSON in UTF-8. */
  | 'not-json'
  /** Not the format or not its fields. */
  | 'other-format'
  /** Not canonical: some byte was changed or added. */
  | 'not-canonical'
  /** A key is none, stands twice, or is of the wrong kind. */
  | 'bad-key'
  /** None of the log's keys is one that the reader trusts. */
  | 'foreign-key'
  /** A proof or the checkpoint in it is no such text. */
  | 'bad-proof'
  /** A key did not sign, signed wrongly, or a signature's key is not in the receipt. */
  | 'bad-signature'
  /** The entry does not stand at its place in the signed log. */
  | 'not-in-log'
  /** The entry is not JSON of the city. */
  | 'bad-entry'
  /** A text has not the hash that the entry names. */
  | 'bad-text'
  /** An earlier entry is proven by another checkpoint. */
  | 'other-checkpoint'
  /** An entry speaks of something else. */
  | 'other-subject'
  /** Entries stand in the wrong order. */
  | 'wrong-order'
  /** The sentence on what the receipt cannot prove was changed. */
  | 'other-limits'

export interface ShownEntry {
  place: number
  /** The entry's JSON. */
  body: { [name: string]: unknown }
  /** Its free texts that the receipt holds, by the name under which the entry keeps their hash. */
  texts: { name: string; content: string }[]
}

export interface ReceiptVerdict {
  verdict: 'true' | 'false' | 'unreadable'
  why: ReceiptFault | null
  /** Of the checkpoint, as far as it could be read. */
  size: number | null
  /** Base64. */
  root: string | null
  origin: string | null
  /** The place of the first wrong entry, when it is an entry that is wrong. */
  first_bad: number | null
  /** The keys that signed the checkpoint; of the true receipt only. */
  signed: Signed[]
  /** Oldest first; of the true receipt only. */
  entries: ShownEntry[]
  subject: string | null
}

/**
 * Says whether a receipt file is true: its entries stand in the log whose checkpoint its keys signed. Whether those keys are
 * the city's is for the reader to say: `trusted` holds the public keys he knows, and one of them must have signed.
 */
export function verifyReceipt(bytes: Uint8Array, { trusted }: { trusted?: readonly string[] } = {}): ReceiptVerdict {
  const seen: Seen = { checkpoint: null, signed: [], entries: [], subject: null }
  const fault = faultOf(bytes, trusted, seen)
  const verdict = fault === null ? 'true' : unreadable.includes(fault.why) ? 'unreadable' : 'false'
  return {
    verdict,
    why: fault?.why ?? null,
    size: seen.checkpoint?.size ?? null,
    root: seen.checkpoint ? toBase64(seen.checkpoint.root) : null,
    origin: seen.checkpoint?.origin ?? null,
    first_bad: fault?.place ?? null,
    signed: fault ? [] : seen.signed,
    entries: fault ? [] : seen.entries,
    subject: fault ? null : seen.subject,
  }
}

const unreadable: readonly ReceiptFault[] = ['not-json', 'other-format']

interface Seen {
  checkpoint: Checkpoint | null
  signed: Signed[]
  entries: ShownEntry[]
  subject: string | null
}

interface Fault {
  why: ReceiptFault
  place?: number
}

function faultOf(bytes: Uint8Array, trusted: readonly string[] | undefined, seen: Seen): Fault | null {
  const text = attempt(() => textOf(bytes))
  const value: unknown = text === null ? undefined : attempt(() => JSON.parse(text))
  if (value === undefined || value === null) return { why: 'not-json' }
  const receipt = receiptShape(value)
  if (!receipt) return { why: 'other-format' }
  if (attempt(() => canonicalize(receipt)) !== text) return { why: 'not-canonical' }
  if (receipt.limits !== undefined && receipt.limits !== receiptLimits) return { why: 'other-limits' }
  const proof = attempt(() => proofFrom(receipt.proof))
  if (!proof || proof.extra) return { why: 'bad-proof' }
  const fault = checkpointFault(receipt, proof, trusted, seen)
  if (fault) return fault
  return entriesFault(receipt, proof, seen)
}

function checkpointFault(
  receipt: Receipt,
  { note }: EntryProof,
  trusted: readonly string[] | undefined,
  seen: Seen,
): Fault | null {
  const logs = keysOf(receipt.vkeys, 'log')
  const witnesses = keysOf(receipt.witnesses, 'witness')
  if (!logs || !witnesses || logs.length === 0) return { why: 'bad-key' }
  const keys = [...logs, ...witnesses]
  const opened = openNote(note, keys)
  const checkpoint = attempt(() => checkpointFrom(opened.text))
  if (!checkpoint) return { why: 'bad-proof' }
  seen.checkpoint = checkpoint
  seen.signed = opened.signed
  // As many signatures as keys, none unknown, each key among them: no line and no key is there for nothing.
  const each = keys.every((key) => opened.signed.filter(({ by }) => by === key).length === 1)
  if (opened.unknown.length > 0 || opened.failed.length > 0 || !each) return { why: 'bad-signature' }
  if (logs.some(({ name }) => name !== checkpoint.origin)) return { why: 'bad-key' }
  if (trusted && !receipt.vkeys.some((vkey) => trusted.includes(vkey))) return { why: 'foreign-key' }
  return null
}

/** The keys of their texts, or null when one is none, stands twice or is of another kind. */
function keysOf(vkeys: readonly string[], kind: Verifier['kind']): Verifier[] | null {
  const keys = vkeys.map((vkey) => attempt(() => verifierFrom(vkey)))
  const right = keys.filter((key) => key !== null).filter((key) => key.kind === kind)
  return right.length === vkeys.length && new Set(vkeys).size === vkeys.length ? right : null
}

function entriesFault(receipt: Receipt, last: EntryProof, seen: Seen): Fault | null {
  const { checkpoint } = seen
  if (!checkpoint) return { why: 'bad-proof' }
  let before = -1
  for (const proven of [...(receipt.earlier ?? []), receipt]) {
    const proof = proven === receipt ? last : attempt(() => proofFrom(proven.proof))
    if (!proof || proof.extra) return { why: 'bad-proof' }
    const place = proof.index
    if (proof.note !== last.note) return { why: 'other-checkpoint', place }
    if (place <= before) return { why: 'wrong-order', place }
    before = place
    const entry = fromBase64(proven.entry)
    if (!entry) return { why: 'bad-entry', place }
    const { size, root } = checkpoint
    if (!verifyInclusion({ size, index: place, leaf: leafHash(entry), proof: proof.proof, root }))
      return { why: 'not-in-log', place }
    const body = bodyOf(entry)
    if (!body) return { why: 'bad-entry', place }
    if (receipt.subject !== undefined && body.subject !== receipt.subject) return { why: 'other-subject', place }
    const texts = textsOf(body, proven)
    if (!texts) return { why: 'bad-text', place }
    seen.entries.push({ place, body, texts })
  }
  seen.subject = receipt.subject ?? null
  return null
}

function bodyOf(entry: Uint8Array): { [name: string]: unknown } | null {
  const value: unknown = attempt(() => JSON.parse(textOf(entry)))
  return isRecord(value) ? value : null
}

/** The texts by the names the entry gives them, or null when one is not named, stands twice or has another hash. */
function textsOf(body: { [name: string]: unknown }, { texts = [] }: Proven): ShownEntry['texts'] | null {
  const named = isRecord(body.texts) ? Object.entries(body.texts) : []
  const shown: ShownEntry['texts'] = []
  for (const text of texts) {
    const names = named.filter(([, hash]) => hash === text.hash).map(([name]) => name)
    if (names.length === 0 || hashOf(text) !== text.hash) return null
    shown.push(...names.map((name) => ({ name, content: text.content })))
  }
  return new Set(texts.map(({ hash }) => hash)).size === texts.length ? shown : null
}

function hashOf({ salt, content }: ReceiptText): string | null {
  const saltBytes = fromHex(salt)
  return saltBytes && toHex(sha256(joined(saltBytes, bytesOf(content))))
}

function isRecord(value: unknown): value is { [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function attempt<T>(read: () => T): T | null {
  try {
    return read()
  } catch {
    return null
  }
}
