// Receipts, format `italmas-receipt/1`: one file that proves what stands in the log, without asking anybody.
import canonicalize from 'canonicalize'
import { bytesOf, toBase64 } from './bytes.ts'

/** A free text that an entry names by its hash: SHA-256 of the salt's bytes and the content in UTF-8. */
export interface ReceiptText {
  /** 64 hex digits. */
  hash: string
  /** Hex. */
  salt: string
  content: string
}

/** An entry with its proof. */
export interface Proven {
  /** Base64 of the entry's bytes. */
  entry: string
  /** C2SP tlog-proof text. */
  proof: string
  texts?: ReceiptText[]
}

/** What a receipt file holds, field by field. */
export interface Receipt extends Proven {
  format: typeof receiptFormat
  /** The log's keys that signed the checkpoint. */
  vkeys: string[]
  /** The witnesses' keys that cosigned it. */
  witnesses: string[]
  /** In a promise's receipt: what all its entries speak of, the earlier ones oldest first, and what it cannot prove. */
  subject?: string
  earlier?: Proven[]
  limits?: string
}

export interface ProvenEntry {
  entry: Uint8Array
  /** The text of a proof to one checkpoint, the same for all entries of a receipt. */
  proof: string
  texts?: readonly ReceiptText[]
}

/** The bytes of a receipt file. `of` makes it a promise's receipt: its subject and all its earlier entries, oldest first. */
export function receiptFrom(
  input: ProvenEntry & {
    vkeys: readonly string[]
    witnesses: readonly string[]
    of?: { subject: string; earlier: readonly ProvenEntry[] }
  },
): Uint8Array {
  const { of, vkeys, witnesses } = input
  const receipt: Receipt = {
    format: receiptFormat,
    ...proven(input),
    vkeys: [...vkeys],
    witnesses: [...witnesses],
    ...(of ? { subject: of.subject, earlier: of.earlier.map(proven), limits: receiptLimits } : {}),
  }
  const text = canonicalize(receipt)
  if (text === undefined) throw new Error('a receipt is JSON')
  return bytesOf(text)
}

export const receiptFormat = 'italmas-receipt/1'

/** What a promise's receipt says of itself. */
export const receiptLimits =
  'Эта квитанция не может доказать, что позже не появилось других записей о том же. / This receipt cannot prove that no later entry on the same subject exists.'

function proven({ entry, proof, texts = [] }: ProvenEntry): Proven {
  return { entry: toBase64(entry), proof, ...(texts.length > 0 ? { texts: [...texts] } : {}) }
}
