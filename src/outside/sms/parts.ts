// A text as a phone gets it: UCS-2, one message of 70 characters or parts of 67 that it joins (3GPP TS 23.040, 9.2.3.24.1).

const alone = 70
const inParts = 67

export interface Part {
  /** Says which part of how many this is; null for a text that goes alone. */
  udh: Buffer | null
  text: string
}

/** Splits a text; `reference` is the same for all its parts, 0 to 255. A pair of surrogates is never cut. Throws beyond 255 parts. */
export function partsOf(text: string, reference: number): Part[] {
  if (text.length <= alone) return [{ udh: null, text }]
  const pieces: string[] = []
  for (let at = 0; at < text.length; ) {
    const last = text.charCodeAt(at + inParts - 1)
    const cuts = at + inParts < text.length && last >= 0xd800 && last < 0xdc00
    const length = cuts ? inParts - 1 : inParts
    pieces.push(text.slice(at, at + length))
    at += length
  }
  if (pieces.length > 255) throw new RangeError('A text message has at most 255 parts.')
  return pieces.map((piece, index) => ({
    udh: Buffer.from([5, 0, 3, reference & 255, pieces.length, index + 1]),
    text: piece,
  }))
}

/** UCS-2 as the network wants it: the high byte first. */
export function ucs2(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16()
}
