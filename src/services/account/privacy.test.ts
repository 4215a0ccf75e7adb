// Personal data through the whole house: consents, what is held and who looked, forgetting, and what the clock removes.
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openCaseFile } from '#kernel/cases/index.ts'
import { grantRole, newHandle } from '#kernel/identity/index.ts'
import { guest, machinery } from '#platform/policy.ts'
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
const reports = (person: string, text: string) => home.reports(person, text)
const dispatcher = () => home.dispatcher()

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
