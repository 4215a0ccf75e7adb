// Papers of strangers: what would run, what is locked, what bursts, however it is disguised.
import { deflateSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { inspectPaper } from './inspect.ts'

const main = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'
const document = (more: Record<string, Uint8Array> = {}) =>
  zipSync({
    '[Content_Types].xml': strToU8(`<Types><Override ContentType="${main}"/></Types>`),
    'word/document.xml': strToU8('<x/>'),
    ...more,
  })
const pdf = (...objects: (string | Uint8Array)[]) =>
  Buffer.concat([
    Buffer.from('%PDF-1.7\n'),
    ...objects.map((object) =>
      typeof object === 'string' ? Buffer.from(`${object}\n`, 'latin1') : Buffer.from(object),
    ),
    Buffer.from('\ntrailer << /Root 1 0 R >>\n%%EOF'),
  ])
const stream = (dictionary: string, content: Uint8Array) =>
  Buffer.concat([
    Buffer.from(`5 0 obj\n<< ${dictionary} /Length ${content.length} >>\nstream\n`),
    content,
    Buffer.from('\nendstream\nendobj\n'),
  ])
const runs = '5 0 obj << /S /JavaScript /JS (app.alert(1)) >> endobj'
const packed = (dictionary: string, content: Uint8Array, space = ' ', end = '\n') =>
  Buffer.concat([
    Buffer.from(`6 0${space}obj\n<< /Type /ObjStm /Filter /FlateDecode ${dictionary} >>\nstream${end}`),
    content,
    Buffer.from('\nendstream\nendobj\n'),
  ])
const compound = (name: string) =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(504), Buffer.from(name, 'utf16le')])

const kindOf = async (bytes: Uint8Array) => {
  const paper = await inspectPaper(bytes)
  return typeof paper === 'string' ? paper : paper.kind
}

test.each<[string, Uint8Array, string]>([
  ['a plain PDF', pdf('1 0 obj << /Type /Catalog >> endobj'), 'pdf'],
  [
    'a PDF with a packed page that says /JavaScript',
    pdf(stream('/Filter /FlateDecode', deflateSync('/JavaScript (in a text)'))),
    'pdf',
  ],
  ['a PDF whose picture holds the letters', pdf(stream('/Type /XObject', Buffer.from('…/Launch…/Encrypt…'))), 'pdf'],
  [
    'a PDF that runs a script',
    pdf('1 0 obj << /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >> endobj'),
    'script',
  ],
  ['a PDF that hides the name', pdf('1 0 obj << /S /#4aava#53cript >> endobj'), 'script'],
  ['a PDF that starts a program', pdf('1 0 obj << /S /Launch /F (cmd.exe) >> endobj'), 'script'],
  [
    'a PDF with a script among packed objects',
    pdf(stream('/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode', deflateSync('1 0 << /S /JavaScript >>'))),
    'script',
  ],
  [
    'a PDF with packed objects that cannot be read',
    pdf(stream('/Type /ObjStm /Filter /FlateDecode', Buffer.from('no zlib'))),
    'script',
  ],
  ['a PDF with a script in what a comment calls a stream', pdf(`%stream\n${runs}\n%endstream`), 'script'],
  ['a PDF with a script within a picture, where its table may lead', pdf(stream('', Buffer.from(runs))), 'script'],
  ['a PDF with packed objects behind a line break', pdf(packed('', deflateSync(runs), '\n')), 'script'],
  ['a PDF with packed objects behind a lone carriage return', pdf(packed('', deflateSync(runs), ' ', '\r')), 'script'],
  [
    'a PDF with packed objects in what a comment calls a stream',
    pdf('%stream', packed('', deflateSync(runs))),
    'script',
  ],
  ['a PDF with objects as they are', pdf(stream('/Type /ObjStm', Buffer.from('/JS (x)'))), 'script'],
  [
    'a PDF with objects as hexadecimal digits',
    pdf(stream('/Type /ObjStm /Filter /ASCIIHexDecode', Buffer.from(Buffer.from(runs).toString('hex')))),
    'script',
  ],
  [
    'a PDF with objects packed twice',
    pdf(stream('/Type /ObjStm /Filter [/FlateDecode /Fl]', deflateSync(deflateSync(runs)))),
    'script',
  ],
  [
    'a PDF with objects packed by differences',
    pdf(packed('/DecodeParms << /Predictor 12 >>', deflateSync('x'))),
    'script',
  ],
  ['a PDF with packed objects that only say', pdf(packed('', deflateSync('5 0 << /Title (x) >>'))), 'pdf'],
  ['a PDF under a password', pdf('1 0 obj << /Encrypt 2 0 R >> endobj'), 'encrypted'],
  ['a PDF with a file inside', pdf('1 0 obj << /Names << /EmbeddedFiles 3 0 R >> >> endobj'), 'embedded'],
  [
    'a PDF whose objects burst',
    pdf(stream('/Type /ObjStm /Filter /FlateDecode', deflateSync(Buffer.alloc(60_000_000)))),
    'bomb',
  ],
  ['a document', document(), 'docx'],
  ['a document with a program', document({ 'word/vbaProject.bin': strToU8('x') }), 'macros'],
  [
    'a document with an object of another program',
    document({ 'word/embeddings/oleObject1.bin': strToU8('x') }),
    'embedded',
  ],
  ['an archive that bursts', document({ 'word/media/a.bmp': new Uint8Array(30_000_000) }), 'bomb'],
  ['a document of before 2007', compound('WordDocument'), 'old'],
  ['a document of before 2007 with a program', compound('_VBA_PROJECT'), 'macros'],
  ['a document under a password', compound('EncryptedPackage'), 'encrypted'],
  ['a page of the web', strToU8('<html><script>1</script>'), 'other'],
])('%s', async (_, bytes, kind) => {
  expect(await kindOf(bytes)).toBe(kind)
})
