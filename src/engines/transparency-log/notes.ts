// Signed notes (C2SP signed-note): text under which stand the signatures of keys that have names.
import { bytesOf, fromBase64, joined, toBase64, toHex } from './bytes.ts'
import { ed25519Sign, ed25519Verify, newSeed, publicKeyOf, sha256 } from './primitives.ts'

/** A key of a log signs the text (type 0x01); a key of a witness signs the text and the time (type 0x04). */
export type KeyKind = 'log' | 'witness'

/** What is needed to check signatures of a key. */
export interface Verifier {
  name: string
  /** The key's hash, 8 hex digits. */
  id: string
  kind: KeyKind
  publicKey: Uint8Array
}

/** What is needed to sign; keep it secret. */
export interface Signer extends Verifier {
  seed: Uint8Array
}

/** A signature that holds; `seconds` since 1970 when a witness says the time. */
export interface Signed {
  by: Verifier
  seconds: number | null
}

export interface OpenedNote {
  text: string
  /** Empty as soon as one signature of a known key is wrong. */
  signed: Signed[]
  /** Known keys whose signature is wrong. */
  failed: Verifier[]
  /** Signatures of keys that were not asked for. */
  unknown: { name: string; id: string }[]
}

/** A key that signs under this name, from 32 random bytes or the given ones. Throws when the name has a blank or a plus. */
export function newSigner(name: string, seed: Uint8Array = newSeed(), kind: KeyKind = 'log'): Signer {
  if (!isName(name)) throw new Error('the name of a key is not empty and has no blanks and no +')
  if (seed.length !== 32) throw new Error('a seed has 32 bytes')
  const publicKey = publicKeyOf(seed)
  return { name, id: keyId(name, kind, publicKey), kind, publicKey, seed }
}

/** The text in which a signer is kept: `PRIVATE+KEY+<name>+<hash>+<base64(type || seed)>`. */
export function signerText({ name, id, kind, seed }: Signer): string {
  return `PRIVATE+KEY+${name}+${id}+${toBase64(joined(typeOf[kind], seed))}`
}

/** The signer of its text. Throws when the text is none or its hash is wrong. */
export function signerFrom(text: string): Signer {
  const found = /^PRIVATE\+KEY\+([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text)
  if (!found) throw new Error('this is no private key of a note')
  const [, name = '', id, key = ''] = found
  const [kind, seed] = keyFrom(key)
  const signer = newSigner(name, seed, kind)
  if (signer.id !== id) throw new Error('the hash in the private key is not its own')
  return signer
}

/** The public text of a key: `<name>+<hash>+<base64(type || public key)>`. */
export function vkeyOf({ name, id, kind, publicKey }: Verifier): string {
  return `${name}+${id}+${toBase64(joined(typeOf[kind], publicKey))}`
}

/** The key of its public text. Throws when the text is none, its hash is wrong or its type is unknown. */
export function verifierFrom(vkey: string): Verifier {
  const found = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(vkey)
  if (!found) throw new Error('this is no public key of a note')
  const [, name = '', id = '', key = ''] = found
  const [kind, publicKey] = keyFrom(key)
  if (!isName(name) || keyId(name, kind, publicKey) !== id) throw new Error('the hash in the public key is not its own')
  return { name, id, kind, publicKey }
}

/** The note: the text (it ends in a newline), an empty line, a signature line for each signer. Throws for a bad text. */
export function signNote(text: string, signers: readonly Signer[]): string {
  if (!isText(text)) throw new Error('the text of a note ends in a newline and has no control characters')
  if (signers.some(({ kind }) => kind !== 'log')) throw new Error('a witness cosigns: it says the time too')
  return `${text}\n${signers.map((signer) => signatureLine(signer, ed25519Sign(bytesOf(text), signer.seed))).join('')}`
}

/** The line of a witness under a checkpoint: it saw this text at that time (C2SP tlog-cosignature, `cosignature/v1`). */
export function cosign(note: string, signer: Signer, seconds: number): string {
  if (signer.kind !== 'witness') throw new Error('a log signs its notes, only a witness cosigns them')
  const time = new Uint8Array(8)
  new DataView(time.buffer).setBigUint64(0, BigInt(seconds))
  const signature = ed25519Sign(cosigned(splitNote(note).text, BigInt(seconds)), signer.seed)
  return signatureLine(signer, joined(time, signature))
}

/** Reads a note and checks it with the keys given. Throws when it is no note; the text counts only if `signed` has a key. */
export function openNote(note: string, verifiers: readonly Verifier[]): OpenedNote {
  const { text, lines } = splitNote(note)
  const signed: Signed[] = []
  const failed: Verifier[] = []
  const unknown: OpenedNote['unknown'] = []
  for (const { name, id, signature } of lines) {
    const by = verifiers.find((verifier) => verifier.name === name && verifier.id === id)
    const seconds = by ? check(text, signature, by) : undefined
    if (!by) unknown.push({ name, id })
    else if (seconds === undefined) failed.push(by)
    else signed.push({ by, seconds })
  }
  return { text, signed: failed.length > 0 ? [] : signed, failed, unknown }
}

/** The text of a note, whoever signed it, with the names and hashes of its keys. Throws when it is no note. */
export function readNote(note: string): { text: string; keys: { name: string; id: string }[] } {
  const { text, lines } = splitNote(note)
  return { text, keys: lines.map(({ name, id }) => ({ name, id })) }
}

const typeOf = { log: new Uint8Array([1]), witness: new Uint8Array([4]) }
// The specification asks for 16 at least; a limit there must be.
const mostSignatures = 64

function keyId(name: string, kind: KeyKind, publicKey: Uint8Array): string {
  return toHex(sha256(joined(bytesOf(`${name}\n`), typeOf[kind], publicKey)).subarray(0, 4))
}

function keyFrom(text: string): [KeyKind, Uint8Array] {
  const bytes = fromBase64(text)
  const kind = bytes?.[0] === 1 ? 'log' : bytes?.[0] === 4 ? 'witness' : null
  if (!bytes || !kind || bytes.length !== 33) throw new Error('this key is not Ed25519 of type 1 or 4')
  return [kind, bytes.slice(1)]
}

function isName(name: string): boolean {
  return /^[^\s\u0085+]+$/.test(name) && isText(`${name}\n`)
}

function isText(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the specification forbids them by name.
  return text.endsWith('\n') && text.isWellFormed() && !/[\u0000-\u0009\u000b-\u001f]/.test(text)
}

function signatureLine({ name, id }: Verifier, signature: Uint8Array): string {
  const idBytes = Uint8Array.from(id.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
  return `— ${name} ${toBase64(joined(idBytes, signature))}\n`
}

interface Line {
  name: string
  id: string
  signature: Uint8Array
}

function splitNote(note: string): { text: string; lines: Line[] } {
  const at = note.lastIndexOf('\n\n')
  if (at < 0 || !isText(note)) throw new Error('this is no signed note')
  const lines = note.slice(at + 2).split('\n')
  if (lines.pop() !== '' || lines.length < 1 || lines.length > mostSignatures)
    throw new Error('this note has no signatures, or too many')
  return { text: note.slice(0, at + 1), lines: lines.map(lineFrom) }
}

function lineFrom(line: string): Line {
  const [dash, name = '', coded = '', ...more] = line.split(' ')
  const bytes = fromBase64(coded)
  if (dash !== '—' || !isName(name) || !bytes || bytes.length < 5 || more.length > 0)
    throw new Error('a line under the note is no signature')
  return { name, id: toHex(bytes.subarray(0, 4)), signature: bytes.slice(4) }
}

/** Null or the witness's time when the signature holds, else undefined. */
function check(text: string, signature: Uint8Array, { kind, publicKey }: Verifier): number | null | undefined {
  if (kind === 'log') return ed25519Verify(signature, bytesOf(text), publicKey) ? null : undefined
  if (signature.length !== 72) return undefined
  const seconds = new DataView(signature.buffer, signature.byteOffset).getBigUint64(0)
  if (seconds > BigInt(Number.MAX_SAFE_INTEGER)) return undefined
  return ed25519Verify(signature.subarray(8), cosigned(text, seconds), publicKey) ? Number(seconds) : undefined
}

function cosigned(text: string, seconds: bigint): Uint8Array {
  return bytesOf(`cosignature/v1\ntime ${seconds}\n${text}`)
}
