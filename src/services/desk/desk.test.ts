// The desk through the whole server: what each office sees and may, and that nothing typed is lost.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openCase } from '#kernel/cases/index.ts'
import { newHandle } from '#kernel/identity/index.ts'
import { keepPhoto, preparePhoto } from '#kernel/media/index.ts'
import { guest } from '#platform/policy.ts'
import { openStage, type Stage, type Visitor } from '#tests/people.ts'
import { yard } from '../../kernel/media/yard.testing.ts'

let stage: Stage
let boris: Visitor
let igor: Visitor
let nina: Visitor
beforeAll(async () => {
  stage = await openStage()
  boris = await stage.as('boris')
  igor = await stage.as('igor')
  nina = await stage.as('nina')
})
afterAll(() => stage.close())

const words = 'Яма у подъезда, звоните Анне <b>8-912</b>'

async function complain(seed?: number) {
  const city = stage.city.cityFor(guest)
  const handle = await newHandle(city, { module: 'cases', person: null })
  const place = {
    street: 'Пушкинская',
    house: '270',
    text: 'ул. Пушкинская, 270',
    known: true,
    lat: 56.86,
    lon: 53.2,
    district: 'dst-003',
  }
  let photo: string | null = null
  if (seed !== undefined) {
    const upload = { name: 'a.jpg', type: 'image/jpeg', bytes: await yard(seed), cut: false }
    const prepared = await preparePhoto(stage.city.shared.files, upload, { now: stage.now, zone: 'Europe/Samara' })
    photo = (await keepPhoto(city, { photo: prepared, kind: 'report' })).id
  }
  return {
    ...(await openCase(city, {
      text: words,
      photo,
      place,
      land: 'street',
      topic: 'road.pothole',
      channel: 'web',
      handle,
    })),
    photo,
  }
}

const picture = async (seed: number) => ({
  field: 'photo',
  name: 'after.jpg',
  type: 'image/jpeg',
  bytes: await yard(seed),
})

describe('a case at the desk', () => {
  test("its words and photo are nobody else's before a release, and covered after it", async () => {
    const { number, photo } = await complain(101)
    const someone = stage.guest()
    expect((await someone.get(`/cases/${number}`)).body).not.toContain('Анне')
    expect((await someone.get(`/media/${photo}/medium`)).statusCode).toBe(404)
    const file = (await boris.get(`/desk/cases/${number}`)).body
    expect(file).toContain('Яма у подъезда, звоните Анне')
    expect(file).not.toContain('<b>8-912</b>')
    const wrong = await boris.post(`/desk/cases/${number}/release`, {
      text: 'Яма у подъезда',
      boxes: '10 20\n5 5 10 10',
    })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('Не поняли строки 1')
    expect(wrong.body).toContain('5 5 10 10')
    const sent = await boris.post(`/desk/cases/${number}/release`, { text: 'Яма у подъезда', boxes: '10 20 30 30' })
    expect(sent.statusCode).toBe(303)
    const shown = (await someone.get(`/cases/${number}`)).body
    expect(shown).toContain('Яма у подъезда')
    expect(shown).not.toContain('Анне')
    expect((await someone.get(`/media/${photo}/medium`)).statusCode).toBe(200)
  })

  test('an empty release shows the words as they are; an empty text shows none', async () => {
    const { number } = await complain()
    await boris.post(`/desk/cases/${number}/release`, {})
    expect((await stage.guest().json<{ text: string }>(`/cases/${number}`)).text).toBe(words)
    await boris.post(`/desk/cases/${number}/release`, { text: '' })
    expect((await stage.guest().json<{ text: string | null }>(`/cases/${number}`)).text).toBeNull()
  })

  test('a hand-over needs both answers, keeps what was typed, and is public with its reason', async () => {
    const { number } = await complain()
    const empty = await boris.post(`/desk/cases/${number}/handover`, { to: '', reason: '' })
    expect(empty.statusCode).toBe(422)
    expect(empty.body).toContain('Выберите, кому передать')
    expect(empty.body).toContain('Напишите причину')
    const same = await boris.post(`/desk/cases/${number}/handover`, { to: 'bod-015', reason: 'Передаю вам же' })
    expect(same.statusCode).toBe(409)
    expect(same.body).toContain('Передаю вам же')
    const done = await boris.post(`/desk/cases/${number}/handover`, { to: 'bod-020', reason: 'Здесь опора освещения' })
    expect(done.statusCode).toBe(303)
    const seen = await stage
      .guest()
      .json<{ holder: { name: string }; timeline: { kind: string; text: string | null; office: string | null }[] }>(
        `/cases/${number}`,
      )
    expect(seen.holder.name).toContain('Горсвет')
    expect(seen.timeline.at(-1)).toMatchObject({
      kind: 'handed-over',
      text: 'Здесь опора освещения',
      office: 'диспетчер города',
    })
    // It is no longer the roads' business, but they may look back at it.
    expect((await igor.get(`/desk/cases/${number}`)).statusCode).toBe(200)
    expect((await igor.post(`/desk/cases/${number}/answer`, { answer: 'Не наше' })).statusCode).toBe(403)
  })

  test('closes only with a new photo; the resident confirms, disputes, and the queue says «вернули»', async () => {
    const { number, secret } = await complain(102)
    const bare = await igor.post(`/desk/cases/${number}/resolution`, { note: 'Засыпали' })
    expect(bare.statusCode).toBe(422)
    expect(bare.body).toContain('Без снимка закрыть нельзя')
    expect(bare.body).toContain('Засыпали')
    const own = await igor.post(`/desk/cases/${number}/resolution`, { note: 'Засыпали' }, [await picture(102)])
    expect(own.statusCode).toBe(422)
    expect(own.body).toContain('Это снимок из сообщения жителя')
    const fake = { field: 'photo', name: 'after.jpg', type: 'image/jpeg', bytes: Buffer.from('%PDF-1.7 not a picture') }
    expect((await igor.post(`/desk/cases/${number}/resolution`, { note: 'Засыпали' }, [fake])).statusCode).toBe(422)
    const done = await igor.post(`/desk/cases/${number}/resolution`, { note: 'Засыпали и заделали' }, [
      await picture(103),
    ])
    expect(done.statusCode).toBe(303)

    const anna = stage.guest()
    const stranger = await anna.post(`/cases/${number}/confirmation`, { token: 'guessed' })
    expect(stranger.statusCode).toBe(403)
    expect((await anna.get(`/cases/${number}?token=guessed`)).statusCode).toBe(403)
    const mine = await anna.get(`/cases/${number}?token=${secret}`)
    expect(mine.headers['cache-control']).toBe('private, no-store')
    expect(mine.body).toContain('Да, починили')
    const silent = await anna.post(`/cases/${number}/reopening`, { token: secret, reason: ' ' })
    expect(silent.statusCode).toBe(422)
    expect(silent.body).toContain('Напишите, что не так')
    expect((await anna.post(`/cases/${number}/confirmation`, { token: secret })).statusCode).toBe(303)
    expect((await anna.json<{ status: string }>(`/cases/${number}`)).status).toBe('confirmed')
    expect(
      (await anna.post(`/cases/${number}/reopening`, { token: secret, reason: 'Опять яма, Анна' })).statusCode,
    ).toBe(303)
    expect((await anna.get(`/cases/${number}`)).body).not.toContain('Опять яма')
    const queue = (await igor.get('/desk/cases')).body
    expect(queue).toContain(number)
    expect(queue).toContain('вернули')
    expect((await igor.get(`/desk/cases/${number}`)).body).toContain('Опять яма, Анна')
  })

  test('an inspector closes on her word, a performer cannot', async () => {
    const { number } = await complain()
    const vera = await stage.as('vera')
    expect((await igor.post(`/desk/cases/${number}/resolution`, { note: 'Готово', word: 'Честно' })).statusCode).toBe(
      422,
    )
    expect(
      (await vera.post(`/desk/cases/${number}/resolution`, { note: 'Готово', word: 'Видела 23 ноября' })).statusCode,
    ).toBe(303)
    expect(
      (await igor.post(`/desk/cases/${number}/resolution`, { note: 'Готово' }, [await picture(104)])).statusCode,
    ).toBe(409)
  })

  test('an unknown number, a guest and a resident get a clear answer', async () => {
    expect((await boris.get('/desk/cases/2026-999999')).statusCode).toBe(404)
    expect((await boris.post("/desk/cases/'; drop table cases.cases; --/answer", { answer: 'x' })).statusCode).toBe(404)
    expect((await stage.guest().get('/desk/cases')).statusCode).toBe(303)
    expect((await (await stage.as('anna')).get('/desk/cases')).statusCode).toBe(403)
  })
})

describe('the queue', () => {
  test('puts the overdue first and shows a performer only what is his', async () => {
    const early = await complain()
    stage.now = new Date('2026-12-20T08:00:00Z')
    const late = await complain()
    const queue = (await boris.get('/desk/cases?topic=road.pothole')).body
    expect(queue.indexOf(early.number)).toBeGreaterThan(0)
    expect(queue.indexOf(early.number)).toBeLessThan(queue.indexOf(late.number))
    expect(queue).toContain('срок вышел')
    await boris.post(`/desk/cases/${late.number}/handover`, { to: 'bod-020', reason: 'Не дорога' })
    expect((await igor.get('/desk/cases')).body).not.toContain(late.number)
    stage.now = new Date('2026-11-23T08:00:00Z')
  })
})

describe('dated rules', () => {
  const change = {
    seen: '1',
    topic: 'road.pothole',
    land: 'city',
    term: '5',
    unit: 'days',
    kind: 'norm',
    legalRef: 'ГОСТ Р 50597-2017',
    covers: 'repair',
    note: '',
  }

  test('a deadline changes from its day on, with a reason and a history, and a second editor is stopped', async () => {
    const missing = await nina.post('/desk/deadlines/ddl-001', {
      ...change,
      legalRef: '',
      validFrom: 'завтра',
      changeReason: '',
    })
    expect(missing.statusCode).toBe(422)
    for (const said of ['У нормы должен быть документ', 'Напишите дату', 'почему меняете'])
      expect(missing.body).toContain(said)
    const whole = { ...change, validFrom: '2026-11-24', changeReason: 'Улица стала главной' }
    expect((await nina.post('/desk/deadlines/ddl-001', whole)).statusCode).toBe(303)
    expect((await nina.post('/desk/deadlines/ddl-001', whole)).statusCode).toBe(409)
    const today = await stage.guest().json<{ due: string }>(`/cases/${(await complain()).number}`)
    stage.now = new Date('2026-11-25T08:00:00Z')
    const later = await stage.guest().json<{ due: string }>(`/cases/${(await complain()).number}`)
    stage.now = new Date('2026-11-23T08:00:00Z')
    expect(today.due).toBe('2026-12-04T19:59:59.000Z')
    expect(later.due).toBe('2026-11-30T19:59:59.000Z')
    const history = (await nina.get('/desk/deadlines/ddl-001')).body
    expect(history).toContain('Улица стала главной')
    expect(history).toContain('было «12», стало «5»')
  })

  test.each(['bodies', 'topics', 'routes', 'deadlines'])(
    'every one of %s has its page, and only the operator opens it',
    async (name) => {
      const list = await nina.get(`/desk/${name}`)
      expect(list.statusCode).toBe(200)
      const [, first] =
        /href="(\/desk\/\w+\/[\w.-]+-?\d*)"/.exec(list.body.slice(list.body.indexOf('class="list"'))) ?? []
      expect((await nina.get(first ?? '')).statusCode).toBe(200)
      expect((await nina.get(`/desk/${name}/new`)).statusCode).toBe(200)
      expect((await nina.get(`/desk/${name}/no-such`)).statusCode).toBe(404)
      expect((await boris.get(`/desk/${name}`)).statusCode).toBe(403)
    },
  )

  test('a new body is a holder at once', async () => {
    const body = {
      id: 'bod-900',
      seen: '0',
      name: 'Ремонт дворов',
      kind: 'подрядчик',
      validFrom: '2026-11-01',
      changeReason: 'Новый договор',
    }
    expect((await nina.post('/desk/bodies/new', { ...body, id: 'Плохо' })).statusCode).toBe(422)
    expect((await nina.post('/desk/bodies/new', body)).statusCode).toBe(303)
    const { number } = await complain()
    expect(
      (await boris.post(`/desk/cases/${number}/handover`, { to: 'bod-900', reason: 'Новый подрядчик' })).statusCode,
    ).toBe(303)
  })
})

test('the house shows who may do what, and the parts of pages', async () => {
  expect((await nina.get('/desk/house')).body).toContain('href="/permissions"')
  const permissions = (await nina.get('/permissions')).body
  expect(permissions).toContain('POST /desk/cases/:number/handover')
  expect(permissions).toContain('mayEndPingPong')
  expect((await nina.get('/desk/house/components')).statusCode).toBe(200)
  expect((await boris.get('/desk/house')).statusCode).toBe(403)
  expect((await boris.get('/desk')).body).toContain('/desk/cases')
  expect((await boris.get('/desk')).body).not.toContain('/desk/house')
})
