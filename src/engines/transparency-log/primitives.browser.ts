// The two primitives under the log for the browser, with the same names as primitives.ts.
import { getPublicKey, hashes, sign, utils, verify } from '@noble/ed25519'
import { sha256 as hash256, sha512 } from '@noble/hashes/sha2.js'

hashes.sha512 = (message) => sha512(message)

/** SHA-256 (FIPS 180-4) of the bytes: 32 bytes. */
export function sha256(bytes: Uint8Array): Uint8Array {
  return hash256(bytes)
}

/** 32 random bytes, the seed of a new key. */
export function newSeed(): Uint8Array {
  return utils.randomSecretKey()
}

/** The 32-byte public key of a 32-byte seed (RFC 8032). */
export function publicKeyOf(seed: Uint8Array): Uint8Array {
  return getPublicKey(seed)
}

/** The 64-byte Ed25519 signature of the message (RFC 8032). */
export function ed25519Sign(message: Uint8Array, seed: Uint8Array): Uint8Array {
  return sign(message, seed)
}

/** Whether the signature is one of the message by that key; false too for a key or signature that is none. */
export function ed25519Verify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  if (signature.length !== 64 || publicKey.length !== 32) return false
  try {
    // The library's own default is looser than RFC 8032, and than Node.
    return verify(signature, message, publicKey, { zip215: false })
  } catch {
    return false
  }
}
