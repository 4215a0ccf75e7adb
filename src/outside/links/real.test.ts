// Asking sites over real HTTP: pages that are there, gone, slow, going round in circles, and closed networks.
import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { openAsking } from './real.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()))
})

async function openSite(answer: RequestListener): Promise<string> {
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

function asking(waitMs = 2000) {
  const { ask, close } = openAsking({ from: 'https://city.test', waitMs, allowed: ['127.0.0.1'] })
  closing.push(close)
  return ask
}

const by =
  (statuses: Record<string, number>): RequestListener =>
  (request, response) =>
    response.writeHead(statuses[request.url ?? ''] ?? 404).end()

test('a page that is there is there, and one that is gone is missing', async () => {
  const site = await openSite(by({ '/here': 200, '/gone': 410, '/down': 503, '/robots': 403, '/often': 429 }))
  const ask = asking()
  expect(await ask(`${site}/here`)).toEqual({ ok: true })
  expect(await ask(`${site}/nowhere`)).toEqual({ ok: false, fault: 'missing' })
  expect(await ask(`${site}/gone`)).toEqual({ ok: false, fault: 'missing' })
  expect(await ask(`${site}/down`)).toEqual({ ok: false, fault: 'failing' })
  expect(await ask(`${site}/robots`)).toEqual({ ok: true })
  expect(await ask(`${site}/often`)).toEqual({ ok: true })
})

test('a site that answers heads badly is asked as a reader asks, for its first byte', async () => {
  const heard: [string, string | undefined][] = []
  const site = await openSite((request, response) => {
    heard.push([request.method ?? '', request.headers.range])
    response.writeHead(request.method === 'HEAD' ? 405 : 206).end('x')
  })
  expect(await asking()(site)).toEqual({ ok: true })
  expect(heard).toEqual([
    ['HEAD', undefined],
    ['GET', 'bytes=0-0'],
  ])
})

test('a page without an end is not read to it', async () => {
  const site = await openSite((request, response) => {
    if (request.method === 'HEAD') response.writeHead(404).end()
    else response.writeHead(200).write('x'.repeat(100_000))
  })
  expect(await asking()(site)).toEqual({ ok: true })
})

test('it says who asks', async () => {
  let heard: IncomingMessage['headers'] = {}
  const site = await openSite((request, response) => {
    heard = request.headers
    response.end()
  })
  await asking()(site)
  expect(heard['user-agent']).toContain('https://city.test')
  expect(heard.cookie).toBeUndefined()
})

test('it follows where a page has moved, and not for ever', async () => {
  const site = await openSite((request, response) => {
    if (request.url === '/old') response.writeHead(301, { location: '/new' }).end()
    else if (request.url === '/round') response.writeHead(302, { location: '/round' }).end()
    else if (request.url === '/trap') response.writeHead(302, { location: 'file:///etc/passwd' }).end()
    else response.writeHead(request.url === '/new' ? 200 : 404).end()
  })
  const ask = asking()
  expect(await ask(`${site}/old`)).toEqual({ ok: true })
  expect(await ask(`${site}/round`)).toEqual({ ok: false, fault: 'loop' })
  expect(await ask(`${site}/trap`)).toEqual({ ok: false, fault: 'missing' })
})

test('a site that says nothing is slow, and one that is not there is away', async () => {
  const silent = await openSite(() => {})
  expect(await asking(100)(silent)).toEqual({ ok: false, fault: 'slow' })
  await closing.shift()?.()
  const gone = await openSite((_, response) => response.end())
  await closing.pop()?.()
  expect(await asking()(gone)).toEqual({ ok: false, fault: 'away' })
})

test('closed networks are not entered, by an address, a name, or a page that sends there', async () => {
  const heard: string[] = []
  const inner = await openSite((request, response) => {
    heard.push(request.url ?? '')
    response.end()
  })
  const { ask, close } = openAsking({ from: 'https://city.test' })
  closing.push(close)
  const port = new URL(inner).port
  const closed = [
    ...[
      inner,
      `http://localhost:${port}`,
      `http://[::1]:${port}`,
      `http://0.0.0.0:${port}`,
      `http://2130706433:${port}`,
    ],
    ...[
      'http://10.0.0.1/',
      'http://192.168.0.1/',
      'http://169.254.169.254/latest',
      `http://[::ffff:127.0.0.1]:${port}`,
    ],
  ]
  for (const url of closed) expect([url, await ask(url)]).toEqual([url, { ok: false, fault: 'closed' }])
  expect(heard).toEqual([])
  const sending = await openSite((_, response) =>
    response.writeHead(302, { location: `http://127.0.0.2:${port}/` }).end(),
  )
  expect(await asking()(sending)).toEqual({ ok: false, fault: 'closed' })
})

test('a site is asked one page at a time', async () => {
  let within = 0
  let most = 0
  const site = await openSite((_, response) => {
    within += 1
    most = Math.max(most, within)
    setImmediate(() => {
      within -= 1
      response.end()
    })
  })
  const ask = asking()
  await Promise.all(['/1', '/2', '/3', '/4'].map((path) => ask(site + path)))
  expect(most).toBe(1)
})
