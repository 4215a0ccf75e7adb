// Asking feeds over real HTTP: unchanged, moved, packed, circling, hanging, dripping, huge, broken off, and leading into the machine.
import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { LookupFunction } from 'node:net'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { openGuarded } from '../guarded/real.ts'
import type { FeedAnswer } from './index.ts'
import { openFeeds } from './real.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()))
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

const now = () => new Date('2026-11-26T09:00:00Z')
const from = 'https://city.test'
const ask = openFeeds(openGuarded({ allowPrivate: true }), { from, now })
const small = openFeeds(openGuarded({ allowPrivate: true }), { from, now, mostBytes: 100_000 })

const textOf = (answer: FeedAnswer) =>
  answer.kind === 'heard' ? Buffer.from(answer.body).toString() : JSON.stringify(answer)
const troubleOf = (answer: FeedAnswer) => (answer.kind === 'failed' ? answer.trouble : answer.kind)

describe('a feed that is there', () => {
  test('is heard with its type, letters and validators, and the city says who asks', async () => {
    let heard: IncomingMessage['headers'] = {}
    const origin = await site((request, response) => {
      heard = request.headers
      response.writeHead(200, {
        'content-type': 'Text/Calendar; charset="Windows-1251"',
        etag: '"7"',
        'last-modified': 'Thu, 26 Nov 2026 08:00:00 GMT',
      })
      response.end('BEGIN:VCALENDAR')
    })
    const answer = await ask({ url: `${origin}/feed#part` })
    expect(answer).toMatchObject({
      ...{ kind: 'heard', type: 'text/calendar', charset: 'windows-1251', etag: '"7"', movedTo: null },
      lastModified: 'Thu, 26 Nov 2026 08:00:00 GMT',
    })
    expect(textOf(answer)).toBe('BEGIN:VCALENDAR')
    expect(heard['user-agent']).toContain(from)
    expect(heard['if-none-match']).toBeUndefined()
    expect(heard.cookie).toBeUndefined()
  })

  test('that has not changed costs one short answer', async () => {
    const origin = await site((request, response) => {
      const { 'if-none-match': etag, 'if-modified-since': since } = request.headers
      if (etag === '"7"' && since === 'yesterday') response.writeHead(304).end()
      else response.end('all of it')
    })
    expect(await ask({ url: origin, etag: '"7"', lastModified: 'yesterday' })).toEqual({
      kind: 'unchanged',
      movedTo: null,
    })
    expect(textOf(await ask({ url: origin, etag: '"6"' }))).toBe('all of it')
  })

  test.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ])('is unpacked: %s', async (way, pack) => {
    const origin = await site((_, response) =>
      response.writeHead(200, { 'content-encoding': way }).end(pack(Buffer.from('Спектакль'))),
    )
    expect(textOf(await ask({ url: origin }))).toBe('Спектакль')
  })
})

describe('a feed that has moved', () => {
  const moving: RequestListener = (request, response) => {
    const to: Record<string, [number, string]> = {
      '/old': [301, '/new'],
      '/old-again': [308, '/old'],
      '/today': [302, '/new'],
      '/mixed': [302, '/old'],
      '/a': [302, '/b'],
      '/b': [302, '/a'],
      '/nowhere': [302, 'http://'],
    }
    const next = to[request.url ?? '']
    const far = /^\/far(\d+)$/.exec(request.url ?? '')
    if (far) response.writeHead(302, { location: `/far${Number(far[1]) + 1}` }).end()
    else if (next) response.writeHead(next[0], { location: next[1] }).end()
    else response.end(request.url)
  }

  test('is followed, and for good is said apart from for today', async () => {
    const origin = await site(moving)
    const movedTo = async (path: string) => {
      const answer = await ask({ url: origin + path })
      expect(textOf(answer)).toBe('/new')
      return answer.movedTo
    }
    expect(await movedTo('/old')).toBe(`${origin}/new`)
    expect(await movedTo('/old-again')).toBe(`${origin}/new`)
    expect(await movedTo('/today')).toBeNull()
    expect(await movedTo('/mixed')).toBeNull()
  })

  test('in a circle, on and on, or nowhere is said so', async () => {
    const origin = await site(moving)
    expect(troubleOf(await ask({ url: `${origin}/a` }))).toBe('loop')
    expect(troubleOf(await ask({ url: `${origin}/far1` }))).toBe('redirects')
    expect(troubleOf(await ask({ url: `${origin}/nowhere` }))).toBe('status')
  })
})

describe('a feed that leads into the machine', () => {
  const inner = ['http://127.0.0.1/', 'https://127.0.0.1/', 'https://169.254.169.254/latest', 'https://[::1]/']

  test.each(inner)('%s is not asked', async (url) => {
    const guarded = openFeeds(openGuarded({ allowPrivate: false }), { from, now })
    expect(['private', 'scheme']).toContain(troubleOf(await guarded({ url })))
  })

  // The first step is answered by a double of the guard's own kind: what is tested is that every next step is asked by the real one.
  test.each([...inner, 'file:///etc/passwd', 'https://inner.test/'])('by a redirect to %s is left', async (to) => {
    const asked: string[] = []
    const origin = await site((request, response) => {
      asked.push(request.url ?? '')
      response.end('ours')
    })
    const resolve: LookupFunction = (_, __, answer) => answer(null, [{ address: '127.0.0.1', family: 4 }])
    const real = openGuarded({ allowPrivate: false, resolve })
    const url = to.replace('127.0.0.1/', `127.0.0.1:${new URL(origin).port}/`)
    const through = openFeeds(
      {
        ...real,
        send: async (request) =>
          request.url === 'https://outside.test/'
            ? { status: 302, headers: { location: url }, body: new Uint8Array() }
            : real.send(request),
      },
      { from, now },
    )
    expect(['private', 'scheme']).toContain(troubleOf(await through({ url: 'https://outside.test/' })))
    expect(asked).toEqual([])
  })
})

describe('a site that misbehaves', () => {
  test('is not waited for: hanging or dripping', async () => {
    const hanging = await site(() => {})
    expect(troubleOf(await ask({ url: hanging, waitMs: 150 }))).toBe('slow')
    const dripping = await site((_, response) => {
      response.write('x')
      const timer = setInterval(() => response.write('x'), 20)
      response.on('close', () => clearInterval(timer))
    })
    expect(troubleOf(await ask({ url: dripping, waitMs: 150 }))).toBe('slow')
  })

  test('is left when it says too much, in the open or packed', async () => {
    const open = await site((_, response) => response.end('x'.repeat(2_000_000)))
    expect(troubleOf(await small({ url: open }))).toBe('size')
    const bomb = gzipSync(Buffer.alloc(50_000_000))
    const packed = await site((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb))
    expect(troubleOf(await small({ url: packed }))).toBe('size')
    const twice = brotliCompressSync(gzipSync(Buffer.alloc(5_000_000)))
    const nested = await site((_, response) => response.writeHead(200, { 'content-encoding': 'gzip, br' }).end(twice))
    expect(troubleOf(await small({ url: nested }))).toBe('size')
  })

  test('may say as much as a calendar of fifty megabytes', async () => {
    const calendar = Buffer.alloc(50_000_000, 'X')
    const origin = await site((_, response) => response.end(calendar))
    const answer = await ask({ url: origin })
    expect(answer.kind === 'heard' && answer.body.length).toBe(50_000_000)
  })

  test('is told apart when it breaks off, packs wrongly, fails, or is not there', async () => {
    const cut = await site((_, response) => {
      response.writeHead(200, { 'content-length': '100' })
      response.write('x', () => response.destroy())
    })
    expect(troubleOf(await ask({ url: cut }))).toBe('away')
    const half = gzipSync(Buffer.from('Спектакль'.repeat(100))).subarray(0, 40)
    const broken = await site((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(half))
    expect(troubleOf(await ask({ url: broken }))).toBe('damaged')
    const strange = await site((_, response) => response.writeHead(200, { 'content-encoding': 'zip' }).end('x'))
    expect(troubleOf(await ask({ url: strange }))).toBe('damaged')
    const failing = await site((_, response) => response.writeHead(500).end('x'))
    expect(await ask({ url: failing })).toMatchObject({ trouble: 'status', status: 500, retryAfterMs: null })
    const partly = await site((_, response) => response.writeHead(206).end('x'))
    expect(troubleOf(await ask({ url: partly }))).toBe('status')
    await closing.pop()?.()
    expect(troubleOf(await ask({ url: partly }))).toBe('away')
    expect(troubleOf(await ask({ url: 'нет' }))).toBe('address')
  })

  test('is left alone as long as it asks, a day at most', async () => {
    const waitAfter = async (status: number, wait?: string) => {
      const origin = await site((_, response) => response.writeHead(status, wait ? { 'retry-after': wait } : {}).end())
      const answer = await ask({ url: origin })
      return answer.kind === 'failed' ? [answer.trouble, answer.retryAfterMs] : answer
    }
    expect(await waitAfter(429, '120')).toEqual(['wait', 120_000])
    expect(await waitAfter(429)).toEqual(['wait', null])
    expect(await waitAfter(503, 'Thu, 26 Nov 2026 09:10:00 GMT')).toEqual(['wait', 600_000])
    expect(await waitAfter(503, '99999999')).toEqual(['wait', 86_400_000])
    expect(await waitAfter(503)).toEqual(['status', null])
    expect(await waitAfter(429, 'soon')).toEqual(['wait', null])
  })
})
