// Reading a log over real HTTP: where it lies, and what happens when it is busy, slow, broken or not there.
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { openLog } from './real.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()))
})

async function openServer(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => {
    server.closeAllConnections()
    return new Promise<void>((done) => server.close(() => done()))
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return `http://127.0.0.1:${address.port}`
}

const files =
  (known: Record<string, string>): RequestListener =>
  (request, response) => {
    const body = known[request.url ?? '']
    response.writeHead(body === undefined ? 404 : 200).end(body)
  }
const patience = { waitMs: 2_000, turns: 3, longestPauseMs: 2_000 }

test('a log is found at its own address, and under that of a city', async () => {
  const url = await openServer(files({ '/chronicle/checkpoint': 'head', '/chronicle/tile/0/000': 'hashes' }))
  for (const given of [url, `${url}/`, `${url}/chronicle`, `${url}/chronicle/`]) {
    const log = await openLog(given, patience)
    expect(log.address).toBe(`${url}/chronicle`)
    expect(Buffer.from((await log.read('tile/0/000')) ?? []).toString()).toBe('hashes')
    expect(await log.read('tile/0/001')).toBeNull()
  }
  await expect(openLog(await openServer(files({})), patience)).rejects.toThrow('no checkpoint')
  for (const wrong of ['', 'chronicle', 'file:///etc/passwd', 'javascript:1'])
    await expect(openLog(wrong, patience)).rejects.toThrow('address')
})

test('a busy server is asked again after the pause it wants, and not for ever', async () => {
  let asked = 0
  const busy = await openServer((_, response) => {
    asked += 1
    if (asked === 1) response.writeHead(429, { 'retry-after': '0' }).end()
    else if (asked === 2) response.writeHead(503, { 'retry-after': '0' }).end('busy')
    else response.end('head')
  })
  expect((await openLog(busy, patience)).address).toBe(busy)
  const always = await openServer((_, response) => response.writeHead(429, { 'retry-after': '0' }).end())
  await expect(openLog(always, patience)).rejects.toThrow('too busy')
  const longer = await openServer((_, response) => response.writeHead(429, { 'retry-after': '3600' }).end())
  await expect(openLog(longer, patience)).rejects.toThrow('too busy')
})

test('a server that fails, says nothing, hangs up or says too much is away', async () => {
  const broken = await openServer((_, response) => response.writeHead(500).end())
  await expect(openLog(broken, patience)).rejects.toThrow('500')
  const silent = await openServer(() => {})
  await expect(openLog(silent, { ...patience, waitMs: 50 })).rejects.toThrow(/timeout/i)
  const rude = await openServer((request) => request.socket.destroy())
  await expect(openLog(rude, patience)).rejects.toThrow('UND_ERR_SOCKET')
  const chatty = await openServer((_, response) => {
    const megabyte = Buffer.alloc(1_000_000)
    const more = () => {
      while (response.write(megabyte)) if (response.destroyed) return
    }
    response.on('drain', more)
    more()
  })
  await expect(openLog(chatty, patience)).rejects.toThrow('more than')
  await closing.pop()?.()
  await expect(openLog(chatty, patience)).rejects.toThrow('ECONNREFUSED')
})
