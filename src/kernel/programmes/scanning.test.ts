// Documents over HTTP with a scanner that answers, fails and finds: nothing is lost, and nobody of the staff opens what was not found clean.
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ScanAnswer, ScanFailed, type VirusScan } from '#outside/virus-scan/index.ts'
import { later, minutes } from '#platform/time.ts'
import { openStage, type Stage, type Visitor } from '../../../tests/people.ts'
import { filledIn, openWorkshop, smallPdf } from './stage.testing.ts'

let stage: Stage
let timur: Visitor
let dina: Visitor
let at: string
let call: string
let answer: () => ScanAnswer
const scanner: VirusScan = { name: 'clamd', scan: async () => answer() }
const away = (): never => {
  throw new ScanFailed('away')
}
const clean = (): ScanAnswer => ({ kind: 'clean' })

beforeAll(async () => {
  stage = await openStage({ virusScan: scanner })
  timur = await stage.as('timur')
  dina = await stage.as('dina')
  const house = stage.city.cityFor({ person: null, name: null, roles: [], via: 'test' })
  const opened = await openWorkshop(house, { id: 'scanned' })
  call = opened.call
  const { headers } = await timur.post(`/programmes/scanned/calls/${call}/application`, { applicant: 'self' })
  at = String(headers.location)
  for (const page of ['p1', 'p2', 'p3'] as const)
    await timur.post(`${at}/pages/${page}`, { ...filledIn[page], 'a-f3': 'yes', seen: '0', next: 'next' })
})
afterAll(() => stage.close())

const bring = (asked: string, bytes: Uint8Array, more: Record<string, string> = {}, name = 'paper.pdf') =>
  timur.post(`${at}/documents/of/${asked}`, more, [{ field: `paper-${asked}`, name, type: 'application/pdf', bytes }])

const strike = async () => {
  await stage.city.worker.tick()
  await stage.settle()
}

const office = zipSync({
  '[Content_Types].xml': strToU8(
    '<Types><Override ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
  ),
  'word/document.xml': strToU8('<x/>'),
  'word/vbaProject.bin': strToU8('x'),
})

test.each<[string, string, Uint8Array, Record<string, string>, string]>([
  ['a program under the name of a PDF', 'd1', Buffer.from('MZ\u0090\u0000'), {}, 'Такой файл не подойдёт'],
  ['macros', 'd1', office, {}, 'есть макросы'],
  ['a script', 'd1', Buffer.from('%PDF-1.4\n<< /S /JavaScript >>\n%%EOF'), {}, 'что-то запускает'],
  ['a password', 'd1', Buffer.from('%PDF-1.4\ntrailer << /Encrypt 1 0 R >>\n%%EOF'), {}, 'закрыт паролем'],
  ['nothing', 'd1', Buffer.alloc(0), {}, 'Файл пустой'],
  ['too much', 'd2', Buffer.concat([smallPdf, Buffer.alloc(5_000_001)]), { 'dated-d2': '2026-11-20' }, 'больше 5'],
  [
    'another kind than is asked',
    'd2',
    Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
    { 'dated-d2': '2026-11-20' },
    'Подойдут только PDF',
  ],
  ['a stale day', 'd2', smallPdf, { 'dated-d2': '2026-10-01' }, 'старше 30 дней'],
  ['no day', 'd2', smallPdf, {}, 'Напишите дату'],
])('%s is refused in words, and the rest is kept', async (_, asked, bytes, more, said) => {
  answer = clean
  const sent = await bring(asked, bytes, more)
  expect([sent.statusCode, sent.body.includes(said)]).toEqual([422, true])
  expect((await timur.get(`${at}/check`)).body).toContain('Чайный набор')
})

test('a virus is named and not kept', async () => {
  answer = () => ({ kind: 'infected', found: 'Win.Test.EICAR' })
  const sent = await bring('d1', smallPdf)
  expect([sent.statusCode, sent.body.includes('Win.Test.EICAR')]).toEqual([422, true])
  expect((await timur.get(`${at}/documents`)).body).not.toContain('paper.pdf')
})

test('what could not be scanned is kept, opened by nobody of the staff, and scanned again by the clock', async () => {
  answer = away
  expect((await bring('d1', smallPdf, {}, '../../Портфолио <b>.exe')).statusCode).toBe(303)
  answer = clean
  expect((await bring('d2', smallPdf, { 'dated-d2': '2026-11-20' })).statusCode).toBe(303)
  const listed = (await timur.get(`${at}/documents`)).body
  expect(listed).toContain('проверим ещё раз')
  expect(listed).toContain('Портфолио b.pdf')
  expect((await timur.post(`${at}/sending`, { sure: 'yes' })).statusCode).toBe(303)

  const id = at.split('/').at(-1) ?? ''
  const file = `/desk/programmes/calls/${call}/applications/${id}`
  const shown = (await dina.get(file)).body
  const [waiting = ''] = [...shown.matchAll(/\/documents\/([0-9a-f-]{36})/g)].map(([, document]) => document ?? '')
  expect((await dina.get(`${file}/documents/${waiting}`)).statusCode).toBe(409)
  expect((await dina.post(`${file}/completeness`, { whole: 'yes' })).statusCode).toBe(409)

  answer = away
  stage.now = later(stage.now, minutes(2))
  await strike()
  expect((await dina.get(`${file}/documents/${waiting}`)).statusCode).toBe(409)
  answer = clean
  stage.now = later(stage.now, minutes(5))
  await strike()
  const opened = await dina.get(`${file}/documents/${waiting}`)
  expect([opened.statusCode, opened.headers['content-type'], opened.headers['content-disposition']]).toEqual([
    200,
    'application/octet-stream',
    `attachment; filename="${waiting}.pdf"`,
  ])
  expect((await dina.post(`${file}/completeness`, { whole: 'yes' })).statusCode).toBe(303)
})
