import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvSheet, csvText } from './csv.ts'
import type { Put, PutCell } from './put.ts'
import { type Cell, isReadable, lettersOf, placeOf, type Sheet, usualLimits } from './table.ts'
import { decimalOf, digitsOf, storedDecimal } from './values.ts'
import { sheetsOf } from './workbook.ts'
import { workbookBytes } from './write.ts'

const nasty = [
  "=cmd|' /C calc'!A0",
  "'=1+1",
  "''",
  '-5 градусов',
  '+7 3412 00-00-00',
  '@сумма',
  '\tтабуляция',
  '0007',
  ' пробелы ',
  'две\nстроки',
  'он сказал "да"; и ушёл',
  '👩‍👩‍👧 ӝӟӥӧӵ №',
  '_x0041_',
  '_x000D_x0041_',
  'constructor',
  '__proto__',
  '&#13;&amp;<b>]]>',
  '1,5',
  '2026-01-01',
  '\ufdd0\u0085',
]
const text = fc
  .oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.constantFrom(...nasty))
  .filter((value) => isReadable(value) && value !== '')
const decimal = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 24n }), fc.integer({ min: 0, max: 12 }))
  .map(([minus, digits, places]) => {
    const all = digits.toString().padStart(places + 1, '0')
    const whole = places ? `${all.slice(0, -places)}.${all.slice(-places)}` : all
    return decimalOf(`${minus ? '-' : ''}${whole}`) ?? ''
  })
const day = fc
  .date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10))
const cell: fc.Arbitrary<PutCell> = fc.oneof(
  fc.constant(null),
  text,
  decimal.map((value) => ({ decimal: value })),
  day.map((value) => ({ day: value })),
  fc.boolean().map((yes) => ({ yes })),
)
const table: fc.Arbitrary<Put> = fc.integer({ min: 1, max: 5 }).chain((width) =>
  fc.record({
    name: fc.constant('Лист'),
    head: fc.array(fc.record({ title: text }), { minLength: width, maxLength: width }),
    rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 6 }),
  }),
)

const grid = (sheet: Sheet, said: (cell: Cell) => string): Map<string, string> =>
  new Map(sheet.rows.flatMap((row) => row.cells.map((found) => [found.at, said(found)] as const)))
const wanted = (put: Put, said: (cell: PutCell) => string | null): Map<string, string> =>
  new Map(
    [put.head.map(({ title }) => title), ...put.rows].flatMap((row, index) =>
      row.flatMap((one, column) => {
        const words = said(one)
        return words === null ? [] : [[`${lettersOf(column + 1)}${index + 1}`, words] as const]
      }),
    ),
  )

describe('what is written is what is read', () => {
  it('in XLSX, by kind: texts, decimals of any length, days and yes or no', async () => {
    const read = (found: Cell) =>
      found.kind === 'number' ? `n ${found.text}` : found.kind === 'day' ? `d ${found.day}` : JSON.stringify(found)
    const written = (one: PutCell) => {
      if (one === null) return null
      if (typeof one === 'string') return one.replaceAll(/\r\n?/g, '\n')
      if ('decimal' in one) return digitsOf(one.decimal) > 15 ? one.decimal : `n ${one.decimal}`
      if ('day' in one) return one.day < '1900-03-01' ? one.day : `d ${one.day}`
      return String(one.yes)
    }
    await fc.assert(
      fc.asyncProperty(table, async (put) => {
        const [sheet] = sheetsOf(await workbookBytes([put]), usualLimits)
        if (!sheet) throw new Error('no sheet')
        expect(sheet.name).toBe('Лист')
        expect(
          grid(sheet, (found) =>
            found.kind === 'text' ? found.text : found.kind === 'boolean' ? String(found.yes) : read(found),
          ),
        ).toEqual(wanted(put, written))
      }),
      { numRuns: 200 },
    )
  })

  it('in CSV, as texts, with a decimal comma that reads back as the number', () => {
    fc.assert(
      fc.property(table, (put) => {
        const sheet = csvSheet(new TextEncoder().encode(csvText(put)), usualLimits)
        expect(grid(sheet, (found) => (found.kind === 'text' ? found.text : JSON.stringify(found)))).toEqual(
          wanted(put, (one) => {
            if (one === null) return null
            if (typeof one === 'string') return one.replaceAll(/\r\n?/g, '\n')
            if ('decimal' in one) return one.decimal.replace('.', ',')
            return 'day' in one ? one.day : one.yes ? 'да' : 'нет'
          }),
        )
      }),
      { numRuns: 400 },
    )
    fc.assert(fc.property(decimal, (value) => decimalOf(value.replace('.', ',')) === value))
  })

  it('and no text of a CSV file begins a formula, while numbers stay numbers', () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.constantFrom(...nasty)), (value) => {
        const [, line = ''] = csvText({ name: '', head: [{ title: 'a' }], rows: [[value]] }).split(/(?<="a"\r\n)/)
        const first = line.startsWith('"') ? line[1] : line[0]
        expect(/^-\d+([.,]\d+)?\r\n$/.test(line) || !/[=+\-@\t\n\r＝＋－＠]/.test(first ?? '')).toBe(true)
      }),
    )
    const put: Put = { name: '', head: [{ title: 'a' }, { title: 'b' }], rows: [[{ decimal: '-5.5' }, '=A1']] }
    expect(csvText(put)).toBe(`\ufeff"a";"b"\r\n-5,5;'=A1\r\n`)
  })
})

describe('numbers', () => {
  it('of a file are read as a person sees them in the spreadsheet', () => {
    const pairs = { '1.1000000000000001': '1.1', '0.30000000000000004': '0.3', '1E-3': '0.001', '-1.5E+2': '-150' }
    for (const [stored, decimal] of Object.entries(pairs)) expect(storedDecimal(stored)).toBe(decimal)
    for (const bad of ['', 'NaN', '1e999', '0x10', '1,5']) expect(storedDecimal(bad)).toBeNull()
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        expect(Number(storedDecimal(String(number)))).toBe(Number(number.toPrecision(15)) + 0)
      }),
    )
  })

  it('typed by people are read with spaces, commas and true minus signs, and nothing is guessed', () => {
    const good = {
      '1 234,5': '1234.5',
      '1\u00a0234\u202f567': '1234567',
      '−5': '-5',
      '+7': '7',
      '007.50': '7.5',
      '-0,0': '0',
    }
    for (const [typed, decimal] of Object.entries(good)) expect(decimalOf(typed)).toBe(decimal)
    for (const bad of ['', '1,234.5', '12 34', '1.2.3', '5 %', 'пять', '1e5', '--1', ',5', '٣'])
      expect(decimalOf(bad)).toBeNull()
  })
})

it('an address is its column and row', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 16_384 }), fc.integer({ min: 1, max: 1_048_576 }), (column, row) => {
      expect(placeOf(`${lettersOf(column)}${row}`)).toEqual({ column, row })
    }),
  )
  for (const bad of ['XFE1', 'A0', 'A1048577', 'a1', '1A', 'AAAA1', '']) expect(placeOf(bad)).toBeNull()
})
