// Bytes and the texts that stand for them; only the one canonical text of some bytes is ever read.

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

/** The text of UTF-8 bytes, with nothing dropped or replaced; throws when they are no UTF-8. */
export function textOf(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

export function same(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false
  return true
}

/** Standard base64 with padding (RFC 4648, section 4). */
export function toBase64(bytes: Uint8Array): string {
  const letters: string[] = []
  for (let at = 0; at < bytes.length; at += chunk) letters.push(String.fromCharCode(...bytes.subarray(at, at + chunk)))
  return btoa(letters.join(''))
}

/** The bytes of a base64 text, or null when it is not exactly the text that `toBase64` writes. */
export function fromBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return null
  const letters = atob(text)
  const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0))
  // Unused bits at the end must be zero, else two texts would stand for the same bytes.
  return btoa(letters) === text ? bytes : null
}

/** A 32-byte hash written in base64, or null. */
export function hashFrom(text: string): Uint8Array | null {
  const bytes = fromBase64(text)
  return bytes?.length === 32 ? bytes : null
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The bytes of lower-case hex, or null. */
export function fromHex(text: string): Uint8Array | null {
  if (!/^([0-9a-f]{2})*$/.test(text)) return null
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}

/** A whole number without sign or leading zeroes that is exact in JavaScript, or null. */
export function wholeFrom(text: string): number | null {
  if (!/^(0|[1-9]\d{0,15})$/.test(text)) return null
  const number = Number(text)
  return Number.isSafeInteger(number) ? number : null
}

const chunk = 8192
