// What must stay between a resident and the city: another's private link, a photo and words nobody released, who she is.
import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { canary, type LivedIn, liveIn } from '../lived-in.ts'
import { openStage, type Stage } from '../people.ts'
import { type Heard, hostileTexts, openHearing, routesOf } from './arms.ts'

let stage: Stage
let lived: LivedIn
let heard: Heard

beforeAll(async () => {
  heard = openHearing()
  stage = await openStage({ log: heard.log })
  lived = await liveIn(stage)
  // A city in which every module has something: more of them than other hooks open.
}, 120_000)
afterAll(() => stage.close())

test('a private link opens its own report only', async () => {
  const { unreleased, resolved, told } = lived
  const own = await stage.guest().get(`/cases/${unreleased.number}?token=${unreleased.secret}`)
  expect(own.body).toContain(canary)
  expect(own.headers['cache-control']).toContain('no-store')
  for (const token of [
    resolved.secret,
    told.secret,
    unreleased.secret.slice(0, -1),
    `${unreleased.secret}x`,
    unreleased.secret.toUpperCase(),
  ]) {
    const answer = await stage.guest().get(`/cases/${unreleased.number}?token=${encodeURIComponent(token)}`)
    expect([answer.statusCode, answer.body.includes(canary)]).toEqual([403, false])
  }
})

test.each(Object.entries(hostileTexts))('no «%s» passes for a private link', async (_, text) => {
  const { number } = lived.resolved
  const query = encodeURIComponent(text.slice(0, 1500).toWellFormed())
  expect((await stage.guest().get(`/cases/${number}?token=${query}`)).body).not.toContain(
    `/cases/${number}/confirmation`,
  )
  for (const step of ['confirmation', 'reopening']) {
    const answer = await stage
      .guest()
      .post(`/cases/${number}/${step}`, { token: text.toWellFormed(), reason: 'Не сделано' })
    expect([403, 404, 422]).toContain(answer.statusCode)
  }
  expect((await stage.guest().json<{ status: string }>(`/cases/${number}`)).status).toBe('resolved')
})

test('somebody signed in, or of the staff, has no word about another person’s report', async () => {
  const { number, secret } = lived.unreleased
  for (const person of ['anna', 'boris', 'nina']) {
    const visitor = await stage.as(person)
    expect((await visitor.get(`/cases/${number}`)).body).not.toContain(canary)
    expect((await visitor.post(`/cases/${lived.resolved.number}/confirmation`, {})).statusCode).toBe(403)
    expect((await visitor.post(`/cases/${lived.resolved.number}/confirmation`, { token: secret })).statusCode).toBe(403)
  }
})

test('a photo is nobody’s before its release, and everybody’s after', async () => {
  const { unreleased, released } = lived
  const guest = stage.guest()
  for (const size of ['small', 'medium', 'large']) {
    for (const id of [
      unreleased.photo.id,
      `${unreleased.photo.id}.`,
      `${unreleased.photo.id}.x`,
      `${unreleased.photo.id}.${released.photo.key}`,
      `${unreleased.photo.id}.undefined`,
      `${unreleased.photo.id}.null`,
      `${unreleased.photo.id}.__proto__`,
    ]) {
      expect([id, (await guest.get(`/media/${id}/${size}`)).statusCode]).toEqual([id, 404])
    }
    expect((await guest.get(`/media/${unreleased.photo.id}.${unreleased.photo.key}/${size}`)).statusCode).toBe(200)
    expect((await guest.get(`/media/${released.photo.id}/${size}`)).statusCode).toBe(200)
  }
  for (const size of ['original', 'constructor', '../small', ''])
    expect((await guest.get(`/media/${released.photo.id}/${encodeURIComponent(size)}`)).statusCode).toBe(404)
})

test('a photo that a dispatcher hides again is gone for everybody', async () => {
  const boris = await stage.as('boris')
  const { number, photo } = lived.resolved
  expect((await stage.guest().get(`/media/${photo.id}/large`)).statusCode).toBe(200)
  expect(
    (await boris.post(`/desk/cases/${number}/release`, { text: 'Открытый люк', hidePhoto: 'yes' })).statusCode,
  ).toBe(303)
  expect((await stage.guest().get(`/cases/${number}`)).body).not.toContain(photo.id)
  expect((await stage.guest().get(`/media/${photo.id}/large`)).statusCode).toBe(404)
})

test('words nobody released stand nowhere in the public city', async () => {
  const guest = stage.guest()
  const seen = new Set<string>()
  const queue = ['/', '/en', ...fixed()]
  const leaks: string[] = []
  for (let url = queue.pop(); url !== undefined; url = queue.pop()) {
    if (seen.has(url) || seen.size > 400) continue
    seen.add(url)
    const answer = await guest.get(url)
    const asJson = await guest.get(url, { accept: 'application/json' })
    if (leaksIn(answer.body) || leaksIn(asJson.body)) leaks.push(url)
    if (!String(answer.headers['content-type']).includes('html')) continue
    for (const [, href] of answer.body.matchAll(/href="(\/[^"#]*)"/g)) {
      const next = (href ?? '').replaceAll('&amp;', '&')
      if (!seen.has(next) && worthwhile(next, seen)) queue.push(next)
    }
  }
  expect(leaks).toEqual([])
  expect([...seen].some((url) => url.includes(lived.unreleased.number))).toBe(true)
  expect(seen).toContain(`/strategy/questions/${lived.question.number}`)
  // It walks the whole public city, twice over.
}, 90_000)

test('a private link opens its own question only', async () => {
  const { question, unreleased } = lived
  const page = `/strategy/questions/${question.number}`
  expect((await stage.guest().get(`${page}?token=${question.secret}`)).body).toContain(canary)
  for (const token of [unreleased.secret, question.secret.slice(1), `${question.secret}x`]) {
    const answer = await stage.guest().get(`${page}?token=${encodeURIComponent(token)}`)
    expect([answer.statusCode, answer.body.includes(canary)]).toEqual([403, false])
  }
  // It is no key to what its asker follows.
  expect((await stage.guest().get(`/strategy/following?token=${question.secret}`)).statusCode).toBe(404)
})

test('facts and the chronicle know neither words nor people', async () => {
  const tables = ['facts.facts', 'chronicle.entries', 'small_wins.drafts', 'small_wins.wins']
  for (const table of tables) {
    const { rows } = await stage.database.pool.query(`select * from ${table}`)
    expect(rows.length, table).toBeGreaterThan(0)
    const whole = JSON.stringify(rows)
    const { unreleased, question } = lived
    for (const secret of [
      ...[canary, 'Канарейкина', '@demo.example'],
      ...[unreleased.secret, unreleased.photo.key, question.secret],
    ])
      expect([table, whole.includes(secret)]).toEqual([table, false])
  }
})

test('the log knows neither words, nor people, nor links', async () => {
  const address = '203.0.113.77'
  const token = lived.unreleased.secret
  const send = (url: string, fields: Record<string, string>) =>
    stage.city.app.inject({
      method: 'POST',
      url,
      remoteAddress: address,
      payload: new URLSearchParams(fields).toString(),
      headers: { host: 'city.test', accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
    })
  await send('/account/sign-in', { email: 'evdokia@canary.example' })
  await send(`/cases/${lived.unreleased.number}/reopening`, { token, reason: canary })
  await send('/my-yard/report', { text: canary })
  await stage.city.app.inject({
    method: 'GET',
    url: `/cases/${lived.unreleased.number}?token=${token}`,
    remoteAddress: address,
  })
  await stage.city.worker.settle()
  const whole = heard.lines.join('\n')
  for (const secret of ['Канарейкина', 'evdokia', '@demo.example', address, token])
    expect([secret, whole.includes(secret)]).toEqual([secret, false])
})

// Kept pages are answered before the house's own machinery, which only a real connection passes through.
test('over a real connection no private page is kept for the next visitor', async () => {
  const port = await listen(stage)
  const { number, secret } = lived.unreleased
  const anna = await stage.as('anna')
  const cookie = `session=${anna.cookie('session')}`
  expect(await read(port, `/cases/${number}?token=${secret}`)).toContain(canary)
  expect(await read(port, '/', { cookie })).toContain('/account"')
  expect(await read(port, '/account', { cookie })).toContain('anna@demo.example')
  expect(await read(port, `/cases/${number}`)).not.toContain(canary)
  expect(await read(port, '/')).not.toContain('/account"')
  expect(await read(port, '/account')).not.toContain('anna@')
})

test.each([undefined, 'http://city.test'])(
  'another host in a request changes nothing that others read, public address: %s',
  async (publicUrl) => {
    const open = await openStage(publicUrl ? { publicUrl } : {})
    const port = await listen(open)
    for (const url of ['/small-wins/feed.atom', '/', '/api/openapi.json', '/sitemap.xml', '/robots.txt']) {
      const poisoned = await read(port, url, { host: 'evil.example' })
      expect([url, poisoned.includes('evil.example') && publicUrl !== undefined]).toEqual([url, false])
      expect([url, (await read(port, url, { host: 'city.test' })).includes('evil.example')]).toEqual([url, false])
    }
    await open.close()
  },
)

async function listen(open: Stage): Promise<number> {
  await open.city.app.listen({ port: 0, host: '127.0.0.1' })
  return z.object({ port: z.number() }).parse(open.city.app.server.address()).port
}

function read(port: number, path: string, headers: Record<string, string> = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request(
      { port, path, host: '127.0.0.1', headers: { accept: 'text/html', host: 'city.test', ...headers } },
      (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('end', () => resolve(Buffer.concat(parts).toString()))
      },
    )
    asked.on('error', reject)
    asked.end()
  })
}

function leaksIn(body: string): boolean {
  return [canary, 'Канарейкина', lived.unreleased.photo.id, lived.unreleased.secret].some((secret) =>
    body.includes(secret),
  )
}

/** Addresses without an unknown part: feeds and contracts that no page may link to. */
function fixed(): string[] {
  const { number } = lived.unreleased
  const plain = routesOf(stage).filter(({ method, path }) => method === 'GET' && !path.includes(':'))
  return [
    ...plain.map(({ path }) => path),
    `/cases/${number}`,
    `/open311/v2/requests/${number}.json`,
    `/open311/v2/requests/${number}.xml`,
    '/open311/v2/requests.json?status=open',
    '/sitemap.xml',
    `/chronicle?subject=case:${number}`,
  ]
}

// A few of each kind of page are enough: filters multiply.
function worthwhile(url: string, seen: ReadonlySet<string>): boolean {
  const kind = kindOf(url)
  return [...seen].filter((other) => kindOf(other) === kind).length < 6
}

function kindOf(url: string): string {
  return url.replace(/\?.*/, '?').replaceAll(/[\w.-]*\d[\w.-]*/g, '#')
}
