// Ids and secrets: ids that sort by the time they were made, and secrets of which only a hash is kept.
import { createHash, randomBytes, randomInt } from 'node:crypto'

let lastMs = -1
let counter = 0

/**
 * A UUID of version 7 (RFC 9562, 5.7), made here since PostgreSQL 15 has no uuidv7(). Ids of one process sort in the order in
 * which they were made, also within a millisecond: `rand_a` and the first bits of `rand_b` are a counter that starts at random
 * (RFC 9562, 6.2, method 1). `now` may be any day, and each day sorts by itself: a demo makes ids of the past.
 */
export function newId(now: Date): string {
  const ms = now.getTime()
  if (!Number.isInteger(ms) || ms < 0 || ms >= 2 ** 48) throw new RangeError('An id needs a time from 1970 on.')
  const random = randomBytes(10)
  // 26 bits of counter; the highest starts at zero, so that there is room to count in any millisecond.
  const start = random.readUInt32BE(0) >>> 7
  counter = ms === lastMs ? counter + 1 : start
  lastMs = ms
  if (counter >= 2 ** 26) throw new RangeError('Too many ids in one millisecond.')
  const bytes = Buffer.alloc(16)
  bytes.writeUIntBE(ms, 0, 6)
  bytes.writeUInt16BE(0x7000 | (counter >>> 14), 6)
  bytes.writeUInt16BE(0x8000 | (counter & 0x3fff), 8)
  random.copy(bytes, 10, 4)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** A secret for a private link or a session: `bytes` of randomness in base64url. */
export function newSecret(bytes = 24): string {
  return randomBytes(bytes).toString('base64url')
}

/** A code of so many digits for a person to type: every one is as likely. Short, so only a keyed mark of it is kept. */
export function newCode(digits: number): string {
  return String(randomInt(10 ** digits)).padStart(digits, '0')
}

/** What is kept of a secret: SHA-256, hex. Secrets of `newSecret` are too long to guess, so no slow hash is needed. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
