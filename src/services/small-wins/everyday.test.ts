// Small wins through the whole house: following a street by letter, the piece for other sites, works for programs, an editor's forms.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { guest, machinery } from '#platform/policy.ts'
import { days, later } from '#platform/time.ts'
import { openStage, type Stage, type Visitor } from '#tests/people.ts'
import { sweepFollows } from './actions/follow.ts'

let stage: Stage
let lena: Visitor
beforeAll(async () => {
  stage = await openStage()
  lena = await stage.as('lena')
})
afterAll(() => stage.close())

const count = async (from: string): Promise<number> =>
  (await stage.database.pool.query(`select count(*)::int as n from ${from}`)).rows[0].n
const lettersTo = async (email: string) => (await stage.letters()).filter(({ to }) => to === email)
const tokenIn = (text: string) => /token=([\w-]+)/.exec(text)?.[1] ?? ''

const setback = (title: string, place: string) => ({
  reason: 'stopped',
  title,
  note: 'Подрядчик ушёл',
  category: 'дороги',
  place,
  day: '2026-11-20',
  page: 'https://press.example/2',
  pageDay: '2026-11-20',
})

describe('following a street', () => {
  test('begins only after the letter is answered, tells of what happens there, and ends at one press', async () => {
    const anna = stage.guest()
    const email = 'anna@street.example'
    const asked = await anna.post('/small-wins/follow', { street: 'ул. ПУШКИНСКОЙ', email, agree: 'yes' })
    expect([asked.statusCode, asked.headers.location]).toEqual([303, '/small-wins/follow/sent'])
    const [first] = await lettersTo(email)
    expect(first?.text).toContain('Пушкинская')
    const token = tokenIn(first?.text ?? '')

    await lena.post('/desk/small-wins/setback', setback('Пушкинскую перекрыли', 'ул. Пушкинская, 1'))
    await stage.settle()
    expect(await lettersTo(email)).toHaveLength(1)

    const opened = await stage.guest().get(`/small-wins/follow/link?token=${token}`)
    expect(opened.body).toContain('Да, следить')
    for (let turn = 0; turn < 2; turn += 1)
      expect((await anna.post('/small-wins/follow/confirmation', { token })).statusCode).toBe(303)

    await lena.post('/desk/small-wins/setback', setback('Ремонт Пушкинской встал', 'Пушкинская, 10'))
    await lena.post('/desk/small-wins/setback', setback('Ремонт Азина встал', 'Азина, 10'))
    await stage.settle()
    const [, told, ...more] = (await lettersTo(email)).toReversed()
    expect(told?.text).toContain('Пушкинская: не получилось. Ремонт Пушкинской встал')
    expect(told?.text).toContain('/notifications/stop?token=')
    expect(more).toEqual([])

    const ended = await anna.post('/small-wins/follow/ending', { token })
    expect(ended.body).toContain('Больше не пишем')
    expect((await anna.get(`/small-wins/follow/link?token=${token}`)).statusCode).toBe(404)
    expect(await count(`identity.contacts where email = '${email}'`)).toBe(0)
  })

  test('asked twice with one address is one follow, and one letter each time something happens', async () => {
    const vera = stage.guest()
    const email = 'vera@street.example'
    for (let turn = 0; turn < 2; turn += 1)
      await vera.post('/small-wins/follow', { street: 'Кирова', email, agree: 'yes' })
    const letters = await lettersTo(email)
    expect(letters).toHaveLength(2)
    for (const { text } of letters) await vera.post('/small-wins/follow/confirmation', { token: tokenIn(text) })
    expect(await count(`small_wins.follows where street = 'Кирова'`)).toBe(1)
    await lena.post('/desk/small-wins/setback', setback('Кирова перерыта', 'ул. Кирова'))
    await stage.settle()
    const told = await lettersTo(email)
    expect(told).toHaveLength(3)
    // The general way out ends these letters too, and the night forgets what is left.
    const stop = /notifications\/stop\?token=([\w-]+)/.exec(told[0]?.text ?? '')?.[1] ?? ''
    await vera.post('/notifications/stop', { token: stop })
    await sweepFollows(stage.city.cityFor(machinery('test')), undefined)
    expect(await count(`small_wins.follows where street = 'Кирова'`)).toBe(0)
  })

  test('says all that is wrong at once and keeps what was typed', async () => {
    const answer = await stage.guest().post('/small-wins/follow', { street: 'Тридевятая', email: 'не почта' })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('value="Тридевятая"')
    expect(answer.body).toContain('value="не почта"')
    const without = await stage
      .guest()
      .post('/small-wins/follow', { street: 'Тридевятая', email: 'a@b.example', agree: 'yes' })
    expect(without.body).toContain('Такой улицы мы не знаем')
    expect((await stage.guest().post('/small-wins/follow', { street: 'Кирова', email: 'a@b.example' })).body).toContain(
      'Без согласия',
    )
    expect((await stage.guest().post('/small-wins/follow/confirmation', { token: 'guessed' })).statusCode).toBe(404)
  })

  test('never confirmed, is forgotten with its address', async () => {
    const email = 'stranger@street.example'
    await stage.guest().post('/small-wins/follow', { street: 'Ленина', email, agree: 'yes' })
    const city = stage.city.cityFor(machinery('test'))
    await sweepFollows({ ...city, now: later(stage.now, days(2)) }, undefined)
    expect(await count(`identity.contacts where email = '${email}'`)).toBe(1)
    await sweepFollows({ ...city, now: later(stage.now, days(4)) }, undefined)
    expect(await count(`identity.contacts where email = '${email}'`)).toBe(0)
    expect(await count(`small_wins.follows where street = 'Ленина'`)).toBe(0)
  })

  test('takes one press when signed in, stands on her page and in her data, and is erased with her', async () => {
    const anna = await stage.as('anna')
    expect((await anna.post('/small-wins/follow', { street: 'Азина' })).statusCode).toBe(303)
    await lena.post('/desk/small-wins/setback', setback('На Азина снова яма', 'Азина, 2'))
    await stage.settle()
    const page = (await anna.get('/account')).body
    expect(page).toContain('Азина: не получилось. На Азина снова яма')
    expect(page).toContain('Мои улицы')
    expect((await anna.get('/account/data/file.json')).body).toContain('"street": "Азина"')
    // Without a tick no letter went.
    expect((await stage.letters()).some(({ text }) => text.includes('На Азина снова яма'))).toBe(false)
    await anna.post('/small-wins/follow', { street: 'Азина', agree: 'yes' })
    await lena.post('/desk/small-wins/setback', setback('На Азина ещё одна', 'Азина, 3'))
    await stage.settle()
    expect((await stage.letters()).filter(({ text }) => text.includes('На Азина ещё одна'))).toHaveLength(1)
    await anna.post('/account/forgetting', { sure: 'yes' })
    expect(await count(`small_wins.follows where street = 'Азина'`)).toBe(0)
  })
})

describe('addresses', () => {
  test('the piece for other sites may be framed, has no script, and nothing else may be framed', async () => {
    const frame = await stage.guest().get('/small-wins/widget/frame?street=%D0%9B%D0%B5%D0%BD%D0%B8%D0%BD%D0%B0')
    expect(frame.statusCode).toBe(200)
    expect(frame.headers['x-frame-options']).toBeUndefined()
    expect(frame.headers['content-security-policy']).toContain('frame-ancestors *')
    expect(frame.headers['content-security-policy']).not.toContain('script-src')
    expect(frame.body).not.toContain('<script')
    expect(frame.body).not.toContain('<form')
    // Whoever is signed in is a guest there, as other sites frame it.
    expect((await lena.get('/small-wins/widget/frame')).headers['cache-control']).toBe('no-cache')
    const again = await stage.guest().get('/small-wins/widget/frame?street=%D0%9B%D0%B5%D0%BD%D0%B8%D0%BD%D0%B0')
    expect(again.headers['content-security-policy']).toContain('frame-ancestors *')
    for (const path of ['/small-wins', '/small-wins/widget', '/']) {
      const { headers } = await stage.guest().get(path)
      expect([headers['x-frame-options'], headers['content-security-policy']]).toEqual([
        'DENY',
        expect.stringContaining("frame-ancestors 'none'"),
      ])
    }
    const how = (
      await stage.guest().get('/small-wins/widget?district=%D0%9B%D0%B5%D0%BD%D0%B8%D0%BD%D1%81%D0%BA%D0%B8%D0%B9')
    ).body
    expect(how).toContain('/small-wins/widget/frame?district=%D0%9B')
    expect(how).toContain('&lt;iframe')
  })

  test('filters keep what was chosen, forgive how a street is written, and say what to do when nothing is found', async () => {
    const body = async (query: string) => (await stage.guest().get(`/small-wins?${new URLSearchParams(query)}`)).body
    const street = await body('street=ул. молодежная&category=дворы')
    expect(street).toContain('value="Молодёжная"')
    expect(street).toContain('/small-wins/feed.atom?category=')
    expect(await body('street=Тридевятая')).toContain('в городе не нашлось')
    expect(await body('year=1999')).toContain('Уберите часть условий')
    expect(await body(`street=${'Щ'.repeat(1900)}&year=20x5&kind=all&page=-1`)).toContain('<h1')
    const places = (await stage.guest().get('/small-wins/places')).body
    expect(places).toContain(`/small-wins?${new URLSearchParams({ street: 'Ленина' })}`)
  })

  test('the Atom feed follows the filters and points from a turn to its record', async () => {
    const { body } = await stage
      .guest()
      .get(`/small-wins/feed.atom?${new URLSearchParams({ street: 'Пушкинская', kind: 'setback' })}`)
    expect(body).toContain('<title>Работа остановлена: Ремонт Пушкинской встал</title>')
    expect(body).not.toContain('Азина')
    expect(body).toContain('street=%D0%9F')
  })

  test('works have the shape of a WZDx feed, invent nothing, and are as many as the database holds', async () => {
    const instant = z.iso.datetime()
    const shape = z.object({
      type: z.literal('FeatureCollection'),
      feed_info: z.object({
        publisher: z.string().min(1),
        version: z.literal('4.2'),
        update_date: instant,
        data_sources: z.array(z.object({ data_source_id: z.string(), organization_name: z.string() })).min(1),
      }),
      numberMatched: z.int(),
      numberReturned: z.int(),
      features: z.array(
        z.object({
          id: z.string(),
          type: z.literal('Feature'),
          properties: z.object({
            core_details: z.object({
              event_type: z.literal('work-zone'),
              data_source_id: z.string(),
              direction: z.literal('unknown'),
              road_names: z.array(z.string()),
              name: z.string().min(1),
              description: z.string().min(1),
              creation_date: instant,
              update_date: instant,
            }),
            start_date: z.null(),
            end_date: instant.nullable(),
            is_start_date_verified: z.boolean(),
            is_end_date_verified: z.boolean(),
            is_start_position_verified: z.boolean(),
            is_end_position_verified: z.boolean(),
            location_method: z.literal('unknown'),
            vehicle_impact: z.literal('unknown'),
            italmas: z.object({
              status: z.enum(['planned', 'running', 'done', 'withdrawn']),
              said_on: z.string().nullable(),
            }),
          }),
          geometry: z
            .object({ type: z.literal('MultiPoint'), coordinates: z.array(z.tuple([z.number(), z.number()])).min(1) })
            .nullable(),
        }),
      ),
    })
    for (const [query, where] of [
      ['', ''],
      ['?status=planned', "and status = 'planned'"],
      ['?status=running', "and status = 'running'"],
      ['?status=done&year=2025', "and status = 'done' and year = 2025"],
    ]) {
      const answer = await stage.guest().get(`/small-wins/works.geojson${query}`)
      expect(answer.headers['content-type']).toContain('application/geo+json')
      const feed = shape.parse(JSON.parse(answer.body))
      const held = await count(`small_wins.wins where kind = 'win' ${where}`)
      expect([feed.numberMatched, feed.features.length]).toEqual([held, held])
      const sources = new Set(feed.feed_info.data_sources.map((source) => source.data_source_id))
      expect(feed.features.every((one) => sources.has(one.properties.core_details.data_source_id))).toBe(true)
      for (const { properties } of feed.features)
        expect(properties.end_date === null || /^\d{4}-\d{2}-\d{2}$/.test(properties.italmas.said_on ?? '')).toBe(true)
    }
  })

  test('each total has a page that opens it, and a picture that is its link’s', async () => {
    const { body } = await stage.guest().get('/small-wins/totals/tram-track')
    expect(body).toContain('5,91')
    expect(body).toContain('property="og:image" content="http://city.test/small-wins/totals/tram-track/picture.png"')
    const picture = await stage.guest().get('/small-wins/totals/tram-track/picture.png')
    expect([picture.statusCode, picture.headers['content-type']]).toEqual([200, 'image/png'])
    expect((await stage.guest().get('/small-wins/totals/nothing')).statusCode).toBe(404)
    expect((await stage.guest().get('/small-wins/totals/nothing/picture.png')).statusCode).toBe(404)
  })
})

describe('an editor', () => {
  test('sees every mistake of a setback at once, with what was typed', async () => {
    const answer = await lena.post('/desk/small-wins/setback', {
      title: 'Заголовок',
      day: '2031-01-01',
      page: 'javascript:alert(1)',
    })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('value="Заголовок"')
    expect(answer.body).toContain('Выберите')
    const late = await lena.post('/desk/small-wins/setback', {
      ...setback('x', ''),
      day: '2031-01-01',
      page: 'javascript:1',
    })
    expect(late.body).toContain('Этот день ещё не наступил')
    expect(late.body).toContain('Адрес страницы начинается')
    const bare = await lena.post('/desk/small-wins/setback', { ...setback('x', ''), page: '', pageDay: '' })
    expect(bare.body).toContain('Назовите страницу или номер сообщения')
  })

  test('corrects a record of the press from its own page; twice the same is said kindly', async () => {
    expect((await lena.get('/small-wins/win-001')).body).toContain('/desk/small-wins/win-001')
    expect((await stage.guest().get('/small-wins/win-001')).body).not.toContain('/desk/small-wins/win-001')
    const sent = { field: 'quantity', right: '28', note: 'Один участок посчитан дважды' }
    const done = await lena.post('/desk/small-wins/win-001/correction', sent)
    expect(done.statusCode).toBe(303)
    const page = (await stage.guest().get('/small-wins/win-001')).body
    expect(page).toContain('28\u00a0участков')
    expect(page).toContain('<del>29</del>')
    const again = await lena.post('/desk/small-wins/win-001/correction', sent)
    expect([again.statusCode, again.body.includes('Так в записи и сказано')]).toEqual([422, true])
    expect((await stage.guest().get(String(done.headers.location))).body).toContain('Один участок посчитан дважды')
    expect((await stage.guest().post('/desk/small-wins/win-001/correction', sent)).statusCode).not.toBe(303)
    expect(stage.city.cityFor(guest).actor.person).toBeNull()
  })
})
