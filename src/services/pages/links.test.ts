// Links of published texts, looked after night by night: within the house, and elsewhere over real HTTP.
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openAsking } from '#outside/links/real.ts'
import { days, later, minutes } from '#platform/time.ts'
import { openStage, type Stage, type Visitor } from '../../../tests/people.ts'

let stage: Stage
let lena: Visitor
let site: Server
let origin: string
let asking: ReturnType<typeof openAsking>
const gone = new Set<string>()

beforeAll(async () => {
  site = createServer((request, response) => response.writeHead(gone.has(request.url ?? '') ? 404 : 200).end())
  site.listen(0, '127.0.0.1')
  await once(site, 'listening')
  const address = site.address()
  if (address === null || typeof address === 'string') throw new Error('the site has no port')
  origin = `http://127.0.0.1:${address.port}`
  asking = openAsking({ from: 'https://city.test', allowed: ['127.0.0.1'], waitMs: 2000 })
  // The pack's own texts lead to real sites, which a test does not ask: only its own site is let through.
  stage = await openStage({ askLink: async (url) => (url.startsWith(origin) ? asking.ask(url) : { ok: true }) })
  lena = await stage.as('lena')
})
afterAll(async () => {
  await stage.close()
  await asking.close()
  site.close()
})

test('a link is broken when it fails on three different days, editors are told once, and it is forgiven when it answers', async () => {
  await show(
    'leads',
    `[есть](${origin}/here) [нет](${origin}/gone) [дома](/cases) [нигде](/nowhere-at-all) [якорь](/cases#list)`,
  )
  gone.add('/gone')
  await night()
  const first = await list()
  expect(first).toContain('/gone')
  expect(first).toContain('/nowhere-at-all')
  expect(first).not.toContain(`${origin}/here`)
  expect(first).toContain('не открылась 1 день')
  expect(first).not.toContain('сломана')
  // Once a night, however often the clock strikes.
  await minute()
  expect(await list()).toContain('не открылась 1 день')
  await night()
  expect(await list()).not.toContain('сломана')
  expect((await lena.get('/account')).body).not.toContain('/gone')
  await night()
  expect(await list()).toContain('сломана')
  expect((await lena.get('/account')).body).toContain(`${origin}/gone`)
  expect((await lena.get('/desk/pages')).body).toContain('сломано 2')
  await night()
  expect((await lena.get('/account')).body.split(`Ссылка ${origin}/gone`)).toHaveLength(2)
  gone.delete('/gone')
  await night()
  expect(await list()).not.toContain('/gone')
  expect(await list()).toContain('/nowhere-at-all')
})

test('a link that no published text has is no longer looked after', async () => {
  await lena.post('/desk/pages/about/leads/withdrawal', {})
  await night()
  expect(await list()).not.toContain('/nowhere-at-all')
})

test('every link of the pack within the house leads somewhere', async () => {
  await night()
  expect(await list()).toContain('Все ссылки ведут куда надо')
})

async function show(slug: string, bodyRu: string): Promise<void> {
  const text = { titleRu: 'Ссылки', leadRu: 'Куда они ведут.', titleEn: '', leadEn: '', bodyEn: '' }
  await lena.post('/desk/pages/new', { ...text, bodyRu, kind: 'about', slug })
  await lena.post(`/desk/pages/about/${slug}/publication`, { version: '1' })
}

async function night(): Promise<void> {
  stage.now = later(stage.now, days(1))
  // As many minutes as it takes to ask for all of them.
  for (let n = 0; n < 12; n += 1) await minute()
}

async function minute(): Promise<void> {
  stage.now = later(stage.now, minutes(1))
  await stage.city.worker.tick()
  await stage.settle()
}

async function list(): Promise<string> {
  return (await lena.get('/desk/pages/links')).body
}
