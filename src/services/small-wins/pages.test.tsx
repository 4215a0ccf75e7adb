// What people see of small wins: the feed, a win, totals that explain themselves, and the editor's desk.
import { Fragment, h } from 'preact'
import { render } from 'preact-render-to-string'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { City } from '#platform/city.ts'
import { inFrame } from '#platform/http/frame.ts'
import { type Answer, plainLook, type Visit } from '#platform/http/route.ts'
import { type Actor, guest } from '#platform/policy.ts'
import type { Locale } from '#platform/words.ts'
import type { BareCity } from '#tests/bare-city.ts'
import { withdrawWin } from './actions/withdrawals.ts'
import { winFor } from './queries/win.ts'
import { smallWinRoutes } from './routes.ts'
import { editor, house, openStage, type Stage, zone } from './stage.testing.ts'

let stage: Stage
let bare: BareCity
let city: City
beforeAll(async () => {
  stage = await openStage()
  bare = stage.bare
  city = stage.city
})
afterAll(() => bare.close())

const routes = smallWinRoutes(house)

async function answerTo(
  path: string,
  more: Partial<Visit> = {},
  locale: Locale = 'ru',
  actor: Actor = guest,
): Promise<Answer> {
  const method = more.method ?? 'GET'
  const route = routes.find((each) => each.path === path && each.method === method)
  if (!route) throw new Error(`no route ${method} ${path}`)
  const nothing = () => {}
  return route.run({
    city: bare.as(actor, locale),
    method,
    path,
    params: {},
    query: {},
    fields: {},
    uploads: {},
    wantsJson: false,
    locale,
    look: plainLook,
    near: '',
    cookie: () => undefined,
    setCookie: nothing,
    addCookieLine: nothing,
    clearCookie: nothing,
    origin: 'https://izh.example',
    ip: '127.0.0.1',
    header: () => undefined,
    ...more,
  })
}

async function shown(
  path: string,
  more: Partial<Visit> = {},
  locale: Locale = 'ru',
  actor: Actor = guest,
): Promise<string> {
  const answer = await answerTo(path, more, locale, actor)
  if (answer.kind !== 'page') throw new Error(`${path} did not answer a page`)
  const href = (to: string) => (locale === 'ru' ? to : `/${locale}${to}`)
  const frame = { words: bare.as(guest, locale).words, href, now: bare.now }
  return inFrame(frame, () => render(h(Fragment, null, answer.body)))
}

test('the feed shows thirty with number, place, money and source, and leads on', async () => {
  const html = await shown('/small-wins')
  expect(html.match(/class="what"/g)).toHaveLength(30)
  expect(html).toContain('href="/small-wins?page=2"')
  const roads = await shown('/small-wins', { query: { category: 'дороги', year: '2025' } })
  expect(roads).toContain('29\u00a0участков')
  expect(roads).toContain('3,2\u00a0млрд\u00a0₽')
  expect(roads).toContain('href="https://www.kommersant.ru/doc/8139754"')
  expect(await shown('/small-wins', { query: { page: '99' } })).toContain('Здесь пока пусто')
  expect(await shown('/small-wins', { query: { status: 'coming' } })).toContain('намечено')
})

test('what was withdrawn stands in the feed with its reason', async () => {
  const { id } = await stage.published()
  await withdrawWin(bare.as(editor), { id, note: '<b>ошибка</b>', zone })
  expect(await shown('/small-wins')).toContain('отозвано: ошибка')
  const html = await shown('/small-wins/:id', { params: { id } })
  expect(html).toContain('&lt;b>ошибка')
})

test('programs read wins that stand, under agreed names', async () => {
  const { id, number } = await stage.published()
  const answer = await answerTo('/small-wins', { wantsJson: true })
  const { items } = JSON.parse(answer.kind === 'bytes' ? String(answer.bytes) : '{}')
  expect(Object.keys(items[0])).toEqual(['id', 'quantity', 'unit', 'source', 'case'])
  expect(items).toContainEqual({ id, quantity: 2, unit: 'яма', source: `/cases/${number}`, case: number })
})

test('totals say what they add and what they leave out, and keep apart what adds to nothing', async () => {
  const html = await shown('/small-wins/totals', { query: {} })
  expect(html).toMatch(
    / <small>[а-я]+<\/small><\/span><div><a class="what" href="\/small-wins\/totals\/road-sections">Участки дорог, полный ремонт</,
  )
  // However many measures there are, a reader who goes from heading to heading meets the groups only.
  expect(html.match(/<h2>/g)?.length).toBeLessThanOrEqual(3)
  expect(html).toContain('Это часть записи')
  expect(html).toContain('количество на странице не названо')
  expect(await shown('/small-wins/totals', { query: { year: '1999' } })).toContain('складывать нечего')
})

test('a form with mistakes comes back whole, with all of them', async () => {
  const { number } = await stage.confirmedCase()
  const id = (await stage.draftOf(number))?.id ?? ''
  const wrong = { method: 'POST' as const, params: { id }, fields: { title: ' ', quantity: 'много' } }
  const answer = await answerTo('/desk/small-wins/:id/publication', wrong, 'ru', editor)
  expect(answer).toMatchObject({ kind: 'page', status: 422 })
  const html = await shown('/desk/small-wins/:id/publication', wrong, 'ru', editor)
  expect(html).toContain('value="много"')
  expect(html.match(/class="error"/g)).toHaveLength(2)
  const right = { ...wrong, fields: { title: 'Яма заделана', quantity: '1,5' } }
  expect(await answerTo('/desk/small-wins/:id/publication', right, 'ru', editor)).toMatchObject({
    kind: 'redirect',
    to: `/small-wins/${id}`,
  })
  expect(await winFor(city, id)).toMatchObject({ quantity: '1.5' })
})

test('every page speaks English', async () => {
  for (const path of ['/small-wins', '/small-wins/totals']) expect(await shown(path, {}, 'en')).toContain('<h1>')
  const win = await shown('/small-wins/:id', { params: { id: 'win-001' } }, 'en')
  expect(win).toContain('<h1>29 road sections in a season</h1>')
  expect(win).toContain('29\u00a0sections')
  expect(win).toContain('<span lang="ru">Отремонтированы участки')
  const { id } = await stage.published()
  expect(await shown('/small-wins/:id', { params: { id } }, 'en')).toContain('2\u00a0potholes')
  expect(await shown('/desk/small-wins', {}, 'en', editor)).toContain('Already told')
})

test('the picture for shared links is a PNG', async () => {
  const answer = await answerTo('/small-wins/:id/picture.png', { params: { id: 'win-001' } })
  if (answer.kind !== 'bytes' || typeof answer.bytes === 'string') throw new Error('no picture')
  expect([...answer.bytes.slice(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47])
})

test.each(['win-999', '<script>', '../../etc'])('a win that is not there is missing: %s', async (id) => {
  await expect(answerTo('/small-wins/:id', { params: { id } })).rejects.toMatchObject({ kind: 'missing' })
})
