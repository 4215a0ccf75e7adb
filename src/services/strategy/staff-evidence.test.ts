// Evidence at the desk by real requests: brought with its paper by who answers, judged by the team, never shown to a stranger.
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { machinery } from '#platform/policy.ts'
import { openStage, type Stage, type Visitor } from '#tests/people.ts'
import { pledge } from './actions/terms.ts'

let stage: Stage
let sergey: Visitor
let oleg: Visitor
beforeAll(async () => {
  stage = await openStage()
  sergey = await stage.as('sergey')
  oleg = await stage.as('oleg')
  const owned = { subject: 'project:prj-007', terms: { owner: 'body:bod-015' }, reason: 'Назначили' }
  await pledge(stage.city.cityFor(machinery('test')), { pledges: [owned] })
})
afterAll(() => stage.close())

const desk = '/desk/strategy/projects'
const one = `${desk}/prj-007`

describe('evidence', () => {
  const path = `${one}/evidence`
  const right = { subject: 'project:prj-007', kind: 'document', ref: 'Акт приёмки', day: '2026-11-20' }
  const pdf = (bytes: Uint8Array = strToU8('%PDF-1.7\nакт'), name = 'акт.pdf') => [
    { field: 'paper', name, type: 'application/pdf', bytes },
  ]

  test.each([
    [{ day: '2027-01-01' }, 'ещё не наступило'],
    [{ kind: 'win', ref: 'no-such-win' }, 'Такой победы нет'],
    [{ kind: 'count', quantity: '-3' }, 'Напишите число больше нуля'],
    [{ subject: 'project:prj-001' }, 'class="error"'],
    [{ ref: '' }, 'Напишите, как называется документ'],
  ])('with %j is asked again, and its paper need not be sent twice', async (change, said) => {
    const answer = await oleg.post(path, { ...right, ...change }, pdf())
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain(said)
    expect(answer.body).toMatch(/name="kept" value="[0-9a-f]{64}"/)
    expect(answer.body).toContain('«акт.pdf» уже у нас')
  })

  test.each([
    ['of no kind', strToU8('MZ'), 'Такой файл не подойдёт'],
    ['empty', new Uint8Array(), 'Файл пуст'],
    ['too large', new Uint8Array(20_000_001).fill(37), 'Файл больше 20 МБ'],
    [
      'with macros',
      zipSync({
        '[Content_Types].xml': strToU8('wordprocessingml.document.main+xml'),
        'word/document.xml': strToU8('<x/>'),
        'word/vbaProject.bin': strToU8('x'),
      }),
      'В файле есть макросы',
    ],
  ])('with a file %s says why', async (_, bytes, said) => {
    const answer = await oleg.post(path, right, pdf(bytes))
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain(said)
  })

  test('is brought by the manager, seen by no stranger, judged by the team and taken back', async () => {
    const failed = await oleg.post(path, { ...right, day: '' }, pdf())
    const kept = /name="kept" value="([0-9a-f]{64})"/.exec(failed.body)?.[1] ?? ''
    const brought = await oleg.post(path, { ...right, kept, keptName: 'акт.pdf' })
    expect(brought.statusCode).toBe(303)
    const page = String(brought.headers.location)
    expect((await oleg.get(page)).body).toContain(kept)
    const paper = await oleg.get(`${page}/paper`)
    expect([paper.statusCode, paper.headers['content-type']]).toEqual([200, 'application/pdf'])
    expect(paper.headers['content-disposition']).toContain('attachment')
    for (const stranger of [stage.guest(), await stage.as('anna'), await stage.as('igor')])
      expect([403, 303]).toContain((await stranger.get(`${page}/paper`)).statusCode)
    expect((await stage.guest().get('/strategy/projects/prj-007')).body).not.toContain('Акт приёмки')
    expect((await oleg.post(`${page}/verdict`, { accepted: 'yes' })).statusCode).toBe(403)
    expect((await sergey.get(desk)).body).toContain(`href="${page}"`)
    expect((await sergey.post(`${page}/verdict`, { accepted: 'no' })).body).toContain('Напишите, почему это меняется')
    expect((await sergey.post(`${page}/verdict`, { accepted: 'yes' })).statusCode).toBe(303)
    expect((await stage.guest().get('/strategy/projects/prj-007')).body).toContain('Акт приёмки')
    expect((await sergey.post(`${page}/verdict`, { accepted: 'no', reason: 'Акт отозван' })).statusCode).toBe(303)
    expect((await oleg.get(page)).body).toContain('Акт отозван')
  })
})
