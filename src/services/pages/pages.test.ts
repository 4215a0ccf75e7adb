// Editors' pages over real requests: written, looked at, shown by the clock, corrected, restored; two editors at once; nothing before its time.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { purposes } from '#kernel/identity/index.ts'
import { yard } from '#kernel/media/yard.testing.ts'
import { machinery } from '#platform/policy.ts'
import { days, hours, later, minutes } from '#platform/time.ts'
import { stray } from '#web/components/prose/stray.testing.ts'
import { openStage, type Stage, type Visitor } from '../../../tests/people.ts'
import { keepConsentTexts } from './actions/consents.ts'
import type { PageTables } from './tables.ts'

let stage: Stage
let lena: Visitor
beforeAll(async () => {
  stage = await openStage()
  lena = await stage.as('lena')
})
afterAll(() => stage.close())

const text = {
  titleRu: 'Первый снег',
  leadRu: 'Что убирают и в каком порядке.',
  bodyRu: '## Порядок\n\n- дороги\n- дворы\n\n[Сообщить](/my-yard/report)',
  titleEn: '',
  leadEn: '',
  bodyEn: '',
}

async function tick(by: number): Promise<void> {
  stage.now = later(stage.now, by)
  await stage.city.worker.tick()
  await stage.settle()
}

test('news is written, looked at, shown by the clock, corrected, and its history shows', async () => {
  const begun = await lena.post('/desk/pages/new', { ...text, kind: 'news', slug: 'first-snow', next: 'preview' })
  expect(begun.headers.location).toBe('/desk/pages/news/first-snow/preview?version=1')
  const preview = await lena.get('/desk/pages/news/first-snow/preview?version=1')
  expect(preview.body).toContain('<h2>Порядок</h2>')
  const guest = stage.guest()
  expect((await guest.get('/pages/news/first-snow')).statusCode).toBe(404)

  // 12:00 in the city, which is 8:00 of the stage's own clock.
  const at = '/desk/pages/news/first-snow'
  const set = { version: '1', opensOn: '2026-11-23', opensTime: '12:30', closesOn: '2026-11-25', closesTime: '' }
  expect((await lena.post(`${at}/publication`, set)).headers.location).toBe(`${at}?done=scheduled`)
  await tick(minutes(29))
  for (const path of ['/pages/news/first-snow', '/pages/news', '/pages/news/feed.atom', '/'])
    expect([path, (await guest.get(path)).body.includes('Первый снег')]).toEqual([path, false])
  // To the second, whether or not the clock has struck, and though the page was cached before.
  stage.now = later(stage.now, minutes(1))
  expect((await guest.get('/pages/news/first-snow')).statusCode).toBe(200)
  expect((await guest.get('/pages/news')).body).toContain('Первый снег')
  await tick(minutes(1))
  expect((await guest.get('/')).body).toContain('Первый снег')
  expect((await guest.get('/pages/news/feed.atom')).body).toContain('<title>Первый снег</title>')

  const corrected = {
    ...text,
    bodyRu: text.bodyRu.replace('- дворы', '- остановки'),
    seen: '1',
    note: 'Поправили порядок',
  }
  expect((await lena.post(at, corrected)).headers.location).toBe(`${at}?done=saved`)
  expect((await guest.get('/pages/news/first-snow')).body).toContain('дворы')
  await lena.post(`${at}/publication`, { version: '2' })
  const shown = (await guest.get('/pages/news/first-snow')).body
  expect([shown.includes('остановки'), shown.includes('дворы')]).toEqual([true, false])
  const second = (await lena.get(`${at}/versions/2`)).body
  expect(second).toMatch(/<del[^>]*>- дворы<\/del>/)
  expect(second).toMatch(/<ins[^>]*>- остановки<\/ins>/)
  expect((await lena.get(`${at}/versions`)).body).toContain('Поправили порядок')

  expect((await lena.post(`${at}/versions/1/restoration`, {})).headers.location).toBe(`${at}?done=restored`)
  expect((await lena.get(at)).body).toContain('value="3"')
  expect((await guest.get('/pages/news/first-snow')).body).toContain('остановки')
})

test('what is to end ends in its last second, and what is taken away is gone at once', async () => {
  await lena.post('/desk/pages/new', { ...text, kind: 'news', slug: 'short-lived', titleRu: 'Ненадолго' })
  const at = '/desk/pages/news/short-lived'
  const closes = later(stage.now, hours(1))
  const time = `${closes.getUTCHours() + 4}:${String(closes.getUTCMinutes()).padStart(2, '0')}`
  await lena.post(`${at}/publication`, { version: '1', closesOn: '2026-11-23', closesTime: time })
  const guest = stage.guest()
  expect((await guest.get('/pages/news/short-lived')).statusCode).toBe(200)
  stage.now = later(stage.now, hours(1) - 1000)
  expect((await guest.get('/pages/news/short-lived')).statusCode).toBe(200)
  stage.now = later(stage.now, 1000)
  expect((await guest.get('/pages/news/short-lived')).statusCode).toBe(404)
  await lena.post(`${at}/publication`, { version: '1' })
  expect((await guest.get('/pages/news/short-lived')).statusCode).toBe(200)
  await lena.post(`${at}/withdrawal`, {})
  expect((await guest.get('/pages/news/short-lived')).statusCode).toBe(404)
  expect((await lena.post(`${at}/withdrawal`, {})).statusCode).toBe(409)
  const facts = await told('news:short-lived')
  expect(facts).toEqual(['pages.published', 'pages.published', 'pages.withdrawn'])
})

test('a later showing gives way to one that is set after it', async () => {
  await lena.post('/desk/pages/new', { ...text, kind: 'about', slug: 'gives-way' })
  const at = '/desk/pages/about/gives-way'
  await lena.post(`${at}/publication`, { version: '1', opensOn: '2026-11-30' })
  await lena.post(at, { ...text, titleRu: 'Новее', seen: '1' })
  await lena.post(`${at}/publication`, { version: '2' })
  const before = stage.now
  await tick(days(8))
  expect((await stage.guest().get('/pages/about/gives-way')).body).toContain('Новее')
  stage.now = before
})

test('two editors at once lose nothing: the second sees both texts and decides', async () => {
  await lena.post('/desk/pages/new', { ...text, kind: 'about', slug: 'two-editors' })
  const at = '/desk/pages/about/two-editors'
  const other = await stage.as('lena')
  await other.post(at, { ...text, bodyRu: 'Слова другого редактора', seen: '1' })
  const mine = await lena.post(at, { ...text, bodyRu: 'Мои слова\n\nвторой абзац', seen: '1' })
  expect(mine.statusCode).toBe(409)
  expect(mine.body).toContain('Слова другого редактора')
  expect(mine.body).toMatch(/<textarea[^>]*>Мои слова/)
  expect(mine.body).toContain('name="seen" value="2"')
  await lena.post(at, { ...text, bodyRu: 'Мои слова и слова другого редактора', seen: '2' })
  expect((await lena.get(`${at}/versions/2`)).body).toContain('Слова другого редактора')
  expect((await lena.get(at)).body).toMatch(/<textarea[^>]*>Мои слова и слова другого/)
})

test('twenty savings at one instant make one version', async () => {
  await lena.post('/desk/pages/new', { ...text, kind: 'about', slug: 'all-at-once' })
  const at = '/desk/pages/about/all-at-once'
  const sent = Array.from({ length: 20 }, (_, n) => lena.post(at, { ...text, bodyRu: `Слово ${n}`, seen: '1' }))
  const statuses = (await Promise.all(sent)).map(({ statusCode }) => statusCode)
  expect(statuses.filter((status) => status === 303)).toHaveLength(1)
  expect(statuses.filter((status) => status === 409)).toHaveLength(19)
})

test('all that is wrong is said at once, and what was typed stays', async () => {
  const wrong = {
    ...text,
    ...{
      kind: 'news',
      slug: 'Не адрес',
      titleRu: '',
      bodyRu: '[a](javascript:steal()) ![](/pages/pictures/x)',
      titleEn: 'Only',
    },
  }
  const { statusCode, body } = await lena.post('/desk/pages/new', wrong)
  expect(statusCode).toBe(422)
  for (const said of ['javascript:steal()', 'Строчные латинские', 'Напишите и это']) expect(body).toContain(said)
  expect(body).toContain('value="Не адрес"')
  expect(body).toContain('value="Only"')
  expect(body).not.toContain('href="javascript')
  const taken = await lena.post('/desk/pages/new', { ...text, kind: 'news', slug: 'first-snow' })
  expect([taken.statusCode, taken.body.includes('уже есть текст')]).toEqual([422, true])
  const early = await lena.post('/desk/pages/news/first-snow/publication', {
    ...{ version: '1', opensOn: '2026-12-02', closesOn: '2026-12-01', closesTime: '25:00' },
  })
  expect([early.statusCode, early.body.includes('Напишите время')]).toEqual([422, true])
})

test('a text without a translation says so and keeps its language', async () => {
  const { body } = await stage.guest().get('/en/pages/news/first-snow')
  expect(body).toContain('exists only in Russian')
  expect(body).toMatch(/<h1 lang="ru">Первый снег/)
  expect(body).toContain('<div class="prose" lang="ru">')
  expect((await stage.guest().get('/en/pages/news')).body).toContain('<span lang="ru">Первый снег</span>')
})

test('a picture is cleaned, shown and must have words', async () => {
  const photo = { field: 'photo', name: 'yard.jpg', type: 'image/jpeg', bytes: await yard(7) }
  expect((await lena.post('/desk/pages/pictures', { alt: '' }, [photo])).statusCode).toBe(422)
  expect((await lena.post('/desk/pages/pictures', { alt: 'Двор зимой' }, [photo])).statusCode).toBe(303)
  const src =
    /!\[Двор зимой\]\((\/pages\/pictures\/[0-9a-f-]+)\)/.exec((await lena.get('/desk/pages/pictures')).body)?.[1] ?? ''
  const file = await stage.guest().get(src)
  expect([file.statusCode, file.headers['content-type']]).toEqual([200, 'image/jpeg'])
  const at = '/desk/pages/about/two-editors'
  const wordless = await lena.post(at, { ...text, bodyRu: `![](${src})`, seen: '3' })
  expect([wordless.statusCode, wordless.body.includes('Опишите картинку')]).toEqual([422, true])
  expect((await lena.post(at, { ...text, bodyRu: `![Двор зимой](${src})`, seen: '3' })).statusCode).toBe(303)
  const { body } = await lena.get(`${at}/preview?version=4`)
  expect(body).toMatch(new RegExp(`<img src="${src}" alt="Двор зимой" width="\\d+" height="\\d+"`))
})

test('hostile texts come out harmless on the page, in the feed and at the desk, under the strict policy', async () => {
  const hostile = `<script>steal()</script>\n\n| a |\n| -: |\n| <img src=x onerror=steal()> |\n\n**<b onclick=x>**\n\n\`</code><script>\``
  await lena.post('/desk/pages/new', {
    ...text,
    kind: 'news',
    slug: 'hostile',
    titleRu: '<script>steal()</script>',
    bodyRu: hostile,
  })
  await lena.post('/desk/pages/news/hostile/publication', { version: '1' })
  const page = await stage.guest().get('/pages/news/hostile')
  const prose = /<div class="prose">(.*?)<\/div>/s.exec(page.body)?.[0] ?? ''
  expect(stray(prose)).toEqual([])
  expect(prose).toContain('&lt;script>steal()')
  expect(String(page.headers['content-security-policy'])).toContain("script-src 'self'")
  for (const path of ['/pages/news', '/pages/news/feed.atom', '/'])
    expect([path, /<script>steal|<img src=x/.test((await stage.guest().get(path)).body)]).toEqual([path, false])
  for (const path of ['', '/preview', '/versions', '/versions/1'])
    expect(/<script>steal|<img src=x/.test((await lena.get(`/desk/pages/news/hostile${path}`)).body)).toBe(false)
})

async function told(subject: string): Promise<string[]> {
  const rows = await stage.database.kysely
    .withTables<{ 'facts.facts': { id: string; kind: string; subject: string } }>()
    .selectFrom('facts.facts')
    .select('kind')
    .where('subject', '=', subject)
    .orderBy('id')
    .execute()
  return rows.map(({ kind }) => kind)
}

test('texts of consents are public, and those that were asked before stay beside the present ones', async () => {
  const house = stage.city.cityFor(machinery('pack'))
  const [first] = purposes
  if (!first) throw new Error('nothing is asked')
  await stage.database.kysely
    .withTables<PageTables>()
    .insertInto('pages.consent_texts')
    .values({
      purpose: first.code,
      version: '2025-01-01',
      locale: 'ru',
      text: 'Прежние слова',
      since: new Date('2025-01-01'),
    })
    .execute()
  const texts = { wordsIn: stage.city.shared.wordsIn, operator: 'ООО «Город»' }
  // Asked again with another operator's name, a version that was shown stays as it was shown.
  await keepConsentTexts(house, texts)
  const { body } = await stage.guest().get('/pages/legal/consents')
  expect(body).toContain('Прежние слова')
  expect(body).not.toContain('ООО «Город»')
  for (const { text } of purposes)
    expect(body).toContain(house.words(text, { operator: house.words('pages.operator.demo') }).slice(0, 60))
})
