// A blind review hands papers over without the names that files carry beside their content, and says beforehand what it cannot hand over.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { machinery } from '#platform/policy.ts'
import { dayOf, days, later } from '#platform/time.ts'
import { openStage, type Stage } from '#tests/people.ts'
import { beginApplication, savePage, sendApplication } from './actions/applications.ts'
import { markComplete } from './actions/checking.ts'
import { ownHandle } from './actions/review-lock.ts'
import { beginReview, declareReview } from './actions/reviewing.ts'
import { definition, personIn } from './awarding.testing.ts'
import { reviewsOf } from './queries/reviews.ts'
import { definitionShape } from './rules/definition.ts'
import { openWorkshop } from './stage.testing.ts'

let stage: Stage
const zone = 'Europe/Samara'
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const works = { id: 'works', label: { ru: 'Работы' }, reveals: false, required: false }
const blind = definitionShape.parse({ ...definition, documents: [works] })
const pdf = (rest: string) =>
  Buffer.from(
    `%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\n2 0 obj << /Author (Timur Potter) >> endobj\n${rest}\ntrailer << /Root 1 0 R /Info 2 0 R >>\n%%EOF`,
  )
const strange = '3 0 obj << /Type /Metadata /Filter /LZWDecode /Length 4 >>\nstream\nabcd\nendstream\nendobj'

test('a reviewer gets a copy under a name of ours, and the applicant is told of a file that nobody is handed', async () => {
  const house = stage.city.cityFor(machinery('test'))
  const { call } = await openWorkshop(house, { id: 'blind', definition: blind, closesAt: later(stage.now, days(1)) })
  const timur = await personIn(stage, 'timur')
  const { id: application } = await beginApplication(timur, { call, organisation: null, zone })
  const answers = { name: 'Тимур', idea: 'Мастерская для соседей', money: 10_000_000 }
  await savePage(timur, { application, page: 'p1', seen: 0, answers })
  const browser = await stage.as('timur')
  const at = `/programmes/applications/${application}`
  const attach = (name: string, bytes: Uint8Array) =>
    browser.post(`${at}/documents/of/works`, {}, [{ field: 'paper-works', name, type: 'application/pdf', bytes }])
  expect((await attach('Тимур Гончаров.pdf', pdf(''))).statusCode).toBe(303)
  expect((await attach('Странный.pdf', pdf(strange))).statusCode).toBe(303)
  for (const page of ['documents', 'check']) {
    const { body } = await browser.get(`${at}/${page}`)
    expect(body).toContain('Файл «Странный.pdf» экспертам не покажем')
    expect(body).not.toContain('Файл «Тимур Гончаров.pdf» экспертам не покажем')
  }
  await sendApplication(timur, { application, zone })

  stage.now = later(stage.now, days(2))
  const dina = await personIn(stage, 'dina')
  await markComplete(dina, { application })
  const kira = await personIn(stage, 'kira')
  const today = dayOf(stage.now, zone)
  await beginReview(dina, { call, reviewers: [kira.actor.person ?? ''], dueOn: today, today })
  const [review] = await reviewsOf(kira, await ownHandle(kira))
  await declareReview(kira, { assignment: review?.id ?? '', conflict: false, said: '' })
  const reviewer = await stage.as('kira')
  const page = (await reviewer.get(`/desk/programmes/reviews/${review?.id}`)).body
  expect(page).toContain('Работы: Документ 1.pdf')
  expect(page).toContain('Документ 2.pdf: не показываем')
  expect(page).not.toMatch(/Тимур|Странный/)
  const papers = [...page.matchAll(/\/desk\/programmes\/reviews\/[0-9a-f-]+\/papers\/[0-9a-f-]+/g)].map(
    ([href]) => href,
  )
  expect(papers).toHaveLength(1)
  const paper = await reviewer.get(papers[0] ?? '')
  expect(paper.headers['content-disposition']).toContain(encodeURIComponent('Документ 1.pdf'))
  expect(paper.rawPayload.includes('Timur')).toBe(false)
  // The desk that checks completeness reads the paper as it was brought.
  const desk = (await (await stage.as('dina')).get(`/desk/programmes/calls/${call}/applications/${application}`)).body
  expect(desk).toContain('Тимур Гончаров.pdf')
})
