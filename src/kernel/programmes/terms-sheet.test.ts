// Terms as a file: what is written comes back the same, and a wrong cell is said by its row and column with nothing changed.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { machinery } from '#platform/policy.ts'
import { csvSheet, csvText } from '#platform/sheets/csv.ts'
import { csvType, usualLimits, writeCsv, writeWorkbook, xlsxType } from '#platform/sheets/index.ts'
import { openStage, type Stage, type Visitor } from '#tests/people.ts'
import { loadQuestions } from './actions/questions.ts'
import { bodyOf, readTermsSheet, termsSheet } from './forms/terms-sheet.ts'
import { vocabulary } from './queries/terms.ts'
import { draftOf } from './queries/terms-preview.ts'
import type { Catalogue } from './rules/questions.ts'
import { bodyShape, type TermsBody } from './rules/terms.ts'

const both = (ru: string) => ({ ru, en: ru })
const at = '/desk/programmes/terms/grant'

let stage: Stage
let dina: Visitor
let catalogue: Catalogue
beforeAll(async () => {
  stage = await openStage({ pack: false })
  const asked = (id: string, kind: string, more = {}) => ({
    ...{ id, kind, changeable: true, name: both(`Имя ${id}`), ask: both(`${id}?`), ...more },
  })
  await loadQuestions(city(), {
    questions: [
      asked('form', 'one', { options: ['ip', 'self'] }),
      asked('goals', 'several', { options: ['grow', 'learn'] }),
      asked('okved', 'code'),
      asked('staff', 'number', { whole: true, from: 0 }),
      asked('income', 'money'),
      asked('since', 'day'),
      asked('member', 'yes-no'),
    ],
    derived: [{ id: 'size', kind: 'number', name: both('Размер'), formula: 'staff * 2', uses: ['staff'] }],
  })
  catalogue = await vocabulary(city())
  dina = await stage.as('dina')
  await dina.post('/desk/programmes/terms', { id: 'grant', ru: 'Грант', en: 'Grant' })
})
afterAll(() => stage.close())

const city = () => stage.city.cityFor(machinery('test'))

const cells: Record<string, fc.Arbitrary<string>> = {
  form: fc.constantFrom('ip', 'ip, self', 'not("ip")'),
  goals: fc.constantFrom('grow', 'all(grow, learn)', 'not(learn)'),
  okved: fc.constantFrom('62', '62.01, 47.91', '[61..63]', 'not(62.01)'),
  staff: fc.constantFrom('35', '<= 35', '[1..5)', '? > size', '= 7'),
  income: fc.constantFrom('>= 1000000', '[0..490 500 000]'),
  since: fc.constantFrom('>= 2026-01-31', '2026-01-31'),
  member: fc.constantFrom('true', 'false'),
  size: fc.constantFrom('< 8', '-'),
}
const known = fc.record(
  {
    form: fc.constantFrom('ip', 'self', null),
    goals: fc.constantFrom<(string[] | null)[]>([], ['grow'], ['grow', 'learn'], null),
    okved: fc.constantFrom('62.01', '47', null),
    staff: fc.oneof(fc.nat(500), fc.constant(null)),
    income: fc.oneof(
      fc.nat(900_000_000).map((kopecks) => kopecks / 100),
      fc.constant(null),
    ),
    since: fc.constantFrom('2026-01-31', '1999-12-31', null),
    member: fc.constantFrom(true, false, null),
  },
  { requiredKeys: [] },
)
const sums = fc.nat(9_000_000)
const example = fc.record(
  {
    ...{ known, on: fc.constantFrom('2026-11-26', '2020-02-29'), verdict: fc.constantFrom('yes', 'no', 'unknown') },
    amount: fc.oneof(
      fc.constant(null),
      sums.map((from) => ({ from, to: from })),
      sums.map((from) => ({ from, to: null })),
      fc.tuple(sums, sums).map(([from, more]) => ({ from, to: from + more })),
    ),
    note: fc.constantFrom('=1+1', 'Из письма «Минэка»; №\u00a05', '-'),
  },
  { requiredKeys: ['known', 'on', 'verdict'] },
)
const body = fc
  .array(fc.constantFrom(...Object.keys(cells)), { minLength: 1, maxLength: 5 })
  .filter((columns) => columns.every((one) => columns.filter((other) => other === one).length <= 4))
  .chain((columns) =>
    fc.record({
      columns: fc.constant(columns),
      rows: fc.array(
        fc.record(
          {
            cells: fc.tuple(...columns.map((of) => cells[of] ?? fc.constant(''))),
            gives: fc.constantFrom('yes', 'no'),
            amount: fc.constantFrom('500000', 'min(income, 5000000)'),
          },
          { requiredKeys: ['cells', 'gives'] },
        ),
        { minLength: 1, maxLength: 4 },
      ),
      examples: fc.array(example, { maxLength: 4 }),
    }),
  )
  .map(({ columns, rows, examples }) =>
    bodyShape.parse({
      table: {
        columns: columns.map((of, place) => ({ id: `c${place}`, of })),
        rows: [
          { id: 'first', cells: columns.map((of) => (of === 'form' ? 'ip' : '-')), gives: 'yes' },
          ...rows.map((row, place) => ({ ...row, id: `r${place}` })),
        ],
      },
      examples,
      basis: 'Акт',
    }),
  )

// Ids of rows and columns are of no meaning; columns stand in the order of the catalogue, those of one question in their own.
function meant({ table, examples, basis }: TermsBody) {
  const order = [...catalogue.questions, ...catalogue.derived].map(({ id }) => id)
  const places = table.columns
    .map((_, place) => place)
    .sort((a, b) => order.indexOf(table.columns[a]?.of ?? '') - order.indexOf(table.columns[b]?.of ?? '') || a - b)
  return {
    columns: places.map((place) => table.columns[place]?.of),
    rows: table.rows.map(({ cells: all, gives, amount }) => [places.map((place) => all[place]), gives, amount]),
    ...{ examples, basis },
  }
}

test('a table that goes out comes back the same', () => {
  fc.assert(
    fc.property(body, (before) => {
      const text = Buffer.from(csvText(termsSheet(before, catalogue)))
      const read = bodyOf(csvSheet(text, usualLimits), catalogue, before)
      expect(read).not.toHaveProperty('errors')
      if ('body' in read) expect(meant(read.body)).toEqual(meant(before))
    }),
  )
})

test.each([
  ['XLSX', (put: Parameters<typeof writeCsv>[0]) => writeWorkbook([put])],
  ['CSV', writeCsv],
])('so it does as a file, as %s', async (_, write) => {
  for (const before of fc.sample(body, { numRuns: 2, seed: 144 })) {
    const read = await readTermsSheet(await write(termsSheet(before, catalogue)), catalogue, before)
    expect('body' in read ? meant(read.body) : read.errors).toEqual(meant(before))
  }
})

const file = (text: string) => ({ field: 'file', name: 'terms.csv', type: 'text/csv', bytes: Buffer.from(text) })
const seen = async () => (await draftOf(city(), 'grant'))?.revision ?? 0

test('a file becomes the draft, and both kinds of file are given out', async () => {
  const text =
    'Строка;form;member;Сумма;День;Должно выйти\nположено;ip;да;500000;;\nпример;ip;да;500 000;26.11.2026;подходит\n'
  const sent = await dina.post(`${at}/table`, { seen: String(await seen()) }, [file(text)])
  expect([...sent.body.matchAll(/#f-file">([^<]*)/g)].map(([, said]) => said)).toEqual([])
  expect(sent.headers.location).toBe(`${at}?taken=yes`)
  const page = (await dina.get(`${at}?taken=yes`)).body
  for (const said of ['Файл прочитан', 'Имя member\u00a0— да', 'Сходится: Подходит']) expect(page).toContain(said)
  const csv = await dina.get(`${at}/table.csv`)
  expect([csv.headers['content-type'], csv.body.includes('Имя form [form]')]).toEqual([csvType, true])
  expect((await dina.get(`${at}/table.xlsx`)).headers['content-type']).toBe(xlsxType)
  expect((await stage.guest().get(`${at}/table.csv`)).statusCode).not.toBe(200)
})

test('every wrong cell is said by its row and column, and the draft stays as it was', async () => {
  const before = await draftOf(city(), 'grant')
  const text = [
    'Строка;form;staff;size;Сумма;День;Должно выйти;Лишнее',
    'положено;king;<= лет 35;;много денег (;;;',
    'пример;ip;пять;8;сто;30.02.2026;подходит;',
    'пример;ip;5;;;;;',
    'может быть;ip;;;;;;',
  ].join('\n')
  const { statusCode, body: page } = await dina.post(`${at}/table`, { seen: String(await seen()) }, [file(text)])
  expect(statusCode).toBe(422)
  for (const cell of ['H1', 'C3', 'D3', 'E3', 'F3', 'F4', 'G4', 'A5']) expect(page).toMatch(new RegExp(`>${cell}: `))
  const conditions = 'Строка;form;staff;Сумма\nположено;king;<= лет 35;min(\n'
  const wrong = (await dina.post(`${at}/table`, { seen: String(await seen()) }, [file(conditions)])).body
  for (const cell of ['B2', 'C2', 'D2']) expect(wrong).toMatch(new RegExp(`>${cell}: `))
  expect(await draftOf(city(), 'grant')).toEqual(before)
  const late = await dina.post(`${at}/table`, { seen: '99' }, [file('Строка;form\nположено;ip\n')])
  expect(late.statusCode).toBe(409)
  expect((await dina.post(`${at}/table`, { seen: '1' }, [file('')])).statusCode).toBe(422)
  expect((await dina.post(`${at}/table`, { seen: '1' }, [file('PK\u0003\u0004 это не книга')])).statusCode).toBe(422)
  expect(await draftOf(city(), 'grant')).toEqual(before)
})
