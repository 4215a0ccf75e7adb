// A call with terms over HTTP: asked before one writes for an hour, decided by the version the call began with, refused on «нет» alone.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage, type Visitor } from '#tests/people.ts'
import { nameTerms, publishTerms, saveDraft } from './actions/terms.ts'
import { submissionOf } from './queries/applications.ts'
import { callFor } from './queries/calls.ts'
import { termsInForce, today, vocabulary } from './queries/terms.ts'
import type { TermsBody } from './rules/terms.ts'
import { filledIn, inOffice, openWorkshop, smallPdf } from './stage.testing.ts'

let stage: Stage
let timur: Visitor
const house = () => stage.city.cityFor({ person: null, name: null, roles: [], via: 'test' })
const manager = () => inOffice(house(), 'programme-manager')
const office = 'test'

beforeAll(async () => {
  stage = await openStage()
  timur = await stage.as('timur')
})
afterAll(() => stage.close())

/** Terms by which one has to be so old and not a company. */
async function bodyFor(age: number): Promise<TermsBody> {
  return {
    table: {
      columns: [
        { id: 'form', of: 'form' },
        { id: 'age', of: 'age' },
      ],
      rows: [{ id: 'r1', cells: ['not("company")', `>= ${age}`], gives: 'yes' }],
    },
    examples: [{ known: { form: 'ip', age: 40 }, on: await today(house()), verdict: 'yes' }],
    basis: null,
  }
}

async function begun(call: string): Promise<string> {
  const programme = (await callFor(house(), call))?.programme ?? ''
  const { headers } = await timur.post(`/programmes/${programme}/calls/${call}/application`, { applicant: 'self' })
  const location = String(headers.location)
  expect(location).toMatch(/\/terms$/)
  return location.replace(/\/terms$/, '')
}

async function written(at: string): Promise<void> {
  for (const page of ['p1', 'p2', 'p3'] as const) {
    const saved = await timur.post(`${at}/pages/${page}`, { ...filledIn[page], seen: '0', next: 'next' })
    expect(saved.statusCode).toBe(303)
  }
  const paper = { field: 'paper-d1', name: 'works.pdf', type: 'application/pdf', bytes: smallPdf }
  expect((await timur.post(`${at}/documents/of/d1`, {}, [paper])).statusCode).toBe(303)
}

test('a call asks its terms first, keeps their version, refuses to be sent on «нет», and lets her go on where she does not know', async () => {
  const id = 'adults'
  const title = { ru: 'Взрослым', en: 'For adults' }
  await nameTerms(manager(), { id, title, body: await bodyFor(18), office })
  await publishTerms(manager(), { id, seen: 1, from: '2026-01-01', to: null, office, reason: 'начало' })
  const terms = await termsInForce(house(), id)
  expect(terms?.version).toBe(1)
  const { call } = await openWorkshop(house(), { id: 'with-terms', terms: { id, version: 1 } })
  expect((await stage.guest().get(`/programmes/with-terms/calls/${call}`)).body).toContain('Взрослым')

  // What is asked stands before the first page; nothing is decided before the first answer.
  const at = await begun(call)
  const ask = (await vocabulary(house())).questions.find(({ id: question }) => question === 'age')?.ask.ru ?? ''
  const first = (await timur.get(`${at}/terms`)).body
  expect(first).toContain(ask)
  expect(first).not.toContain('Что получается сейчас')
  const wrong = await timur.post(`${at}/terms`, { 'a.age': 'семнадцать', 'a.form': 'ip' })
  expect(wrong.statusCode).toBe(422)
  expect(wrong.body).toContain('семнадцать')

  const answered = await timur.post(`${at}/terms`, { 'a.age': '17', 'a.form': 'ip' })
  expect(answered.headers.location).toBe(`${at}/terms`)
  const no = (await timur.get(`${at}/terms`)).body
  expect(no).toContain('Что получается сейчас')
  expect(no).toContain('Не подходит')
  expect(no).toContain('не меньше 18')
  await written(at)
  expect((await timur.get(`${at}/check`)).body).toContain('По вашим ответам условия не подходят')
  const refused = await timur.post(`${at}/sending`, { sure: 'yes' })
  expect([refused.statusCode, refused.body.includes('условия не подходят')]).toEqual([409, true])

  // The terms grow milder while the call runs: it keeps those it began with, and only a new call takes the new ones.
  await saveDraft(manager(), { id, seen: 0, body: await bodyFor(16), office })
  await publishTerms(manager(), { id, seen: 1, from: '2026-01-02', to: null, office, reason: 'мягче' })
  expect((await termsInForce(house(), id))?.version).toBe(2)
  expect((await timur.get(`${at}/terms`)).body).toContain('не меньше 18')
  expect((await timur.post(`${at}/sending`, { sure: 'yes' })).statusCode).toBe(409)
  const { call: milder } = await openWorkshop(house(), { id: 'milder-terms', terms: { id, version: 2 } })
  const other = await begun(milder)
  await timur.post(`${other}/terms`, { 'a.age': '17', 'a.form': 'ip' })
  expect((await timur.get(`${other}/terms`)).body).toContain('Подходит')

  // «Не знаю» settles nothing, and so it stops nobody.
  expect((await timur.get(`${at}/terms?all=yes`)).body).toContain('value="17"')
  await timur.post(`${at}/terms`, { 'a.age': '', 'u.age': 'yes', 'a.form': 'ip' })
  const open = (await timur.get(`${at}/terms`)).body
  expect(open).toContain('Пока неясно')
  const sent = await timur.post(`${at}/sending`, { sure: 'yes' })
  expect([sent.statusCode, sent.headers.location]).toEqual([303, `${at}/receipt`])
  expect((await submissionOf(house(), at.split('/').at(-1) ?? ''))?.nth).toBe(1)
})
