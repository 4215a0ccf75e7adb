// Files as other programs make them, for tests.
import { strToU8, zipSync } from 'fflate'

/** A workbook as small as the standard allows, with a prefix for its names, as some programs write. */
export function foreign(rows: string, { since1904 = false } = {}): Uint8Array {
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
  const kinds = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  return zipSync({
    '[Content_Types].xml': strToU8('<Types/>'),
    'xl/workbook.xml': strToU8(
      `<x:workbook xmlns:x="m" xmlns:r="${kinds}"><x:workbookPr date1904="${since1904 ? 1 : 0}"/><x:sheets><x:sheet name="Лист" sheetId="1" r:id="rId7"/></x:sheets></x:workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships><Relationship Id="rId7" Type="${kinds}/worksheet" Target="/xl/worksheets/one.xml"/></Relationships>`,
    ),
    'xl/styles.xml': strToU8(
      `<styleSheet ${main}><numFmts><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>`,
    ),
    'xl/sharedStrings.xml': strToU8(
      `<sst ${main}><si><r><rPr><b/></rPr><t>полужирный</t></r><r><t xml:space="preserve"> и нет</t></r><rPh><t>!</t></rPh></si></sst>`,
    ),
    'xl/worksheets/one.xml': strToU8(`<worksheet ${main}><sheetData>${rows}</sheetData></worksheet>`),
  })
}

export function windows1251(text: string): Uint8Array {
  const table = new TextDecoder('windows-1251').decode(Uint8Array.from({ length: 256 }, (_, byte) => byte))
  return Uint8Array.from([...text].map((letter) => table.indexOf(letter)))
}
