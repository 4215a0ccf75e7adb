// The life of an application over HTTP: begun, written in two windows, sent in time or a second late, found incomplete, mended, complete.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { days, later } from '#platform/time.ts'
import { openStage, type Stage, type Visitor } from '../../../tests/people.ts'
import { moveDeadline, turnCalls } from './actions/calls.ts'
import { publishProgramme, saveDraft } from './actions/programmes.ts'
import { callFor } from './queries/calls.ts'
import { definitionShape } from './rules/definition.ts'
import { filledIn, inOffice, openWorkshop, smallPdf, workshop } from './stage.testing.ts'

let stage: Stage
let timur: Visitor
let dina: Visitor
const house = () => stage.city.cityFor({ person: null, name: null, roles: [], via: 'test' })
const manager = () => inOffice(house(), 'programme-manager')

beforeAll(async () => {
  stage = await openStage()
  timur = await stage.as('timur')
  dina = await stage.as('dina')
})
afterAll(() => stage.close())

/** Begins an application and answers its address. */
async function begun(who: Visitor, call: string): Promise<string> {
  const { headers, statusCode } = await who.post(
    `/programmes/${call.replace(/-2026-\d+$/, '')}/calls/${call}/application`,
    {
      applicant: 'self',
    },
  )
  expect(statusCode).toBe(303)
  return String(headers.location)
}

async function write(
  who: Visitor,
  at: string,
  page: keyof typeof filledIn,
  seen = 0,
  more: Record<string, string> = {},
) {
  return who.post(`${at}/pages/${page}`, { ...filledIn[page], ...more, seen: String(seen), next: 'next' })
}

const attach = (who: Visitor, at: string, bytes: Uint8Array = smallPdf, name = 'works.pdf') =>
  who.post(`${at}/documents/of/d1`, {}, [{ field: 'paper-d1', name, type: 'application/pdf', bytes }])

/** Writes all of an application. */
async function whole(who: Visitor, call: string): Promise<string> {
  const at = await begun(who, call)
  for (const page of ['p1', 'p2', 'p3'] as const) expect((await write(who, at, page)).statusCode).toBe(303)
  expect((await attach(who, at)).statusCode).toBe(303)
  return at
}

const send = (who: Visitor, at: string) => who.post(`${at}/sending`, { sure: 'yes' })

test('an application is written page by page, gone on with later, checked, sent, mended and found complete', async () => {
  const { call } = await openWorkshop(house(), { id: 'story' })
  const at = await begun(timur, call)
  expect((await timur.get(at)).body).toContain('есть вопросы без ответа')
  expect(await begun(timur, call)).toBe(at)

  const wrong = await write(timur, at, 'p2', 0, { 'a-f5': 'коротко', 'a-f8': '2026-02-30', 'a-f6': 'o9' })
  expect(wrong.statusCode).toBe(422)
  for (const said of ['не меньше 60', 'Напишите дату', 'Выберите один из ответов', 'коротко'])
    expect(wrong.body).toContain(said)
  // What was right is kept although the rest was not.
  expect((await timur.get(`${at}/pages/p2`)).body).toContain('Чайный набор')

  expect((await write(timur, at, 'p1')).headers.location).toBe(`${at}/pages/p2`)
  expect((await write(timur, at, 'p2', 1)).headers.location).toBe(`${at}/pages/p3`)
  expect((await write(timur, at, 'p3')).headers.location).toBe(`${at}/documents`)
  const again = await stage.as('timur')
  expect((await again.get(`${at}/pages/p3`)).body).toContain('4800,50')
  const missing = await again.get(`${at}/check`)
  expect(missing.body).toContain('нет ответов')
  expect((await send(again, at)).statusCode).toBe(409)
  await attach(again, at)
  const check = await again.get(`${at}/check`)
  expect(check.body).toContain('4800,50')
  expect(check.body).toContain('works.pdf')
  expect((await again.post(`${at}/sending`, {})).statusCode).toBe(422)
  expect((await send(again, at)).headers.location).toBe(`${at}/receipt`)
  const receipt = await again.get(`${at}/receipt`)
  const number = /№\s(2026-\d{6})/.exec(receipt.body)?.[1]
  expect(number).toBeDefined()
  await stage.settle()

  const id = at.split('/').at(-1) ?? ''
  const list = await dina.get(`/desk/programmes/calls/${call}`)
  expect(list.body).toContain(number)
  expect(list.body).not.toContain('Тимур')
  const file = `/desk/programmes/calls/${call}/applications/${id}`
  expect((await dina.get(file)).body).toContain('Тимур')
  expect((await timur.get('/account/data/held')).body + (await timur.get('/account/data')).body).toContain(number)

  expect(
    (await dina.post(`${file}/completeness`, { whole: 'no', dueOn: '2026-11-30', dueTime: '18:00' })).statusCode,
  ).toBe(422)
  const named = {
    whole: 'no',
    dueOn: '2026-11-30',
    dueTime: '18:00',
    'gap-field:f2': 'yes',
    'said-field:f2': 'Расскажите подробнее',
  }
  expect((await dina.post(`${file}/completeness`, named)).statusCode).toBe(303)
  await stage.settle()
  const told = await timur.get(at)
  expect(told.body).toContain('Расскажите подробнее')
  // Only what was named may change.
  await write(timur, at, 'p1', 1, { 'a-f1': 'Кто-то другой', 'a-f2': 'Делаю посуду десять лет' })
  const mended = await timur.get(`${at}/check`)
  expect(mended.body).toContain('десять лет')
  expect(mended.body).not.toContain('Кто-то другой')
  expect((await attach(timur, at)).statusCode).toBe(409)
  expect((await send(timur, at)).statusCode).toBe(303)
  expect((await dina.post(`${file}/completeness`, { whole: 'yes' })).statusCode).toBe(303)
  expect((await timur.get(at)).body).toContain('полная')
})

test('two windows on one page lose nothing: both texts are in sight, and a second saving decides', async () => {
  const { call } = await openWorkshop(house(), { id: 'windows' })
  const at = await begun(timur, call)
  expect((await write(timur, at, 'p1', 0, { 'a-f2': 'Из первого окна' })).statusCode).toBe(303)
  const clash = await write(timur, at, 'p1', 0, { 'a-f2': 'Из второго окна' })
  expect(clash.statusCode).toBe(409)
  expect(clash.body).toContain('Из первого окна')
  expect(clash.body).toContain('Из второго окна')
  expect((await timur.get(`${at}/pages/p1`)).body).toContain('Из первого окна')
  const seen = Number(/name="seen" value="(\d+)"/.exec(clash.body)?.[1])
  expect((await write(timur, at, 'p1', seen, { 'a-f2': 'Из второго окна' })).statusCode).toBe(303)
  expect((await timur.get(`${at}/pages/p1`)).body).toContain('Из второго окна')
})

test('begun at once in many windows it is one draft, and sent at once it is sent once', async () => {
  const { call } = await openWorkshop(house(), { id: 'at-once' })
  const addresses = await Promise.all(Array.from({ length: 8 }, () => begun(timur, call)))
  expect(new Set(addresses).size).toBe(1)
  const at = await whole(timur, call)
  const answers = await Promise.all(Array.from({ length: 6 }, () => send(timur, at)))
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([303, 409, 409, 409, 409, 409])
})

test('a second late is late, and says so; what was written is kept', async () => {
  const closesAt = later(stage.now, days(2))
  const { call } = await openWorkshop(house(), { id: 'deadline', closesAt })
  const at = await whole(timur, call)
  const now = stage.now
  stage.now = closesAt
  const late = await send(timur, at)
  expect([late.statusCode, late.body.includes('закончился'), late.body.includes('сохранено')]).toEqual([
    409,
    true,
    true,
  ])
  expect((await timur.get(at)).body).toContain('Приём закончился')
  stage.now = new Date(closesAt.getTime() - 1)
  expect((await send(timur, at)).statusCode).toBe(303)
  stage.now = now
})

test('a deadline moves later only, with its reason in the record, and applicants are told', async () => {
  const { call, programme } = await openWorkshop(house(), { id: 'moved' })
  await begun(timur, call)
  const { closesAt } = (await callFor(house(), call)) ?? { closesAt: stage.now }
  await expect(
    moveDeadline(manager(), { call, closesAt: later(closesAt, -1), reason: 'Раньше' }),
  ).rejects.toMatchObject({ kind: 'invalid' })
  const answer = await dina.post(`/desk/programmes/calls/${call}/deadline`, {
    closesOn: '2026-12-20',
    closesTime: '18:00',
    reason: 'Выпал снег',
  })
  expect(answer.statusCode).toBe(303)
  await stage.settle()
  expect((await stage.guest().get(`/programmes/${programme}/calls/${call}`)).body).toContain('Выпал снег')
  expect((await timur.get('/notifications')).body).toContain('продлён до 20 декабря 2026')
  const record = await stage.guest().get(`/chronicle?subject=call:${call}`)
  expect(record.body).toContain('Перенесён срок')
})

test('a running call keeps the version it began with: drafts and sent applications too', async () => {
  const { call, programme } = await openWorkshop(house(), { id: 'kept' })
  const draft = await begun(timur, call)
  const anna = await stage.as('anna')
  const sent = await whole(anna, call)
  await send(anna, sent)
  const was = workshop()
  const changed = definitionShape.parse({
    ...was,
    pages: was.pages.map((page, at) =>
      at > 0
        ? page
        : { ...page, fields: [...page.fields, { id: 'f99', kind: 'short', label: { ru: 'Новый вопрос' } }] },
    ),
    rubric: { ...was.rubric, criteria: was.rubric.criteria.slice(1) },
    documents: [],
  })
  await saveDraft(manager(), { programme, seen: 1, definition: changed })
  await publishProgramme(manager(), { programme, seen: 2, reason: 'Стало короче' })
  for (const page of [
    await timur.get(`${draft}/pages/p1`),
    await timur.get(`${draft}/documents`),
    await anna.get(`${sent}/receipt`),
  ])
    expect(page.body).not.toContain('Новый вопрос')
  expect((await timur.get(`${draft}/documents`)).body).toContain('портфолио')
  expect((await stage.guest().get(`/programmes/${programme}/calls/${call}`)).body).toContain('Замысел')
  expect((await stage.guest().get(`/programmes/${programme}`)).body).not.toContain('Понятно, что получится')
  const versions = await dina.get(`/desk/programmes/${programme}/versions/2`)
  for (const said of ['Новый вопрос', 'Убран критерий', 'больше не нужен']) expect(versions.body).toContain(said)
})

describe('somebody else', () => {
  test('neither sees an application nor changes it, and staff without the office do not look', async () => {
    const { call } = await openWorkshop(house(), { id: 'others' })
    const at = await whole(timur, call)
    await send(timur, at)
    const marat = await stage.as('marat')
    for (const path of ['', '/pages/p1', '/documents', '/check', '/receipt', '/receipt.pdf'])
      expect([path, (await marat.get(`${at}${path}`)).statusCode]).toEqual([path, 404])
    for (const path of ['/sending', '/taking-back', '/withdrawal', '/pages/p1'])
      expect([path, (await marat.post(`${at}${path}`, { sure: 'yes' })).statusCode]).toEqual([path, 404])
    const boris = await stage.as('boris')
    expect((await boris.get(`/desk/programmes/calls/${call}`)).statusCode).toBe(403)
    expect((await timur.post(`${at}/taking-back`, {})).statusCode).toBe(303)
    expect((await write(timur, at, 'p1', 1)).statusCode).toBe(303)
    expect((await timur.post(`${at}/withdrawal`, { why: 'Передумал' })).statusCode).toBe(303)
    expect((await send(timur, at)).statusCode).toBe(409)
  })
})

test('the clock tells once that calls opened and closed', async () => {
  await turnCalls(manager(), undefined)
  expect(await turnCalls(manager(), undefined)).toBe(0)
})

test('forgetting takes the words and papers and leaves number and state', async () => {
  const { call } = await openWorkshop(house(), { id: 'forgotten' })
  const zoya = await stage.as('zoya')
  const at = await whole(zoya, call)
  await send(zoya, at)
  const id = at.split('/').at(-1) ?? ''
  const row = async () =>
    (await stage.database.pool.query('select * from programmes.applications where id = $1', [id])).rows[0]
  const { handle, number } = await row()
  const door = stage.city.doors.find(({ name }) => name === 'programmes')
  expect(JSON.stringify(await door?.personal?.export(house(), handle))).toContain('Делаю посуду')
  expect(await door?.personal?.erase(house(), handle)).toBeGreaterThan(3)
  expect(await row()).toMatchObject({ number, handle: null, state: 'sent' })
  for (const table of ['answers', 'submissions', 'documents'])
    expect(
      JSON.stringify(
        (await stage.database.pool.query(`select * from programmes.${table} where application = $1`, [id])).rows,
      ),
    ).not.toMatch(/посуду|works/)
  expect(await door?.personal?.export(house(), handle)).toBeNull()
})
