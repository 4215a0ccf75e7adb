// A resident and the team through real requests: asking, waiting, the answer, following by letter, taking part, being forgotten.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { days, later } from '#platform/time.ts'
import { openStage, type Stage, type Visitor } from '#tests/people.ts'

let stage: Stage
let sergey: Visitor
let start: Date
beforeAll(async () => {
  stage = await openStage()
  start = stage.now
  sergey = await stage.as('sergey')
})
afterAll(() => stage.close())

const canary = 'Канарейкина Евдокия, когда будет карта'
const form = '/strategy/asking?about=project%3Aprj-012'

async function ask(visitor: Visitor, more: Record<string, string> = {}) {
  const { body } = await visitor.get(form)
  const once = /name="once" value="([^"]+)"/.exec(body)?.[1] ?? ''
  const fields = { about: 'project:prj-012', text: canary, once, ...more }
  const answer = await visitor.post('/strategy/asking', fields)
  const link = String(answer.headers.location)
  return { answer, fields, link, number: Number(/questions\/(\d+)/.exec(link)?.[1]), once }
}

const tokenIn = (text: string | undefined, page = 'following') =>
  new RegExp(`/strategy/${page}\\?token=([\\w-]+)`).exec(text ?? '')?.[1] ?? ''
const lettersTo = async (email: string) => (await stage.letters()).filter(({ to }) => to === email)

describe('asking', () => {
  test('comes back whole with all its mistakes', async () => {
    const guest = stage.guest()
    const { answer } = await ask(guest, { text: '', email: 'не почта', consent: '' })
    expect(answer.statusCode).toBe(422)
    expect(answer.body.match(/class="error"/g)).toHaveLength(2)
    expect(answer.body).toContain('value="не почта"')
    const kept = await ask(guest, { email: 'a@example.org' })
    expect(kept.answer.statusCode).toBe(422)
    expect(kept.answer.body).toContain('Отметьте согласие')
    expect(kept.answer.body).toContain(canary)
    // The same secret, so that whatever is sent next is still the same form.
    expect(kept.answer.body).toContain(`name="once" value="${kept.once}"`)
    expect((await guest.get('/strategy/asking?about=project:prj-999')).statusCode).toBe(404)
  })

  test('shows to everybody that it was asked and its clock, and to nobody what was asked before the team has', async () => {
    const { link, number, once, fields } = await ask(stage.guest())
    const own = await stage.guest().get(link)
    expect(own.body).toContain(canary)
    expect(own.headers['cache-control']).toContain('no-store')
    for (const path of [
      `/strategy/questions/${number}`,
      '/strategy/questions',
      '/strategy/projects/prj-012',
      '/chronicle',
    ]) {
      const { body } = await stage.guest().get(path)
      expect([path, body.includes('Канарейкина')]).toEqual([path, false])
    }
    const open = (await stage.guest().get(`/strategy/questions/${number}`)).body
    expect(open).toContain('До срока 30 дней')
    expect(open).toContain('Слова вопроса пока не открыты')
    expect((await stage.guest().get(`/strategy/questions/${number}?token=${once}x`)).statusCode).toBe(403)
    const again = await stage.guest().post('/strategy/asking', fields)
    expect(again.headers.location).toBe(link)
    expect((await stage.guest().get('/strategy/projects/prj-012')).body).toContain('без ответа')
  })

  test.each(['0', '-1', '1.5', '999999', '2026-000001', 'x'])('question «%s» is missing', async (number) => {
    expect((await stage.guest().get(`/strategy/questions/${number}`)).statusCode).toBe(404)
  })
})

test('an overdue question stands at the head of the city and of the strategy until it is answered, and stays late', async () => {
  const { number } = await ask(stage.guest())
  const heads = async () => [(await stage.guest().get('/')).body, (await stage.guest().get('/strategy')).body]
  for (const body of await heads()) expect(body).not.toContain(`href="/strategy/questions/${number}"`)
  stage.now = later(start, days(35))
  for (const body of await heads()) {
    expect(body).toContain(`href="/strategy/questions/${number}"`)
    expect(body).toContain('Ждёт 35')
  }
  const desk = (await sergey.get('/desk/strategy/questions')).body
  expect(desk).toContain(`href="/desk/strategy/questions/${number}"`)
  expect(desk).not.toContain('Канарейкина')
  expect((await sergey.get(`/desk/strategy/questions/${number}`)).body).toContain(canary)
  const file = `/desk/strategy/questions/${number}`
  expect((await sergey.post(`${file}/release`, { shown: 'Мой телефон 8 912 345 67 89' })).statusCode).toBe(422)
  expect((await sergey.post(`${file}/release`, { shown: 'Когда будет карта?' })).statusCode).toBe(303)
  const empty = await sergey.post(`${file}/answer`, { answer: ' ' })
  expect([empty.statusCode, empty.body.includes('Напишите ответ')]).toEqual([422, true])
  expect((await sergey.post(`${file}/answer`, { answer: 'В 2027 году' })).statusCode).toBe(303)
  for (const body of await heads()) expect(body).not.toContain(`href="/strategy/questions/${number}"`)
  const page = (await stage.guest().get(`/strategy/questions/${number}`)).body
  for (const words of ['Когда будет карта?', 'В 2027 году', 'с опозданием', 'на 5']) expect(page).toContain(words)
  const english = (await stage.guest().get(`/en/strategy/questions/${number}`)).body
  expect(english).toContain('Answered after 35 days, 5 days late')
  expect((await stage.guest().get('/strategy/questions?stage=answered&about=project:prj-012')).body).toContain(
    `href="/strategy/questions/${number}"`,
  )
  // What was announced that day is heard that day: later facts of the same thing wait for it.
  await stage.settle()
  stage.now = start
})

test('nobody but the team comes to its desk', async () => {
  for (const name of ['anna', 'boris', 'lena', 'nina']) {
    const visitor = await stage.as(name)
    expect((await visitor.get('/desk/strategy/questions')).statusCode).toBe(403)
    expect((await visitor.get('/desk/strategy/questions/1')).statusCode).toBe(403)
    expect((await visitor.post('/desk/strategy/questions/1/answer', { answer: 'Я отвечу' })).statusCode).toBe(403)
  }
})

describe('following', () => {
  test('signed in is one press; every move is told once, with why, receipt and the way to stop', async () => {
    const marat = await stage.as('marat')
    const project = '/strategy/projects/prj-016'
    expect((await marat.get(project)).body).toContain('Следить за обещанием')
    await marat.post('/strategy/following/new', { subject: 'project:prj-016', back: project })
    await marat.post('/strategy/following/new', { subject: 'project:prj-016', back: project })
    await marat.post('/strategy/following/new', { subject: 'direction:education', back: '/strategy' })
    expect((await marat.get(project)).body).toContain('Следит 1')
    const { number } = await ask(stage.guest(), { about: 'project:prj-016' })
    await sergey.post(`/desk/strategy/questions/${number}/answer`, { answer: 'Да' })
    await stage.settle()
    await stage.settle()
    const { body } = await marat.get('/notifications')
    expect(body.match(new RegExp(`На вопрос № ${number} есть ответ`, 'g'))).toHaveLength(1)
    expect(body).toContain('вы за этим следите')
    expect(body).toContain(`href="/chronicle/receipts/of/question:${number}.json"`)
    expect(body).toContain('href="/strategy/following"')
    expect((await (await stage.as('zoya')).get('/notifications')).body).not.toContain(`№ ${number} есть`)
    await marat.post('/strategy/following/stopping', { subject: 'project:prj-016', back: project })
    expect((await marat.get(project)).body).toContain('Пока никто не следит')
    expect((await marat.get('/strategy/following')).body).toContain('href="/strategy/directions/education"')
  })

  test('by e-mail is asked about first, told by letter, and stopped by the letter’s own link', async () => {
    const email = 'neighbour@example.org'
    const guest = stage.guest()
    const url = '/strategy/following/new'
    const wrong = await guest.post(url, { subject: 'project:prj-014' })
    expect([wrong.statusCode, wrong.body.includes('Напишите адрес')]).toEqual([422, true])
    const sent = await guest.post(url, { subject: 'project:prj-014', email, consent: 'yes' })
    expect(sent.headers.location).toBe('/strategy/following/wished')
    await stage.settle()
    const [first] = await lettersTo(email)
    const token = tokenIn(first?.text)
    expect(first?.text).toContain('ответьте «да»')
    // A mail program that looks at the link says nothing for her.
    expect((await guest.get(`/strategy/following?token=${token}`)).body).toContain('Да, следить')
    expect((await stage.guest().get('/strategy/projects/prj-014')).body).toContain('Пока никто не следит')
    await guest.post('/strategy/following/confirmation', { token })
    expect((await stage.guest().get('/strategy/projects/prj-014')).body).toContain('Следит 1')

    const { number } = await ask(stage.guest(), { about: 'project:prj-014' })
    await sergey.post(`/desk/strategy/questions/${number}/refusal`, { why: 'elsewhere', reason: 'Это к банку' })
    await stage.settle()
    const letters = await lettersTo(email)
    expect(letters).toHaveLength(2)
    const news = letters.find(({ text }) => text.includes(`№ ${number} отклонили`))
    expect(news?.text).toContain(`/chronicle/receipts/of/question:${number}.json`)
    expect(news?.text).toContain('вы за этим следите')
    const stop = tokenIn(news?.text)
    await stage.guest().post('/strategy/following/stopping', { token: stop })
    expect((await stage.guest().get('/strategy/projects/prj-014')).body).toContain('Пока никто не следит')
    const more = await ask(stage.guest(), { about: 'project:prj-014' })
    await sergey.post(`/desk/strategy/questions/${more.number}/answer`, { answer: 'Да' })
    await stage.settle()
    expect(await lettersTo(email)).toHaveLength(2)
  })

  test('whoever stops all letters is told nothing more and is no longer counted after the night', async () => {
    const email = 'quiet@example.org'
    await stage.guest().post('/strategy/following/new', { subject: 'project:prj-011', email, consent: 'yes' })
    await stage.settle()
    const [letter] = await lettersTo(email)
    await stage.guest().post('/strategy/following/confirmation', { token: tokenIn(letter?.text) })
    expect((await stage.guest().get('/strategy/projects/prj-011')).body).toContain('Следит 1')
    const stop = /\/notifications\/stop\?token=([\w-]+)/.exec(letter?.text ?? '')?.[1] ?? ''
    await stage.guest().post(`/notifications/stop?token=${stop}`, {})
    const { number } = await ask(stage.guest(), { about: 'project:prj-011' })
    await sergey.post(`/desk/strategy/questions/${number}/answer`, { answer: 'Да' })
    stage.now = later(start, days(1))
    await stage.city.worker.tick()
    await stage.settle()
    expect(await lettersTo(email)).toHaveLength(1)
    expect((await stage.guest().get('/strategy/projects/prj-011')).body).toContain('Пока никто не следит')
    stage.now = start
  })

  test('the asker who left an address hears of the answer, once', async () => {
    const email = 'asker@example.org'
    const { number } = await ask(stage.guest(), { email, consent: 'yes' })
    await sergey.post(`/desk/strategy/questions/${number}/answer`, { answer: 'Да' })
    await stage.settle()
    const letters = await lettersTo(email)
    expect(letters).toHaveLength(1)
    expect(letters[0]?.text).toContain('вы об этом спросили')
    expect(letters[0]?.text).not.toContain('Канарейкина')
  })
})

test('a question asked without an account joins the page of whoever shows its link, and nobody else’s', async () => {
  const { number, once } = await ask(stage.guest())
  const anna = await stage.as('anna')
  expect((await anna.post(`/strategy/questions/${number}/claiming`, { token: 'x' })).statusCode).toBe(403)
  expect((await anna.post(`/strategy/questions/${number}/claiming`, { token: once })).statusCode).toBe(303)
  expect((await anna.get('/account')).body).toContain(`href="/strategy/questions/${number}"`)
  expect((await (await stage.as('zoya')).get('/account')).body).not.toContain(`href="/strategy/questions/${number}"`)
  await sergey.post(`/desk/strategy/questions/${number}/answer`, { answer: 'Да' })
  await stage.settle()
  const told = (await anna.get('/notifications')).body
  expect(told.match(new RegExp(`На вопрос № ${number} есть ответ`, 'g'))).toHaveLength(1)
})

describe('taking part', () => {
  const workshop = '/strategy/took-part/res-013'

  test('is for herself: others read «a few», and a number only from five on', async () => {
    const names = ['anna', 'marat', 'zoya', 'boris', 'lena']
    const saidNow = async () => (await stage.guest().get(workshop)).body
    expect(await saidNow()).toContain('пока никто не отметился')
    for (const name of names.slice(0, 4)) await (await stage.as(name)).post(workshop, { wish: 'said' })
    expect(await saidNow()).toContain('отметились несколько человек')
    expect(await saidNow()).not.toMatch(/отметились 4|вы участвовали/)
    await (await stage.as('lena')).post(workshop, { wish: 'said' })
    expect(await saidNow()).toContain('отметились 5')
    const anna = await stage.as('anna')
    expect((await anna.get('/account')).body).toContain(`href="${workshop}"`)
    await anna.post(`${workshop}/withdrawal`, {})
    expect(await saidNow()).toContain('отметились несколько человек')
  })

  test('follows all that came of it with one press, and says where each proposal stands', async () => {
    const zoya = await stage.as('zoya')
    const { body } = await zoya.get(workshop)
    for (const project of ['prj-007', 'prj-008', 'prj-009'])
      expect(body).toContain(`href="/strategy/projects/${project}"`)
    await zoya.post(workshop, { wish: 'follow' })
    expect((await zoya.get(workshop)).body).toContain('Вы следите за всем')
    expect((await stage.guest().get('/strategy/projects/prj-009')).body).toContain('Следит 1')
  })

  test('by e-mail counts after a yes', async () => {
    const email = 'there@example.org'
    const sent = await stage.guest().post('/strategy/took-part/res-001', { email, consent: 'yes', part: 'yes' })
    expect(sent.headers.location).toBe('/strategy/took-part/res-001?wished=yes')
    await stage.settle()
    expect((await stage.guest().get('/strategy/took-part/res-001')).body).toContain('пока никто не отметился')
    const [letter] = await lettersTo(email)
    await stage.guest().post('/strategy/following/confirmation', { token: tokenIn(letter?.text) })
    expect((await stage.guest().get('/strategy/took-part/res-001')).body).toContain('отметились несколько человек')
    expect((await stage.guest().post('/strategy/took-part/res-999', { email, consent: 'yes' })).statusCode).toBe(404)
  })
})

test('being forgotten takes follows and places in counts, and leaves the question', async () => {
  const marat = await stage.as('marat')
  const { number } = await ask(marat)
  await marat.post('/strategy/following/new', { subject: 'project:prj-015', back: '/' })
  const file = await marat.json<{ modules: { strategy: unknown } }>('/account/data/file.json')
  expect(JSON.stringify(file.modules.strategy)).toContain(canary)
  await marat.post('/account/forgetting', { sure: 'yes', agree: 'yes' })
  expect((await stage.guest().get('/strategy/projects/prj-015')).body).toContain('Пока никто не следит')
  expect((await stage.guest().get(`/strategy/questions/${number}`)).body).toContain('До срока 30 дней')
  expect((await sergey.get(`/desk/strategy/questions/${number}`)).body).toContain('просил забыть его')
})

test('no fact, no entry and no message holds what was typed', async () => {
  await stage.settle()
  for (const table of ['facts.facts', 'chronicle.entries', 'chronicle.papers', 'notifications.messages']) {
    const { rows } = await stage.database.pool.query(`select * from ${table}`)
    expect(rows.length, table).toBeGreaterThan(0)
    const whole = JSON.stringify(rows)
    for (const secret of ['Канарейкина', '@example.org', '@demo.example'])
      expect([table, whole.includes(secret)]).toEqual([table, false])
  }
})
