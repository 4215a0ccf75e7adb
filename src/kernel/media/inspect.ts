// Papers that strangers send: beside what they are, what in them nobody may be handed: programs, locks, and archives that burst.
import { inflate } from 'node:zlib'
import { unzipSync } from 'fflate'
import { type Paper, paperOf } from './papers.ts'

/**
 * Why a paper is not taken. other: no PDF, DOCX, XLSX, JPEG or PNG; old: Word or Excel of before 2007; macros: a program of Office; script: a PDF that
 * runs something when it is opened; encrypted: locked by a password; embedded: another file inside; bomb: it unpacks to far more than it is.
 */
export type PaperTrouble = 'other' | 'old' | 'macros' | 'script' | 'encrypted' | 'embedded' | 'bomb'

/** What paper these bytes are, or why it is not taken. Nothing of it is run, and nothing unpacked beyond 50 MB. */
export async function inspectPaper(bytes: Uint8Array): Promise<Paper | PaperTrouble> {
  if (isCompound(bytes)) return compoundTrouble(bytes)
  const packed = bytes[0] === 0x50 && bytes[1] === 0x4b ? archiveTrouble(bytes) : null
  if (packed) return packed
  const paper = paperOf(bytes)
  if (typeof paper === 'string') return paper
  return (paper.kind === 'pdf' ? await pdfTrouble(bytes) : null) ?? paper
}

// Microsoft's compound file (MS-CFB) holds documents of before 2007, and those of today when they are locked by a password.
const compound = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]

function isCompound(bytes: Uint8Array): boolean {
  return compound.every((byte, at) => bytes[at] === byte)
}

function compoundTrouble(bytes: Uint8Array): PaperTrouble {
  const names = (name: string) => Buffer.from(bytes).includes(Buffer.from(name, 'utf16le'))
  if (names('EncryptedPackage')) return 'encrypted'
  return names('_VBA_PROJECT') || names('Macros') ? 'macros' : 'old'
}

const mostUnpacked = 200_000_000
const mostParts = 5_000
/** Deflate reaches 1032; drawings and tables of honest documents stay far below. */
const mostRatio = 200

function archiveTrouble(bytes: Uint8Array): PaperTrouble | null {
  let unpacked = 0
  let parts = 0
  let embedded = false
  try {
    // Nothing is unpacked: only the list of what is inside is read.
    unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        unpacked += originalSize
        parts += 1
        embedded ||= /(^|\/)oleObject[^/]*\.bin$|\.(exe|dll|js|vbs|scr|bat|cmd|ps1|lnk|hta|jar)$/i.test(name)
        return false
      },
    })
  } catch {
    return null
  }
  if (unpacked > mostUnpacked || parts > mostParts || (unpacked > 10_000_000 && unpacked > bytes.length * mostRatio))
    return 'bomb'
  return embedded ? 'embedded' : null
}

/** Names of what runs something or carries another file (ISO 32000-1: 7.5.7, 7.6, 12.6.4, 12.6.4.16). */
const running = /\/(JavaScript|JS|Launch|ImportData|SubmitForm|RichMedia)(?![A-Za-z0-9])/
const carrying = /\/(EmbeddedFiles?|Filespec)(?![A-Za-z0-9])/
const locking = /\/Encrypt(?![A-Za-z0-9])/
/** An action as it is written, whatever stands around it. */
const action =
  /\/S(?:[\s\0]|%[^\r\n/]{0,60}[\r\n]){0,4}\/(JavaScript|Launch|ImportData|SubmitForm|RichMedia\w*)(?![A-Za-z0-9])/
const filters = /\/(?:\w+Decode|AHx|A85|LZW|Fl|RL|Crypt)(?![A-Za-z0-9])/g

async function pdfTrouble(bytes: Uint8Array): Promise<PaperTrouble | null> {
  const text = Buffer.from(bytes).toString('latin1')
  // What pictures and texts hold is no instruction: only what stands outside of streams, and streams of objects. But a comment may say
  // «stream», and the table of a PDF may lead to any byte: so packed objects and actions are looked for everywhere.
  if (action.test(plainNames(text))) return 'script'
  const said: string[] = []
  let budget = 50_000_000
  let [at, seen, ends, packs] = [0, 0, -1, 0]
  let unreadable = false
  for (const found of text.matchAll(/(?<!end)stream(\r\n|\n|\r)/g)) {
    const begins = found.index + found[0].length
    const dictionary = plainNames(text.slice(seen, found.index))
    seen = begins
    const packed = /\/ObjStm(?![A-Za-z0-9])/.test(dictionary)
    if (!packed && found.index < at) continue
    if (ends < begins) ends = endOf(text, begins)
    if (found.index >= at) {
      said.push(text.slice(at, found.index))
      at = ends
    }
    if (!packed || unreadable) continue
    packs += 1
    const unpacked = packs > mostPacks ? 'bomb' : await objectsIn(bytes.subarray(begins, ends), dictionary, budget)
    if (unpacked === 'bomb') return 'bomb'
    // Objects that cannot be read cannot be trusted: a locked paper, or one packed in a way nobody needs.
    unreadable = unpacked === null
    budget -= unpacked?.length ?? 0
    said.push(unpacked ?? '')
  }
  said.push(text.slice(at))
  const names = plainNames(said.join('\n'))
  if (locking.test(names)) return 'encrypted'
  if (unreadable || running.test(names)) return 'script'
  return carrying.test(names) ? 'embedded' : null
}

/** So many packs of objects hold far more than the largest paper has. */
const mostPacks = 20_000

function endOf(text: string, from: number): number {
  const found = text.indexOf('endstream', from)
  return found < 0 ? text.length : found
}

// Writers leave them plain or deflate them once; whatever else is done to them hides something.
async function objectsIn(content: Uint8Array, dictionary: string, most: number): Promise<string | 'bomb' | null> {
  if (!/\/Filter(?![A-Za-z0-9])/.test(dictionary))
    return content.length > most ? 'bomb' : Buffer.from(content).toString('latin1')
  const ways = dictionary.match(filters) ?? []
  if (ways.length !== 1 || !/\/Fl/.test(ways[0] ?? '') || /\/Predictor(?![A-Za-z0-9])/.test(dictionary)) return null
  return inflated(content, most)
}

// A name may be written with the numbers of its letters: /#4aavaScript (ISO 32000-1, 7.3.5). By bytes, since a paper may be made of nothing else.
function plainNames(text: string): string {
  if (!text.includes('#')) return text
  const bytes = Buffer.from(text, 'latin1')
  let to = 0
  for (let from = 0; from < bytes.length; from += 1) {
    const byte = bytes[from] ?? 0
    const high = byte === 0x23 ? digitOf(bytes[from + 1]) : -1
    const low = high < 0 ? -1 : digitOf(bytes[from + 2])
    bytes[to] = low < 0 ? byte : high * 16 + low
    to += 1
    if (low >= 0) from += 2
  }
  return bytes.toString('latin1', 0, to)
}

function digitOf(byte = 0): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const letter = byte | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1
}

function inflated(bytes: Uint8Array, most: number): Promise<string | 'bomb' | null> {
  return new Promise((resolve) => {
    if (most <= 0) return resolve('bomb')
    inflate(bytes, { maxOutputLength: most, finishFlush: 2 }, (error, buffer) => {
      if (!error) return resolve(buffer.toString('latin1'))
      resolve('code' in error && error.code === 'ERR_BUFFER_TOO_LARGE' ? 'bomb' : null)
    })
  })
}
