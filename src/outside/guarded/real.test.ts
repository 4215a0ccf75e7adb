// Guarded requests: addresses of our own are never reached, however they are written or resolved; servers that misbehave are left.
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { LookupFunction } from 'node:net'
import fc from 'fast-check'
import ipaddr from 'ipaddr.js'
import { afterEach, describe, expect, test } from 'vitest'
import { isPublic } from '#platform/public-address.ts'
import { type GuardedRequest, NotReached } from './index.ts'
import { openGuarded } from './real.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()))
})

const asked: string[] = []
async function server(answer: RequestListener): Promise<number> {
  const opened = createServer((request, response) => {
    asked.push(request.url ?? '')
    answer(request, response)
  })
  opened.listen(0, '127.0.0.1')
  await once(opened, 'listening')
  closing.push(() => {
    opened.closeAllConnections()
    return new Promise<void>((done) => opened.close(() => done()))
  })
  const address = opened.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return address.port
}

const request = (url: string, more: Partial<GuardedRequest> = {}): GuardedRequest => ({
  ...{ url, method: 'POST', body: '{}', waitMs: 2_000, mostBytes: 1_000 },
  ...more,
})
const trouble = async (sent: Promise<unknown>): Promise<string> =>
  sent.then(
    () => 'none',
    (error: unknown) => (error instanceof NotReached ? error.trouble : String(error)),
  )

describe('an address of the city’s own', () => {
  const guarded = openGuarded({ allowPrivate: false })
  const own = [
    ...['127.0.0.1', '127.1', '0x7f000001', '2130706433', '017700000001', '0.0.0.0', '10.0.0.1', '172.16.0.1'],
    ...['192.168.1.1', '169.254.169.254', '100.64.0.1', '[::1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]'],
    ...['[fe80::1]', '[fc00::1]', '[64:ff9b::7f00:1]', '[2002:7f00:1::]', '224.0.0.1', '255.255.255.255', '[::7f00:1]'],
  ]
  test.each(own)('%s is not asked, nor allowed to be given', async (host) => {
    expect(guarded.allows(`https://${host}/`)).toBe(false)
    expect(await trouble(guarded.send(request(`https://${host}/`)))).toBe('private')
  })

  test('is not asked by a name that resolves to it, alone or beside a public one', async () => {
    const port = await server((_, response) => response.end('ours'))
    asked.length = 0
    for (const addresses of [['127.0.0.1'], ['93.184.216.34', '127.0.0.1'], ['::1'], ['::ffff:10.0.0.1']]) {
      const names = openGuarded({ allowPrivate: false, resolve: resolving(() => addresses) })
      expect(await trouble(names.send(request(`https://rebinding.test:${port}/`)))).toBe('private')
    }
    expect(asked).toEqual([])
  })

  test('is not reached by a name that was public when it was first looked at', async () => {
    const port = await server((_, response) => response.end('ours'))
    let looks = 0
    // A connection that looked once and connected by another look would be fooled by the second answer.
    const resolve = resolving(() => (looks++ === 0 ? ['192.0.2.1'] : ['127.0.0.1']))
    const names = openGuarded({ allowPrivate: false, resolve })
    await names.send(request(`https://rebinding.test:${port}/`, { waitMs: 200 })).catch(() => {})
    expect(await trouble(names.send(request(`https://rebinding.test:${port}/`, { waitMs: 500 })))).toBe('private')
  })

  test('is none of the internet, whatever its bits (property)', () => {
    const privateV4 = [
      '10.0.0.0/8',
      '127.0.0.0/8',
      '169.254.0.0/16',
      '172.16.0.0/12',
      '192.168.0.0/16',
      '100.64.0.0/10',
      '0.0.0.0/8',
      '224.0.0.0/3',
    ]
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        const inside = privateV4.some((range) => ipaddr.parse(address).match(ipaddr.parseCIDR(range)))
        if (inside) expect(isPublic(address)).toBe(false)
        expect(isPublic(`::ffff:${address}`)).toBe(isPublic(address))
      }),
      { numRuns: 2000 },
    )
    expect(['8.8.8.8', '77.88.55.88', '2a02:6b8::1'].map(isPublic)).toEqual([true, true, true])
  })

  test('is not allowed without TLS, with a name and password, or in another scheme', () => {
    const wrong = [
      'http://example.ru/',
      'ftp://example.ru/',
      'https://anna:1@example.ru/',
      'file:///etc/passwd',
      'нет',
      '',
    ]
    expect(wrong.map(guarded.allows)).toEqual(wrong.map(() => false))
    expect(guarded.allows('https://example.ru/hook')).toBe(true)
  })
})

describe('a server that misbehaves', () => {
  const guarded = openGuarded({ allowPrivate: true })
  const at = (port: number) => `http://127.0.0.1:${port}/hook`

  test('is heard when it answers, also that it failed', async () => {
    const port = await server((_, response) => response.writeHead(500, { 'x-why': 'full' }).end('no'))
    const answer = await guarded.send(request(at(port)))
    expect([answer.status, answer.headers['x-why'], Buffer.from(answer.body).toString()]).toEqual([500, 'full', 'no'])
  })

  test('does not lead elsewhere', async () => {
    const there = await server((_, response) => response.end('secret'))
    const port = await server((_, response) => response.writeHead(302, { location: at(there) }).end())
    asked.length = 0
    expect((await guarded.send(request(at(port)))).status).toBe(302)
    expect(asked).toEqual(['/hook'])
    const cloud = await server((_, response) => response.writeHead(307, { location: 'http://169.254.169.254/' }).end())
    expect((await guarded.send(request(at(cloud)))).status).toBe(307)
  })

  test('is not waited for: hanging, dripping, or saying too much', async () => {
    const hanging = await server(() => {})
    expect(await trouble(guarded.send(request(at(hanging), { waitMs: 150 })))).toBe('slow')
    const dripping = await server((_, response) => {
      response.write('x')
      const timer = setInterval(() => response.write('x'), 20)
      response.on('close', () => clearInterval(timer))
    })
    expect(await trouble(guarded.send(request(at(dripping), { waitMs: 150 })))).toBe('slow')
    const huge = await server((_, response) => response.end('x'.repeat(5_000_000)))
    expect(await trouble(guarded.send(request(at(huge))))).toBe('size')
  })

  test('is told apart when it breaks off or is not there', async () => {
    const rude = await server((incoming) => incoming.socket.destroy())
    expect(await trouble(guarded.send(request(at(rude))))).toBe('away')
    const cut = await server((_, response) => {
      response.writeHead(200, { 'content-length': '100' })
      response.write('x', () => response.destroy())
    })
    expect(await trouble(guarded.send(request(at(cut))))).toBe('away')
    const gone = await server(() => {})
    await closing.pop()?.()
    expect(await trouble(guarded.send(request(at(gone))))).toBe('away')
  })
})

function resolving(addresses: () => string[]): LookupFunction {
  return (_name, _options, answer) =>
    answer(
      null,
      addresses().map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )
}
