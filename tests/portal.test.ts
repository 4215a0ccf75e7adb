// The pages about the city itself.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { liveIn } from './lived-in.ts'
import { openStage, type Stage } from './people.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

test('every page of the menu and the foot answers', async () => {
  const guest = stage.guest()
  const front = await guest.get('/')
  expect(front.statusCode).toBe(200)
  const links = [...front.body.matchAll(/href="(\/[^"#?]*)/g)].map(([, href]) => href ?? '')
  for (const href of new Set(links)) expect([href, (await guest.get(href)).statusCode]).toEqual([href, 200])
})

test('the look is kept and changes the page', async () => {
  const guest = stage.guest()
  const answer = await guest.post('/look', {
    scheme: 'white-on-black',
    size: 'xl',
    spacing: 'wide',
    pictures: 'off',
    back: '/sources',
  })
  expect(answer.statusCode).toBe(303)
  expect(answer.headers.location).toBe('/sources')
  expect((await guest.get('/')).body).toContain('data-scheme="white-on-black"')
})

test.each(['//evil.example', '/\\evil.example', 'https://evil.example'])(
  'a look cannot send a person to %s',
  async (back) => {
    const answer = await stage
      .guest()
      .post('/look', { scheme: 'auto', size: 'm', spacing: 'normal', pictures: 'on', back })
    expect(answer.headers.location).toBe('/')
  },
)

test('an unknown address is answered kindly, in both languages and in JSON', async () => {
  const guest = stage.guest()
  expect((await guest.get('/nowhere')).body).toContain('Такой страницы нет')
  expect((await guest.get('/en/nowhere')).body).toContain('There is no such page')
  const problem = await guest.get('/nowhere', { accept: 'application/json' })
  expect(problem.statusCode).toBe(404)
  expect(problem.headers['content-type']).toContain('application/problem+json')
})

test('the front page is answered from the cache the second time, and not to somebody signed in', async () => {
  const guest = stage.guest()
  const first = await guest.get('/')
  const again = await guest.get('/', { 'if-none-match': String(first.headers.etag) })
  expect(again.statusCode).toBe(304)
  const anna = await stage.as('anna')
  expect((await anna.get('/')).headers['cache-control']).toContain('no-store')
})

test('the sitemap names pages that everybody can read', async () => {
  const guest = stage.guest()
  const robots = await guest.get('/robots.txt')
  expect(robots.body).toContain('/sitemap.xml')
  const { body } = await guest.get('/sitemap.xml')
  const paths = [...body.matchAll(/<loc>[^<]*?\/\/[^/<]+([^<]*)<\/loc>/g)].map(([, path]) => path || '/')
  for (const path of ['/small-wins', '/events', '/bureau', '/bureau/measures', '/programmes', '/open-data'])
    expect(paths).toContain(path)
  for (const path of paths) expect([path, (await guest.get(path)).statusCode]).toEqual([path, 200])
})

test('a place is chosen without an account, and the front page speaks of it', async () => {
  const guest = stage.guest()
  expect((await guest.get('/')).body).toContain('Что срочно рядом с вами')
  expect((await guest.post('/near', { district: 'dst-001', street: '' })).headers.location).toBe('/')
  expect((await guest.get('/')).body).toContain('Рядом с вами: Индустриальный район')
  await guest.post('/near', { district: 'dst-001', street: 'ул. Пушкинской' })
  expect((await guest.get('/')).body).toContain('Рядом с вами: <span>Пушкинская')
  await guest.post('/near', {})
  expect(guest.cookie('near')).toBeUndefined()
  expect((await guest.get('/')).body).toContain('Что срочно рядом с вами')
  const wrong = await guest.post('/near', { district: 'dst-002', street: 'улица Несуществующая-Никакая' })
  expect([wrong.statusCode, wrong.body.includes('Такой улицы мы не знаем')]).toEqual([422, true])
  expect(wrong.body).toContain('Несуществующая-Никакая')
})

test('what is open in the chosen place is listed, the most urgent first', async () => {
  const { released, elsewhere, told } = await liveIn(stage)
  const guest = stage.guest()
  await guest.post('/near', { district: '', street: 'Пушкинская' })
  const { body } = await guest.get('/')
  const urgent = body.slice(body.indexOf('Срочное'), body.indexOf('Всё открытое'))
  const listed = [...urgent.matchAll(/\/cases\/(\d{4}-\d{6})/g)].map(([, number = '']) => number)
  expect(listed).toEqual(expect.arrayContaining([released.number, elsewhere.number]))
  expect(listed).not.toContain(told.number)
  const dues: string[] = []
  for (const number of listed) dues.push((await guest.json<{ due: string }>(`/cases/${number}`)).due)
  expect(dues).toEqual(dues.toSorted())
  const far = stage.guest()
  await far.post('/near', { district: '', street: 'Удмуртская' })
  expect((await far.get('/')).body).not.toContain('<h3>Срочное')
})

test('a page of a place is kept for all who chose it, and for nobody else', async () => {
  const [one, other, third] = [stage.guest(), stage.guest(), stage.guest()]
  for (const visitor of [one, other]) await visitor.post('/near', { district: 'dst-002', street: '' })
  await third.post('/near', { district: 'dst-003', street: '' })
  const made = await one.get('/')
  expect(made.headers['cache-control']).toBe('no-cache')
  const kept = stage.city.cache.size()
  expect((await other.get('/')).body).toBe(made.body)
  expect(stage.city.cache.size()).toBe(kept)
  expect((await third.get('/')).body).toContain('Октябрьский район')
  const plain = await stage.guest().get('/')
  expect(plain.body).not.toContain('Ленинский район</h2>')
  // Pages that ask for no place are the same for all.
  const sources = await stage.guest().get('/sources')
  const before = stage.city.cache.size()
  expect((await one.get('/sources')).headers.etag).toBe(sources.headers.etag)
  expect(stage.city.cache.size()).toBe(before)
})

test.each(['%', '%E0%A4%A', 'dst-999', 'a'.repeat(500), '%00', '<script>', '..%2F..'])(
  'a place that nobody has, «%s», is no place',
  async (near) => {
    const answer = await stage.guest().get('/', { cookie: `near=${near}` })
    expect([answer.statusCode, answer.body.includes('Что срочно рядом с вами')]).toEqual([200, true])
  },
)

test('the catalogue offers what exists, by situation and by reader, and every situation ends with what answers it', async () => {
  const guest = stage.guest()
  const offers = stage.city.doors.flatMap((door) => door.offers ?? [])
  const all = (await guest.get('/services')).body
  for (const { href } of offers) {
    expect(all).toContain(`href="${href}"`)
    const { statusCode, headers } = await guest.get(href)
    expect([href, statusCode === 200 || String(headers.location).startsWith('/account/sign-in')]).toEqual([href, true])
  }
  const makers = (await guest.get('/services?who=maker')).body
  expect([makers.includes('/open-data"'), makers.includes('href="/my-yard/report"')]).toEqual([true, false])
  const slugs = [...new Set(offers.flatMap(({ situations }) => situations))]
  expect(slugs.length).toBeGreaterThan(5)
  for (const slug of slugs) {
    const { statusCode, body } = await guest.get(`/pages/situations/${slug}`)
    expect([slug, statusCode]).toEqual([slug, 200])
    const answers = offers.filter(({ situations }) => situations.includes(slug))
    for (const { href } of answers) expect([slug, body.includes(`href="${href}"`)]).toEqual([slug, true])
    expect((await guest.get(`/services?situation=${slug}`)).body.match(/class="offers"/g)).toHaveLength(1)
  }
  expect((await guest.get('/en/services')).body).toContain('/en/pages/situations/')
})

test('somebody signed in sees what she follows', async () => {
  const anna = await stage.as('anna')
  expect((await anna.get('/')).body).toContain('За чем вы следите')
  expect((await stage.guest().get('/')).body).not.toContain('За чем вы следите')
})

test('the legal texts name who answers, exist in both languages and link from every page', async () => {
  const guest = stage.guest()
  for (const name of ['privacy', 'terms', 'accessibility', 'recommendations', 'cookies', 'consents']) {
    const [ru, en] = [await guest.get(`/pages/legal/${name}`), await guest.get(`/en/pages/legal/${name}`)]
    expect([name, ru.statusCode, en.statusCode]).toEqual([name, 200, 200])
    expect([name, /\{\{/.test(ru.body + en.body), /[а-яё]{4,}/i.test(proseOf(en.body))]).toEqual([name, false, false])
    expect((await guest.get('/cases')).body).toContain(`href="/pages/legal/${name}"`)
  }
  expect((await guest.get('/pages/legal/privacy')).body).toContain('это демонстрация')
})

function proseOf(body: string): string {
  return /<div class="prose">(.*)<\/div>/s.exec(body)?.[1] ?? ''
}
