// Everything that can be posted gets what an attacker posts: it answers in words, runs nothing and never breaks.
import type { InjectOptions } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Route } from '#platform/http/route.ts'
import { guest } from '#platform/policy.ts'
import { people } from '../../src/demo/people.ts'
import { type LivedIn, liveIn } from '../lived-in.ts'
import { openStage, type Stage, type Visitor } from '../people.ts'
import {
  addressOf,
  type DoorRoute,
  fieldNames,
  goodFields,
  type Heard,
  harm,
  hostileTexts,
  openHearing,
  routesOf,
} from './arms.ts'

let stage: Stage
let lived: LivedIn
let heard: Heard

beforeAll(async () => {
  heard = openHearing()
  stage = await openStage({ log: heard.log })
  lived = await liveIn(stage)
  for (const door of stage.city.doors) for (const route of door.routes ?? []) listen(route)
  // A city in which every module has something: more of them than other hooks open.
}, 120_000)
afterAll(() => stage.close())

test('the fields of the forms are found', () => {
  const names = posts().flatMap(({ door }) => fieldNames(door))
  expect(names).toEqual(expect.arrayContaining(['token', 'reason', 'email', 'note', 'quantity']))
})

test.each(Object.keys(hostileTexts))(
  'every form stands «%s» in every field',
  async (kind) => {
    const value = hostileTexts[kind] ?? ''
    await attackAll((names) => {
      const fields = names.map((name) => [name, value] as const)
      return kind === 'long' ? multipart(fields) : urlencoded(fields)
    })
    // Every form by everybody; the long texts are megabytes a form.
  },
  120_000,
)

test('it is known which fields each form reads', async () => {
  await attackAll((names) => json(good(names)))
  expect([...(read.get('/small-wins/follow') ?? [])]).toEqual(expect.arrayContaining(['email']))
  expect([...(read.get('/account/name') ?? [])]).toEqual(['name'])
  // Posting is asking or doing something: most say what.
  expect(read.size).toBeGreaterThan(posts().length / 2)
})

// One at a time, so that no other error keeps it from the database. JSON can carry what forms cannot.
test.each(['sql', 'nul', 'surrogate'])(
  'every field stands «%s» among good ones',
  async (kind) => {
    const statuses = new Set<number>()
    for (const route of posts()) {
      const names = fieldNames(route.door)
      for (const name of oneOfEach(read.get(route.path) ?? [])) {
        const fields = { ...good(names), [name]: hostileTexts[kind] ?? '' }
        statuses.add(await attack(route, addressOf(route, lived), json(fields)))
      }
    }
    // Where all were turned away at the door, nothing was tried.
    expect([...statuses]).toEqual(expect.arrayContaining([303, 422]))
    // Every field of every form, one by one: more than other tests ask.
  },
  90_000,
)

test('every form stands nothing at all', () => attackAll(() => urlencoded([])))

test('every form stands lists where it wants one value', () =>
  attackAll((names) => urlencoded(names.flatMap((name) => ['раз', 'два'].map((value) => [name, value] as const)))))

test('every form stands names that objects have', () =>
  attackAll(() => urlencoded(['__proto__', 'constructor', 'toString'].map((name) => [name, 'да']))))

test('every form stands broken UTF-8', () =>
  attackAll((names) => ({
    payload: Buffer.concat(names.flatMap((name) => [Buffer.from(`${name}=`), broken, Buffer.from('&')])),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })))

test('every form stands broken UTF-8 in parts', () =>
  attackAll((names) => multipart(names.map((name) => [name, broken]))))

test('every form stands broken percents and ten thousand fields', () =>
  attackAll((names) => ({
    payload: `a=%zz&%=%&=&${names.map((name) => `${name}=%E0%A4%A`).join('&')}&${'x=1&'.repeat(10_000)}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })))

test.each([
  ['an object', '{"a":{"b":1}}'],
  ['broken', '{"a":'],
  ['a list', '[1,2]'],
  ['nothing', 'null'],
  ['a number', '7'],
  ['a prototype', '{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}'],
])('every form stands JSON: %s', (_, payload) =>
  attackAll(() => ({ payload, headers: { 'content-type': 'application/json' } })),
)

test.each([
  [
    'without an end',
    'multipart/form-data; boundary=x',
    '--x\r\ncontent-disposition: form-data; name="photo"; filename="a"\r\n\r\nabc',
  ],
  ['without a boundary', 'multipart/form-data', 'abc'],
  ['of rubbish', 'multipart/form-data; boundary=x', '\u0000\u0001 rubbish'],
  [
    'with a nameless part',
    'multipart/form-data; boundary=x',
    '--x\r\ncontent-disposition: form-data\r\n\r\nabc\r\n--x--\r\n',
  ],
  ['of another kind', 'text/xml', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'],
])('every form stands parts %s', (_, type, payload) =>
  attackAll(() => ({ payload, headers: { 'content-type': type } })),
)

test('every form stands files where it wants words, and files that are no photos', () =>
  attackAll(() =>
    multipart(
      ['photo', 'text', 'note', 'media'].map(
        (name) => [name, Buffer.from('%PDF-1.7 <script>steal()</script>')] as const,
      ),
      'photo"; x="/../../a.jpg',
    ),
  ))

test('forms stand unknown and hostile addresses', async () => {
  const hostile = Object.values(hostileTexts).filter((text) => text.length < 300 && text !== hostileTexts.surrogate)
  for (const route of posts().filter(({ path }) => path.includes(':'))) {
    for (const text of ['2026-999999', '019aaaaa-0000-7000-8000-000000000000', ...hostile]) {
      const url = route.path.replaceAll(/:\w+/g, () => encodeURIComponent(text))
      await attack(route, url, json(good(fieldNames(route.door))))
    }
  }
  // Each form at an address with a name in it, by everybody, by every hostile text.
}, 60_000)

test('what was typed comes back with what is wrong, as words and not as markup', async () => {
  const typed = 'Яма <b>у</b> "подъезда" & рядом'
  const shown = /Яма &lt;b(?:>|&gt;)у&lt;\/b(?:>|&gt;) (?:"|&quot;)подъезда(?:"|&quot;) &amp; рядом/
  const visitor = stage.guest()
  const fake = { field: 'photo', name: 'a.jpg', type: 'image/jpeg', bytes: Buffer.from('%PDF-1.7') }
  const what = await visitor.post('/my-yard/report', { text: typed }, [fake])
  expect([what.statusCode, shown.test(what.body)]).toEqual([422, true])
  await visitor.post('/my-yard/report', { text: typed })
  const where = await visitor.post('/my-yard/report/where', { where: 'Лондон <i>', topic: '', land: '' })
  expect(where.statusCode).toBe(422)
  expect(where.body).toContain('Лондон &lt;i')
  const { number, secret } = lived.resolved
  const word = await visitor.post(`/cases/${number}/reopening`, { token: secret, reason: 'ы'.repeat(2001) })
  expect([word.statusCode, word.body.includes('ы'.repeat(2001))]).toEqual([422, true])
})

test('after all this the city works and has lost nothing', async () => {
  expect((await stage.guest().json<{ number: string }>(`/cases/${lived.released.number}`)).number).toBe(
    lived.released.number,
  )
  expect((await stage.guest().get('/')).statusCode).toBe(200)
  expect('admin' in {}).toBe(false)
  expect(heard.bugs()).toEqual([])
})

type Body = Pick<InjectOptions, 'payload' | 'headers'>

/** By address, the names that its handler asked for in anything sent: what it never asks for cannot harm it. */
const read = new Map<string, Set<string>>()

// Every form looks through all that came for what no text may hold; that is not asking for a name.
function listen(route: Route): void {
  if (route.method !== 'POST') return
  const run = route.run
  route.run = async (visit) => {
    const asked = new Map<string, number>()
    let through = 0
    const fields = new Proxy(visit.fields, {
      get: (sent, name, self) => {
        if (typeof name === 'string') asked.set(name, (asked.get(name) ?? 0) + 1)
        return Reflect.get(sent, name, self)
      },
      ownKeys: (sent) => {
        through += 1
        return Reflect.ownKeys(sent)
      },
    })
    try {
      return await run({ ...visit, fields })
    } finally {
      const byName = [...asked].filter(([name, times]) => times > (name in visit.fields ? through : 0))
      const names = byName.length > 0 ? byName : [...asked]
      read.set(route.path, new Set([...(read.get(route.path) ?? []), ...names.map(([name]) => name)]))
    }
  }
}

/** Rows of a table are read alike: of `row.0.sum`, `row.1.sum` and so on the first is enough. */
function oneOfEach(names: Iterable<string>): string[] {
  return [...Map.groupBy(names, (name) => name.replaceAll(/\d+/g, '#')).values()].flatMap(([first]) => first ?? [])
}

const broken = Buffer.from([0xff, 0xc3, 0x28])

function good(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, goodFields[name] ?? '']))
}

function posts(): DoorRoute[] {
  return routesOf(stage).filter(({ method }) => method === 'POST')
}

async function attackAll(body: (names: string[]) => Body): Promise<void> {
  for (const route of posts()) await attack(route, addressOf(route, lived), body(fieldNames(route.door)))
}

async function attack(route: DoorRoute, url: string, body: Body): Promise<number> {
  const before = heard.bugs().length
  const visitor = await whoMay(route)
  const answer = await stage.city.app.inject({
    method: 'POST',
    url,
    ...body,
    headers: {
      host: 'city.test',
      accept: 'text/html',
      origin: 'http://city.test',
      ...cookieOf(visitor),
      ...body.headers,
    },
  })
  expect([url, harm(answer), heard.bugs().slice(before)]).toEqual([url, [], []])
  if (ending.test(route.path)) visitors.clear()
  return answer.statusCode
}

const visitors = new Map<string, Visitor>()

/** Whoever posts there may be signed in no more, and her other sessions with her. */
const ending = /sign-out|forgetting|sessions|security|factor|totp|passkeys|staff/

/** The first of the demo's people who may; forms that end a session get a new one each time. */
async function whoMay(route: DoorRoute): Promise<Visitor> {
  if (route.may.allows(guest)) return stage.guest()
  const person = people.find(({ roles }) =>
    route.may.allows({ ...guest, person: 'somebody', roles: roles.map(({ role, body }) => ({ name: role, body })) }),
  )
  if (!person) throw new Error(`nobody in the demo may ${route.path}`)
  const known = visitors.get(person.id)
  if (known && !ending.test(route.path)) return known
  const visitor = await stage.as(person.id)
  visitors.set(person.id, visitor)
  return visitor
}

function cookieOf(visitor: Visitor): Record<string, string> {
  const session = visitor.cookie('session')
  return session ? { cookie: `session=${session}` } : {}
}

function json(fields: Record<string, string>): Body {
  return { payload: JSON.stringify(fields), headers: { 'content-type': 'application/json' } }
}

function urlencoded(fields: readonly (readonly [string, string])[]): Body {
  return {
    payload: new URLSearchParams(fields.map(([name, value]) => [name, value])).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  }
}

function multipart(fields: readonly (readonly [string, string | Buffer])[], file?: string): Body {
  const parts = fields.flatMap(([name, value]) => [
    Buffer.from(
      `--x\r\ncontent-disposition: form-data; name="${name}"${file ? `; filename="${file}"` : ''}\r\n${file ? 'content-type: image/jpeg\r\n' : ''}\r\n`,
    ),
    Buffer.from(value),
    Buffer.from('\r\n'),
  ])
  return {
    payload: Buffer.concat([...parts, Buffer.from('--x--\r\n')]),
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
  }
}
