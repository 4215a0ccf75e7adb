// A connection handed to a library: its own body, its own answer, the house's headers on both; and pages whose forms lead elsewhere.
import { text } from 'node:stream/consumers'
import { h } from 'preact'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anyone } from '../policy.ts'
import { openSmallHouse, overSocket, type SmallHouse } from './house.testing.ts'
import { get, handed, page, post, redirect } from './route.ts'

let house: SmallHouse
beforeAll(async () => {
  const more = { unread: true, fromAnywhere: true, personal: true }
  house = await openSmallHouse([
    post('/library/echo', anyone, () => handed(echo), more),
    get(
      '/library/page',
      anyone,
      () => handed(async () => page('Страница', h('p', null, 'наша'), { status: 400 })),
      more,
    ),
    get('/library/on', anyone, () => handed(async () => redirect('/library/page')), more),
    get('/library/broken', anyone, () => handed(async () => Promise.reject(new Error('broken'))), more),
    post('/library/read', anyone, ({ fields }) => page('Поля', h('p', null, Object.keys(fields).join())), {
      fromAnywhere: true,
    }),
    get('/library/forms', anyone, () => page('Формы', h('p', null), { formsTo: ['https://library.example'] })),
    get('/library/refresh', anyone, () => page('Дальше', h('p', null), { onTo: 'https://library.example/a?b=1' })),
    get('/library/plain', anyone, () => page('Просто', h('p', null))),
  ])
})
afterAll(() => house.close())

async function echo(
  request: Parameters<Parameters<typeof handed>[0]>[0],
  response: Parameters<Parameters<typeof handed>[0]>[1],
) {
  const body = await text(request)
  response.setHeader('set-cookie', 'own=1')
  response.end(`${request.headers['content-type']} ${body}`)
  return null
}

test('the library reads the body itself, whatever it is, and answers itself under the house’s headers', async () => {
  for (const type of [
    'application/x-www-form-urlencoded',
    'application/json',
    'text/plain',
    'multipart/form-data; boundary=x',
  ]) {
    const answer = await overSocket(house.app, {
      method: 'POST',
      path: '/library/echo',
      headers: { 'content-type': type },
      body: Buffer.from('a=1&b=\u0000'),
    })
    expect([answer.status, answer.body.toString()]).toEqual([200, `${type} a=1&b=\u0000`])
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(answer.headers['content-security-policy']).toContain("form-action 'self'")
    expect(answer.headers['x-frame-options']).toBe('DENY')
    expect(answer.headers['set-cookie']).toEqual(['own=1'])
  }
  // Beside it forms are read as ever, and what nobody reads is refused.
  const read = await overSocket(house.app, {
    ...{ method: 'POST', path: '/library/read', body: Buffer.from('a=1') },
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  expect(read.body.toString()).toContain('<p>a</p>')
  const refused = await overSocket(house.app, {
    ...{ method: 'POST', path: '/library/read', body: Buffer.from('a=1') },
    headers: { 'content-type': 'text/plain' },
  })
  expect(refused.status).toBe(415)
})

test('what the library leaves to the house is a page, a redirect or a failure of the house', async () => {
  const shown = await overSocket(house.app, { path: '/library/page' })
  expect([shown.status, shown.body.toString().includes('наша')]).toEqual([400, true])
  const led = await overSocket(house.app, { path: '/library/on' })
  expect([led.status, led.headers.location]).toEqual([303, '/library/page'])
  const broken = await overSocket(house.app, { path: '/library/broken' })
  expect(broken.status).toBe(500)
  expect(house.logged.at(-1)?.message).toBe('a bug')
})

test('one page’s forms lead where its answer goes, and no other page’s do', async () => {
  const policy = async (path: string) => (await overSocket(house.app, { path })).headers['content-security-policy']
  expect(await policy('/library/forms')).toContain("form-action 'self' https://library.example;")
  expect(await policy('/library/plain')).toContain("form-action 'self';")
  const onward = await overSocket(house.app, { path: '/library/refresh' })
  expect(onward.headers.refresh).toBe('0; url=https://library.example/a?b=1')
})
