// Timur has not founded his studio yet: why nothing fits, the smallest change, a yes with its sum, an adviser in time, and what came of it.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { days, hours, later } from '#platform/time.ts'
import { openStage, type Stage, type Visitor } from '../people.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

/** Answers the question a page asks, and goes where it leads. */
async function answer(visitor: Visitor, at: string, value: string | string[]): Promise<string> {
  const id = at.split('/').at(-1) ?? ''
  const posted = await visitor.post(at, { [`a.${id}`]: value })
  expect([at, posted.statusCode]).toEqual([at, 303])
  return follow(visitor, String(posted.headers.location))
}

/** Follows the way to the next question or the results. */
async function follow(visitor: Visitor, at: string): Promise<string> {
  if (at !== '/bureau/check/next') return at
  return String((await visitor.get(at)).headers.location)
}

const says: Record<string, string | string[]> = {
  form: 'not-yet',
  okved: '74.10',
  branch: 'creative',
  regime: 'usn-income',
  income: '3 000 000',
  staff: '0',
  goal: ['start'],
  need: '300 000',
  age: '27',
  social: 'no',
  creative: 'yes',
  poor: 'no',
  business_plan: 'no',
}

/** Answers whatever is asked until nothing is; notes how many questions the pages said may still come. */
async function answerAll(visitor: Visitor, from: string): Promise<{ asked: string[]; bounds: number[] }> {
  const [asked, bounds]: [string[], number[]] = [[], []]
  let at = await follow(visitor, from)
  while (at.startsWith('/bureau/check/questions/')) {
    const id = at.split('/').at(-1) ?? ''
    const page = (await visitor.get(at)).body
    bounds.push(Number(/Осталось не больше (\d+)/.exec(page)?.[1]))
    asked.push(id)
    at = await answer(visitor, at, says[id] ?? 'unsure')
  }
  expect(at).toBe('/bureau/check/results')
  return { asked, bounds }
}

const clock = async (at: Date) => {
  stage.now = at
  await stage.city.worker.tick()
  await stage.settle()
}

test('from «ещё не открыл» to an outcome that counts', async () => {
  let timur = await stage.as('timur')
  const begun = await timur.post('/bureau/check', { looking: ['business', 'project'] })
  expect(begun.statusCode).toBe(303)
  const { asked, bounds } = await answerAll(timur, '/bureau/check/next')

  // He is asked only what still decides, and the bound was honest: each page leaves fewer questions than it said.
  expect(asked).toContain('form')
  expect(asked).not.toContain('regime')
  for (const [index, bound] of bounds.entries()) expect(asked.length - index).toBeLessThanOrEqual(bound)

  const first = (await timur.get('/bureau/check/results')).body
  expect(first).toContain('УСН 1% и 5%: профессиональная, научная, техническая деятельность')
  expect(first).toMatch(/Не подходит: \d+/)
  const refused = cardOf(first, 'профессиональная, научная, техническая')
  expect(refused).toContain('дело ещё не открыто')
  // The smallest change: founding it.
  expect(refused).toMatch(/ИП/)

  // He changes the one answer and is asked what matters now.
  const changed = await answer(timur, '/bureau/check/questions/form', 'ip')
  await answerAll(timur, changed)
  const second = (await timur.get('/bureau/check/results')).body
  expect(second).toMatch(/Подходит: [1-9]/)
  expect(cardOf(second, 'профессиональная, научная, техническая')).toContain('150\u00a0000')

  const sent = await timur.post('/bureau/requests/new', {
    ...{ topic: 'tax', measure: 'sup-004', words: 'Какую ставку брать студии дизайна?', once: 'o'.repeat(32) },
  })
  const page = String(sent.headers.location).replace(/\?.*/, '')
  expect(page).toMatch(/^\/bureau\/requests\/\d+$/)
  expect((await timur.get(page)).body).toContain('Консультант ответит до 30 ноября 2026')
  expect((await stage.guest().get(page)).statusCode).toBe(404)

  const tamara = await stage.as('tamara')
  const desk = `/desk${page}`
  stage.now = later(stage.now, hours(20))
  expect((await tamara.get('/desk/bureau')).body).toContain(desk)
  await tamara.post(`${desk}/question`, { question: 'Есть ли у вас уже ИП?' })
  expect((await timur.get(page)).body).toContain('Консультант ждёт вашего ответа')
  await timur.post(`${page}/reply`, { reply: 'Да, открыл вчера.' })
  const answered = await tamara.post(`${desk}/answer`, { answer: 'Берите 1 % от дохода.' })
  expect(answered.statusCode).toBe(303)
  const answeredAt = stage.now
  expect((await timur.get(page)).body).toContain('Берите 1 % от дохода.')
  expect((await timur.get('/bureau')).body).toMatch(/100\s*%/)

  // Nobody asks before the seventh day, and then once.
  await clock(later(answeredAt, days(6)))
  expect((await timur.get('/account')).body).not.toContain('Помог ли ответ')
  await clock(later(answeredAt, days(7) + hours(1)))
  await clock(later(answeredAt, days(8)))
  const told = (await timur.get('/notifications')).body
  expect(told.match(/Помог ли ответ на запрос/g)).toHaveLength(1)
  const said = await timur.post(`${page}/outcome`, { said: 'helped', roubles: '150 000' })
  expect(said.statusCode).toBe(303)
  expect((await timur.get(page)).body).toContain('150\u00a0000\u00a0₽')

  // After that nothing is asked any more.
  await clock(later(answeredAt, days(40)))
  // His session has ended meanwhile.
  timur = await stage.as('timur')
  expect((await timur.get('/notifications')).body.match(/Помог ли ответ на запрос/g)).toHaveLength(1)

  // One outcome alone is not said; with four others it counts in the next month.
  expect((await timur.get('/bureau/outcomes')).body).toContain('Показать ещё нечего')
  for (let n = 0; n < 4; n += 1) await another(n)
  await clock(later(stage.now, days(35)))
  const outcomes = (await timur.get('/bureau/outcomes')).body
  expect(outcomes).toContain('УСН 1% и 5%: профессиональная')
  const rows = await timur.json<{ rows?: unknown[]; items?: unknown[] }>('/open-data/bureau-outcomes.json')
  expect(JSON.stringify(rows)).toContain('"asked":5')
  expect(JSON.stringify(rows)).toContain('"helped":5')
})

/** Somebody without an account asks of the same measure, is answered, and says that it helped. */
async function another(n: number): Promise<void> {
  const guest = stage.guest()
  const once = String(n).repeat(32)
  const sent = await guest.post('/bureau/requests/new', { topic: 'tax', measure: 'sup-004', words: 'И мне?', once })
  const number = /requests\/(\d+)/.exec(String(sent.headers.location))?.[1] ?? ''
  const tamara = await stage.as('tamara')
  await tamara.post(`/desk/bureau/requests/${number}/answer`, { answer: 'И вам.' })
  const said = await guest.post(`/bureau/requests/${number}/outcome`, { said: 'helped', roubles: '1000', token: once })
  expect(said.statusCode).toBe(303)
}

/** The card of a measure in the results. */
function cardOf(body: string, name: string): string {
  const at = body.indexOf(name)
  const end = body.indexOf('<h3', at)
  return body.slice(at, end < 0 ? undefined : end)
}
