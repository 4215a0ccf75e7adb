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

async function pdfTrouble(bytes: Uint8Array): Promise<PaperTrouble | null> {
  const text = Buffer.from(bytes).toString('latin1')
  // What pictures and texts hold is no instruction: only what stands outside of streams, and streams of objects.
  const said: string[] = []
  let budget = 50_000_000
  let at = 0
  for (const found of text.matchAll(/stream\r?\n/g)) {
    if (found.index < at) continue
    const dictionary = text.slice(at, found.index)
    said.push(dictionary)
    const begins = found.index + found[0].length
    const ends = text.indexOf('endstream', begins)
    at = ends < 0 ? text.length : ends + 'endstream'.length
    const own = plainNames(dictionary.slice(dictionary.lastIndexOf(' obj')))
    if (!/\/ObjStm(?![A-Za-z0-9])/.test(own)) continue
    const unpacked = await inflated(bytes.subarray(begins, ends < 0 ? bytes.length : ends), budget)
    if (unpacked === 'bomb') return 'bomb'
    if (unpacked === null) {
      // Objects that cannot be read cannot be trusted: a locked paper, or one packed in a way nobody needs.
      if (/\/FlateDecode|\/Fl(?![A-Za-z0-9])/.test(own) && !locking.test(plainNames(text.slice(-4096)))) return 'script'
      continue
    }
    budget -= unpacked.length
    said.push(unpacked)
  }
  said.push(text.slice(at))
  const names = plainNames(said.join('\n'))
  if (locking.test(names)) return 'encrypted'
  if (running.test(names)) return 'script'
  return carrying.test(names) ? 'embedded' : null
}

// A name may be written with the numbers of its letters: /#4aavaScript (ISO 32000-1, 7.3.5).
function plainNames(text: string): string {
  return text.replaceAll(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
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
