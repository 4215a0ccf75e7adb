// The two primitives under the log, SHA-256 and Ed25519, from Node; islands get primitives.browser.ts in its place.
import { createPrivateKey, createPublicKey, hash, type KeyObject, randomBytes, sign, verify } from 'node:crypto'

/** SHA-256 (FIPS 180-4) of the bytes: 32 bytes. */
export function sha256(bytes: Uint8Array): Uint8Array {
  // As a text of 32 letters the hash comes out of Node more than twice as fast as in a Buffer.
  const letters = hash('sha256', bytes, 'binary')
  const digest = new Uint8Array(32)
  for (let at = 0; at < 32; at++) digest[at] = letters.charCodeAt(at)
  return digest
}

/** 32 random bytes, the seed of a new key. */
export function newSeed(): Uint8Array {
  return new Uint8Array(randomBytes(32))
}

/** The 32-byte public key of a 32-byte seed (RFC 8032). */
export function publicKeyOf(seed: Uint8Array): Uint8Array {
  const der = createPublicKey(privateKey(seed)).export({ format: 'der', type: 'spki' })
  return new Uint8Array(der.subarray(spkiHead.length))
}

/** The 64-byte Ed25519 signature of the message (RFC 8032). */
export function ed25519Sign(message: Uint8Array, seed: Uint8Array): Uint8Array {
  return new Uint8Array(sign(null, message, privateKey(seed)))
}

/** Whether the signature is one of the message by that key; false too for a key or signature that is none. */
export function ed25519Verify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  if (signature.length !== 64 || publicKey.length !== 32) return false
  try {
    return verify(null, message, publicKeyObject(publicKey), signature)
  } catch {
    return false
  }
}

// The fixed heads of an Ed25519 key in DER (RFC 8410): what follows is the seed, or the public key.
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex')
const spkiHead = Buffer.from('302a300506032b6570032100', 'hex')

function privateKey(seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([pkcs8Head, seed]), format: 'der', type: 'pkcs8' })
}

function publicKeyObject(key: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([spkiHead, key]), format: 'der', type: 'spki' })
}
