// Organisers and those who come, over the real server: a series from draft to door, guests by letter, the editor, and what is told.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStage, type Stage, type Visitor } from '#tests/people.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const location = (answer: { headers: Record<string, unknown> }) => String(answer.headers.location)

/** Polina writes an event and sends it; answers its id. */
async function sent(polina: Visitor, more: { times?: string; seats?: Record<string, string> } = {}): Promise<string> {
  const draft = location(await polina.post('/events/cabinet/drafts', {})).split('/')[4]
  const step = (name: string, fields: Record<string, string | string[]>) =>
    polina.post(`/events/cabinet/drafts/${draft}/${name}`, fields)
  await step('what', { title: 'Вечер старых пластинок', kind: 'concert', topics: ['music'], description: 'Слушаем' })
  await step('where', { place: 'Дом у пруда, зал на втором этаже' })
  const when = await step('when', { way: 'list', times: more.times ?? 'пт 4 декабря 18:30\n5.12 12:00, 6.12 12:00' })
  expect(location(when)).toContain('/terms')
  await step('terms', { age: '6+', price: 'free' })
  await step('seats', more.seats ?? { register: 'yes', places: '1', groupMost: '2' })
  const check = await polina.get(`/events/cabinet/drafts/${draft}/check`)
  expect(check.body).toContain('3 сеанса')
  const done = await polina.post(`/events/cabinet/drafts/${draft}/sending`, {})
  expect(done.statusCode).toBe(303)
  return location(done).split('/')[4] ?? ''
}

async function sessionsOf(event: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from events.sessions where event = ${event} order by starts_at`.execute(stage.database.kysely)
  return rows.map(({ id }) => id)
}

async function published(): Promise<{ event: string; sessions: string[]; polina: Visitor }> {
  const polina = await stage.as('polina')
  const event = await sent(polina)
  const ruslan = await stage.as('ruslan')
  await ruslan.post(`/desk/events/moderation/${event}/verdict`, { verdict: 'published', why: '' })
  await stage.settle()
  return { event, sessions: await sessionsOf(event), polina }
}

describe('a series', () => {
  test('is kept step by step, with each mistake by its line, and nothing that was typed is lost', async () => {
    const polina = await stage.as('polina')
    const draft = location(await polina.post('/events/cabinet/drafts', {})).split('/')[4]
    const empty = await polina.post(`/events/cabinet/drafts/${draft}/what`, {
      title: '',
      kind: '',
      description: 'Помню',
    })
    expect(empty.statusCode).toBe(422)
    expect(empty.body).toContain('Напишите название')
    expect(empty.body).toContain('Выберите, что это')
    expect((await polina.get(`/events/cabinet/drafts/${draft}/what`)).body).toContain('Помню')
    const times = 'сб 5 декабря 18:30\nвс 5 декабря 12:00\nкогда-нибудь'
    const wrong = await polina.post(`/events/cabinet/drafts/${draft}/when`, { way: 'list', times })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('Строка 2')
    expect(wrong.body).toContain('этот день — суббота')
    expect(wrong.body).toContain('Строка 3')
    expect(wrong.body).toContain('когда-нибудь</textarea>')
    const check = await polina.get(`/events/cabinet/drafts/${draft}/check`)
    expect(check.body).toContain('Чего не хватает')
    expect((await polina.post(`/events/cabinet/drafts/${draft}/sending`, {})).statusCode).toBe(422)
    const anna = await stage.as('anna')
    expect((await anna.get(`/events/cabinet/drafts/${draft}/what`)).statusCode).toBe(404)
    await polina.post(`/events/cabinet/drafts/${draft}/dropping`, {})
  })

  test('by weekdays leaves holidays out on wish and shows all sessions before', async () => {
    const polina = await stage.as('polina')
    const draft = location(await polina.post('/events/cabinet/drafts', {})).split('/')[4]
    const answer = await polina.post(`/events/cabinet/drafts/${draft}/when`, {
      ...{ way: 'weekly', weekdays: ['5'], from: '2026-12-18', to: '2027-01-15', hours: '18:30', skip: 'yes' },
      lasts: '90',
    })
    expect(answer.statusCode).toBe(303)
    const check = (await polina.get(`/events/cabinet/drafts/${draft}/check`)).body
    expect(check).toContain('18:30–20:00')
    expect(check).toContain('3 сеанса')
    expect(check).toContain('Пропущены праздники')
    await polina.post(`/events/cabinet/drafts/${draft}/dropping`, {})
  })

  test('waits for the editor, who sends it back with words and then publishes it; the organiser is told', async () => {
    const polina = await stage.as('polina')
    const event = await sent(polina)
    expect((await stage.guest().get(`/events/${event}`)).statusCode).toBe(404)
    const ruslan = await stage.as('ruslan')
    expect((await ruslan.get('/desk/events/moderation')).body).toContain(event)
    const bare = await ruslan.post(`/desk/events/moderation/${event}/verdict`, { verdict: 'returned', why: '' })
    expect(bare.statusCode).toBe(422)
    await ruslan.post(`/desk/events/moderation/${event}/verdict`, { verdict: 'returned', why: 'Добавьте, кто играет' })
    await stage.settle()
    expect((await polina.get('/account')).body).toContain('Редактор вернул событие')
    expect((await polina.get(`/events/cabinet/events/${event}`)).body).toContain('Добавьте, кто играет')
    const draft = location(await polina.post(`/events/cabinet/events/${event}/change`, {})).split('/')[4]
    expect(location(await polina.post(`/events/cabinet/events/${event}/change`, {}))).toContain(draft)
    await polina.post(`/events/cabinet/drafts/${draft}/what`, {
      ...{ title: 'Вечер старых пластинок', kind: 'concert', topics: ['music'], artists: 'Трио у пруда' },
    })
    expect((await polina.post(`/events/cabinet/drafts/${draft}/sending`, {})).statusCode).toBe(303)
    expect(await sessionsOf(event)).toHaveLength(3)
    await ruslan.post(`/desk/events/moderation/${event}/verdict`, { verdict: 'published', why: '' })
    const page = await stage.guest().get(`/events/${event}`)
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('Трио у пруда')
    const anna = await stage.as('anna')
    for (const path of [`/events/cabinet/events/${event}`, `/events/cabinet/sessions/${(await sessionsOf(event))[0]}`])
      expect((await anna.get(path)).statusCode).toBe(403)
  })

  test('shows what else is on in the hall, copies an event, and stops whoever sends too much', async () => {
    const polina = await stage.as('polina')
    const make = async () => {
      const draft = location(await polina.post('/events/cabinet/drafts', {})).split('/')[4]
      const post = (step: string, fields: Record<string, string>) =>
        polina.post(`/events/cabinet/drafts/${draft}/${step}`, fields)
      await post('what', { title: 'Хор', kind: 'concert' })
      await post('where', { place: 'Удмуртская государственная филармония' })
      await post('when', { way: 'list', times: '12.12 18:00' })
      await post('terms', { age: '0+', price: 'paid', priceMin: '300', priceMax: '' })
      await post('seats', { register: 'no' })
      return draft
    }
    const first = await make()
    const event = location(await polina.post(`/events/cabinet/drafts/${first}/sending`, {})).split('/')[4]
    const second = await make()
    expect((await polina.get(`/events/cabinet/drafts/${second}/check`)).body).toContain(
      'В этом зале в это время уже есть',
    )
    const copy = location(await polina.post(`/events/cabinet/events/${event}/copy`, {})).split('/')[4]
    const copied = (await polina.get(`/events/cabinet/drafts/${copy}/what`)).body
    expect(copied).toContain('value="Хор"')
    expect((await polina.get(`/events/cabinet/drafts/${copy}/terms`)).body).toContain('value="300"')
    for (const draft of [second, copy]) await polina.post(`/events/cabinet/drafts/${draft}/dropping`, {})
    expect((await polina.get('/events/cabinet/export.csv')).body).toContain('Хор')
  })
})

describe('seats', () => {
  test('from the last one through the line to the door', async () => {
    const { sessions, polina } = await published()
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
    expect((await anna.get(his)).body).toContain('Место под замком')
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
    await strike()
    await strike()
    stage.now = new Date('2026-12-04T18:05:00+04:00')
    await strike()
    const reminded = (await marat.get('/notifications')).body
    expect(reminded.match(/Уже завтра: «Вечер/g)).toHaveLength(1)
    expect(reminded.match(/Через два часа: «Вечер/g)).toHaveLength(1)

    stage.now = new Date('2026-12-04T19:50:00+04:00')
    expect((await anna.get(`/events/check-in/${code}`)).statusCode).toBe(403)
    expect((await stage.guest().get(`/events/check-in/${code}`)).statusCode).toBe(303)
    const door = (await polina.get(`/events/check-in/${code}`)).body
    expect(door).toContain('Можно впустить')
    expect(door).toContain('нужен пандус')
    const other = (await polina.get(`/events/check-in/${code}?door=${sessions[1]}`)).body
    expect(other).toContain('Другой сеанс')
    expect((await polina.post(`/events/check-in/${code}`, { came: '1' })).body).toContain('Отмечен 1 человек')
    expect((await polina.post(`/events/check-in/${code}`, { came: '1' })).body).toContain('Уже отмечено: пт, 4 декабря')
    const slip = await polina.get(`/events/check-in?code=123456789&door=${session}`)
    expect((await polina.get(location(slip))).body).toContain('В коде опечатка')
    const list = (await polina.get(`/events/cabinet/sessions/${session}/attendance`)).body
    expect(list).toContain('1 из 1 записей, человек: 1')
    const csv = (await polina.get(`/events/cabinet/sessions/${session}/attendance.csv`)).body
    expect(csv).not.toContain(code)
    // Who looked is his to see.
    expect((await marat.get('/account/data')).body).toContain('проверял место на входе')
    stage.now = before
  })

  test('a guest by letter: held, confirmed, locked without the link, sent again, and given back', async () => {
    const { sessions } = await published()
    const [, session = ''] = sessions
    const guest = stage.guest()
    const wrong = await guest.post(`/events/registration/${session}`, { size: '1', email: '' })
    expect([
      wrong.statusCode,
      wrong.body.includes('Напишите адрес почты'),
      wrong.body.includes('Без согласия'),
    ]).toEqual([422, true, true])
    const answer = await guest.post(`/events/registration/${session}`, {
      size: '1',
      email: 'Gost@mail.example',
      agree: 'yes',
    })
    expect(location(answer)).toBe('/events/registration/sent')
    const link = await linkTo('gost@mail.example')
    expect((await guest.get(link)).body).toContain('Мы держим место полчаса')
    expect((await guest.get(link)).body).toContain('noindex')
    const [path = '', token = ''] = link.split('?token=')
    await guest.post(`${path}/confirmation`, { token })
    expect((await guest.get(link)).body).toContain('Ваше место')
    const locked = await stage.guest().get(path)
    expect(locked.body).toContain('Место под замком')
    expect(locked.body).not.toContain('class="qr"')
    await stage.guest().post(`${path}/link`, {})
    const fresh = await linkTo('gost@mail.example')
    expect(fresh).not.toBe(link)
    expect((await stage.guest().get(fresh)).body).toContain('Ваше место')
    await stage.guest().post(`${path}/cancellation`, { token: 'нет' })
    expect((await guest.get(link)).body).toContain('Ваше место')
    await guest.post(`${path}/cancellation`, { token })
    expect((await guest.get(link)).body).toContain('Вы отказались от места')
  })

  test('a name is asked for only with a reason, opened at a press that is written down, and forgotten', async () => {
    const polina = await stage.as('polina')
    const event = await sent(polina, {
      seats: { register: 'yes', places: '5', asksName: 'yes', nameWhy: 'Список для охраны', ageFrom: '18' },
    })
    const ruslan = await stage.as('ruslan')
    await ruslan.post(`/desk/events/moderation/${event}/verdict`, { verdict: 'published' })
    const [session = ''] = await sessionsOf(event)
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
    expect((await zoya.get('/account/data')).body).toContain('открыл список имён сеанса')
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
    const { sessions, polina } = await published()
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
    await strike()
    expect((await anna.get('/notifications')).body).not.toContain('Через два часа')
    stage.now = before
    expect((await stage.guest().get(`/events/registration/${sessions[2]}`)).body).toContain('Сеанса не будет')
    await polina.post(`/events/cabinet/sessions/${sessions[1]}/restoring`, {})
    expect((await anna.get(second)).body).toContain('class="qr"')
  })
})

describe('following', () => {
  test('by a guest’s letter and by oneself; what moves is told at once, the week once', async () => {
    const { event, sessions, polina } = await published()
    const guest = stage.guest()
    expect((await guest.get('/events/follow?subject=topic:nothing')).statusCode).toBe(404)
    await guest.post('/events/follow', { subject: `event:${event}`, email: 'sledit@mail.example', agree: 'yes' })
    const link = await linkTo('sledit@mail.example')
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
    await strike()
    await strike()
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

async function linkTo(email: string): Promise<string> {
  const letter = (await stage.letters()).find(({ to }) => to === email)
  return /https?:\/\/[^/\s]+(\/\S+token=\S+)/.exec(letter?.text ?? '')?.[1] ?? ''
}

// The clock strikes what has come since it struck last: a later hour, and the night before it.
async function strike(): Promise<void> {
  await stage.city.worker.tick()
  await stage.settle()
}
