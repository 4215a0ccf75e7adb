// What is sent: fields and photos with limits, broken in every way, and still an answer that keeps what was typed.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { field, form } from '../form.ts'
import { anyone } from '../policy.ts'
import { openSmallHouse, overSocket, type SmallHouse } from './house.testing.ts'
import { json, page, post } from './route.ts'

let house: SmallHouse

const report = form({ text: field.text(1000), email: field.email() })

beforeAll(async () => {
  house = await openSmallHouse([
    post('/echo', anyone, (visit) =>
      json({
        fields: visit.fields,
        uploads: Object.fromEntries(
          Object.entries(visit.uploads).map(([name, all]) => [
            name,
            all.map((one) => ({ name: one.name, type: one.type, size: one.bytes.length, cut: one.cut })),
          ]),
        ),
      }),
    ),
    post('/report', anyone, (visit) => {
      const sent = report.check(visit.fields)
      return sent.ok ? json(sent.value) : json({ typed: visit.fields, errors: sent.errors }, { status: 422 })
    }),
    post('/strict', anyone, (visit) => page('ok', report.read(visit.fields).text)),
  ])
})

afterAll(() => house.close())

const boundary = 'x-boundary'
const type = `multipart/form-data; boundary=${boundary}`
const part = (name: string, value: string | Buffer, file?: string) =>
  Buffer.concat([
    Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="${name}"${file === undefined ? '' : `; filename="${file}"\r\ncontent-type: image/jpeg`}\r\n\r\n`,
    ),
    Buffer.from(value),
    Buffer.from('\r\n'),
  ])
const end = Buffer.from(`--${boundary}--\r\n`)
const send = (payload: Buffer | string, contentType: string, url = '/echo') =>
  house.app.inject({ method: 'POST', url, payload, headers: { 'content-type': contentType } })
const urlencoded = 'application/x-www-form-urlencoded'

test('a file over the limit is cut and said so; every other field is kept, before it and after', async () => {
  const body = [part('text', 'яма'), part('photo', Buffer.alloc(5000, 1), 'a.jpg'), part('place', 'Пушкинская, 1'), end]
  const answer = await send(Buffer.concat(body), type)
  expect(answer.json()).toEqual({
    fields: { text: 'яма', place: 'Пушкинская, 1' },
    uploads: { photo: [{ name: 'a.jpg', type: 'image/jpeg', size: 1000, cut: true }] },
  })
})

test('a file field left empty is no file, and several files of one field are a list', async () => {
  const body = [part('photo', '', ''), part('more', 'a', 'a.jpg'), part('more', 'b', 'b.jpg'), end]
  const { uploads } = (await send(Buffer.concat(body), type)).json()
  expect([uploads.photo, uploads.more.length]).toEqual([undefined, 2])
})

test.each([
  ['no end', Buffer.concat([part('text', 'a')])],
  ['cut in a file', Buffer.concat([part('text', 'a'), part('photo', 'abc', 'a.jpg').subarray(0, -4)])],
  ['no parts', Buffer.from('hello')],
  ['cut in a header', Buffer.from(`--${boundary}\r\ncontent-dispo`)],
  ['a name of the prototype', Buffer.concat([part('__proto__', 'a'), end])],
  ['too many files', Buffer.concat([...Array.from({ length: 9 }, (_, n) => part('photo', 'a', `${n}.jpg`)), end])],
])('a malformed multipart (%s) is refused, not a bug', async (_, body) => {
  const answer = await send(body, type)
  expect(Math.floor(answer.statusCode / 100)).toBe(4)
  expect(answer.headers['content-type']).toContain('text/html')
})

test.each([
  ['multipart/form-data', 'x'],
  ['application/json', '{"a":'],
  ['application/json', '{"__proto__":{"a":1}}'],
  ['text/plain', 'hello'],
  ['image/jpeg', 'hello'],
])('a body of type %s (%s) that cannot be read is refused, not a bug', async (contentType, body) => {
  expect(Math.floor((await send(body, contentType)).statusCode / 100)).toBe(4)
})

test('JSON becomes flat fields; what is nested is left out and breaks nothing', async () => {
  const body = JSON.stringify({
    a: 'b',
    n: 1,
    yes: true,
    list: ['x', { toString: 1 }],
    deep: { toString: 1 },
    no: null,
  })
  expect((await send(body, 'application/json')).json().fields).toEqual({ a: 'b', n: '1', yes: 'true', list: ['x'] })
})

test.each([
  ['NUL', 'text=a%00b', 'a\u0000b'],
  ['broken UTF-8', 'text=a%FFb', 'a\ufffdb'],
])('%s in a field is an error of that field, and the text is kept', async (_, body, typed) => {
  const answer = await send(body, urlencoded, '/report')
  expect(answer.statusCode).toBe(422)
  expect(answer.json()).toEqual({ typed: { text: typed }, errors: { text: { key: 'platform.form.unreadable' } } })
})

test('all errors come at once', async () => {
  const answer = await send('text=%20&email=anna', urlencoded, '/report')
  expect(Object.keys(answer.json().errors)).toEqual(['text', 'email'])
  const shown = await send('text=&email=anna', urlencoded, '/strict')
  expect([shown.statusCode, shown.body]).toEqual([422, expect.stringContaining('отмеченные ниже')])
})

test('100,000 characters arrive whole, and the form says that it is too long', async () => {
  const text = 'я'.repeat(100_000)
  const multipart = await send(Buffer.concat([part('text', text), end]), type, '/report')
  const plain = await send(new URLSearchParams({ text }).toString(), urlencoded, '/report')
  for (const answer of [multipart, plain]) {
    expect(answer.json().typed.text).toBe(text)
    expect(answer.json().errors.text).toEqual({ key: 'platform.form.tooLong', values: { most: 1000 } })
  }
})

test('a thousand fields and a name of the prototype do no harm', async () => {
  const pairs = Array.from({ length: 1000 }, (_, n) => `f${n}=1`)
  const answer = await send(['__proto__=1', 'constructor=2', ...pairs].join('&'), urlencoded)
  expect(Object.keys(answer.json().fields).length).toBeLessThanOrEqual(400)
  expect(answer.json().fields.constructor).toBe('2')
})

test('30 MB over a real socket: an answer, not a broken connection', async () => {
  const photo = Buffer.concat([part('text', 'яма'), part('photo', Buffer.alloc(30_000_000), 'a.jpg'), end])
  const answer = await overSocket(house.app, {
    method: 'POST',
    path: '/echo',
    headers: { 'content-type': type },
    body: photo,
  })
  expect([answer.status, JSON.parse(answer.body.toString()).fields]).toEqual([200, { text: 'яма' }])
  for (const [contentType, status] of [
    [urlencoded, 413],
    ['application/json', 413],
  ] as const) {
    const refused = await overSocket(house.app, {
      method: 'POST',
      path: '/echo',
      headers: { 'content-type': contentType },
      body: Buffer.alloc(30_000_000, 97),
    })
    expect([contentType, refused.status, refused.body.toString()]).toEqual([
      contentType,
      status,
      expect.stringContaining('слишком много'),
    ])
  }
})

test('30 MB from another site are refused with an answer, too', async () => {
  const answer = await overSocket(house.app, {
    method: 'POST',
    path: '/echo',
    headers: { 'content-type': type, 'sec-fetch-site': 'cross-site' },
    body: Buffer.concat([part('photo', Buffer.alloc(30_000_000), 'a.jpg'), end]),
  })
  expect(answer.status).toBe(403)
})
