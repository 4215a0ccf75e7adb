// The pages about the city itself.
import { afterAll, beforeAll, expect, test } from 'vitest'
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
  expect(paths).toContain('/small-wins')
  for (const path of paths) expect([path, (await guest.get(path)).statusCode]).toEqual([path, 200])
})
