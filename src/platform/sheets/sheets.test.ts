import { strToU8, unzipSync, type Zippable, zipSync } from 'fflate'
import { beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../root.ts'
import { openWords } from '../words.ts'
import { foreign, windows1251 } from './foreign.testing.ts'
import {
  type Column,
  type Opened,
  type Put,
  readCsv,
  readTables,
  readWorkbook,
  type Sheet,
  sayError,
  tableOf,
  writeCsv,
  writeWorkbook,
} from './index.ts'

const words = openWords([{ prefix: 'platform', folder: `${projectRoot}/src/platform` }], 'Europe/Samara').in('ru')

const columns = [
  { key: 'code', titles: ['Код'], kind: 'text', required: true },
  { key: 'year', titles: ['Год'], kind: 'year', required: true, least: 2025, most: 2036 },
  { key: 'plan', titles: ['План', 'Плановое значение'], kind: 'decimal', places: 2 },
  { key: 'due', titles: ['Срок'], kind: 'day' },
  {
    key: 'way',
    titles: ['Направление'],
    kind: 'choice',
    choices: { up: ['больше — лучше'], down: ['меньше — лучше'] },
  },
  { key: 'done', titles: ['Готово'], kind: 'yes' },
  { key: 'people', titles: ['Людей'], kind: 'whole', least: 0 },
] as const satisfies Column[]

const put: Put = {
  name: 'Показатели',
  head: ['Код', 'Год', 'План', 'Срок', 'Направление', 'Готово', 'Людей'].map((title) => ({ title })),
  rows: [
    ['007', { decimal: '2026' }, { decimal: '-1234.5' }, { day: '2026-09-01' }, 'Больше — лучше', { yes: true }, null],
    ['=1+1', '2027 г.', '1 234,5', '1.9.2027', 'down', 'нет', { decimal: '20' }],
  ],
}
const values = [
  { code: '007', year: 2026, plan: '-1234.5', due: '2026-09-01', way: 'up', done: true, people: null },
  { code: '=1+1', year: 2027, plan: '1234.5', due: '2027-09-01', way: 'down', done: false, people: 20 },
]

let made: Uint8Array
beforeAll(async () => {
  made = await writeWorkbook([put])
})

describe('a table', () => {
  it('goes out and comes back by kinds, as XLSX and as CSV', async () => {
    for (const bytes of [made, await writeCsv(put)]) {
      const { rows, errors } = tableOf(first(await readTables(bytes)), columns)
      expect(errors).toEqual([])
      expect(rows).toEqual([
        { row: 2, values: values[0] },
        { row: 3, values: values[1] },
      ])
    }
  })

  it('names every mistake by its cell, and keeps the rows that are right', async () => {
    const text = [
      'Код;Годд;Плановое значение;Срок;код;Направление;Примечание;',
      'a;2026;1,234.5;30.02.2026;;вверх;;хвост',
      ';2050;12,345;01.09.2026;;;;',
      'b;2030;−5;2026-09-01;;down;;',
    ].join('\r\n')
    const sheet = first(await readCsv(new TextEncoder().encode(text)))
    const { rows, errors } = tableOf(sheet, columns)
    expect(errors.map(({ cell, key }) => [cell, key.replace('platform.sheets.', '')])).toEqual([
      ['B1', 'head.unknownNear'],
      ['E1', 'head.double'],
      ['G1', 'head.unknown'],
      ['A1', 'head.missing'],
      ['H2', 'head.none'],
      ['C2', 'cell.number'],
      ['D2', 'cell.day'],
      ['F2', 'cell.choice'],
      ['A3', 'cell.missing'],
      ['C3', 'cell.places'],
    ])
    expect(rows.map(({ row, values }) => [row, values.code, values.plan, values.way])).toEqual([[4, 'b', '-5', 'down']])
    const said = errors.map((error) => sayError(words, error))
    expect(said[0]).toBe('B1: столбца «Годд» мы не знаем. Может быть, «Год»?')
    expect(said[6]).toBe('D2: «30.02.2026» не дата, напишите например 01.09.2026')
    expect(tableOf(sheet, columns, { most: 2 }).errors.map(({ key }) => key)).toEqual([
      'platform.sheets.head.unknownNear',
      'platform.sheets.head.double',
      'platform.sheets.more',
    ])
  })

  it('lets its reader name a cell by row and column', () => {
    const table = tableOf(sheetOf([['Год', 'Код']]), columns)
    expect(sayError(words, table.errorAt(7, 'code', { key: 'platform.form.missing' }))).toBe(
      'Лист «Лист», B7: Заполните это поле',
    )
  })
})

describe('a workbook as other programs write it', () => {
  it('gives days in both calendars, rich text, saved values of formulas, and says what was not saved', async () => {
    const sheet = `<row r="2"><c r="A2" s="1"><v>45901.75</v></c><c r="B2" t="s"><v>0</v></c>
      <c r="C2"><f>A1*2</f><v>1.1000000000000001</v></c><c r="D2"><f>TODAY()</f></c><c r="E2" t="e"><f>1/0</f><v>#DIV/0!</v></c>
      <c r="F2" t="str"><f>""</f><v></v></c><c r="G2" t="inlineStr"><is><t>a_x000D_&#10;b</t></is></c><c r="XFD2" s="1"/></row>`
    const cells = async (since1904: boolean) => first(await readWorkbook(foreign(sheet, { since1904 }))).rows[0]?.cells
    expect(await cells(false)).toEqual([
      { at: 'A2', column: 1, kind: 'day', day: '2025-09-01' },
      { at: 'B2', column: 2, kind: 'text', text: 'полужирный и нет' },
      { at: 'C2', column: 3, kind: 'number', text: '1.1' },
      { at: 'D2', column: 4, kind: 'wrong', key: 'platform.sheets.cell.formula', values: {} },
      { at: 'E2', column: 5, kind: 'wrong', key: 'platform.sheets.cell.mistake', values: { shown: '#DIV/0!' } },
      { at: 'G2', column: 7, kind: 'text', text: 'a\nb' },
    ])
    expect((await cells(true))?.[0]).toMatchObject({ day: '2029-09-02' })
  })

  it('is read whichever prefix its XML has and wherever its rows begin', async () => {
    const sheet = first(
      await readWorkbook(foreign('<row><c><v>5</v></c><c><v>6</v></c></row><row r="9"><c r="B9"><v>7</v></c></row>')),
    )
    expect(sheet.rows.map(({ row, cells }) => [row, cells.map(({ at }) => at)])).toEqual([
      [1, ['A1', 'B1']],
      [9, ['B9']],
    ])
  })
})

describe('a file that is no honest table is refused in words', () => {
  const zip = (files: Zippable) => zipSync(files)
  const broken = (change: (bytes: Uint8Array) => void): Uint8Array => {
    const bytes = made.slice()
    change(bytes)
    return bytes
  }
  const withPart = (name: string, text: string) => zip({ ...unzipSync(made), [name]: strToU8(text) })
  const ole = (name: string) => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from(name, 'utf16le')])

  it.each<[string, () => Uint8Array, string[]]>([
    ['nothing', () => new Uint8Array(), ['notWorkbook']],
    ['a picture', () => new Uint8Array([0x89, 0x50, 0x4e, 0x47]), ['notWorkbook']],
    ['another archive', () => zip({ 'a.txt': strToU8('a') }), ['notWorkbook']],
    ['an old table', () => ole('Workbook'), ['oldExcel']],
    ['a locked table', () => ole('EncryptedPackage'), ['encrypted']],
    ['half a file', () => made.slice(0, made.length / 2), ['damaged']],
    ['a scratched file', () => broken((bytes) => bytes.fill(0xff, 40, 400)), ['damaged']],
    ['a file with macros', () => withPart('xl/vbaProject.bin', 'x'), ['macros']],
    [
      'links and macros',
      () => zip({ ...unzipSync(withPart('xl/vbaProject.bin', 'x')), 'xl/externalLinks/a.xml': strToU8('<a/>') }),
      ['macros', 'links'],
    ],
    ['a bomb', () => zip({ ...unzipSync(made), 'xl/worksheets/sheet9.xml': new Uint8Array(30_000_000) }), ['bomb']],
    [
      'a heavier bomb',
      () => zip({ ...unzipSync(made), 'xl/a.xml': [new Uint8Array(110_000_000), { level: 0 }] }),
      ['tooLarge'],
    ],
    [
      'entities',
      () => withPart('xl/workbook.xml', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
      ['entities'],
    ],
    ['a torn part', () => withPart('xl/workbook.xml', '<workbook><sheets></workbook>'), ['damaged']],
    ['a far row', () => foreign('<row r="99999999999"><c><v>1</v></c></row>'), ['damaged']],
    ['rows out of order', () => foreign('<row r="5"/><row r="4"/>'), ['damaged']],
    ['too wide', () => foreign('<row r="1"><c r="XFD1"><v>1</v></c></row>'), ['tooManyColumns']],
  ])('%s', async (_, bytes, keys) => {
    const answer = await readWorkbook(bytes())
    expect(answer.ok ? ['read'] : answer.errors.map(({ key }) => key.replace('platform.sheets.file.', ''))).toEqual(
      keys,
    )
    if (!answer.ok) for (const error of answer.errors) expect(sayError(words, error)).toMatch(/[а-я]/)
  })

  it('with more than was allowed, and says how much that is', async () => {
    const keys = async (limits: Parameters<typeof readWorkbook>[1]) => {
      const answer = await readWorkbook(made, limits)
      return answer.ok ? [] : answer.errors.map(({ key, sheet }) => [key.split('.').at(-1), sheet])
    }
    expect(await keys({ rows: 2 })).toEqual([['tooManyRows', 'Показатели']])
    expect(await keys({ cells: 10 })).toEqual([['tooManyCells', '']])
    expect(await keys({ columns: 3 })).toEqual([['tooManyColumns', 'Показатели']])
    expect(await keys({ bytes: 100 })).toEqual([['tooLarge', '']])
    expect(await keys({ sheets: 0 })).toEqual([['tooManySheets', '']])
  })

  it('whose declared sizes lie, without unpacking more than declared', async () => {
    const bytes = zip({ ...unzipSync(made), 'xl/worksheets/sheet1.xml': new Uint8Array(50_000_000).fill(32) })
    const liar = Buffer.from(bytes)
    const size = Buffer.alloc(4)
    size.writeUInt32LE(50_000_000)
    const small = Buffer.alloc(4)
    small.writeUInt32LE(1_000)
    for (let at = liar.indexOf(size); at >= 0; at = liar.indexOf(size, at + 1)) small.copy(liar, at)
    expect(await readWorkbook(liar)).toMatchObject({ ok: false, errors: [{ key: 'platform.sheets.file.damaged' }] })
  })

  it('with cells nobody typed: controls, halves of letters, texts without end', async () => {
    const cell = (text: string) => foreign(`<row r="1"><c r="A1" t="inlineStr"><is><t>${text}</t></is></c></row>`)
    for (const text of ['_x0000_', 'a_x0007_', '_xD800_', '\ufffd']) {
      const { errors } = tableOf(first(await readWorkbook(cell(text))), columns)
      expect(errors[0]).toMatchObject({ cell: 'A1', key: 'platform.sheets.cell.unreadable' })
    }
    const { errors } = tableOf(first(await readWorkbook(cell('я'.repeat(40_000)))), columns)
    expect(errors[0]).toMatchObject({ cell: 'A1', key: 'platform.sheets.cell.tooLong', values: { most: 32_767 } })
  })
})

describe('a CSV file', () => {
  const texts = (answer: Opened) =>
    first(answer).rows.map(({ cells }) => cells.map((cell) => (cell.kind === 'text' ? cell.text : cell.kind)))

  it('is read in UTF-8 with and without its mark and in windows-1251, parted by any of three signs', async () => {
    const wanted = [
      ['Код', 'Имя «ё»'],
      ['1', 'две\nстроки; и "кавычки"'],
    ]
    for (const sign of [';', ',', '\t']) {
      const text = `Код${sign}Имя «ё»\r\n1${sign}"две\r\nстроки; и ""кавычки"""\r\n`
      expect(texts(await readCsv(Buffer.from(text)))).toEqual(wanted)
      expect(texts(await readCsv(Buffer.from(`\ufeff${text}`)))).toEqual(wanted)
      expect(texts(await readTables(windows1251(text)))).toEqual(wanted)
    }
  })

  it('that is something else is refused', async () => {
    const keys = async (bytes: Uint8Array) => {
      const answer = await readCsv(bytes)
      return answer.ok ? [] : answer.errors.map(({ key }) => key)
    }
    const koi8 = Buffer.from('efd0c9d3c1cec9c53beec1dac7c1cec9c53bf2c1cafef2c1cafe', 'hex')
    expect(await keys(koi8)).toEqual(['platform.sheets.csv.notText'])
    expect(await keys(Buffer.from('Код;Имя', 'utf16le'))).toEqual(['platform.sheets.csv.notText'])
    expect(await keys(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe, 0x81, 0x8d]))).toEqual([
      'platform.sheets.csv.notText',
    ])
    expect(await keys(Buffer.from('a;"b\r\nc;d'))).toEqual(['platform.sheets.csv.quotes'])
  })
})

it('the city answers others while a large file is read', async () => {
  const rows = Array.from({ length: 16_500 }, (_, n) => [
    `Показатель ${n}`,
    { decimal: String(n) },
    { decimal: `${n}.25` },
  ])
  const bytes = await writeWorkbook([
    { name: 'Всё', head: [{ title: 'Код' }, { title: 'Год' }, { title: 'План' }], rows },
  ])
  let turns = 0
  const ticking = setInterval(() => turns++, 5)
  const sheet = first(await readWorkbook(bytes))
  clearInterval(ticking)
  expect(sheet.rows).toHaveLength(16_501)
  // A reading on this thread would have let no timer through.
  expect(turns).toBeGreaterThan(5)
})

function first(answer: Opened): Sheet {
  if (!answer.ok) throw new Error(JSON.stringify(answer.errors))
  const [sheet] = answer.sheets
  if (!sheet) throw new Error('no sheet')
  return sheet
}

function sheetOf(rows: string[][]): Sheet {
  const letters = 'ABCDEFGH'
  return {
    name: 'Лист',
    since1904: false,
    rows: rows.map((row, r) => ({
      row: r + 1,
      cells: row.map((text, c) => ({ at: `${letters[c]}${r + 1}`, column: c + 1, kind: 'text' as const, text })),
    })),
  }
}
