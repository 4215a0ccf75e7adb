// The page cache: the right bytes for everybody, nobody's page for another, and never a page older than an answered write.
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { anyone } from '../policy.ts'
import { openPageCache } from './cache.ts'
import { openSmallHouse, overSocket, type SmallHouse } from './house.testing.ts'
import { encodingFor, isUnchanged } from './negotiate.ts'
import { get, json, page } from './route.ts'

let house: SmallHouse
let made = 0
// Where handlers and writers wait, so that a test may let them go on in any order.
let meanwhile: () => Promise<void> = async () => {}
let value = 0
// Requests on their way: the next event waits until each has come to rest.
let moving = 0

beforeAll(async () => {
  house = await openSmallHouse([
    get(
      '/long',
      anyone,
      (visit) => {
        made += 1
        return page(`long ${made}`, `${visit.query.page ?? ''} ${'слова '.repeat(500)}`)
      },
      { query: ['page'] },
    ),
    get('/mine', anyone, (visit) => page('mine', visit.city.actor.person ?? 'guest')),
    get('/cookie', anyone, (visit) => page('cookie', `${visit.cookie('draft')} ${++made}`)),
    get('/agent', anyone, (visit) => page('agent', `${visit.header('user-agent')} ${++made}`)),
    get('/host', anyone, (visit) => page('host', visit.origin)),
    get('/both', anyone, (visit) => (visit.wantsJson ? json({ made: ++made }) : page('both', `${++made}`))),
    get('/wrong', anyone, () => page('wrong', `${++made}`, { status: 422 })),
    get('/value', anyone, async (visit) => {
      visit.city.within.reads.add('notes')
      const read = value
      moving -= 1
      await meanwhile()
      moving += 1
      return page('value', `${read}`)
    }),
  ])
})

beforeEach(() => house.cache.forget())

afterAll(() => house.close())

const ask = (path: string, headers: Record<string, string> = {}) => overSocket(house.app, { path, headers })
const bodyOf = async (path: string, headers: Record<string, string> = {}) => (await ask(path, headers)).body.toString()

test('a page is made once; unknown query names do not make another, known ones do', async () => {
  const first = await bodyOf('/long')
  expect(await bodyOf('/long')).toBe(first)
  expect(await bodyOf('/long?utm_source=x')).toBe(first.replace(/long \d+/, `long ${made}`))
  const before = house.cache.size()
  for (let n = 0; n < 5; n += 1) await bodyOf(`/long?utm_source=${n}`)
  expect(house.cache.size()).toBe(before)
  expect(await bodyOf('/long?page=2')).not.toBe(first)
  expect(house.cache.size()).toBe(before + 1)
})

test('kept pages are packed as the client can take them, and say so', async () => {
  const plain = await ask('/long')
  const packed = async (encoding: string) => {
    for (;;) {
      const answer = await ask('/long', { 'accept-encoding': encoding })
      if (answer.headers['content-encoding']) return answer
    }
  }
  const br = await packed('gzip, deflate, br')
  const gz = await packed('gzip')
  expect([br.headers['content-encoding'], gz.headers['content-encoding']]).toEqual(['br', 'gzip'])
  expect([brotliDecompressSync(br.body), gunzipSync(gz.body)]).toEqual([plain.body, plain.body])
  expect(br.headers.vary).toContain('accept-encoding')
})

test('an unchanged page is 304 with its headers, kept or not, also when a proxy weakened the validator', async () => {
  const { headers } = await ask('/long')
  const etag = headers.etag ?? ''
  expect(etag).toMatch(/^W\//)
  for (const known of [etag, `"other", ${etag}`, etag.slice(2), '*']) {
    const answer = await ask('/long', { 'if-none-match': known })
    expect([answer.status, answer.body.length, answer.headers.etag]).toEqual([304, 0, etag])
    expect(answer.headers['content-security-policy']).toBe(headers['content-security-policy'])
  }
  expect((await ask('/long', { 'if-none-match': '"other"' })).status).toBe(200)
})

test('one person never gets the page of another, nor a guest hers', async () => {
  const people = ['session=anna', 'session=boris', '', 'look=dark.xl.normal.on; session=anna', 'look=dark.xl.normal.on']
  for (const cookie of [...people, ...people]) {
    const body = await bodyOf('/mine', cookie ? { cookie } : {})
    expect(body).toContain(/session=(\w+)/.exec(cookie)?.[1] ?? 'guest')
  }
})

test('what depends on a cookie, a header, or went wrong is not kept', async () => {
  for (const path of ['/cookie', '/agent', '/wrong']) expect(await bodyOf(path)).not.toBe(await bodyOf(path))
})

test('pages that name their host are not shared between hosts', async () => {
  expect(await bodyOf('/host', { host: 'evil.test' })).toContain('evil.test')
  expect(await bodyOf('/host', { host: 'city.test' })).toContain('city.test')
})

test('pages and data of one address, and each look, are kept apart', async () => {
  const asked = [{ accept: 'text/html' }, { accept: 'application/json' }, { cookie: 'look=dark.m.normal.on' }]
  const bodies = await Promise.all(asked.map((headers) => bodyOf('/both', headers)))
  expect(new Set(bodies).size).toBe(3)
  expect(await Promise.all(asked.map((headers) => bodyOf('/both', headers)))).toEqual(bodies)
})

test('a page holds for its time only', async () => {
  const first = await bodyOf('/long')
  house.bare.now = new Date(house.bare.now.getTime() + 59_000)
  expect(await bodyOf('/long')).toBe(first)
  house.bare.now = new Date(house.bare.now.getTime() + 2_000)
  expect(await bodyOf('/long')).not.toBe(first)
})

test('while a process cannot hear others, it serves and keeps nothing', () => {
  let hears = true
  const cache = openPageCache({ now: () => 0, hears: () => hears })
  const page = { status: 200, headers: {}, body: Buffer.from('x'), etag: 'x', seconds: 60 }
  const name = { rawUrl: '/', host: '', canonical: '/', look: '', json: false, near: null }
  const mark = cache.mark()
  hears = false
  cache.keep(name, page, new Set(), mark)
  expect(cache.size()).toBe(0)
  hears = true
  cache.forget()
  // The handler began before the silence: what it read may be old.
  cache.keep(name, page, new Set(), mark)
  expect(cache.size()).toBe(0)
  cache.keep(name, page, new Set(), cache.mark())
  expect(cache.size()).toBe(1)
})

test('no reader ever sees a page older than the last answered write, in any order of events', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(fc.constantFrom('read', 'read', 'write'), { minLength: 2, maxLength: 14 }),
      async (scheduler, steps) => {
        value = 0
        let answered = 0
        house.cache.forget()
        meanwhile = () => scheduler.schedule(Promise.resolve())
        const read = async (): Promise<void> => {
          const least = answered
          moving += 1
          const body = await bodyOf('/value')
          moving -= 1
          expect(Number(/>(\d+)</.exec(body)?.[1])).toBeGreaterThanOrEqual(least)
        }
        const change = async (): Promise<void> => {
          // The commit, the drop in this process, and the answer come one after another, with readers between.
          await meanwhile()
          value += 1
          const mine = value
          await meanwhile()
          house.cache.drop(['notes'])
          answered = Math.max(answered, mine)
        }
        const all = steps.map((step) =>
          scheduler.schedule(Promise.resolve()).then(() => (step === 'read' ? read() : change())),
        )
        let done = false
        const finished = Promise.all(all).finally(() => {
          done = true
        })
        finished.catch(() => {})
        while (!done) {
          if (moving === 0 && scheduler.count() > 0) await scheduler.waitOne()
          await new Promise((resolve) => setImmediate(resolve))
        }
        await finished
      },
    ),
    { numRuns: 60 },
  )
  meanwhile = async () => {}
})

test.each([
  [undefined, null],
  ['', null],
  ['br', 'br'],
  ['gzip;q=0.5, BR;q=0', 'gzip'],
  ['*', 'br'],
  ['*;q=0', null],
  ['identity', null],
] as const)('a client that takes %j gets %j', (accepts, packed) => {
  expect(encodingFor(accepts, { br: true, gzip: true })).toBe(packed)
  expect(encodingFor('br', { br: null, gzip: true })).toBe(null)
  expect(isUnchanged(undefined, 'W/"a"')).toBe(false)
})
