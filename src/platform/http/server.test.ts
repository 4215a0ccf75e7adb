// Who is heard and how failures are said: other sites, other methods, broken addresses, limits, bugs, headers.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anyone, atLeast, policy, signedIn } from '../policy.ts'
import { refuse } from '../refusal.ts'
import { constantHeaders } from './guard.ts'
import { openSmallHouse, overSocket, type SmallHouse } from './house.testing.ts'
import { bytes, get, json, page, post, redirect } from './route.ts'

let house: SmallHouse
let broken: SmallHouse
let strict: SmallHouse

const nobody = policy('nobody', 'platform.policy.anyone', () => false)

beforeAll(async () => {
  house = await openSmallHouse(
    [
      get('/', anyone, (visit) => page('front', visit.locale, { keep: 0 })),
      get(
        '/hello/:name',
        anyone,
        (visit) => page('hello', `${visit.params.name}|${JSON.stringify(visit.query)}`, { keep: 0 }),
        {
          query: ['page', 'sort'],
        },
      ),
      get('/mine', signedIn, (visit) => page('mine', visit.city.actor.person ?? '')),
      get('/sure', atLeast('standard'), () => page('sure', 'sure')),
      post('/sure', atLeast('standard'), () => page('sure', 'sure')),
      get('/none', nobody, () => page('none', 'none')),
      get('/bug', anyone, () => {
        throw new Error('duplicate key for anna@example.ru')
      }),
      get('/gone', anyone, () => {
        throw refuse.missing('platform.refusal.missing')
      }),
      get('/data', anyone, () => json({ a: 1 })),
      get('/away', anyone, (visit) => redirect(visit.query.to ?? '/дом?x=ё#я'), { query: ['to'] }),
      post('/posted', anyone, (visit) => json({ fields: visit.fields, person: visit.city.actor.person })),
      post('/wrong', anyone, () => {
        throw refuse.invalid({ text: { key: 'platform.form.tooLong', values: { most: 1000 } } })
      }),
      post(
        '/open',
        anyone,
        (visit) =>
          json({
            person: visit.city.actor.person,
            cookie: visit.cookie('session') ?? null,
            header: visit.header('cookie') ?? null,
          }),
        {
          fromAnywhere: true,
        },
      ),
      get('/page', anyone, () => page('page', 'kept')),
    ],
    {
      files: {
        'main-12345678.css': {
          type: 'text/css',
          plain: Buffer.from('plain'),
          br: Buffer.from('br'),
          gzip: Buffer.from('gz'),
          forever: true,
        },
      },
    },
  )
  broken = await openSmallHouse([get('/bug', anyone, () => page('x', 'x'))], { brokenPages: true })
  strict = await openSmallHouse(
    [get('/', anyone, () => page('front', 'front', { keep: 0 })), post('/posted', anyone, () => json({}))],
    { limits: { readsPerMinute: 3, writesPerMinute: 2 }, publicHost: 'city.example' },
  )
})

afterAll(async () => {
  for (const each of [house, broken, strict]) await each.close()
})

const urlencoded = 'application/x-www-form-urlencoded'
const posted = (url: string, headers: Record<string, string> = {}, payload = 'a=1') =>
  house.app.inject({
    method: 'POST',
    url,
    payload,
    headers: { host: 'city.test', 'content-type': urlencoded, ...headers },
  })

test.each([
  [{ 'sec-fetch-site': 'cross-site' }, 403],
  [{ 'sec-fetch-site': 'same-site' }, 403],
  [{ 'sec-fetch-site': 'same-origin', origin: 'http://city.test' }, 200],
  [{ 'sec-fetch-site': 'none' }, 200],
  [{ origin: 'http://evil.test' }, 403],
  [{ origin: 'null' }, 403],
  [{ origin: 'http://city.test' }, 200],
  [{ origin: 'http://city.test.evil.test' }, 403],
  [{}, 200],
])('a post with %j is answered %i', async (headers, status) => {
  const answer = await posted('/posted', headers)
  expect(answer.statusCode).toBe(status)
  if (status === 403) expect(answer.body).toContain('другой сайт')
})

test('the public address counts as ours even when the proxy calls us otherwise', async () => {
  const answer = await strict.app.inject({
    method: 'POST',
    url: '/posted',
    headers: { host: 'inner:3000', origin: 'https://city.example' },
  })
  expect(answer.statusCode).toBe(200)
})

test('a route that may be posted from anywhere sees no cookies and nobody', async () => {
  const answer = await posted('/open', {
    origin: 'http://evil.test',
    'sec-fetch-site': 'cross-site',
    cookie: 'session=anna',
  })
  expect(answer.json()).toEqual({ person: null, cookie: null, header: null })
})

test.each([
  ['/', 'ru'],
  ['/en', 'en'],
  ['/en/', 'en'],
  ['/en?x=1', 'en'],
  ['/udm', 'udm'],
])('%s is the front page in %s', async (url, locale) => {
  const answer = await house.app.inject({ url })
  expect([answer.statusCode, answer.body]).toEqual([200, expect.stringContaining(`lang="${locale}"`)])
})

test('only the query names that a route declares exist', async () => {
  const answer = await house.app.inject({ url: '/hello/a?sort=x&utm=1&page=2&page=3&__proto__=1' })
  expect(answer.body).toContain('{&quot;page&quot;:&quot;2&quot;,&quot;sort&quot;:&quot;x&quot;}')
})

test.each([
  ['/hello/%', 400],
  ['/hello/%FF', 400],
  ['/hello/%00', 404],
  ['/hello/a?page=%', 200],
  ['/hello/a?page=%FF%00', 200],
  [`/hello/${'a'.repeat(600)}`, 414],
  ['//evil.test/x', 404],
  ['/\\evil.test', 404],
  ['//', 200],
  ['/en//evil.test', 404],
  ['*', 200],
  ['http://', 400],
  ['/nothing', 404],
])('%s is answered %i, calmly and with all headers', async (path, status) => {
  const answer = await overSocket(house.app, { path })
  expect([answer.status, answer.headers['content-type']]).toEqual([status, 'text/html; charset=utf-8'])
  expect(answer.headers).toMatchObject(constantHeaders)
  expect(answer.body.toString()).not.toContain('"//evil')
})

test('every kind of answer carries the security headers', async () => {
  const asked: [string, Record<string, string>][] = [
    ['/page', {}],
    ['/page', {}],
    ['/page', { accept: 'application/json' }],
    ['/bug', {}],
    ['/gone', {}],
    ['/mine', {}],
    ['/none', {}],
    ['/data', {}],
    ['/away', {}],
    ['/static/main-12345678.css', {}],
    ['/static/none', {}],
  ]
  for (const [url, headers] of asked) {
    const answer = await house.app.inject({ url, headers })
    expect([url, answer.headers]).toEqual([url, expect.objectContaining(constantHeaders)])
  }
  expect((await posted('/posted')).headers).toMatchObject(constantHeaders)
})

test('HEAD answers as GET without the bytes; other methods are refused by name', async () => {
  const head = await house.app.inject({ method: 'HEAD', url: '/data' })
  expect([head.statusCode, head.body]).toEqual([200, ''])
  const lost = await house.app.inject({ url: '/posted' })
  expect([lost.statusCode, lost.headers.allow]).toEqual([405, 'POST'])
  expect(lost.body).toContain('Вернитесь на страницу')
  const removed = await house.app.inject({ method: 'DELETE', url: '/data' })
  expect([removed.statusCode, removed.headers.allow]).toEqual([405, 'GET'])
})

test('programs get problem details in their language', async () => {
  const asked = { accept: 'application/json' }
  const gone = await house.app.inject({ url: '/en/gone', headers: asked })
  expect([gone.statusCode, gone.headers['content-type']]).toEqual([404, 'application/problem+json; charset=utf-8'])
  expect(gone.json()).toEqual({
    type: 'about:blank#platform.refusal.missing',
    title: expect.stringContaining('nothing'),
    status: 404,
  })
  const wrong = await posted('/wrong', asked)
  expect(wrong.statusCode).toBe(422)
  expect(wrong.json().fields).toEqual([{ name: 'text', detail: 'Слишком длинно: можно не больше 1\u00a0000 знаков' }])
  expect((await house.app.inject({ url: '/none', headers: asked })).statusCode).toBe(403)
})

test('who is not signed in is led to the sign-in and back, in her language and with her query', async () => {
  const answer = await house.app.inject({ url: '/en/mine?x=1' })
  expect([answer.statusCode, answer.headers.location]).toEqual([303, '/en/account/sign-in?next=%2Fmine%3Fx%3D1'])
  const anna = await house.app.inject({ url: '/mine', headers: { cookie: 'session=anna' } })
  expect([anna.statusCode, anna.headers['cache-control']]).toEqual([200, 'private, no-store'])
})

test('who is signed in, but not so surely as a page asks, is led to raise that and back; a post is refused in words', async () => {
  const cookie = 'session=anna'
  const asked = await house.app.inject({ url: '/en/sure?x=1', headers: { cookie } })
  expect([asked.statusCode, asked.headers.location]).toEqual([
    303,
    '/en/account/level?need=standard&next=%2Fsure%3Fx%3D1',
  ])
  const guest = await house.app.inject({ url: '/sure' })
  expect(guest.headers.location).toBe('/account/sign-in?next=%2Fsure')
  const sent = await house.app.inject({ method: 'POST', url: '/sure', headers: { cookie } })
  expect([sent.statusCode, sent.body.includes('увереннее')]).toEqual([403, true])
})

test('a redirect survives Cyrillic and line breaks', async () => {
  expect((await house.app.inject({ url: '/en/away' })).headers.location).toBe(encodeURI('/en/дом?x=ё#я'))
  const split = await house.app.inject({ url: '/away?to=/x%0D%0ASet-Cookie:%20a=b' })
  expect([split.statusCode, split.headers['set-cookie']]).toEqual([303, undefined])
})

test('a bug is a calm page with a reference; the log has the same one, and no personal data', async () => {
  house.logged.length = 0
  const answer = await house.app.inject({ url: '/bug?token=secret-token' })
  expect(answer.statusCode).toBe(500)
  const [line] = house.logged
  const written = JSON.stringify(house.logged)
  expect(line?.fields).toMatchObject({ route: 'GET /bug', reference: expect.stringMatching(/^[A-Z0-9]{8}$/) })
  expect(answer.body).toContain(line && 'reference' in line.fields ? String(line.fields.reference) : 'no line')
  expect(written).toContain('server.test')
  expect(written).not.toMatch(/anna|secret-token/)
  const data = await house.app.inject({ url: '/bug', headers: { accept: 'application/json' } })
  expect(data.json()).toMatchObject({ status: 500, reference: expect.any(String) })
  expect(JSON.stringify(data.json())).not.toContain('duplicate')
})

test('when even the page of the bug cannot be drawn, a sentence with the reference remains', async () => {
  const answer = await broken.app.inject({ url: '/bug' })
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([500, 'text/plain; charset=utf-8'])
  expect(answer.headers).toMatchObject(constantHeaders)
  expect(answer.body).toMatch(/номер [A-Z0-9]{8}/)
  expect(answer.body).not.toContain('no pages today')
})

test('too many requests from one address get a kind page, and writers are counted apart from readers', async () => {
  const statuses: number[] = []
  for (let turn = 0; turn < 5; turn += 1) statuses.push((await strict.app.inject({ url: '/' })).statusCode)
  expect(statuses).toEqual([200, 200, 200, 429, 429])
  const answer = await strict.app.inject({ url: '/en' })
  expect([answer.body, answer.headers['retry-after']]).toEqual([expect.stringContaining('Too many requests'), '60'])
  expect(answer.headers).toMatchObject(constantHeaders)
  const other = await strict.app.inject({ url: '/', remoteAddress: '10.0.0.9' })
  expect(other.statusCode).toBe(200)
})

test('built files: packed as the client can, kept for ever, and nothing else of the disk', async () => {
  const ask = (encoding?: string) =>
    overSocket(house.app, {
      path: '/static/main-12345678.css',
      headers: encoding ? { 'accept-encoding': encoding } : {},
    })
  expect([(await ask('gzip, br')).body.toString(), (await ask('gzip')).body.toString()]).toEqual(['br', 'gz'])
  expect([(await ask()).body.toString(), (await ask('br;q=0, identity')).body.toString()]).toEqual(['plain', 'plain'])
  expect((await ask('br')).headers['cache-control']).toContain('immutable')
  for (const path of [
    '/static/../package.json',
    '/static/%2e%2e/package.json',
    '/static/..%2fpackage.json',
    '/static//etc/passwd',
    '/static/',
  ]) {
    const answer = await overSocket(house.app, { path })
    expect([path, answer.status]).toEqual([path, 404])
  }
})

test('bytes keep their own type and cache words', async () => {
  const answer = await house.app.inject({ url: '/data' })
  expect([answer.headers['content-type'], answer.headers['cache-control']]).toEqual([
    'application/json; charset=utf-8',
    'no-cache',
  ])
  expect(bytes('text/plain', 'x').keep).toBe(60)
})
