// Personal data through the whole house: consents, what is held and who looked, requests by the clock, organisations, forgetting.
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openCaseFile } from '#kernel/cases/index.ts'
import { pothole } from '#kernel/cases/stage.testing.ts'
import { grantRole, newHandle } from '#kernel/identity/index.ts'
import { guest, machinery } from '#platform/policy.ts'
import { openStage, type Stage, type Visitor } from '#tests/people.ts'
import { openCase } from '../../kernel/cases/index.ts'

let stage: Stage
const start = new Date('2026-11-23T08:00:00Z')
beforeAll(async () => {
  stage = await openStage()
})
beforeEach(async () => {
  stage.now = start
  await sql`delete from identity.link_requests`.execute(stage.database.kysely)
})
afterAll(() => stage.close())

const nowhere = '019aaaaa-0000-7000-8000-000000000000'

let count = 0
async function resident(): Promise<{ visitor: Visitor; person: string; email: string }> {
  count += 1
  const email = `resident${count}@privacy.example`
  const visitor = stage.guest()
  await signIn(visitor, email)
  const { rows } = await sql<{ id: string }>`select id from identity.people where email = ${email}`.execute(
    stage.database.kysely,
  )
  return { visitor, person: rows[0]?.id ?? '', email }
}

async function signIn(visitor: Visitor, email: string): Promise<void> {
  await visitor.post('/account/sign-in', { email, next: '' })
  const letter = (await stage.letters()).find(({ to, subject }) => to === email && subject.includes('входа'))
  const link = new URL(/https?:\/\/\S+/.exec(letter?.text ?? '')?.[0] ?? 'http://none')
  await visitor.post(link.pathname, Object.fromEntries(link.searchParams))
}

async function reports(person: string, text: string): Promise<string> {
  const city = stage.city.cityFor({ ...guest, person })
  const handle = await newHandle(city, { module: 'cases', person })
  return (await openCase(city, { ...pothole, text, handle })).number
}

const dispatcher = () =>
  stage.city.cityFor({
    ...guest,
    person: nowhere,
    name: 'Борис Диспетчеров',
    roles: [{ name: 'dispatcher', body: null }],
  })

describe('consents', () => {
  test('stand with the very text and what ends, and end by one press of their owner only', async () => {
    const [anna, other] = [await resident(), await resident()]
    await anna.visitor.post('/account/letters', { agree: 'yes' })
    const before = (await anna.visitor.get('/account/consents')).body
    expect(before).toContain('Даю согласие на обработку моего адреса электронной почты')
    expect(before).toContain('Письма о ваших сообщениях перестанут приходить')
    expect(before).toContain('адрес электронной почты')
    const action = /\/account\/consents\/[0-9a-f-]{36}\/withdrawal/.exec(before)?.[0] ?? ''
    for (const path of [action, `/account/consents/${nowhere}/withdrawal`, '/account/consents/1/withdrawal']) {
      const foreign = await other.visitor.post(path, {})
      expect([path, foreign.statusCode]).toEqual([path, 404])
    }
    expect((await stage.guest().post(action, {})).statusCode).toBe(403)
    expect((await anna.visitor.get('/account/letters')).body).toContain('Отозвать согласие')

    const pressed = await anna.visitor.post(action, {})
    expect(pressed.headers.location).toBe('/account/consents?withdrawn=letters')
    const after = (await anna.visitor.get('/account/consents?withdrawn=letters')).body
    expect(after).toContain('Согласие отозвано')
    expect(after).toContain('Больше не действуют')
    expect(after).not.toContain(action)
    expect((await anna.visitor.get('/account/letters')).body).toContain('name="agree"')
  })
})

describe('what is held', () => {
  test('is said by service with its ground, and with which office looked, at what and when, but not who', async () => {
    const anna = await resident()
    const other = await resident()
    const number = await reports(anna.person, 'Яма у моего окна')
    await openCaseFile(dispatcher(), number)
    const { body } = await anna.visitor.get('/account/data')
    expect(body).toContain('Ваши сообщения')
    expect(body).toContain('муниципальная функция')
    expect(body).toContain('диспетчер города')
    expect(body).toContain(`Сообщение № ${number}`)
    expect(body).not.toContain('Диспетчеров')
    expect((await other.visitor.get('/account/data')).body).not.toContain(number)
    expect((await other.visitor.get('/account/data')).body).toContain('Никто не открывал ваши данные')

    const file = await anna.visitor.json<{ looked: { office: string; what: string; why: string }[] }>(
      '/account/data/file.json',
    )
    expect(file.looked).toMatchObject([{ office: 'диспетчер города', what: `Сообщение № ${number}` }])
    const paper = await anna.visitor.get('/account/data/file.pdf')
    expect([paper.statusCode, paper.headers['content-type'], paper.headers['cache-control']]).toEqual([
      200,
      'application/pdf',
      'private, no-store',
    ])
    expect(paper.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
  })
})

describe('requests', () => {
  const asked = { kind: 'explain', about: 'cases', text: 'Что вы обо мне храните' }

  test('start a public clock of ten working days, grow once with a reason, and come back with an answer', async () => {
    const [anna, other] = [await resident(), await resident()]
    await anna.visitor.post('/account/letters', { agree: 'yes' })
    expect((await anna.visitor.post('/account/data/requests', asked)).statusCode).toBe(303)
    const own = (await anna.visitor.get('/account/data/requests')).body
    const number = /Обращение №\u00a0(\d+)/.exec(own)?.[1] ?? ''
    // Ten working days after Monday the 23rd of November: Monday the 7th of December.
    expect(own).toContain('7 декабря 2026')
    const clock = (await stage.guest().get('/account/clock')).body
    expect(clock).toContain(`№ ${number}`)
    expect(clock).not.toContain(asked.text)
    expect((await other.visitor.get('/account/data/requests')).body).not.toContain(asked.text)

    const nina = await stage.as('nina')
    const desk = `/desk/account/requests/${number}`
    expect((await other.visitor.get(desk)).statusCode).toBe(403)
    expect((await nina.get('/desk/account/requests')).body).not.toContain(asked.text)
    expect((await nina.get(desk)).body).toContain(asked.text)
    expect((await nina.post(`${desk}/extension`, {})).statusCode).toBe(422)
    expect((await nina.post(`${desk}/extension`, { reason: 'Ищем в архиве' })).statusCode).toBe(303)
    expect((await nina.post(`${desk}/extension`, { reason: 'Ещё' })).statusCode).toBe(409)
    expect((await anna.visitor.get('/account/data/requests')).body).toContain('14 декабря 2026')
    const wrong = await nina.post(`${desk}/answer`, { outcome: 'maybe', text: '' })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('Выберите, чем кончилось')
    expect((await nina.post(`${desk}/answer`, { outcome: 'done', text: 'Храним вот что' })).statusCode).toBe(303)
    expect((await nina.post(`${desk}/answer`, { outcome: 'done', text: 'Дважды' })).statusCode).toBe(409)
    await stage.settle()
    expect((await anna.visitor.get('/account/data/requests')).body).toContain('Храним вот что')
    expect((await anna.visitor.get('/notifications')).body).toContain(`данных №\u00a0${number} ответили`)
    const letter = (await stage.letters()).find(({ to, text }) => to === anna.email && text.includes('ответили'))
    expect(letter?.text).not.toContain('Храним вот что')
    // She sees that the operator opened it.
    expect((await anna.visitor.get('/account/data')).body).toContain('оператор города')
  })

  test('are corrected within seven working days without more, are late for ever, and five wait at most', async () => {
    const { visitor } = await resident()
    for (const text of ['', 'ы'.repeat(5000), 'до\u0000после']) {
      const answer = await visitor.post('/account/data/requests', { ...asked, text })
      expect(answer.statusCode).toBe(422)
    }
    const chosen = await visitor.post('/account/data/requests', { kind: 'delete', text: 'Слова остались' })
    expect([chosen.statusCode, chosen.body.includes('Слова остались')]).toEqual([422, true])
    for (let turn = 0; turn < 5; turn += 1)
      expect((await visitor.post('/account/data/requests', { ...asked, kind: 'correct' })).statusCode).toBe(303)
    expect((await visitor.post('/account/data/requests', asked)).statusCode).toBe(409)
    const own = (await visitor.get('/account/data/requests')).body
    expect(own).toContain('2 декабря 2026')
    const number = /Обращение №\u00a0(\d+)/.exec(own)?.[1] ?? ''
    const nina = await stage.as('nina')
    expect((await nina.post(`/desk/account/requests/${number}/extension`, { reason: 'Дольше' })).statusCode).toBe(409)
    stage.now = new Date('2026-12-03T08:00:00Z')
    const again = await stage.as('nina')
    expect((await again.get('/desk/account/requests')).body).toContain('срок вышел')
    await again.post(`/desk/account/requests/${number}/answer`, { outcome: 'done', text: 'Исправили' })
    expect((await again.get(`/desk/account/requests/${number}`)).body).toContain('ответ дан позже срока')
    for (const path of ['0', 'x', '99999999', '1e3', nowhere])
      expect((await again.get(`/desk/account/requests/${path}`)).statusCode).toBe(404)
  })
})

describe('organisations', () => {
  const fields = {
    name: 'Мастерская «Италмас»',
    inn: '1831000019',
    ogrn: '',
    kpp: '',
    document: 'приказ № 1',
    until: '',
  }

  test('say everything that is wrong at once, keep what was typed, and never the right digit', async () => {
    const { visitor } = await resident()
    const wrong = { ...fields, inn: '1831000018', ogrn: '1022500001328', kpp: '12', document: '', until: '2026-13-45' }
    const first = await visitor.post('/account/organisations', wrong)
    expect(first.statusCode).toBe(422)
    expect(first.body).toContain('Напишите, по какому документу')
    const second = await visitor.post('/account/organisations', { ...wrong, document: 'приказ', until: '2020-01-01' })
    expect(second.statusCode).toBe(422)
    for (const said of ['В ИНН опечатка: последняя цифра', 'В ОГРН опечатка', 'В КПП девять знаков', 'уже прошёл'])
      expect(second.body).toContain(said)
    expect(second.body).toContain('value="1831000018"')
    expect(second.body).not.toContain('1831000019')
    const long = await visitor.post('/account/organisations', { ...fields, name: 'ы'.repeat(5000) })
    expect([long.statusCode, long.body.includes('300')]).toEqual([422, true])
  })

  test('are believed by the operator, who leaves a trace; then others are invited by letter, and powers end', async () => {
    const [director, colleague, stranger] = [await resident(), await resident(), await resident()]
    expect((await director.visitor.post('/account/organisations', fields)).statusCode).toBe(303)
    expect((await director.visitor.get('/account/organisations')).body).toContain('ждут проверки')
    const { rows } = await sql<{ id: string }>`select id from identity.organisations where inn = ${fields.inn}`.execute(
      stage.database.kysely,
    )
    const one = `/account/organisations/${rows[0]?.id}`
    expect((await director.visitor.get(one)).statusCode).toBe(404)

    const nina = await stage.as('nina')
    const waiting = (await nina.get('/desk/account/organisations')).body
    expect(waiting).toContain(director.email)
    const confirm = /\/desk\/account\/organisations\/[0-9a-f-]{36}\/confirmation/.exec(waiting)?.[0] ?? ''
    expect((await director.visitor.post(confirm, {})).statusCode).toBe(403)
    expect((await nina.post(confirm.replace('confirmation', 'refusal'), { because: '' })).statusCode).toBe(422)
    expect((await nina.post(confirm, {})).statusCode).toBe(303)
    expect((await nina.post(confirm, {})).statusCode).toBe(404)
    expect((await director.visitor.get('/account/data')).body).toContain('проверить, что вы представляете организацию')

    const wish = {
      email: colleague.email,
      codes: ['apply'],
      document: 'доверенность № 2',
      since: '2026-11-23',
      until: '2026-12-31',
    }
    for (const [bad, said] of [
      [{ ...wish, until: '2026-11-01' }, 'Последний день раньше первого'],
      [{ ...wish, codes: [] }, 'Отметьте хотя бы одно'],
      [{ ...wish, codes: ['everything'] }, 'Отметьте хотя бы одно'],
      [{ ...wish, email: '' }, 'Напишите адрес почты того'],
    ] as const) {
      const answer = await director.visitor.post(`${one}/invitations`, { ...bad, codes: [...bad.codes] })
      expect([answer.statusCode, answer.body.includes(said)]).toEqual([422, true])
    }
    expect((await stranger.visitor.post(`${one}/invitations`, wish)).statusCode).toBe(404)
    expect((await director.visitor.post(`${one}/invitations`, wish)).statusCode).toBe(303)
    const letter = (await stage.letters()).find(
      ({ to, subject }) => to === colleague.email && subject.includes('Приглашение'),
    )
    const link = new URL(/https?:\/\/\S+/.exec(letter?.text ?? '')?.[0] ?? 'http://none')
    const token = link.searchParams.get('token') ?? ''
    expect((await stranger.visitor.post(link.pathname, { token })).statusCode).toBe(403)
    expect((await colleague.visitor.get(link.pathname + link.search)).body).toContain('подавать заявки')
    expect((await colleague.visitor.post(link.pathname, { token: `${token}x` })).statusCode).toBe(404)
    expect((await colleague.visitor.post(link.pathname, { token })).statusCode).toBe(303)
    expect((await colleague.visitor.get(link.pathname + link.search)).statusCode).toBe(404)
    // Who may only apply sees no list of representatives and ends nobody else's powers.
    expect((await colleague.visitor.get(one)).statusCode).toBe(404)
    const seen = (await director.visitor.get(one)).body
    const endings = [...seen.matchAll(/\/account\/organisations\/[0-9a-f-]{36}\/powers\/[0-9a-f-]{36}\/ending/g)].map(
      ([path]) => path,
    )
    expect(endings).toHaveLength(2)
    for (const path of endings) expect((await stranger.visitor.post(path, {})).statusCode).toBe(404)
    const own = (await director.visitor.get('/account/organisations')).body
    const theirs = endings.find((path) => !own.includes(path)) ?? ''
    expect((await director.visitor.post(theirs, {})).statusCode).toBe(303)
    expect((await colleague.visitor.get('/account/organisations')).body).toContain('Полномочия отозвал представитель')
  })
})

describe('forgetting', () => {
  test('says before what goes and what stays, does just that, and leaves a receipt that names nobody', async () => {
    const anna = await resident()
    await anna.visitor.post('/account/letters', { agree: 'yes' })
    const number = await reports(anna.person, 'Слова, которые уйдут')
    await anna.visitor.post('/account/data/requests', { kind: 'stop', about: '', text: 'Прекратите' })
    await stage.settle()
    const before = (await anna.visitor.get('/account/forgetting')).body
    expect(before).toContain('остаются в открытой записи без вас')
    expect(before).toContain('Доказательства по закону')
    const rowsIn = (html: string) =>
      [...html.matchAll(/<th scope="row">([^<]+)<\/th><td class="numeric">([^<]+)<\/td>/g)].map(
        ([, what, n]) => `${what}: ${n}`,
      )
    const promised = rowsIn(before)
    expect(promised.length).toBeGreaterThan(2)
    // Asking again promises the same: the rehearsal left nothing behind.
    expect(rowsIn((await anna.visitor.get('/account/forgetting')).body)).toEqual(promised)
    const done = await anna.visitor.post('/account/forgetting', { sure: 'yes' })
    const place = String(done.headers.location)
    const receipt = (await stage.guest().get(place)).body
    expect(
      rowsIn(receipt)
        .filter((row) => !row.endsWith('ничего не было'))
        .toSorted(),
    ).toEqual(promised.toSorted())
    const kept = (await stage.guest().get(place.replace('forgotten?', 'forgotten.json?'))).body
    for (const name of [anna.email, anna.person]) expect(receipt + kept).not.toContain(name)
    const page = await stage.guest().get(`/cases/${number}`)
    expect([page.statusCode, page.body.includes('Слова, которые уйдут')]).toEqual([200, false])
    expect((await stage.guest().get('/account/clock')).statusCode).toBe(200)
  })

  test('has no receipt for a made-up number', async () => {
    for (const receipt of [nowhere, '', 'x', "' or 1=1", 'ы'.repeat(5000), '00000000-0000-4000-8000-000000000000']) {
      for (const path of ['/account/forgotten', '/account/forgotten.json']) {
        const answer = await stage.guest().get(`${path}?receipt=${encodeURIComponent(receipt)}`)
        expect([receipt.slice(0, 20), answer.statusCode]).toEqual([receipt.slice(0, 20), 404])
      }
    }
  })
})

describe('the clock', () => {
  test('removes at night what has served, in the log and its file, and keeps what is without a period', async () => {
    const anna = await resident()
    const number = await reports(anna.person, 'Очень старые слова')
    await openCaseFile(dispatcher(), number)
    await sql`update cases.cases set opened_at = '2020-01-01', touched_at = '2020-02-01' where number = ${number}`.execute(
      stage.database.kysely,
    )
    await sql`update cases.looks set at = '2020-01-01' where case_id = (select id from cases.cases where number = ${number})`.execute(
      stage.database.kysely,
    )
    const open = async () => (await anna.visitor.get('/account/data/file.json')).body.includes('Очень старые слова')
    const { carryOutRetention } = await import('./actions/retention.ts')
    const house = () => stage.city.cityFor(machinery('test'))
    // An open report is not old however long it waits; notes of who looked are.
    expect(await carryOutRetention(house(), stage.city.doors)).toMatchObject({ 'cases.looks': 1, 'cases.reports': 0 })
    expect(await open()).toBe(true)
    await sql`update cases.standing set status = 'confirmed' where id = (select id from cases.cases where number = ${number})`.execute(
      stage.database.kysely,
    )
    expect(await carryOutRetention(house(), stage.city.doors)).toMatchObject({ 'cases.looks': 0, 'cases.reports': 1 })
    expect(await open()).toBe(false)
    expect((await stage.guest().get(`/cases/${number}`)).statusCode).toBe(200)

    const nina = await stage.as('nina')
    const log = (await nina.get('/desk/account/destruction')).body
    expect(log).toContain('Слова и фото старых сообщений')
    expect(log).toContain('по часам, ночью')
    const csv = (await nina.get('/desk/account/destruction.csv')).body
    expect(csv).toContain('cases.reports')
    expect(csv).not.toContain(number)
    expect((await anna.visitor.get('/desk/account/destruction')).statusCode).toBe(403)
  })

  test('every period of the pack is of rows that some door removes, and the other way round', async () => {
    const { periods } = await import('./reference.ts')
    const known = [...(await periods(stage.city.cityFor(guest))).keys()].toSorted()
    const offered = stage.city.doors.flatMap(({ retention = [] }) => retention).filter(({ remove }) => remove)
    expect(offered.map(({ category }) => category).toSorted()).toEqual(known)
  })

  test('works through many rows in pages', async () => {
    const { person } = await resident()
    const city = stage.city.cityFor({ ...guest, person })
    const handle = await newHandle(city, { module: 'identity', person })
    await sql`insert into identity.looks (id, handle, at, by_office)
      select gen_random_uuid(), ${handle}, '2020-01-01', 'operator' from generate_series(1, 1201)`.execute(city.db)
    const { carryOutRetention } = await import('./actions/retention.ts')
    expect(await carryOutRetention(stage.city.cityFor(machinery('test')), stage.city.doors)).toMatchObject({
      'identity.looks': 1201,
    })
    const { rows } = await sql<{ rows: number }>`
      select rows from identity.destructions where category = 'identity.looks' order by id desc limit 3`.execute(
      city.db,
    )
    expect(rows.map((row) => row.rows)).toEqual([201, 500, 500])
  })
})

test('a role granted shows in the public table of who may what, which knows every policy and route', async () => {
  await grantRole(stage.city.cityFor(guest), { email: 'second@privacy.example', role: 'operator', body: null })
  const page = (await stage.guest().get('/permissions')).body
  const csv = (await stage.guest().get('/permissions.csv')).body
  for (const door of stage.city.doors) {
    for (const { name } of door.policies ?? []) expect(page).toContain(name)
    for (const { method, path } of door.routes ?? []) expect(csv).toContain(`${method} ${path}`)
  }
  expect(page).toContain('оператор города · сейчас у 2 человек')
  expect(page).not.toContain('second@privacy.example')
})
