// Witnesses over real HTTP: asking one that answers, refuses, dawdles or babbles, and being one that is asked badly.
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { createConnection } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, expect, test } from 'vitest'
import { ask, askWitness, serveWitness } from './real.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()))
})

const plain = 'text/plain; charset=utf-8'

async function openWitness(answer: (request: string) => Promise<{ status: number; type: string; body: string }>) {
  const witness = await serveWitness({ host: '127.0.0.1', port: 0 }, { front: 'name+hash+key\n', answer })
  closing.push(() => witness.close())
  return witness.url
}

async function openRude(answer: RequestListener): Promise<string> {
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

test('what is asked arrives, and the answer with its status and kind comes back', async () => {
  const heard: string[] = []
  const url = await openWitness(async (request) => {
    heard.push(request)
    return { status: 409, type: 'text/x.tlog.size', body: '12\n' }
  })
  const request = 'old 3\n\ncity\n4\nAAAA\n\n— имя AAAA\n'
  expect(await askWitness(url, request)).toEqual({ status: 409, type: 'text/x.tlog.size', body: '12\n' })
  expect(await askWitness(`${url}/`, request)).toMatchObject({ status: 409 })
  expect(heard).toEqual([request, request])
})

test('requests are answered one after another, also after one that failed', async () => {
  let within = 0
  let most = 0
  const url = await openWitness(async (request) => {
    within += 1
    most = Math.max(most, within)
    await new Promise((done) => setImmediate(done))
    within -= 1
    if (request === 'fail') throw new Error('the disk is full, as this test wants')
    return { status: 200, type: plain, body: `${request}\n` }
  })
  const answers = await Promise.all(['1', 'fail', '2', '3', '4'].map((request) => askWitness(url, request)))
  expect(answers.map(({ status, body }) => [status, body.trim()])).toEqual([
    [200, '1'],
    [500, 'the witness failed'],
    [200, '2'],
    [200, '3'],
    [200, '4'],
  ])
  expect(most).toBe(1)
})

test('a witness shows its key, and knows one other address', async () => {
  const url = await openWitness(async () => ({ status: 200, type: plain, body: '' }))
  const get = async (path: string) => {
    const answer = await fetch(url + path)
    return [answer.status, await answer.text()]
  }
  expect(await get('/')).toEqual([200, 'name+hash+key\n'])
  expect((await get('/add-checkpoint'))[0]).toBe(405)
  expect((await get('/key'))[0]).toBe(404)
})

test('a request that is too long or no text is bad, and one that breaks off is not answered by the witness', async () => {
  const heard: string[] = []
  const url = await openWitness(async (request) => {
    heard.push(request)
    return { status: 200, type: plain, body: '' }
  })
  const send = async (body: BodyInit) => (await fetch(`${url}/add-checkpoint`, { method: 'POST', body })).status
  expect(await send(new Uint8Array([0xff]))).toBe(400)
  const { port } = new URL(url)
  const long = createConnection(Number(port), '127.0.0.1')
  long.on('error', () => {})
  long.write(`POST /add-checkpoint HTTP/1.1\r\nhost: x\r\ncontent-length: 9000000\r\n\r\n${'x'.repeat(300_000)}`)
  expect(await text(long)).toMatch(/^HTTP\/1.1 400 .*connection: close/is)
  const short = createConnection(Number(port), '127.0.0.1')
  short.end('POST /add-checkpoint HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nold')
  await text(short)
  expect(heard).toEqual([])
})

test('a witness that is away, dawdles, sends elsewhere or babbles is not waited for', async () => {
  const silent = await openRude(() => {})
  await expect(ask(silent, '', 50)).rejects.toThrow(/timeout/i)
  const babbling = await openRude((_, response) => response.end('x'.repeat(100_000)))
  await expect(askWitness(babbling, '')).rejects.toThrow('more than')
  const elsewhere = await openRude((_, response) => response.writeHead(307, { location: babbling }).end())
  await expect(askWitness(elsewhere, '')).rejects.toThrow(elsewhere)
  await closing.pop()?.()
  await expect(askWitness(elsewhere, '')).rejects.toThrow('ECONNREFUSED')
  await expect(askWitness('no address', '')).rejects.toThrow('no address')
})
