// A copy that names nobody is the same paper to its reader: checked by parsers that were not written here.
import { deflateSync } from 'node:zlib'
import exifr from 'exifr'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import PDFDocument from 'pdfkit'
import { expect, test } from 'vitest'
import { withPictures } from '#platform/pictures.ts'
import { namelessCopy } from './nameless.ts'

const secret = 'Тимур Гончаров'

async function readPdf(bytes: Uint8Array) {
  const opening = getDocument({ data: Uint8Array.from(bytes), verbosity: 0 })
  const pdf = await opening.promise
  const { info, metadata } = await pdf.getMetadata()
  const { items } = await (await pdf.getPage(1)).getTextContent()
  const text = items.map((item) => ('str' in item ? item.str : '')).join('')
  await opening.destroy()
  return { said: `${JSON.stringify(info)} ${metadata?.getRaw() ?? ''}`, text }
}

function written(): Promise<Buffer> {
  return new Promise((resolve) => {
    const pdf = new PDFDocument({ info: { Author: secret, Title: 'By (Timur) \\ Potter', Keywords: 'Timur' } })
    const parts: Buffer[] = []
    pdf.on('data', (part: Buffer) => parts.push(part))
    pdf.on('end', () => resolve(Buffer.concat(parts)))
    pdf.text('A set of cups')
    pdf.end()
  })
}

/** A PDF of 1.5: its objects packed in a stream, its table of places in another, with metadata of XMP, packed or not. */
function packedPdf(xmpPacked: boolean, author = '(Timur Potter)'): Buffer {
  const objects = [
    [1, '<< /Type /Catalog /Pages 2 0 R /Metadata 7 0 R >>'],
    [2, '<< /Type /Pages /Kids [3 0 R] /Count 1 >>'],
    [
      3,
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Resources << /Font << /F 5 0 R >> >> /Contents 6 0 R >>',
    ],
    [4, `<< /Author ${author} /Title <FEFF041804320430043D> /CreationDate (D:20261101) >>`],
    [5, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'],
  ] as const
  let at = 0
  const heads = objects.map(([id, body]) => {
    const head = `${id} ${at}`
    at += body.length + 1
    return head
  })
  const head = `${heads.join(' ')} `
  const packed = deflateSync(Buffer.from(head + objects.map(([, body]) => `${body} `).join(''), 'latin1'))
  const parts: Buffer[] = [Buffer.from('%PDF-1.5\n')]
  const places = new Map<number, number>()
  const put = (id: number, dictionary: string, content: Buffer) => {
    places.set(
      id,
      parts.reduce((sum, { length }) => sum + length, 0),
    )
    parts.push(Buffer.from(`${id} 0 obj\n<< ${dictionary} /Length ${content.length} >>\nstream\n`))
    parts.push(content, Buffer.from('\nendstream\nendobj\n'))
  }
  put(6, '', Buffer.from('BT /F 12 Tf 20 100 Td (A set of cups) Tj ET'))
  const xmp = Buffer.from(
    '<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq><rdf:li>Timur Potter</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>',
  )
  put(7, `/Type /Metadata /Subtype /XML${xmpPacked ? ' /Filter /FlateDecode' : ''}`, xmpPacked ? deflateSync(xmp) : xmp)
  put(8, `/Type /ObjStm /N 5 /First ${head.length} /Filter /FlateDecode`, packed)
  const start = parts.reduce((sum, { length }) => sum + length, 0)
  const rows = Array.from({ length: 10 }, (_, id) => {
    if (id === 0) return [0, 0, 255]
    if (id <= 5) return [2, 8, id - 1]
    return [1, id === 9 ? start : (places.get(id) ?? 0), 0]
  })
  const table = Buffer.from(rows.flatMap(([kind = 0, place = 0, more = 0]) => [kind, place >> 8, place & 255, more]))
  put(9, '/Type /XRef /Size 10 /W [1 2 1] /Root 1 0 R /Info 4 0 R', table)
  return Buffer.concat([...parts, Buffer.from(`startxref\n${start}\n%%EOF\n`)])
}

test.each([
  ['its own dictionary', written],
  ['packed objects and plain metadata', async () => packedPdf(false)],
  ['packed objects and packed metadata', async () => packedPdf(true)],
])('a PDF with %s keeps its text and its length, and says nobody', async (_, make) => {
  const before = await make()
  expect((await readPdf(before)).said).toMatch(/Timur|Тимур/)
  const copy = await namelessCopy(before, 'pdf')
  if (!copy) throw new Error('a copy can be made')
  const { said, text } = await readPdf(copy)
  expect(said).not.toMatch(/Timur|Тимур|Potter|Иван/)
  expect([text, copy.length]).toEqual(['A set of cups', before.length])
  expect(Buffer.from(copy).includes('Timur')).toBe(false)
})

test('a PDF that is packed in a way that cannot be written in its place has no copy', async () => {
  const strange = Buffer.from(
    packedPdf(true).toString('latin1').replace('/Filter /FlateDecode', '/Filter /LZWDecode  '),
    'latin1',
  )
  expect(await namelessCopy(strange, 'pdf')).toBeNull()
})

test('Word and Excel lose properties, authors of changes and comments, and the folder they lay in', async () => {
  const docx = zipSync({
    '[Content_Types].xml': strToU8('<Types/>'),
    'docProps/core.xml': strToU8(`<cp:coreProperties><dc:creator>${secret}</dc:creator></cp:coreProperties>`),
    'docProps/app.xml': strToU8(`<Properties><Company>${secret}</Company></Properties>`),
    'word/document.xml': strToU8(`<w:p><w:ins w:id="1" w:author="${secret}"><w:t>Чайный набор</w:t></w:ins></w:p>`),
    'word/comments.xml': strToU8(`<w:comment w:author="${secret}" w:initials="${secret}"/>`),
    'word/people.xml': strToU8(`<w15:person w15:author='${secret}'/>`),
    'xl/workbook.xml': strToU8(`<x15ac:absPath url="C:\\Users\\${secret}\\"/><fileSharing userName="${secret}"/>`),
    'xl/comments1.xml': strToU8(`<authors><author>${secret}</author></authors>`),
    'xl/persons/person.xml': strToU8(`<person displayName="${secret}" userId="${secret}"/>`),
  })
  const parts = unzipSync((await namelessCopy(docx, 'docx')) ?? new Uint8Array())
  const all = Object.values(parts).map((part) => strFromU8(part))
  expect(all.join('\n')).not.toContain(secret)
  expect(strFromU8(parts['word/document.xml'] ?? new Uint8Array())).toContain('Чайный набор')
  expect(Object.keys(parts)).toHaveLength(9)
})

test.each(['jpeg', 'png'] as const)('a picture as %s loses what the camera and its owner wrote', async (kind) => {
  const exif = { IFD0: { Artist: 'Timur Potter', Copyright: 'Timur Potter' } }
  const bytes = await withPictures((sharp) =>
    sharp({ create: { width: 80, height: 60, channels: 3, background: '#123456' } })
      .withExif(exif)
      .toFormat(kind)
      .toBuffer(),
  )
  expect(JSON.stringify(await exifr.parse(bytes, true))).toContain('Timur')
  const copy = Buffer.from((await namelessCopy(bytes, kind)) ?? [])
  expect(copy.includes('Timur')).toBe(false)
  expect(await withPictures((sharp) => sharp(copy).metadata())).toMatchObject({ width: 80, height: 60 })
})
