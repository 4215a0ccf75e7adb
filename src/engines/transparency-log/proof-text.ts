// One entry's proof as text (C2SP tlog-proof): where it stands, the hashes up to the root, and the checkpoint.
import { fromBase64, hashFrom, toBase64, wholeFrom } from './bytes.ts'
import { checkpointFrom } from './checkpoints.ts'
import { readNote } from './notes.ts'

export interface EntryProof {
  index: number
  proof: Uint8Array[]
  /** The checkpoint as a signed note, as it was published. */
  note: string
  /** Whatever the writer adds; nothing vouches for it. */
  extra?: Uint8Array
}

/** The text of a proof. */
export function proofText({ index, proof, note, extra }: EntryProof): string {
  const extraLine = extra === undefined ? '' : `extra ${toBase64(extra)}\n`
  return `${firstLine}\n${extraLine}index ${index}\n${proof.map((hash) => `${toBase64(hash)}\n`).join('')}\n${note}`
}

/** The proof of its text. Throws when the text is none, or is written in any other way than `proofText` writes it. */
export function proofFrom(text: string): EntryProof {
  const found = /^([^\n]*)\n(?:extra ([^\n]*)\n)?index ([^\n]*)\n((?:[^\n]+\n)*)\n([\s\S]*)$/.exec(text)
  const [, first, extraText, indexText = '', hashLines = '', note = ''] = found ?? []
  const index = wholeFrom(indexText)
  const proof = hashLines.split('\n').slice(0, -1).map(hashFrom)
  const extra = extraText === undefined ? undefined : fromBase64(extraText)
  const whole = proof.filter((hash) => hash !== null)
  if (first !== firstLine || index === null || extra === null || whole.length !== proof.length || proof.length > 63)
    throw new Error('this is no proof of a log entry')
  checkpointFrom(readNote(note).text)
  return { index, proof: whole, note, ...(extra === undefined ? {} : { extra }) }
}

const firstLine = 'c2sp.org/tlog-proof@v1'
