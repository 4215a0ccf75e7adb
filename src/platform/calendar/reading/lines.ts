// The lines of a calendar out of its bytes: unfolded before they become letters, since a fold may cut a letter in two (RFC 5545, 3.1).
import { isUtf8 } from 'node:buffer'

export interface Line {
  /** Where it begins in the file, from 1. */
  number: number
  text: string
  /** What the RFC would not have; said by strict reading only. */
  faults: readonly LineFault[]
}

export type LineFault = 'lineBlank' | 'lineControl' | 'lineEncoding' | 'lineFold' | 'lineMark'

/** All lines that say something, one by one, whatever ends them: CRLF, LF or a lone CR. Never throws. */
export function* linesOf(given: Uint8Array): Generator<Line> {
  const { bytes, marked } = unmarked(given)
  const plain = isUtf8(bytes)
  let faults: LineFault[] = marked ? ['lineMark'] : []
  let open: { number: number; pieces: Uint8Array[]; softly: boolean } | null = null
  const close = (): Line | null => {
    if (!open) return null
    const line = lineOf(open.number, open.pieces, plain, faults)
    faults = []
    return line
  }
  for (const { number, piece } of physicalLines(bytes)) {
    const folded = piece[0] === space || piece[0] === tab
    if (open && (folded || open.softly)) {
      const more: Uint8Array = folded && !open.softly ? piece.subarray(1) : piece
      // What says that a line goes on is no part of it.
      if (open.softly) open.pieces.push(...open.pieces.splice(-1).map((before) => before.subarray(0, -1)))
      open.pieces.push(more)
      open.softly = open.softly && more.at(-1) === equals
      continue
    }
    if (piece.length === 0) {
      // Said at once, with its own number; some programs put one before each fold.
      yield { number, text: '', faults: ['lineBlank'] }
      continue
    }
    const line = close()
    open = null
    if (line) yield line
    if (folded) faults.push('lineFold')
    open = { number, pieces: [piece], softly: isSoft(piece) }
  }
  const line = close()
  if (line) yield line
}

const [space, tab, cr, lf, equals] = [0x20, 0x09, 0x0d, 0x0a, 0x3d]

/** Without a byte order mark; UTF-16, which some programs save, as UTF-8. */
function unmarked(bytes: Uint8Array): { bytes: Uint8Array; marked: boolean } {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { bytes: bytes.subarray(3), marked: true }
  const wide =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null
  if (wide === null) return { bytes, marked: false }
  return { bytes: new TextEncoder().encode(new TextDecoder(wide).decode(bytes)), marked: true }
}

/** Lines as they stand in the file; the last may have nothing that ends it. */
function* physicalLines(bytes: Uint8Array): Generator<{ number: number; piece: Uint8Array }> {
  let number = 1
  let nextCr = bytes.indexOf(cr)
  for (let from = 0; from < bytes.length; ) {
    const found = bytes.indexOf(lf, from)
    const end = found < 0 ? bytes.length : found
    let begin = from
    let tail = end
    while (found >= 0 && tail > from && bytes[tail - 1] === cr) tail--
    // A lone CR ends a line as well; those before LF belong to it.
    while (nextCr >= 0 && nextCr < tail) {
      if (nextCr >= begin) {
        yield { number: number++, piece: bytes.subarray(begin, nextCr) }
        begin = nextCr + 1
      }
      nextCr = bytes.indexOf(cr, begin)
    }
    if (nextCr >= 0 && nextCr < end) nextCr = bytes.indexOf(cr, end)
    if (begin < end || found >= 0) yield { number: number++, piece: bytes.subarray(begin, tail) }
    from = end + 1
  }
}

const softBreak = /;(?:ENCODING=)?QUOTED-PRINTABLE[;:]/i

/** A line of vCalendar 1.0 that goes on after its last sign, an equals sign. */
function isSoft(piece: Uint8Array): boolean {
  return (
    piece.at(-1) === equals &&
    softBreak.test(Buffer.from(piece.buffer, piece.byteOffset, Math.min(piece.length, 300)).toString('latin1'))
  )
}

const old = new TextDecoder('windows-1251')

function lineOf(number: number, pieces: readonly Uint8Array[], plain: boolean, before: readonly LineFault[]): Line {
  const [only = new Uint8Array()] = pieces
  const whole = pieces.length === 1 ? Buffer.from(only.buffer, only.byteOffset, only.length) : Buffer.concat(pieces)
  const readable = plain || isUtf8(whole)
  const text = readable ? whole.toString('utf8') : old.decode(whole)
  const faults = readable ? before : [...before, 'lineEncoding' as const]
  if (!controls.test(text)) return { number, text, faults }
  return { number, text: text.replaceAll(allControls, ''), faults: [...faults, 'lineControl'] }
}

// Tabs are allowed in values, and what only Unicode calls a control is none to the RFC.
const controls = /[^\P{Cc}\t\u0080-\u009f]/u
const allControls = /[^\P{Cc}\t\u0080-\u009f]/gu
