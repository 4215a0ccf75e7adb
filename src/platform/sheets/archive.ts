// Opens the ZIP that an XLSX file is, and looks at what it declares before a byte of it is unpacked.
import { unzipSync } from 'fflate'
import { fileError, type Limits, type SheetError, Unreadable } from './table.ts'

/** Gives the XML of a part by its path («xl/workbook.xml»), or null when the file has no such part. */
export type Parts = (path: string) => string | null

/**
 * The parts of a workbook. Throws Unreadable with all reasons for which the file as a whole is not taken: too large, encrypted,
 * no workbook, damaged, a bomb, with macros, with links to other files.
 */
export function openArchive(bytes: Uint8Array, limits: Limits): Parts {
  const first = firstLook(bytes, limits)
  if (first) throw new Unreadable([first])
  const declared = declaredFiles(bytes)
  const errors = refusedFor(declared, limits)
  if (errors.length > 0) throw new Unreadable(errors)
  const unpacked = unpack(bytes)
  return (path) => {
    const part = unpacked[path]
    return part === undefined ? null : xmlOf(part)
  }
}

interface Declared {
  name: string
  size: number
  originalSize: number
}

const ZIP = [0x50, 0x4b, 0x03, 0x04]
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]

/** XML packs to a tenth; a sheet of one repeated number to a hundredth. What packs to less is made to burst. */
const MOST_PACKED = 400
const SMALL = 1_000_000
const MOST_FILES = 2_000

function firstLook(bytes: Uint8Array, limits: Limits): SheetError | null {
  if (bytes.length > limits.bytes)
    return fileError('platform.sheets.file.tooLarge', { most: Math.round(limits.bytes / 1_000_000) })
  if (startsWith(bytes, OLE))
    return fileError(
      hasName(bytes, 'EncryptedPackage') ? 'platform.sheets.file.encrypted' : 'platform.sheets.file.oldExcel',
    )
  if (!startsWith(bytes, ZIP)) return fileError('platform.sheets.file.notWorkbook')
  return null
}

function declaredFiles(bytes: Uint8Array): Declared[] {
  const declared: Declared[] = []
  try {
    unzipSync(bytes, {
      filter: ({ name, size, originalSize }) => {
        if (declared.length <= MOST_FILES) declared.push({ name, size, originalSize })
        return false
      },
    })
  } catch {
    throw new Unreadable([fileError('platform.sheets.file.damaged')])
  }
  return declared
}

function refusedFor(files: Declared[], limits: Limits): SheetError[] {
  const errors: SheetError[] = []
  const has = (test: (name: string) => boolean) => files.some(({ name }) => test(name.toLowerCase()))
  const sum = files.reduce((all, { originalSize }) => all + originalSize, 0)
  const bursting = files.some(({ size, originalSize }) => originalSize > SMALL && originalSize > size * MOST_PACKED)
  if (files.length > MOST_FILES || sum > limits.unpacked || bursting)
    errors.push(fileError('platform.sheets.file.bomb', { most: Math.round(limits.unpacked / 1_000_000) }))
  if (!has((name) => name === 'xl/workbook.xml')) errors.push(fileError('platform.sheets.file.notWorkbook'))
  if (has((name) => name.endsWith('vbaproject.bin'))) errors.push(fileError('platform.sheets.file.macros'))
  if (has((name) => /^xl\/(externallinks|connections\.xml|querytables)/.test(name)))
    errors.push(fileError('platform.sheets.file.links'))
  return errors
}

// The declared size is the size of the room it gets: a part that lies about it is cut, and then is no XML.
function unpack(bytes: Uint8Array): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, {
      filter: ({ name }) => /^(\[content_types\]\.xml|(xl\/)?(_rels|worksheets)\/|xl\/[^/]+\.xml)/i.test(name),
    })
  } catch {
    throw new Unreadable([fileError('platform.sheets.file.damaged')])
  }
}

function xmlOf(part: Uint8Array): string {
  let xml: string
  try {
    xml = new TextDecoder('utf-8', { fatal: true }).decode(part)
  } catch {
    throw new Unreadable([fileError('platform.sheets.file.damaged')])
  }
  if (/<!(doctype|entity)/i.test(xml)) throw new Unreadable([fileError('platform.sheets.file.entities')])
  return xml
}

function startsWith(bytes: Uint8Array, start: number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte)
}

/** Whether the directory of an OLE file names a stream; its names are UTF-16. */
function hasName(bytes: Uint8Array, name: string): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(name, 'utf16le'))
}
