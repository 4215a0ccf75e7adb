// The cabinet over the real server: a series kept step by step, its mistakes by line, the editor, copies and what else is on.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStage, type Stage } from '#tests/people.ts'
import { location, sent, sessionsOf } from './organisers.testing.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

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
    expect(empty.body).toContain('Выберите вид события')
    expect((await polina.get(`/events/cabinet/drafts/${draft}/what`)).body).toContain('Помню')
    const times = 'сб 5 декабря 18:30\nвс 5 декабря 12:00\nкогда-нибудь'
    const wrong = await polina.post(`/events/cabinet/drafts/${draft}/when`, { way: 'list', times })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('Строка 2')
    expect(wrong.body).toContain('этот день\u00a0— суббота')
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
    const filled = async (step: string) => {
      const { body } = await polina.get(`/events/cabinet/drafts/${draft}/${step}`)
      const boxes = [...body.matchAll(/<input[^>]*>/g)].map(([box]) => box)
      const ticked = boxes.filter((box) => !/type="(radio|checkbox)"/.test(box) || /\bchecked\b/.test(box))
      const readOf = (box: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(box)?.[1] ?? ''
      return Object.fromEntries(ticked.map((box) => [readOf(box, 'name'), readOf(box, 'value')]))
    }
    expect(await filled('where')).toMatchObject({ place: 'Дом у пруда, зал на втором этаже' })
    expect(await filled('terms')).toMatchObject({ age: '6+', price: 'free', ramp: 'unknown' })
    expect(await filled('seats')).toMatchObject({ register: 'yes', places: '1', groupMost: '2' })
    await polina.post(`/events/cabinet/drafts/${draft}/what`, {
      ...{ title: 'Вечер старых пластинок', kind: 'concert', topics: ['music'], artists: 'Трио у пруда' },
    })
    expect((await polina.post(`/events/cabinet/drafts/${draft}/sending`, {})).statusCode).toBe(303)
    expect(await sessionsOf(stage, event)).toHaveLength(3)
    await ruslan.post(`/desk/events/moderation/${event}/verdict`, { verdict: 'published', why: '' })
    const page = await stage.guest().get(`/events/${event}`)
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('Трио у пруда')
    const anna = await stage.as('anna')
    for (const path of [
      `/events/cabinet/events/${event}`,
      `/events/cabinet/sessions/${(await sessionsOf(stage, event))[0]}`,
    ])
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
