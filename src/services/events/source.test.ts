// Reading a source from its address over real HTTP: by the clock and when asked, unchanged, moved, failing, in pages, and mending itself.
import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage } from '#tests/people.ts'
import { importDue, importSource } from './actions/import/source.ts'
import { askSource, loadSources } from './actions/sources.ts'
import { sourceFile } from './sources/settings.ts'
import { houseAt, shownEvents, zone } from './sources.testing.ts'
import { sourcesDb } from './tables/sources.ts'

let stage: Stage
const closing: (() => Promise<unknown>)[] = []
beforeAll(async () => {
  stage = await openStage({ pack: false })
  stage.now = new Date('2026-11-26T09:00:00Z')
})
afterAll(() => stage.close())
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()))
  await sql`delete from events.events`.execute(stage.database.kysely)
  await sql`delete from events.sources`.execute(stage.database.kysely)
})

async function site(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => {
    server.closeAllConnections()
    return new Promise<void>((done) => server.close(() => done()))
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the site has no port')
  return `http://127.0.0.1:${address.port}`
}

const reach = () => ({ feeds: stage.city.shared.feeds, zone })
const read = (hour: number) => importSource(houseAt(stage, hour), { id: 'one', how: 'asked' }, reach())
const add = (url: string, more: object = {}) =>
  loadSources(houseAt(stage), [
    sourceFile.parse({ id: 'one', name: 'Театр', kind: 'jsonld', url, schedule: 'hour', trust: 60, ...more }),
  ])
const row = async () => {
  const found = await sourcesDb(houseAt(stage))
    .selectFrom('events.sources')
    .selectAll()
    .where('id', '=', 'one')
    .executeTakeFirstOrThrow()
  return found
}
const page = (name: string) =>
  `<script type="application/ld+json">${JSON.stringify({ '@type': 'Event', name, startDate: '2026-12-05T18:00', location: 'Клуб' })}</script>`
const titles = async () => (await shownEvents(houseAt(stage))).map(({ title }) => title)

test('a source is read when it is due, then again in an hour, and unchanged costs one question', async () => {
  const asked: IncomingMessage['headers'][] = []
  const origin = await site((request, response) => {
    asked.push(request.headers)
    if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end()
    else response.writeHead(200, { etag: '"1"', 'content-type': 'text/html' }).end(page('Джаз'))
  })
  await add(origin)
  await importDue(houseAt(stage), reach())
  expect(await titles()).toEqual(['Джаз'])
  expect(await row()).toMatchObject({
    etag: '"1"',
    failures: 0,
    outcome: 'events.outcome.read',
    due_at: new Date('2026-11-26T10:00:00Z'),
  })
  await importDue(houseAt(stage, 9), reach())
  expect(asked.length).toBe(1)
  await importDue(houseAt(stage, 10), reach())
  expect(asked.map((headers) => headers['if-none-match'])).toEqual([undefined, '"1"'])
  expect(await row()).toMatchObject({ outcome: 'events.outcome.unchanged', read_at: new Date('2026-11-26T10:00:00Z') })
})

test('what could not be taken in keeps no validator; failing waits longer each time, and what was there stays', async () => {
  let body = page('Джаз')
  let status = 200
  const heard: (string | undefined)[] = []
  const origin = await site((request, response) => {
    heard.push(request.headers['if-none-match'])
    response
      .writeHead(status, { etag: `"${body.length}"`, ...(status === 429 ? { 'retry-after': '7200' } : {}) })
      .end(body)
  })
  await add(origin, { kind: 'json', settings: { format: 'pro-culture' } })
  await read(9)
  expect(await row()).toMatchObject({
    outcome: 'events.aside.notJson',
    failures: 1,
    etag: null,
    due_at: new Date('2026-11-26T09:05:00Z'),
  })
  await read(10)
  expect(await row()).toMatchObject({ failures: 2, due_at: new Date('2026-11-26T10:15:00Z') })
  body = JSON.stringify({
    events: [{ _id: 1, name: 'Джаз', seances: [{ start: '2026-12-05T18:00' }], places: [{ name: 'Клуб' }] }],
  })
  await read(11)
  expect([await titles(), (await row()).failures]).toEqual([['Джаз'], 0])
  expect(heard).toEqual([undefined, undefined, undefined])
  status = 500
  await read(12)
  expect(await row()).toMatchObject({ outcome: 'events.trouble.status', failures: 1 })
  status = 429
  await read(13)
  expect(await row()).toMatchObject({ outcome: 'events.trouble.wait', due_at: new Date('2026-11-26T15:00:00Z') })
  expect(await titles()).toEqual(['Джаз'])
})

test('a source in pages is followed to its end, on its own site only', async () => {
  const item = (id: number) => ({ id, title: `Событие ${id}`, dates: [{ start: 1_796_000_000 + id * 86_400 }] })
  const origin = await site((request, response) => {
    const at = Number(new URL(request.url ?? '', 'http://x').searchParams.get('page') ?? 1)
    const next = at < 3 ? `/?page=${at + 1}` : 'http://169.254.169.254/latest'
    response.end(JSON.stringify({ results: [item(at)], next }))
  })
  await add(origin, { kind: 'json', settings: { format: 'city-guide' } })
  await read(9)
  expect(await titles()).toEqual(['Событие 1', 'Событие 2', 'Событие 3'])
})

test('a source that has moved for good says where; one that leads into the machine says that it does', async () => {
  const origin = await site((request, response) => {
    if (request.url === '/old') response.writeHead(301, { location: '/new' }).end()
    else response.end(page('Джаз'))
  })
  await add(`${origin}/old`)
  await read(9)
  expect(await row()).toMatchObject({ moved_to: `${origin}/new`, outcome: 'events.outcome.read' })
  const { openGuarded } = await import('#outside/guarded/real.ts')
  const { openFeeds } = await import('#outside/feeds/real.ts')
  const closed = openFeeds(openGuarded({ allowPrivate: false }), { from: 'https://city.test' })
  await importSource(houseAt(stage, 10), { id: 'one', how: 'asked' }, { feeds: closed, zone })
  expect((await row()).outcome).toMatch(/^events\.trouble\.(scheme|private)$/)
  expect(await titles()).toEqual(['Джаз'])
})

test('an editor’s wish is carried out at once, and the pack leaves what an editor wrote', async () => {
  const origin = await site((_, response) => response.end(page('Джаз')))
  await add(origin, { schedule: null })
  await askSource(houseAt(stage), { id: 'one' })
  await stage.settle()
  expect(await titles()).toEqual(['Джаз'])
  const ruslan = await stage.as('ruslan')
  const answer = await ruslan.post('/desk/events/sources/one', {
    ...{
      name: 'Наш театр',
      kind: 'jsonld',
      url: origin,
      schedule: 'night',
      trust: '70',
      zone: '',
      venue: '',
      address: '',
    },
  })
  expect(answer.statusCode).toBe(303)
  await add(origin)
  expect(await row()).toMatchObject({ name: 'Наш театр', schedule: 'night', trust: 70 })
})
