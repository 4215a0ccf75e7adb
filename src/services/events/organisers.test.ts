// Those who come, over the real server: seats from the line to the door, guests by letter, and what followers are told.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStage, type Stage } from '#tests/people.ts'
import { linkTo, location, published, sent, sessionsOf, strike } from './organisers.testing.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

describe('seats', () => {
  test('from the last one through the line to the door', async () => {
    const { sessions, polina } = await published(stage)
    const [session = ''] = sessions
    const [anna, marat] = [await stage.as('anna'), await stage.as('marat')]
    const hers = location(await anna.post(`/events/registration/${session}`, { size: '1', agree: 'yes' }))
    expect((await anna.get(hers)).body).toContain('Ваше место')
    const full = await marat.post(`/events/registration/${session}`, { size: '1', needs: 'ramp', agree: 'yes' })
    expect(full.statusCode).toBe(200)
    expect(full.body).toContain('Мест уже нет')
    const his = location(
      await marat.post(`/events/registration/${session}`, { size: '1', wait: 'yes', needs: 'ramp', agree: 'yes' }),
    )
    expect((await marat.get(his)).body).toContain('Вы первые в очереди')
    expect((await anna.get(his)).body).toContain('Нужна ссылка из письма')
    expect((await stage.guest().post(`${his}/cancellation`, {})).statusCode).toBe(404)

    await anna.post(`${hers}/cancellation`, {})
    await stage.settle()
    expect((await marat.get('/account')).body).toContain('Место освободилось')
    await marat.post(`${his}/acceptance`, {})
    const ticket = (await marat.get(his)).body
    expect(ticket).toContain('class="qr"')
    const code = /<strong class="number">([\d\u00a0]+)<\/strong>/.exec(ticket)?.[1]?.replaceAll('\u00a0', '') ?? ''
    const calendar = await marat.get(`${his}/calendar.ics`)
    expect(calendar.body).toContain('DTSTART:20261204T143000Z')
    expect((await anna.get(hers)).body).toContain('Вы отказались от места')

    const moved = await polina.post(`/events/cabinet/sessions/${session}/moving`, {
      ...{ to: 'пт 4 декабря 20:00', reason: 'Задержится поезд', hall: 'Малый' },
    })
    expect(moved.statusCode).toBe(303)
    await stage.settle()
    const told = (await marat.get('/account')).body
    expect(told).toContain('Перенесено')
    expect(told).toContain('04.12.2026, 20:00')
    expect(
      (await stage.letters())
        .filter(({ to }) => to === 'marat@demo.example')
        .map(({ text }) => text)
        .join(),
    ).toContain('Задержится поезд')

    const before = stage.now
    stage.now = new Date('2026-12-03T20:01:00+04:00')
    await strike(stage)
    await strike(stage)
    stage.now = new Date('2026-12-04T18:05:00+04:00')
    await strike(stage)
    const reminded = (await marat.get('/notifications')).body
    expect(reminded.match(/Уже завтра: «Вечер/g)).toHaveLength(1)
    expect(reminded.match(/Через два часа: «Вечер/g)).toHaveLength(1)

    stage.now = new Date('2026-12-04T19:50:00+04:00')
    expect((await anna.get(`/events/check-in/${code}`)).statusCode).toBe(403)
    expect((await stage.guest().get(`/events/check-in/${code}`)).statusCode).toBe(303)
    const door = (await polina.get(`/events/check-in/${code}`)).body
    expect(door).toContain('Можно впустить')
    expect(door).toContain('нужен въезд на коляске')
    const other = (await polina.get(`/events/check-in/${code}?door=${sessions[1]}`)).body
    expect(other).toContain('Другой сеанс')
    expect((await polina.post(`/events/check-in/${code}`, { came: '1' })).body).toContain('Отмечен 1 человек')
    expect((await polina.post(`/events/check-in/${code}`, { came: '1' })).body).toContain('Уже отмечено: пт, 4 декабря')
    const slip = await polina.get(`/events/check-in?code=123456789&door=${session}`)
    expect((await polina.get(location(slip))).body).toContain('В коде опечатка')
    const list = (await polina.get(`/events/cabinet/sessions/${session}/attendance`)).body
    expect(list).toContain('записей: 1 из 1, человек: 1')
    const csv = (await polina.get(`/events/cabinet/sessions/${session}/attendance.csv`)).body
    expect(csv).not.toContain(code)
    // Who looked is his to see.
    expect((await marat.get('/account/data')).body).toContain('проверка места на входе')
    stage.now = before
  })

  test('a guest by letter: held, confirmed, locked without the link, sent again, and given back', async () => {
    const { sessions } = await published(stage)
    const [, session = ''] = sessions
    const guest = stage.guest()
    const wrong = await guest.post(`/events/registration/${session}`, { size: '1', email: '' })
    expect([
      wrong.statusCode,
      wrong.body.includes('Напишите адрес почты'),
      wrong.body.includes('Отметьте согласие'),
    ]).toEqual([422, true, true])
    const answer = await guest.post(`/events/registration/${session}`, {
      size: '1',
      email: 'Gost@mail.example',
      agree: 'yes',
    })
    expect(location(answer)).toBe('/events/registration/sent')
    const link = await linkTo(stage, 'gost@mail.example')
    expect((await guest.get(link)).body).toContain('Мы держим место полчаса')
    expect((await guest.get(link)).body).toContain('noindex')
    const [path = '', token = ''] = link.split('?token=')
    await guest.post(`${path}/confirmation`, { token })
    expect((await guest.get(link)).body).toContain('Ваше место')
    const locked = await stage.guest().get(path)
    expect(locked.body).toContain('Нужна ссылка из письма')
    expect(locked.body).not.toContain('class="qr"')
    await stage.guest().post(`${path}/link`, {})
    const fresh = await linkTo(stage, 'gost@mail.example')
    expect(fresh).not.toBe(link)
    expect((await stage.guest().get(fresh)).body).toContain('Ваше место')
    await stage.guest().post(`${path}/cancellation`, { token: 'нет' })
    expect((await guest.get(link)).body).toContain('Ваше место')
    await guest.post(`${path}/cancellation`, { token })
    expect((await guest.get(link)).body).toContain('Вы отказались от места')
  })

  test('whether an address has a seat is told by letter only: a stranger hears the same of every address', async () => {
    const { sessions, polina } = await published(stage)
    const [session = ''] = sessions
    const ask = async (email: string, more: Record<string, string> = {}) => {
      const fields = { size: '1', email, agree: 'yes', ...more }
      const { statusCode, headers, body } = await stage.guest().post(`/events/registration/${session}`, fields)
      return [statusCode, headers.location, body.replaceAll(email, 'АДРЕС').replaceAll(/№ ?[\w-]+/g, '')]
    }
    const [hers, nobodys] = ['seated@mail.example', 'nobody@mail.example']
    expect((await ask(hers)).slice(0, 2)).toEqual([303, '/events/registration/sent'])
    const [path = '', token = ''] = (await linkTo(stage, hers)).split('?token=')
    await stage.guest().post(`${path}/confirmation`, { token })
    const letters = async () => (await stage.letters()).filter(({ to }) => to === hers || to === nobodys).length
    const before = await letters()
    const full = await ask(hers)
    expect([full[0], String(full[2]).includes('Мест уже нет')]).toEqual([200, true])
    expect(full).toEqual(await ask(nobodys))
    const group = await ask(hers, { size: '9' })
    expect(group[0]).toBe(422)
    expect(group).toEqual(await ask(nobodys, { size: '9' }))
    expect(await letters()).toBe(before)
    const line = await ask(hers, { wait: 'yes' })
    expect(line[1]).toBe('/events/registration/sent')
    expect(line).toEqual(await ask(nobodys, { wait: 'yes' }))
    expect((await linkTo(stage, hers)).split('?')[0]).toBe(path)
    await polina.post(`/events/cabinet/sessions/${session}/cancellation`, { why: 'Болезнь' })
    const off = await ask(hers)
    expect(off[0]).toBe(409)
    expect(off).toEqual(await ask(nobodys))
  })

  test('a name is asked for only with a reason, opened at a press that is written down, and forgotten', async () => {
    const polina = await stage.as('polina')
    const event = await sent(polina, {
      seats: { register: 'yes', places: '5', asksName: 'yes', nameWhy: 'Список для охраны', ageFrom: '18' },
    })
    const ruslan = await stage.as('ruslan')
    await ruslan.post(`/desk/events/moderation/${event}/verdict`, { verdict: 'published' })
    const [session = ''] = await sessionsOf(stage, event)
    const zoya = await stage.as('zoya')
    const page = (await zoya.get(`/events/registration/${session}`)).body
    expect(page).toContain('Список для охраны')
    const wrong = await zoya.post(`/events/registration/${session}`, { size: '1' })
    expect([wrong.body.includes('Напишите имя'), wrong.body.includes('Подтвердите возраст')]).toEqual([true, true])
    await zoya.post(`/events/registration/${session}`, {
      size: '2',
      ages: 'yes',
      name: 'Зоя Петрова',
      needs: ['near', 'loop'],
    })
    const base = `/events/cabinet/sessions/${session}`
    expect((await polina.get(`${base}/attendance`)).body).not.toContain('Зоя Петрова')
    expect((await polina.get(`${base}/attendance?names=yes`)).body).toContain('Зоя Петрова')
    expect((await polina.get(`${base}/names.csv`)).body).toContain('Зоя Петрова')
    const file = (await zoya.get('/account/data/file.json')).body
    expect(file).toContain('Зоя Петрова')
    expect((await zoya.get('/account/data')).body).toContain('просмотр списка имён')
    const { carryOutRetention } = await import('../account/actions/retention.ts')
    const { machinery } = await import('#platform/policy.ts')
    const before = stage.now
    stage.now = new Date('2026-12-06T10:00:00+04:00')
    await carryOutRetention(stage.city.cityFor(machinery('test')), stage.city.doors)
    expect((await zoya.get('/account/data/file.json')).body).not.toContain('Зоя Петрова')
    stage.now = new Date('2027-02-01T10:00:00+04:00')
    await carryOutRetention(stage.city.cityFor(machinery('test')), stage.city.doors)
    const { rows } = await sql<{ taken: number; came: number }>`
      select taken, came from events.attendance where session = ${session}`.execute(stage.database.kysely)
    expect(rows).toEqual([{ taken: 2, came: 0 }])
    stage.now = before
  })

  test('cancelling one or all that follow tells everybody and reminds nobody', async () => {
    const { sessions, polina } = await published(stage)
    const anna = await stage.as('anna')
    const second = location(await anna.post(`/events/registration/${sessions[1]}`, { size: '1' }))
    const bare = await polina.post(`/events/cabinet/sessions/${sessions[1]}/cancellation`, { why: '' })
    expect(bare.statusCode).toBe(422)
    await polina.post(`/events/cabinet/sessions/${sessions[1]}/cancellation`, { why: 'Болезнь артиста', also: 'yes' })
    await stage.settle()
    expect((await anna.get(second)).body).toContain('Сеанса не будет')
    expect((await anna.get('/notifications')).body).toContain('Болезнь артиста')
    const before = stage.now
    stage.now = new Date('2026-12-05T10:05:00+04:00')
    await strike(stage)
    expect((await anna.get('/notifications')).body).not.toContain('Через два часа')
    stage.now = before
    expect((await stage.guest().get(`/events/registration/${sessions[2]}`)).body).toContain('Сеанса не будет')
    await polina.post(`/events/cabinet/sessions/${sessions[1]}/restoring`, {})
    expect((await anna.get(second)).body).toContain('class="qr"')
  })
})

describe('following', () => {
  test('by a guest’s letter and by oneself; what moves is told at once, the week once', async () => {
    const { event, sessions, polina } = await published(stage)
    const guest = stage.guest()
    expect((await guest.get('/events/follow?subject=topic:nothing')).statusCode).toBe(404)
    await guest.post('/events/follow', { subject: `event:${event}`, email: 'sledit@mail.example', agree: 'yes' })
    const link = await linkTo(stage, 'sledit@mail.example')
    expect((await guest.get(link)).body).toContain('Подтвердите')
    await guest.post('/events/follow/confirmation', { token: link.split('?token=')[1] ?? '' })
    const zoya = await stage.as('zoya')
    await zoya.post('/events/follow', { subject: 'topic:music', agree: 'yes' })
    expect((await zoya.get('/events/following')).body).toContain('музыка')
    await polina.post(`/events/cabinet/sessions/${sessions[2]}/moving`, { to: '12.12 15:00', reason: 'Ремонт зала' })
    await stage.settle()
    const letters = (await stage.letters()).filter(({ text }) => text.includes('Ремонт зала'))
    expect(letters.map(({ to }) => to).toSorted()).toEqual(['sledit@mail.example', 'zoya@demo.example'])
    const before = stage.now
    const week = (await stage.letters()).length
    stage.now = new Date('2026-12-10T08:30:00+04:00')
    await strike(stage)
    await strike(stage)
    const digests = (await stage.letters())
      .slice(0, (await stage.letters()).length - week)
      .filter(({ text }) => text.includes('На неделе'))
    expect(digests.map(({ to }) => to).toSorted()).toEqual(['sledit@mail.example', 'zoya@demo.example'])
    stage.now = before
    await guest.post('/events/follow/ending', { token: link.split('?token=')[1] ?? '' })
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from identity.contacts where email = 'sledit@mail.example'`.execute(
      stage.database.kysely,
    )
    expect(rows[0]?.n).toBe(0)
    await zoya.post('/events/follow/stopping', { subject: 'topic:music' })
    expect((await zoya.get('/events/following')).body).not.toContain('Не следить: музыка')
  })
})
