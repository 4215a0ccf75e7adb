// What is made while it is sent: whole or visibly broken off, at the reader's pace, and not sent again when it did not change.
import { get as ask } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { anyone } from '../policy.ts'
import { refuse } from '../refusal.ts'
import { openSmallHouse, overSocket, type SmallHouse } from './house.testing.ts'
import { get, stream } from './route.ts'

let house: SmallHouse
let made = 0
let tellEnd = (): void => {}
const modified = new Date('2026-11-20T10:00:00.500Z')

async function* lines(count: number, failing?: number): AsyncGenerator<string> {
  try {
    for (let at = 0; at < count; at += 1) {
      if (at === failing) throw new Error('the database went away')
      made += 1
      yield `${'x'.repeat(1000)} ${at}\n`
    }
  } finally {
    tellEnd()
  }
}

beforeAll(async () => {
  const type = 'text/plain; charset=utf-8'
  house = await openSmallHouse([
    get('/whole', anyone, () => stream(type, lines(500), { etag: 'W/"a"', modified })),
    get('/large', anyone, () => stream(type, lines(200_000), { etag: 'W/"l"' })),
    get('/broken', anyone, () => stream(type, lines(500, 200), { etag: 'W/"b"' })),
    get('/refused', anyone, () => stream(type, refusing(), { etag: 'W/"c"' })),
  ])
})
afterAll(() => house.close())

const nothing = async (): Promise<string[]> => {
  throw refuse.missing('platform.refusal.missing')
}

async function* refusing(): AsyncGenerator<string> {
  yield* await nothing()
}

test('it arrives whole, plain or packed, and a look at its head costs nothing', async () => {
  const plain = await overSocket(house.app, { path: '/whole' })
  expect(plain.body.toString().split('\n')).toHaveLength(501)
  const packed = await overSocket(house.app, { path: '/whole', headers: { 'accept-encoding': 'gzip' } })
  expect(packed.headers['content-encoding']).toBe('gzip')
  expect(gunzipSync(packed.body).equals(plain.body)).toBe(true)
  const before = made
  const head = await overSocket(house.app, { method: 'HEAD', path: '/whole' })
  expect([head.status, head.headers.etag, made]).toEqual([200, 'W/"a"', before])
})

test('who has it gets nothing again: the tag decides, the time where there is no tag', async () => {
  const status = async (headers: Record<string, string>) =>
    (await overSocket(house.app, { path: '/whole', headers })).status
  expect(await status({ 'if-none-match': '"a"' })).toBe(304)
  expect(await status({ 'if-none-match': '"b"', 'if-modified-since': modified.toUTCString() })).toBe(200)
  expect(await status({ 'if-modified-since': modified.toUTCString() })).toBe(304)
  expect(await status({ 'if-modified-since': new Date(modified.getTime() - 5_000).toUTCString() })).toBe(200)
  expect(await status({ 'if-modified-since': 'yesterday' })).toBe(200)
})

test.each([{}, { 'accept-encoding': 'gzip' }, { 'accept-encoding': 'br' }])(
  'what fails on the way is cut off, so that nobody takes a part for all: %o',
  async (headers) => {
    const outcome = await overSocket(house.app, { path: '/broken', headers }).then(
      ({ status }) => String(status),
      (error: Error) => error.message,
    )
    // A packer that has given nothing out yet leaves room to say it properly.
    expect(outcome).toMatch(/^500$|aborted|hang up|ECONNRESET/)
    expect(house.logged.some(({ message }) => message === 'an export broke off')).toBe(true)
  },
)

test('what is refused before the first piece is a refusal like any other', async () => {
  expect((await overSocket(house.app, { path: '/refused' })).status).toBe(404)
})

test('nothing goes on being made for a reader who has left', async () => {
  const { port } = z.object({ port: z.number() }).parse(house.app.server.address())
  const before = made
  const over = new Promise<void>((done) => {
    tellEnd = done
  })
  ask({ port, path: '/large' }, (response) => response.destroy())
  await over
  expect(made - before).toBeLessThan(100_000)
})
