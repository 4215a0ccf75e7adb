// Web push against a real server of RFC 8030 on this machine: what it is sent, and what happens when it refuses, rests or lies.
import { createPublicKey, verify } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import webPush from 'web-push'
import { makePushKeys, openPush, readPushKeys } from './real.ts'

const keys = webPush.generateVAPIDKeys()
const contact = 'https://city.example'
const closing: (() => Promise<unknown>)[] = []
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'italmas-push-'))
})
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()))
  await rm(folder, { recursive: true })
})

interface Asked {
  method: string
  path: string
  headers: IncomingHttpHeaders
  body: string
}

/** A push service that answers as the test wants. */
async function openService(answer: (response: ServerResponse) => void): Promise<{ url: string; asked: Asked[] }> {
  const asked: Asked[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const { method = '', url = '', headers } = request
    asked.push({ method, path: url, headers, body: Buffer.concat(chunks).toString() })
    answer(response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => {
    server.closeAllConnections()
    return new Promise<void>((done) => server.close(() => done()))
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return { url: `http://127.0.0.1:${address.port}`, asked }
}

const answering =
  (status: number, headers: Record<string, string> = {}) =>
  (response: ServerResponse): void => {
    response.writeHead(status, headers).end('the service says something')
  }
const local = (waitMs?: number) => openPush({ keys, contact, local: true, ...(waitMs ? { waitMs } : {}) })

test('a message is empty, signed for this very service, and replaces one that waits', async () => {
  const { url, asked } = await openService(answering(201))
  expect(await local().send(`${url}/push/abc?x=1`)).toEqual({ kind: 'taken' })
  expect(asked).toHaveLength(1)
  const [first] = asked
  expect(first).toMatchObject({ method: 'POST', path: '/push/abc?x=1', body: '' })
  expect(first?.headers).toMatchObject({ ttl: '86400', topic: 'news', urgency: 'normal', 'content-length': '0' })
  expect(first?.headers).not.toHaveProperty('content-encoding')
  const [, token = '', key = ''] = /^vapid t=([^,]+), ?k=(\S+)$/.exec(first?.headers.authorization ?? '') ?? []
  expect(key).toBe(keys.publicKey)
  const [head = '', claims = '', signature = ''] = token.split('.')
  expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({ aud: url, sub: contact })
  const point = Buffer.from(keys.publicKey, 'base64url')
  const [x, y] = [point.toString('base64url', 1, 33), point.toString('base64url', 33)]
  const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' })
  const signed = Buffer.from(signature, 'base64url')
  const said = Buffer.from(`${head}.${claims}`)
  expect(verify('sha256', said, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signed)).toBe(true)
})

test.each([
  [200, {}, { kind: 'taken' }],
  [202, {}, { kind: 'taken' }],
  [404, {}, { kind: 'gone' }],
  [410, {}, { kind: 'gone' }],
  [429, { 'retry-after': '3600' }, { kind: 'later', seconds: 3600 }],
  [429, {}, { kind: 'later', seconds: 60 }],
  [429, { 'retry-after': 'Fri, 31 Dec 2027 23:59:59 GMT' }, { kind: 'later', seconds: 60 }],
  [429, { 'retry-after': '99999999' }, { kind: 'later', seconds: 86_400 }],
  [503, { 'retry-after': '120' }, { kind: 'later', seconds: 120 }],
])('status %i with %o', async (status, headers, answer) => {
  const { url } = await openService(answering(status, headers))
  expect(await local().send(`${url}/push`)).toEqual(answer)
})

test.each([400, 401, 403, 413, 500, 502, 503])(
  'status %i is a failure that does not tell the address',
  async (status) => {
    const { url } = await openService(answering(status))
    const failure = await local()
      .send(`${url}/push/secret`)
      .catch((error: unknown) => String(error))
    expect(failure).toContain(`status ${status}`)
    expect(failure).not.toContain('secret')
  },
)

test('a redirect is not followed, wherever it leads', async () => {
  const inside = await openService(answering(201))
  const { url } = await openService(answering(307, { location: `${inside.url}/inside` }))
  await expect(local().send(`${url}/push`)).rejects.toThrow('status 307')
  expect(inside.asked).toEqual([])
})

test('a service that says nothing is not waited for', async () => {
  const { url } = await openService(() => {})
  await expect(local(100).send(`${url}/push`)).rejects.toThrow('push service')
})

test('a service that talks without end is not listened to', async () => {
  const { url } = await openService((response) => {
    response.writeHead(201)
    const talk = setInterval(() => response.write('x'.repeat(65_536)), 1)
    response.on('close', () => clearInterval(talk))
  })
  expect(await local(2000).send(`${url}/push`)).toEqual({ kind: 'taken' })
})

test.each([
  'http://push.example/x',
  'https://127.0.0.1/x',
  'https://127.1/x',
  'https://0x7f000001/x',
  'https://localhost/x',
  'https://a.localhost/x',
  'https://intranet/x',
  'https://10.0.0.5/x',
  'https://192.168.1.1/x',
  'https://169.254.169.254/latest/meta-data',
  'https://100.64.0.1/x',
  'https://[::1]/x',
  'https://[::ffff:127.0.0.1]/x',
  'https://[fd00::1]/x',
  'https://[64:ff9b::7f00:1]/x',
  'https://user:word@push.example/x',
  'ftp://push.example/x',
  'file:///etc/passwd',
  'javascript:alert(1)',
  '',
  'x',
  `https://push.example/${'a'.repeat(3000)}`,
])('%s is no address to push to', async (endpoint) => {
  const push = openPush({ keys, contact })
  expect(push.accepts(endpoint)).toBe(false)
  await expect(push.send(endpoint)).rejects.toThrow('https and public')
})

test('addresses of real services are', () => {
  const push = openPush({ keys, contact })
  expect(push.accepts('https://fcm.googleapis.com/fcm/send/abc:DEF')).toBe(true)
  expect(push.accepts('https://updates.push.services.mozilla.com/wpush/v2/abc')).toBe(true)
  expect(push.accepts('https://web.push.apple.com/abc')).toBe(true)
})

test('a name that leads to a private address is not connected to', async () => {
  const { asked } = await openService(answering(201))
  // Every resolver answers for this name with the loopback address (RFC 6761); it ends in a dot, so the name alone looks public.
  const failure = openPush({ keys, contact, waitMs: 2000 }).send('https://loopback.localhost./x')
  await expect(failure).rejects.toThrow(/private network|ENOTFOUND|EAI_AGAIN|https and public/)
  expect(asked).toEqual([])
})

test('keys are made once and kept; a file without keys says so', async () => {
  const file = join(folder, 'keys', 'push')
  expect(await readPushKeys(file)).toBeNull()
  const first = await makePushKeys(file)
  expect(first.made).toBe(true)
  expect(await makePushKeys(file)).toEqual({ made: false, publicKey: first.publicKey })
  expect((await readPushKeys(file))?.publicKey).toBe(first.publicKey)
  expect((await stat(file)).mode & 0o077).toBe(0)
  await writeFile(file, 'no keys')
  await expect(readPushKeys(file)).rejects.toThrow('WEB_PUSH_KEY_FILE')
})
