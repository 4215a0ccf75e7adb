// Requests: whose they are, their clock, who answers, what is asked afterwards, and forgetting.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contactOf } from '#kernel/identity/index.ts'
import { guest, machinery } from '#platform/policy.ts'
import { days, later } from '#platform/time.ts'
import { openStage, type Stage, type Visitor } from '#tests/people.ts'
import { askWhetherItHelped, warnOfTerms } from './actions/follow-ups.ts'
import { bureauPersonal, eraseHandle, exportHandle } from './personal.ts'

let stage: Stage
let tamara: Visitor
beforeAll(async () => {
  stage = await openStage()
  tamara = await stage.as('tamara')
})
afterAll(() => stage.close())

let asked = 0

/** Asks without an account; answers the page's address and the secret of its link. */
async function ask(more: Record<string, string> = {}, visitor = stage.guest()) {
  asked += 1
  const token = String(asked).padStart(32, 'k')
  const sent = await visitor.post('/bureau/requests/new', {
    topic: 'tax',
    words: 'Помогите, пожалуйста',
    once: token,
    ...more,
  })
  const number = Number(/requests\/(\d+)/.exec(String(sent.headers.location))?.[1])
  return { number, token, page: `/bureau/requests/${number}`, desk: `/desk/bureau/requests/${number}`, visitor, sent }
}

/** What the clock's reactions do at an instant; the journey of the Bureau lets the clock itself strike. */
async function clock(at: Date): Promise<void> {
  stage.now = at
  const house = stage.city.cityFor(machinery('clock'))
  await askWhetherItHelped(house, undefined)
  await warnOfTerms(house, undefined)
  await stage.settle()
  tamara = await stage.as('tamara')
}

const db = () => stage.city.cityFor(guest).db
const facts = async (kind: string, number: number) => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from facts.facts
    where kind = ${kind} and subject = ${`bureau-request:${number}`}`.execute(db())
  return rows[0]?.n
}

describe('a request', () => {
  it('is told every mistake at once, with what was typed', async () => {
    const { statusCode, body } = await stage
      .guest()
      .post('/bureau/requests/new', { words: '', topic: '', email: 'not an address', consent: '' })
    expect(statusCode).toBe(422)
    for (const said of ['Выберите, о чём запрос', 'Напишите, что вам нужно']) expect(body).toContain(said)
    expect(body).toContain('value="not an address"')
  })

  it('is seen by whoever holds its link, and by nobody else', async () => {
    const { page, token, number, visitor } = await ask()
    expect((await visitor.get(`${page}?token=${token}`)).body).toContain('Помогите, пожалуйста')
    expect((await stage.guest().get(page)).statusCode).toBe(404)
    expect((await stage.guest().get(`${page}?token=${'x'.repeat(32)}`)).statusCode).toBe(404)
    expect((await (await stage.as('anna')).get(page)).statusCode).toBe(404)
    const another = await ask()
    expect((await stage.guest().get(`/bureau/requests/${number}?token=${another.token}`)).statusCode).toBe(404)
    expect((await stage.guest().post(`${page}/outcome`, { said: 'helped' })).statusCode).toBe(404)
  })

  it('is one however often its form is sent', async () => {
    const { visitor, token, number } = await ask()
    const again = await ask({ once: token }, visitor)
    expect(again.number).toBe(number)
  })

  it('goes to the queue of its topic, passes on in the same term, and is no business of other staff', async () => {
    const { desk, page, token, visitor } = await ask({ topic: 'home', measure: 'sup-041' })
    expect((await tamara.get(desk)).body).toContain('Консультант по городским программам')
    expect((await (await stage.as('dina')).get(desk)).statusCode).toBe(403)
    const due = /Консультант ответит до ([^<.]+)/.exec((await visitor.get(`${page}?token=${token}`)).body)?.[1]
    expect((await tamara.post(`${desk}/handover`, { queue: 'city', reason: 'Себе же' })).statusCode).toBe(422)
    expect((await tamara.post(`${desk}/handover`, { queue: 'money', reason: 'Это про деньги' })).statusCode).toBe(303)
    const { body } = await visitor.get(`${page}?token=${token}`)
    expect(body).toContain('Передано: Консультант по деньгам и налогам')
    expect(body).toContain(`до ${due}`)
  })

  it('is answered by no adviser who asked it herself: she passes it on', async () => {
    const { page, desk, number } = await ask({ topic: 'home', measure: 'sup-041' }, tamara)
    expect((await tamara.get(page)).statusCode).toBe(200)
    const { body } = await tamara.get(desk)
    expect(body).toContain('Это ваш собственный запрос: ответит другой консультант.')
    expect(body).not.toContain('name="answer"')
    expect((await tamara.post(`${desk}/answer`, { answer: 'Мне можно всё.' })).statusCode).toBe(403)
    expect((await tamara.post(`${desk}/question`, { question: 'А что мне нужно?' })).statusCode).toBe(403)
    expect(await facts('bureau.answered', number)).toBe(0)
    expect((await tamara.get(page)).body).not.toContain('Мне можно всё.')
    expect((await tamara.post(`${desk}/handover`, { queue: 'money', reason: 'Это мой запрос' })).statusCode).toBe(303)
  })

  it('waits for its person in sight, and the days of waiting do not count', async () => {
    const start = stage.now
    const { desk, page, token, visitor, number } = await ask()
    await tamara.post(`${desk}/question`, { question: 'Какой у вас код ОКВЭД?' })
    expect((await tamara.post(`${desk}/question`, { question: 'И ещё?' })).statusCode).toBe(409)
    await clock(later(start, days(20)))
    expect(await facts('bureau.term-passed', number)).toBe(0)
    expect((await visitor.get(`${page}?token=${token}`)).body).toContain('ждёт вас')
    expect((await visitor.post(`${page}/reply`, { reply: '74.10', token })).statusCode).toBe(303)
    expect((await visitor.post(`${page}/reply`, { reply: 'Ещё', token })).statusCode).toBe(409)
    // She was waited for at the end of each of twenty days: the five working days begin with the day of her reply.
    await clock(later(start, days(23)))
    expect(await facts('bureau.term-passed', number)).toBe(0)
    await clock(later(start, days(30)))
    await clock(later(start, days(31)))
    expect(await facts('bureau.term-passed', number)).toBe(1)
  })

  it('is not asked about before the answer, whatever the day', async () => {
    const start = stage.now
    const { number, desk, page, token, visitor } = await ask()
    await clock(later(start, days(60)))
    expect(await facts('bureau.outcome-asked', number)).toBe(0)
    expect((await visitor.post(`${page}/outcome`, { said: 'helped', token })).statusCode).toBe(409)
    await tamara.post(`${desk}/answer`, { answer: 'Вот так.' })
    await clock(later(stage.now, days(31)))
    expect(await facts('bureau.outcome-asked', number)).toBe(1)
    await clock(later(stage.now, days(31)))
    expect(await facts('bureau.outcome-asked', number)).toBe(1)
  })

  it('is asked about no more when its person wishes, and a letter brings the three answers', async () => {
    const start = stage.now
    const { number, desk, page, token, visitor } = await ask({ email: 'kto@example.org', consent: 'yes' })
    await tamara.post(`${desk}/answer`, { answer: 'Вот так.' })
    await stage.settle()
    await clock(later(start, days(7) + 3_600_000))
    const letter = (await stage.letters()).find(({ text }) => text.includes('Помог ли ответ'))
    expect(letter?.text).toMatch(/said=helped[\s\S]+said=not-helped[\s\S]+said=waiting/)
    const link = /\/bureau\/requests\/\d+\?token=[\w-]+&said=helped/.exec(letter?.text ?? '')?.[0] ?? ''
    expect((await stage.guest().get(link)).body).toMatch(/value="helped"[^>]* checked|checked[^>]* value="helped"/)
    await visitor.post(`${page}/stopping`, { token })
    await clock(later(start, days(40)))
    expect(await facts('bureau.outcome-asked', number)).toBe(1)
  })

  it('is limited by network', async () => {
    const visitor = stage.guest('10.99.0.1')
    for (let n = 0; n < 20; n += 1) expect((await ask({}, visitor)).sent.statusCode).toBe(303)
    const { sent } = await ask({}, visitor)
    expect(sent.statusCode).toBe(422)
    expect(sent.body).toContain('Сегодня больше запросов отправить нельзя')
  })
})

it('forgetting a person leaves the clock and the outcome, and none of her words', async () => {
  const { number, desk, page, token, visitor } = await ask({ words: 'Тайное слово баклуша' })
  await tamara.post(`${desk}/answer`, { answer: 'Ответ про баклушу' })
  await visitor.post(`${page}/outcome`, { said: 'helped', roubles: '1000', token })
  const { rows } = await sql<{ handle: string }>`select handle from bureau.requests where number = ${number}`.execute(
    db(),
  )
  const handle = rows[0]?.handle ?? ''
  const city = stage.city.cityFor(guest)
  expect(JSON.stringify(await exportHandle(city, handle))).toContain('баклуша')
  expect(await eraseHandle(city, handle)).toBeGreaterThan(0)
  const left = await sql<{ all: string }>`select json_agg(r)::text as all from (
    select words, '' as text from bureau.requests union all select '', text from bureau.steps) r`.execute(db())
  expect(left.rows[0]?.all).not.toContain('баклуш')
  const kept =
    await sql`select answered_at is not null as answered, handle from bureau.requests where number = ${number}`.execute(
      db(),
    )
  expect(kept.rows).toEqual([{ answered: true, handle: null }])
  const said =
    await sql`select said, kopecks::int as kopecks from bureau.follow_ups where request = ${number} and said is not null`.execute(
      db(),
    )
  expect(said.rows).toEqual([{ said: 'helped', kopecks: 100_000 }])
  expect((await visitor.get(`${page}?token=${token}`)).statusCode).toBe(404)
})

it('what nobody ever answered is forgotten in its time as well, with the address that was left for letters', async () => {
  const start = stage.now
  const { number } = await ask({ email: 'left@example.org', consent: 'yes', words: 'Тайное слово кизяк' })
  const row = async () =>
    (
      await sql<{ handle: string | null; words: string }>`
        select handle, words from bureau.requests where number = ${number}`.execute(db())
    ).rows[0]
  const handle = (await row())?.handle ?? ''
  const city = () => stage.city.cityFor(machinery('test'))
  expect(await contactOf(city(), handle)).not.toBeNull()
  const remove = bureauPersonal.retention?.find(({ category }) => category === 'bureau.requests')?.remove
  await remove?.(city(), { before: start, most: 500 })
  expect((await row())?.words).toBe('Тайное слово кизяк')
  await remove?.(city(), { before: later(start, days(1)), most: 500 })
  expect(await row()).toEqual({ handle: null, words: '' })
  expect(await contactOf(city(), handle)).toBeNull()
})
