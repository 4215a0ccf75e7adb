// Blanks what a PDF says of itself, byte for byte in its place, so that every reference in it still leads where it led (ISO 32000-1: 7.5, 14.3).
import { deflateSync, inflateSync } from 'node:zlib'

interface Stream {
  /** Its dictionary. */
  said: string
  begins: number
  ends: number
}

/** The same PDF with an empty information dictionary and empty metadata streams; null where a part of it cannot be written in its place. */
export async function namelessPdf(bytes: Uint8Array): Promise<Uint8Array | null> {
  const copy = Buffer.from(bytes)
  const text = copy.toString('latin1')
  const streams = streamsOf(text)
  const plain = objectsOutside(text, streams)
  const ids = new Set([...outside(text, streams).matchAll(/\/Info\s+(\d+)\s+\d+\s+R/g)].map(([, id = '']) => id))
  // Some programs keep each value of the dictionary as an object of its own.
  for (const { body } of plain.filter(({ id }) => ids.has(id)))
    for (const [, id = ''] of body.matchAll(/(\d+)\s+\d+\s+R\b/g)) ids.add(id)
  for (const stream of streams) {
    if (/\/Type\s*\/Metadata\b/.test(stream.said) && !rewrite(copy, stream, () => metadata)) return null
    if (!/\/Type\s*\/ObjStm\b/.test(stream.said)) continue
    const first = Number(/\/First\s+(\d+)/.exec(stream.said)?.[1])
    if (!rewrite(copy, stream, (packed) => withoutStrings(packed, first, ids))) return null
  }
  // Every revision of the dictionary, not the newest alone.
  for (const { begins, body } of plain.filter(({ id }) => ids.has(id))) copy.write(blanked(body), begins, 'latin1')
  return copy
}

const metadata = '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>'

function streamsOf(text: string): Stream[] {
  const found: Stream[] = []
  let at = 0
  for (const { 0: mark, index } of text.matchAll(/stream\r?\n/g)) {
    if (index < at) continue
    const before = text.slice(at, index)
    const begins = index + mark.length
    const end = text.indexOf('endstream', begins)
    const ends = end < 0 ? text.length : end
    found.push({ said: before.slice(Math.max(before.lastIndexOf(' obj'), 0)), begins, ends })
    at = ends + 'endstream'.length
  }
  return found
}

function outside(text: string, streams: readonly Stream[]): string {
  let at = 0
  const said: string[] = []
  for (const { begins, ends } of streams) {
    said.push(text.slice(at, begins))
    at = ends
  }
  return said.join('\n') + text.slice(at)
}

interface PlainObject {
  id: string
  begins: number
  body: string
}

/** Objects that are packed in no stream; of one that is a stream, its dictionary. */
function objectsOutside(text: string, streams: readonly Stream[]): PlainObject[] {
  const found: PlainObject[] = []
  let stream = 0
  for (const { 0: mark, 1: id = '', index } of text.matchAll(/(?<!\d)(\d+)\s+\d+\s+obj\b/g)) {
    while ((streams[stream]?.ends ?? Number.POSITIVE_INFINITY) <= index) stream += 1
    const { begins: packed = Number.POSITIVE_INFINITY } = streams[stream] ?? {}
    if (packed <= index) continue
    const begins = index + mark.length
    const ends = text.indexOf('endobj', begins)
    found.push({ id, begins, body: text.slice(begins, Math.min(ends < 0 ? text.length : ends, packed)) })
  }
  return found
}

/** Writes a stream anew where it stands; false where it does not fit, or is packed in a way that is not known here. */
function rewrite(copy: Buffer, { said, begins, ends }: Stream, change: (content: string) => string): boolean {
  const filter = /\/Filter\s*\[?\s*\/(\w+)\s*\]?/.exec(said)?.[1] ?? null
  if (filter !== null && filter !== 'FlateDecode') return false
  if (/\/(DecodeParms|DP)\b/.test(said) || /\/Filter\s*\[[^\]]*\/\w+\s*\/\w+/.test(said)) return false
  const before = copy.subarray(begins, ends)
  const content = filter === null ? before.toString('latin1') : inflateSync(before, limits).toString('latin1')
  const changed = change(content)
  if (changed === content) return true
  const packed =
    filter === null ? Buffer.from(changed, 'latin1') : deflateSync(Buffer.from(changed, 'latin1'), { level: 9 })
  // What is left over stands behind the end of the packed data, or is white space.
  const last = /\r?\n?$/.exec(before.toString('latin1'))?.[0].length ?? 0
  if (packed.length > before.length - last) return false
  before.fill(filter === null ? 0x20 : 0, 0, before.length - last)
  packed.copy(before)
  return true
}

const limits = { maxOutputLength: 50_000_000, finishFlush: 2 }

/** The objects of a packed stream with the strings of some of them blank; before `first` it says which object begins where. */
function withoutStrings(packed: string, first: number, ids: ReadonlySet<string>): string {
  const numbers = packed.slice(0, first).trim().split(/\s+/)
  let text = packed
  for (let at = 0; at + 1 < numbers.length; at += 2) {
    const begins = first + Number(numbers[at + 1])
    const ends = at + 3 < numbers.length ? first + Number(numbers[at + 3]) : packed.length
    const body = packed.slice(begins, ends)
    if (!ids.has(numbers[at] ?? '')) continue
    for (const [, id = ''] of body.matchAll(/(\d+)\s+\d+\s+R\b/g))
      if (!ids.has(id)) throw new RangeError('a value of the dictionary stands elsewhere')
    text = text.slice(0, begins) + blanked(body) + text.slice(ends)
  }
  return text
}

/** The same text with white space in all of its strings, as long as it was. */
function blanked(body: string): string {
  const out = [...body]
  let depth = 0
  for (let at = 0; at < body.length; at += 1) {
    const sign = body[at]
    if (depth > 0) {
      if (sign === '\\') {
        out[at] = ' '
        at += 1
        out[at] = ' '
      } else if (sign === '(') depth += 1
      else if (sign === ')') depth -= 1
      if (depth > 0) out[at] = ' '
    } else if (sign === '(') depth = 1
    else if (sign === '<' && body[at + 1] === '<') at += 1
    else if (sign === '<') {
      const ends = body.indexOf('>', at)
      for (let digit = at + 1; digit < ends; digit += 1) out[digit] = (digit - at) % 2 === 1 ? '2' : '0'
      at = ends < 0 ? body.length : ends
    }
  }
  return out.join('')
}
