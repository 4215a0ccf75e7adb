// What residents ask of the operator through the whole house: requests about data by the clock, and acting for organisations.
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Stage } from '#tests/people.ts'
import { nowhere, openResidents, type Residents } from './residents.testing.ts'

let home: Residents
let stage: Stage
beforeAll(async () => {
  home = await openResidents()
  stage = home.stage
})
beforeEach(() => home.anew())
afterAll(() => stage.close())

const resident = () => home.resident()

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
    const sixth = await visitor.post('/account/data/requests', { ...asked, text: 'Шестое, но не пропавшее' })
    expect([sixth.statusCode, sixth.body.includes('Шестое, но не пропавшее')]).toEqual([409, true])
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
    // Whoever comes second, once somebody is believed, is told whom to ask, and keeps what was typed.
    const second = await stranger.visitor.post('/account/organisations', fields)
    expect([second.statusCode, second.body.includes('Попросите его пригласить вас')]).toEqual([409, true])
    expect(second.body).toContain('value="1831000019"')
    for (let turn = 0; turn < 5; turn += 1) await director.visitor.post(`${one}/invitations`, wish)
    expect((await director.visitor.post(`${one}/invitations`, wish)).statusCode).toBe(409)
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
