// Papers that staff bring as evidence: told by their bytes, kept as they are, so that their hash proves what was brought.
import { strFromU8, unzipSync } from 'fflate'
import { sniff } from './sniff.ts'

export type PaperKind = 'pdf' | 'jpeg' | 'png' | 'docx' | 'xlsx'

export interface Paper {
  kind: PaperKind
  type: string
  /** How the file's name ends. */
  ending: string
}

/** How large a paper may be, in bytes. */
export const paperLimit = 20_000_000

/**
 * What paper these bytes are. 'macros' is a document of Word or Excel that carries a program, 'other' everything that is no
 * PDF, JPEG, PNG, DOCX or XLSX (ECMA-376), and what calls itself one and cannot be opened.
 */
export function paperOf(bytes: Uint8Array): Paper | 'macros' | 'other' {
  const kind = sniff(bytes)
  if (kind === 'pdf') return { kind, type: 'application/pdf', ending: 'pdf' }
  if (kind === 'jpeg') return { kind, type: 'image/jpeg', ending: 'jpg' }
  if (kind === 'png') return { kind, type: 'image/png', ending: 'png' }
  return bytes[0] === 0x50 && bytes[1] === 0x4b ? officePaper(bytes) : 'other'
}

const office = 'application/vnd.openxmlformats-officedocument'
const contents = '[Content_Types].xml'

function officePaper(bytes: Uint8Array): Paper | 'macros' | 'other' {
  const names: string[] = []
  let types: string
  try {
    // Only the list of contents is unpacked, and only if it is small: a packed bomb stays packed.
    const parts = unzipSync(bytes, {
      filter: ({ name, originalSize }) => names.push(name) > 0 && name === contents && originalSize < 1_000_000,
    })
    const list = parts[contents]
    if (!list) return 'other'
    types = strFromU8(list)
  } catch {
    return 'other'
  }
  if (/macroEnabled/i.test(types) || names.some((name) => /vbaProject|vbaData|macrosheets|activeX/i.test(name)))
    return 'macros'
  if (types.includes('wordprocessingml.document.main+xml') && names.includes('word/document.xml'))
    return { kind: 'docx', type: `${office}.wordprocessingml.document`, ending: 'docx' }
  if (types.includes('spreadsheetml.sheet.main+xml') && names.includes('xl/workbook.xml'))
    return { kind: 'xlsx', type: `${office}.spreadsheetml.sheet`, ending: 'xlsx' }
  return 'other'
}
