// A copy of a paper that does not say who made it: for those who judge without knowing whose it is. The paper itself stays as it was brought.
import { strFromU8, strToU8, unzip, zip } from 'fflate'
import { withPictures } from '#platform/pictures.ts'
import type { PaperKind } from './papers.ts'
import { namelessPdf } from './pdf-names.ts'

/**
 * The bytes of a paper without what programs write beside its content: names in the properties of PDF, Word and Excel, of whoever commented or changed it,
 * and what a camera noted. Null where that cannot be promised. What stands in the content itself stays. For papers that `inspectPaper` took.
 */
export async function namelessCopy(bytes: Uint8Array, kind: PaperKind): Promise<Uint8Array | null> {
  try {
    if (kind === 'pdf') return await namelessPdf(bytes)
    if (kind === 'jpeg' || kind === 'png') return await namelessPicture(bytes, kind)
    return await namelessOffice(bytes)
  } catch {
    return null
  }
}

async function namelessPicture(bytes: Uint8Array, kind: 'jpeg' | 'png'): Promise<Uint8Array> {
  // sharp leaves EXIF, XMP, IPTC and texts of PNG behind unless it is asked to keep them.
  return withPictures((sharp) => sharp(bytes).autoOrient().toFormat(kind, { quality: 90 }).toBuffer())
}

const properties = 'http://schemas.openxmlformats.org'
const emptied: Readonly<Record<string, string>> = {
  'docProps/core.xml': `<cp:coreProperties xmlns:cp="${properties}/package/2006/metadata/core-properties"/>`,
  'docProps/app.xml': `<Properties xmlns="${properties}/officeDocument/2006/extended-properties"/>`,
  'docProps/custom.xml': `<Properties xmlns="${properties}/officeDocument/2006/custom-properties"/>`,
}

/** Where Office writes who commented, changed or last opened a document (ECMA-376, 17.13; MS-DOCX 2.5; MS-XLSX 2.6). */
const named: readonly { part: RegExp; says: RegExp; instead: string }[] = [
  { part: /^word\/.*\.xml$/, says: /((?:w|w15|w16du):(?:author|initials|userId)=)(["'])[^"']*\2/g, instead: '$1$2$2' },
  { part: /^xl\/comments.*\.xml$/, says: /(<author[^>]*>)[^<]*(<\/author>)/g, instead: '$1$2' },
  { part: /^xl\/persons\/.*\.xml$/, says: /((?:displayName|userId)=)(["'])[^"']*\2/g, instead: '$1$2$2' },
  { part: /^xl\/.*\.xml$/, says: /(userName=)(["'])[^"']*\2/g, instead: '$1$2$2' },
  { part: /^xl\/workbook\.xml$/, says: /(absPath[^>]*\surl=)(["'])[^"']*\2/g, instead: '$1$2$2' },
]

async function namelessOffice(bytes: Uint8Array): Promise<Uint8Array> {
  const parts = await new Promise<Record<string, Uint8Array>>((resolve, reject) => {
    unzip(bytes, (error, found) => (error ? reject(error) : resolve(found)))
  })
  for (const [name, content] of Object.entries(parts)) {
    const picture = /\.(jpe?g|png)$/i.exec(name)?.[1]?.toLowerCase()
    const empty = emptied[name]
    if (empty !== undefined) parts[name] = strToU8(empty)
    else if (picture) parts[name] = await namelessPicture(content, picture === 'png' ? 'png' : 'jpeg')
    else if (named.some(({ part }) => part.test(name))) {
      const said = named.filter(({ part }) => part.test(name))
      parts[name] = strToU8(
        said.reduce((text, { says, instead }) => text.replaceAll(says, instead), strFromU8(content)),
      )
    }
  }
  return new Promise((resolve, reject) => {
    zip(parts, (error, packed) => (error ? reject(error) : resolve(packed)))
  })
}
