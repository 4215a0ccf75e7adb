// The team brings the whole portfolio in a file: looked at first, written as a whole, and never by anybody else.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { foreign } from '#platform/sheets/foreign.testing.ts'
import { csvType, type Put, readWorkbook, writeCsv, writeWorkbook, xlsxType } from '#platform/sheets/index.ts'
import { openStage, type Stage, type Visitor } from '#tests/people.ts'
import { chain, put, withParts } from './import.testing.ts'
import { sheetKeys } from './rules/portfolio/format.ts'

let stage: Stage
let sergey: Visitor
beforeAll(async () => {
  stage = await openStage()
  sergey = await stage.as('sergey')
})
afterAll(() => stage.close())

const book = async (...sheets: Put[]) => [
  { field: 'file', name: 'портфель.xlsx', type: xlsxType, bytes: await writeWorkbook(sheets) },
]
const send = async (...sheets: Put[]) =>
  String((await sergey.post('/desk/strategy/import', {}, await book(...sheets))).headers.location)
const shownIn = (body: string) => /name="shown" value="([0-9a-f]{64})"/.exec(body)?.[1] ?? ''
const size = async () =>
  (
    await stage.database.kysely
      .withTables<{ 'strategy.terms': { id: string } }>()
      .selectFrom('strategy.terms')
      .select('id')
      .execute()
  ).length

test('everybody may take the strategy away as a workbook and as tables, named in their own letters', async () => {
  const { body } = await stage.guest().get('/strategy')
  for (const address of ['/strategy/export.xlsx', ...sheetKeys.map((key) => `/strategy/export/${key}.csv`)])
    expect(body).toContain(`href="${address}"`)
  const answer = await stage.guest().get('/strategy/export.xlsx')
  expect(answer.headers['content-type']).toBe(xlsxType)
  expect(answer.headers['content-disposition']).toBe(
    `attachment; filename="strategy.xlsx"; filename*=UTF-8''${encodeURIComponent('Стратегия города.xlsx')}`,
  )
  const opened = await readWorkbook(answer.rawPayload)
  expect(opened.ok && opened.sheets.map(({ name }) => name)).toContain('План по годам')
  const indicators = await stage.guest().get('/strategy/export/indicators.csv')
  expect(indicators.headers['content-type']).toBe(csvType)
  expect(indicators.body).toContain('"Обещано";"К году"')
  expect((await stage.guest().get('/strategy/export/people.csv')).statusCode).toBe(404)
})

test('what was taken away changes nothing when it is brought back', async () => {
  const { rawPayload } = await sergey.get('/strategy/export.xlsx')
  const sent = [{ field: 'file', name: 'a.xlsx', type: xlsxType, bytes: rawPayload }]
  const { body, statusCode } = await sergey.get(
    String((await sergey.post('/desk/strategy/import', {}, sent)).headers.location),
  )
  expect(statusCode).toBe(200)
  expect(body).toContain('Всё уже записано')
  expect(body).not.toContain('ошиб')
  expect(shownIn(body)).toBe('')
})

test('nobody but the team may bring one or look at one', async () => {
  const place = await send(put('Показатели', ['Код', 'Обещано'], ['ind-001', { decimal: '37' }]))
  for (const visitor of [stage.guest(), await stage.as('anna'), await stage.as('nina')]) {
    for (const path of ['/desk/strategy/import', '/desk/strategy/import/template.xlsx', place, `${place}/changes.csv`])
      expect([302, 303, 403]).toContain((await visitor.get(path)).statusCode)
    expect((await visitor.post('/desk/strategy/import', {}, await book(put('Цели', ['Код'])))).statusCode).toBe(403)
    expect((await visitor.post(place, { shown: 'x' })).statusCode).toBe(403)
  }
  const { rawPayload } = await sergey.get('/desk/strategy/import/template.xlsx')
  const template = await readWorkbook(rawPayload)
  expect(template.ok && template.sheets[0]?.rows).toHaveLength(1)
})

test('a change of a promise is shown, wants a reason, is written once, and enters the chronicle', async () => {
  const before = await size()
  const place = await send(
    put('Показатели', ['Код', 'Обещано', 'Куратор'], ['ind-001', { decimal: '37.5' }, 'Минстрой Удмуртии']),
    put('План по годам', ['Показатель', 'Сценарий', '2030'], ['ind-001', 'базовый', { decimal: '31' }]),
    put(
      'Контрольные точки',
      ['Код', 'Проект', 'Название', 'Срок', 'Вес'],
      ['ms-9001', 'prj-001', 'Бюро открыто', '06.2027', { decimal: '2' }],
    ),
    put(
      'Деньги',
      ['Проект', 'Год', 'Чьи деньги', 'Намечено, руб.'],
      ['prj-001', { decimal: '2027' }, 'МБ', { decimal: '1500000.5' }],
    ),
    put(
      'Наблюдения',
      ['Показатель', 'За какое время', 'Значение', 'Источник', 'Дата источника'],
      ['ind-001', '2025', { decimal: '26.8' }, 'https://example.org/rosstat', { day: '2026-03-31' }],
    ),
  )
  const { body } = await sergey.get(place)
  for (const said of [
    '<s>38</s> → <b>37,5</b>',
    'Перемена, которой нужна причина: 1',
    'ms-9001 · Бюро открыто',
    'Запишем словами',
  ])
    expect(body).toContain(said)
  expect(await size()).toBe(before)
  const shown = shownIn(body)
  const silent = await sergey.post(place, { shown })
  expect(silent.statusCode).toBe(422)
  expect(silent.body).toContain('Записать в стратегию')
  expect(await size()).toBe(before)

  const reason = 'Ввод жилья отстаёт'
  expect((await sergey.post(place, { shown, reason })).headers.location).toBe(place)
  const again = await sergey.post(place, { shown, reason })
  expect(again.statusCode).toBe(409)
  expect((await sergey.get(place)).body).toContain('Всё уже записано')
  expect(await size()).toBe(before + 5)

  await stage.settle()
  const indicator = await stage.guest().get('/strategy/indicators/ind-001')
  for (const said of ['37,5', '26,8', '31']) expect(indicator.body).toContain(said)
  expect((await stage.guest().get('/strategy/milestones/ms-9001')).body).toContain('Бюро открыто')
  expect((await stage.guest().get('/strategy/projects/prj-001')).body).toMatch(/1,5\sмлн|1\s500\s000/)
  const record = await stage.guest().get('/chronicle')
  expect(record.body).toContain('Стратегию дополнили из файла')
  expect((await stage.guest().get('/chronicle?subject=indicator%3Aind-001')).body).toContain('Обещание сдвинули')
})

test('less money takes back what was booked, more adds to it', async () => {
  const money = async (planned: string, reason: string) => {
    const place = await send(
      put(
        'Деньги',
        ['Проект', 'Год', 'Чьи деньги', 'Намечено, руб.', 'Причина'],
        ['prj-002', { decimal: '2028' }, 'ФБ', { decimal: planned }, reason],
      ),
    )
    await sergey.post(place, { shown: shownIn((await sergey.get(place)).body) })
    return (await stage.guest().get('/strategy/export/money.csv')).body
      .split('\r\n')
      .find((line) => line.startsWith('prj-002'))
  }
  expect(await money('100', '')).toContain(';2028;федеральный бюджет;100;;')
  expect(await money('250.25', 'Добавили')).toContain(';250,25;')
  expect(await money('80', 'Урезали')).toContain(';80;')
})

test('a wrong cell of a new chain is told, and keeps all of the chain out', async () => {
  const wrong = await send(...withParts(chain('0')))
  const { body } = await sergey.get(wrong)
  expect(body).toContain('В файле 1 ошибка')
  expect(body).toContain('Вес должен быть больше нуля')
  expect(shownIn(body)).toBe('')
  const csv = await sergey.get(`${wrong}/errors.csv`)
  expect(csv.body).toContain('Контрольные точки;E2;ошибка;Вес должен быть больше нуля.')
  expect((await sergey.post(wrong, { shown: 'a'.repeat(64), reason: 'x' })).statusCode).toBe(409)
  expect((await stage.guest().get('/strategy/projects/prj-771')).statusCode).toBe(404)
})

test('a new chain from goal to milestone arrives as a whole', async () => {
  const right = await send(...withParts(chain('1.5')))
  const dry = (await sergey.get(right)).body
  expect(dry).toContain('Записать 7 строк')
  expect((await sergey.post(right, { shown: shownIn(dry) })).statusCode).toBe(303)
  expect((await sergey.get(right)).body).toContain('Всё уже записано')
  const project = await stage.guest().get('/strategy/projects/prj-771')
  expect(project.body).toContain('Тихие дворы')
  expect(project.body).toContain('Первые десять дворов')
  expect((await stage.guest().get('/strategy/indicators/ind-773')).statusCode).toBe(200)
  expect((await stage.guest().get('/strategy/indicators/ind-771')).body).toContain('60')
})

test('what was brought can be taken away and changes nothing when it is brought again', async () => {
  const { rawPayload } = await sergey.get('/strategy/export.xlsx')
  const back = [{ field: 'file', name: 'a.xlsx', type: xlsxType, bytes: rawPayload }]
  const whole = await sergey.post('/desk/strategy/import', {}, back)
  expect((await sergey.get(String(whole.headers.location))).body).toContain('Всё уже записано')
})

test('of two people with the same rows the second is shown what is left to do', async () => {
  const own = (value: string) =>
    send(put('Показатели', ['Код', 'Обещано', 'Причина'], ['ind-002', { decimal: value }, 'Пересчитали']))
  const [one, other] = [await own('200'), await own('210')]
  const looks = await Promise.all([sergey.get(one), sergey.get(other)])
  const answers = await Promise.all(
    [one, other].map((place, nth) => sergey.post(place, { shown: shownIn(looks[nth]?.body ?? '') })),
  )
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([303, 409])
  const late = answers.find(({ statusCode }) => statusCode === 409)?.body ?? ''
  expect(late).toContain('Стратегия изменилась, пока вы смотрели')
  expect(shownIn(late)).toMatch(/^[0-9a-f]{64}$/)
})

test('CSV tables are known by their names or their titles, and their formulas are words', async () => {
  const csv = async (name: string, table: Put) => ({ field: 'file', name, type: csvType, bytes: await writeCsv(table) })
  const answer = await sergey.post('/desk/strategy/import', {}, [
    await csv('выгрузка.csv', put('', ['Показатель', 'Сценарий', '2031'], ['ind-003', 'базовый', { decimal: '700' }])),
    await csv(
      'Цели.csv',
      put(
        '',
        ['Код', 'Название', 'Направление', 'Источник', 'Дата источника'],
        ['goal-88', '=HYPERLINK("http://evil.example")', 'Жильё и городская среда', 'https://example.org/', '2026'],
      ),
    ),
  ])
  const place = String(answer.headers.location)
  const { body } = await sergey.get(place)
  expect(body).toContain('=HYPERLINK(')
  expect((await sergey.post(place, { shown: shownIn(body) })).statusCode).toBe(303)
  expect((await stage.guest().get('/strategy/export/goals.csv')).body).toContain(
    `"'=HYPERLINK(""http://evil.example"")"`,
  )
})

test.each([
  ['no file', []],
  ['an empty file', [{ name: 'a.xlsx', bytes: new Uint8Array() }]],
  ['a broken archive', [{ name: 'a.xlsx', bytes: new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3]) }]],
  ['a picture', [{ name: 'a.csv', bytes: new Uint8Array([0xff, 0xd8, 0xff, 0, 1, 2]) }]],
  ['an unknown table', [{ name: 'a.csv', bytes: new TextEncoder().encode('один;два\r\n1;2') }]],
  ['a sheet of somebody else', [{ name: 'a.xlsx', bytes: foreign('<row r="1"><c r="A1"><v>1</v></c></row>') }]],
])('%s is refused with words, and nothing is kept', async (_, files) => {
  const before = await size()
  const sent = files.map((file) => ({ field: 'file', type: 'application/octet-stream', ...file }))
  const answer = await sergey.post('/desk/strategy/import', {}, sent)
  expect(answer.statusCode).toBe(422)
  expect(answer.body).toContain('notice wrong')
  expect(await size()).toBe(before)
})

test('a file that nobody sent is not there', async () => {
  for (const sha of ['none', 'a'.repeat(64)])
    expect((await sergey.get(`/desk/strategy/import/${sha}`)).statusCode).toBe(404)
})
