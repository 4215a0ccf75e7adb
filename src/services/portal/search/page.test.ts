// The search page of a whole city: one form for everybody, each reader's own rights, and the same answer for programs.
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCase } from '#kernel/cases/index.ts'
import { pothole } from '#kernel/cases/stage.testing.ts'
import { newHandle } from '#kernel/identity/index.ts'
import { guest, machinery } from '#platform/policy.ts'
import { canary, type LivedIn, liveIn } from '#tests/lived-in.ts'
import { openStage, type Stage } from '#tests/people.ts'
import { fillIndex, rebuildIndex } from './fill.ts'

let stage: Stage
let lived: LivedIn

beforeAll(async () => {
  stage = await openStage()
  lived = await liveIn(stage)
  await stage.settle()
  await rebuildIndex(stage.city.cityFor(machinery('test')), stage.city.doors)
})
afterAll(() => stage.close())

interface Told {
  total: number
  terms: { typed: string; shown: string; how: string }[]
  results: { subject: string; kind: string; title: string; href: string }[]
  facets: { kind: { value: string; documents: number }[] }
}

const ask = (q: string, more = '') => stage.guest().json<Told>(`/search?q=${encodeURIComponent(q)}${more}`)

test('finds a promise, a project, a win, a place, a service and a report', async () => {
  const kinds = async (q: string, kind: string) => (await ask(q, `&kind=${kind}`)).results.map((result) => result.kind)
  expect(await kinds('показатель', 'indicator')).toContain('indicator')
  expect(await kinds('бюро взаимодействия', 'project')).toContain('project')
  expect(await kinds('дороги', 'win')).toContain('win')
  expect(await kinds('пушкинской', 'place')).toContain('place')
  expect(await kinds('мой двор', 'service')).toContain('service')
  const found = await ask(lived.released.number)
  expect(found.results[0]).toMatchObject({ subject: `case:${lived.released.number}` })
})

test('every result leads to a page', async () => {
  const guest = stage.guest()
  const { rows } = await sql<{ href: string }>`
    select distinct on (kind) href from portal.search_documents where 'anyone' = any(audience) order by kind, subject`.execute(
    stage.database.kysely,
  )
  expect(rows.length).toBeGreaterThan(7)
  for (const { href } of rows) {
    const { statusCode, headers } = await guest.get(href)
    // What is offered to whoever signs in begins with that.
    if (statusCode === 303)
      expect([href, headers.location]).toEqual([href, expect.stringMatching(/^\/account\/sign-in\?/)])
    else expect([href, statusCode]).toEqual([href, 200])
  }
})

test('says what it looked for, and looks exactly where one wants that', async () => {
  const page = (await stage.guest().get('/search?q=gfhr')).body
  expect(page).toContain('Показано по запросу «парк», вы набрали «gfhr»')
  expect(page).toContain('href="/search?q=gfhr&amp;exact=1"')
  expect(page).toMatch(/<mark>Парк<\/mark>/)
  expect((await ask('gfhr', '&exact=1')).total).toBe(0)
  expect((await stage.guest().get('/en/search?q=gfhr')).body).toContain('you typed')
})

test('a report that nobody has released is found by those who work with it, and its words by nobody', async () => {
  const { number } = lived.unreleased
  expect((await ask(number)).results).toEqual([])
  const boris = await stage.as('boris')
  const found = await boris.json<Told>(`/search?q=${number}`)
  expect(found.results[0]?.subject).toBe(`case:${number}`)
  const [secret = ''] = canary.split(' ')
  for (const visitor of [stage.guest(), boris]) {
    expect((await visitor.json<Told>(`/search?q=${secret}`)).results).toEqual([])
    expect((await visitor.get(`/search/suggestions?q=${encodeURIComponent(secret.slice(0, 6))}`)).body).not.toContain(
      secret,
    )
  }
})

test('a fact brings a report in, and what only a forgotten person could open goes', async () => {
  const city = stage.city.cityFor(machinery('test'))
  const handle = await newHandle(city, { module: 'cases', person: null })
  const { number } = await openCase(stage.city.cityFor(guest), { ...pothole, handle, photo: null })
  const audience = async () =>
    (
      await sql<{ audience: string[] }>`
        select audience from portal.search_documents where subject = ${`case:${number}`}`.execute(stage.database.kysely)
    ).rows[0]?.audience
  expect(await audience()).toBeUndefined()
  await stage.settle()
  expect(await audience()).toContain(`handle:${handle}`)
  const portal = stage.city.doors.find(({ name }) => name === 'portal')
  expect(await portal?.personal?.erase(city, handle)).toBe(1)
  expect(await audience()).toContain('role:dispatcher')
  expect(await audience()).not.toContain(`handle:${handle}`)
})

test('suggests while one types, in the form that browsers know', async () => {
  const answer = await stage.guest().get(`/search/suggestions?q=${encodeURIComponent('пушк')}`)
  expect(answer.headers['content-type']).toContain('application/x-suggestions+json')
  const [typed, titles, kinds, hrefs] = answer.json<[string, string[], string[], string[]]>()
  expect(typed).toBe('пушк')
  expect(titles.some((title) => title.includes('Пушкинская'))).toBe(true)
  expect(kinds).toHaveLength(titles.length)
  for (const href of hrefs) expect(href).toMatch(/^http:\/\/city\.test\//)
  const described = await stage.guest().get('/search/opensearch.xml')
  expect(described.body).toContain('template="http://city.test/search?q={searchTerms}"')
})

test('offers words that look alike where nothing was found', async () => {
  const page = (await stage.guest().get(`/search?q=${encodeURIComponent('пушкотно')}&exact=1`)).body
  expect(page).toContain('Ничего не нашлось')
  expect(page).toMatch(/Похожие слова: <a href="\/search\?q=[^"]+">пушк/)
})

test('answers whatever is asked', async () => {
  const guest = stage.guest()
  for (const q of ['', '   ', '%', '&|!', '"', '\u0000', 'я'.repeat(10_000), '👍', 'и на', 'a b '.repeat(2000)]) {
    const answer = await guest.get(`/search?q=${encodeURIComponent(q)}`)
    expect([q.slice(0, 20), answer.statusCode]).toEqual([q.slice(0, 20), 200])
    expect((await guest.get(`/search?q=${encodeURIComponent(q)}`, { accept: 'application/json' })).statusCode).toBe(200)
    expect((await guest.get(`/search/suggestions?q=${encodeURIComponent(q)}`)).statusCode).toBe(200)
  }
  for (const query of ['', '?q=a&q=b', '?q=%D0', '?page=-1&q=парк', '?q=парк&kind=%27&district=..&year=x&page=9999'])
    expect([query, (await guest.get(`/search${encodeURI(query)}`)).statusCode]).toEqual([query, 200])
  expect((await guest.get(`/search?q=${'я'.repeat(400)}`)).body).toContain('Вопрос длинный')
  expect((await guest.get('/search?q=щщщщщщщщ')).body).toContain('Ничего не нашлось')
  expect((await guest.get('/search?q=и')).body).toContain('Напишите, что ищете')
})

test('a second filling finds nothing to mend', async () => {
  const city = stage.city.cityFor(machinery('test'))
  const first = await fillIndex(city, stage.city.doors)
  expect(first.mended).toBeLessThanOrEqual(1)
  expect((await fillIndex(city, stage.city.doors)).mended).toBe(0)
})
