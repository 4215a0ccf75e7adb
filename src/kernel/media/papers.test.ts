// Papers by their bytes: whatever the name says, and never with a program inside.
import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { paperOf } from './papers.ts'

const main = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
  docm: 'application/vnd.ms-word.document.macroEnabled.main+xml',
}
const packed = (type: string, names: string[]) =>
  zipSync({
    '[Content_Types].xml': strToU8(`<Types><Override ContentType="${type}"/></Types>`),
    ...Object.fromEntries(names.map((name) => [name, strToU8('<x/>')])),
  })
const kindOf = (bytes: Uint8Array) => {
  const paper = paperOf(bytes)
  return typeof paper === 'string' ? paper : paper.kind
}

test.each([
  ['a PDF', strToU8('%PDF-1.7\n'), 'pdf'],
  ['a JPEG', new Uint8Array([0xff, 0xd8, 0xff, 0xe0]), 'jpeg'],
  ['a document', packed(main.docx, ['word/document.xml']), 'docx'],
  ['a workbook', packed(main.xlsx, ['xl/workbook.xml', 'xl/printerSettings/printerSettings1.bin']), 'xlsx'],
  ['a document with a program', packed(main.docm, ['word/document.xml', 'word/vbaProject.bin']), 'macros'],
  ['a program under a calm type', packed(main.xlsx, ['xl/workbook.xml', 'xl/vbaProject.bin']), 'macros'],
  ['a workbook of old macros', packed(main.xlsx, ['xl/workbook.xml', 'xl/macrosheets/sheet1.xml']), 'macros'],
  ['an archive of anything', zipSync({ 'a.txt': strToU8('a') }), 'other'],
  ['a type without its document', packed(main.docx, ['a.xml']), 'other'],
  ['a broken archive', packed(main.docx, ['word/document.xml']).subarray(0, 60), 'other'],
  ['a program', strToU8('MZ\u0090'), 'other'],
  ['SVG', strToU8('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'other'],
  ['nothing', new Uint8Array(), 'other'],
])('%s is told by its bytes', (_, bytes, kind) => {
  expect(kindOf(bytes)).toBe(kind)
})

test('a packed bomb in the place of the contents stays packed', () => {
  const bomb = zipSync({ '[Content_Types].xml': new Uint8Array(3_000_000), 'word/document.xml': strToU8('<x/>') })
  expect(kindOf(bomb)).toBe('other')
})
