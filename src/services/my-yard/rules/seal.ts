// Closes a secret with another one, so that the database alone opens neither.
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

const cipher = 'aes-256-gcm'

/** The text closed with the person's secret (AES-256-GCM, NIST SP 800-38D; 96 random bits before each text). */
export function seal(text: string, secret: string): string {
  const start = randomBytes(12)
  const closing = createCipheriv(cipher, keyOf(secret), start)
  const closed = Buffer.concat([closing.update(text, 'utf8'), closing.final()])
  return Buffer.concat([start, closing.getAuthTag(), closed]).toString('base64url')
}

/** The text again, or null when the secret is another one or the bytes were changed. */
export function unseal(sealed: string, secret: string): string | null {
  const bytes = Buffer.from(sealed, 'base64url')
  if (bytes.length < 28) return null
  try {
    const opening = createDecipheriv(cipher, keyOf(secret), bytes.subarray(0, 12))
    opening.setAuthTag(bytes.subarray(12, 28))
    return Buffer.concat([opening.update(bytes.subarray(28)), opening.final()]).toString('utf8')
  } catch {
    return null
  }
}

// The secret has 192 random bits, so one hash makes a key; the label keeps it apart from the hash that is stored.
function keyOf(secret: string): Buffer {
  return createHash('sha256').update(`my-yard link ${secret}`).digest()
}
