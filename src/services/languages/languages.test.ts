// Phrases in Udmurt: proposed with a source, decided by an editor, shown with their language, and a page whole only when all is known.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage, type Visitor } from '#tests/people.ts'
import { eraseHandle, proposePhrase } from './actions.ts'
import { heldOf } from './queries.ts'
import { phraseFiles } from './service.ts'

let stage: Stage
let lena: Visitor

beforeAll(async () => {
  stage = await openStage()
  lena = await stage.as('lena')
})
afterAll(() => stage.close())

const good = { text: 'Юрттэт', source: 'Выдуманная книга', place: 'с. 1', quotation: '«Юрттэт», возьматон' }
const idOf = (body: string) => /\/desk\/languages\/([\da-f-]{36})\/decision/.exec(body)?.[1] ?? ''

async function accepted(key: string, text: string): Promise<void> {
  const russian = stage.city.shared.wordsIn('ru').texts(/^/)[key] ?? ''
  const city = stage.city.cityFor({ person: null, name: null, roles: [], via: 'web' })
  const { id } = await proposePhrase(city, { ...good, key, russian, text, quotation: text })
  const answer = await lena.post(`/desk/languages/${id}/decision`, { decision: 'accepted' })
  expect(answer.statusCode).toBe(303)
}

test('a guest proposes a phrase, and it waits', async () => {
  const guest = stage.guest()
  await guest.get('/look')
  const list = await guest.get('/languages/udm')
  expect(list.body).toContain('<code>/look</code>')
  const phrases = await guest.get('/languages/udm?page=%2Flook')
  expect(phrases.body).toContain('/languages/udm/portal.look.title')

  const answer = await guest.post('/languages/udm/portal.look.title', good)
  expect(answer.headers.location).toBe('/languages/udm/portal.look.title?proposed=yes')
  const page = await guest.get(String(answer.headers.location))
  for (const part of ['Спасибо', 'Юрттэт', 'Выдуманная книга', 'Ждёт редактора', '/look'])
    expect(page.body).toContain(part)
  // It is nowhere on the pages yet.
  expect((await guest.get('/udm/look')).body).not.toContain('Юрттэт')
})

test('what is wrong is said at once and what was typed stays', async () => {
  const empty = await stage.guest().post('/languages/udm/web.menu', {})
  expect(empty.statusCode).toBe(422)
  for (const said of ['Напишите фразу', 'Назовите книгу', 'Назовите страницу', 'Приведите слова'])
    expect(empty.body).toContain(said)
  const unquoted = await stage.guest().post('/languages/udm/web.menu', { ...good, quotation: 'Совсем другое' })
  expect(unquoted.statusCode).toBe(422)
  expect(unquoted.body).toContain('В цитате этой фразы нет')
  expect(unquoted.body).toContain('value="Выдуманная книга"')
  const broken = await stage.guest().post('/languages/udm/web.menu', { ...good, text: 'Юрттэт {' })
  expect(broken.statusCode).toBe(422)
  expect((await stage.guest().post('/languages/udm/no.such', good)).statusCode).toBe(404)
  expect((await stage.guest().get('/languages/udm/no.such')).statusCode).toBe(404)
  const again = await stage.guest().post('/languages/udm/portal.look.title', good)
  expect(again.statusCode).toBe(409)
})

test('only an editor decides, a refusal needs a reason, and the reason is public', async () => {
  expect((await stage.guest().get('/desk/languages')).statusCode).toBe(303)
  expect((await (await stage.as('boris')).get('/desk/languages')).statusCode).toBe(403)
  const id = idOf((await lena.get('/desk/languages')).body)
  const silent = await lena.post(`/desk/languages/${id}/decision`, { decision: 'declined' })
  expect([silent.statusCode, silent.body.includes('Напишите, почему')]).toEqual([422, true])
  await lena.post(`/desk/languages/${id}/decision`, { decision: 'declined', reason: 'Книги с таким названием нет' })
  expect((await stage.guest().get('/languages/udm/portal.look.title')).body).toContain('Книги с таким названием нет')
  expect((await lena.post(`/desk/languages/${id}/decision`, { decision: 'accepted' })).statusCode).toBe(409)
  expect((await lena.get('/desk/languages')).body).toContain('Ничего не ждёт')
})

test('an accepted phrase is shown as Udmurt in a Russian page, until the page is whole', async () => {
  const guest = stage.guest()
  await accepted('web.offline.title', 'Кутскон бам')
  const partly = (await guest.get('/udm/offline')).body
  expect(partly).toContain('<html lang="ru"')
  expect(partly).toContain('<h1><span lang="udm">Кутскон бам</span></h1>')
  expect(partly).not.toMatch(/[\uE000\uE001]/)
  expect((await guest.get('/offline')).body).not.toContain('>Удм<')

  // Words that no speaker has: they only stand for whatever will be accepted.
  const keys = [...(stage.city.shared.uses.pages().get('/offline') ?? [])]
  const russian = stage.city.shared.wordsIn('ru').texts(/^/)
  for (const key of keys) {
    if (!stage.city.shared.wordsIn('udm').borrowed(key)) continue
    const values = [...(russian[key] ?? '').matchAll(/\{(\w+)\}/g)].map(([value]) => value).join(' ')
    await accepted(key, `Кыл ${values}`.trim())
  }
  const whole = (await guest.get('/udm/offline')).body
  expect(whole).toContain('<html lang="udm"')
  expect(whole).toContain('<h1>Кутскон бам</h1>')
  expect(whole).not.toContain('<span lang="udm">')
  expect(whole).not.toMatch(/[\uE000\uE001]/)
  const offered = (await guest.get('/offline')).body
  expect(offered).toContain('<a href="/udm/offline" lang="udm" hreflang="udm">Удм</a>')
  expect(offered).toContain('hreflang="udm"')
  // Another page says more than that and stays as it is.
  expect((await guest.get('/udm/my-yard')).body).toContain('<html lang="ru"')
  expect((await guest.get('/my-yard')).body).not.toContain('>Удм<')
})

test('accepted phrases leave as the words files have them', async () => {
  const city = stage.city.cityFor({ person: null, name: null, roles: [], via: 'web' })
  const files = await phraseFiles(city, stage.city.shared.wordsIn('ru'))
  expect(files.web?.['udm.json']['offline.title']).toBe('Кутскон бам')
  expect(files.web?.['udm.sources.json']['offline.title']).toContain('Выдуманная книга, с. 1')
  for (const file of Object.values(files))
    expect(Object.keys(file['udm.json'])).toEqual(Object.keys(file['udm.sources.json']))
  expect(await stage.guest().json('/languages/udm.json')).toEqual(files)
})

test('an editor takes an accepted phrase back, and the page is Russian again', async () => {
  const [row] = await stage.database.kysely
    .withTables<{ 'languages.proposals': { id: string; key: string; decision: string } }>()
    .selectFrom('languages.proposals')
    .select('id')
    .where('key', '=', 'web.offline.title')
    .execute()
  await lena.post(`/desk/languages/${row?.id}/decision`, { decision: 'declined', reason: 'Опечатка в источнике' })
  const page = (await stage.guest().get('/udm/offline')).body
  expect(page).toContain('<html lang="ru"')
  expect(page).toContain('Вы без сети')
  expect((await stage.guest().get('/offline')).body).not.toContain('>Удм<')
})

test('who proposed takes it along, and is forgotten without the accepted phrase being lost', async () => {
  const anna = await stage.as('anna')
  await anna.post('/languages/udm/web.menu', good)
  expect(JSON.stringify(await anna.json('/account/data/file.json'))).toContain('Юрттэт')
  const city = stage.city.cityFor({ person: null, name: null, roles: [], via: 'web' })
  const rows = await stage.database.kysely
    .withTables<{ 'languages.proposals': { key: string; handle: string | null; decision: string | null } }>()
    .selectFrom('languages.proposals')
    .select(['handle', 'decision', 'key'])
    .execute()
  const waiting = rows.find(({ key, decision }) => key === 'web.menu' && decision === null)?.handle ?? ''
  const decided = rows.find(({ decision }) => decision === 'accepted')?.handle ?? ''
  const before = Object.keys(await phraseFiles(city, stage.city.shared.wordsIn('ru'))).length
  expect([await eraseHandle(city, waiting), await eraseHandle(city, decided)]).toEqual([1, 1])
  expect([await heldOf(city, waiting), await heldOf(city, decided)]).toEqual([null, null])
  expect(Object.keys(await phraseFiles(city, stage.city.shared.wordsIn('ru'))).length).toBe(before)
  expect((await lena.get('/desk/languages')).body).not.toContain('«Юрттэт»')
})
