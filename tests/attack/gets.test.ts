// Everything that can be opened gets hostile addresses and queries: no bug, no markup that runs, no stack.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { guest } from '#platform/policy.ts'
import { people } from '../../src/demo/people.ts'
import { type LivedIn, liveIn } from '../lived-in.ts'
import { openStage, type Stage, type Visitor } from '../people.ts'
import { addressOf, type DoorRoute, type Heard, harm, hostileTexts, markup, openHearing, routesOf } from './arms.ts'

let stage: Stage
let lived: LivedIn
let heard: Heard
let visitors: Visitor[]

beforeAll(async () => {
  heard = openHearing()
  stage = await openStage({ log: heard.log })
  lived = await liveIn(stage)
  visitors = [stage.guest()]
  for (const person of staff) visitors.push(await stage.as(person))
  // A city in which every module has something: more of them than other hooks open.
}, 120_000)
afterAll(() => stage.close())

const staff = ['boris', 'lena', 'sergey', 'nina']
const hostile = Object.entries(hostileTexts).map(([kind, text]) => [kind, text.slice(0, 1500).toWellFormed()] as const)

test('every page that exists opens for somebody', async () => {
  const closed: string[] = []
  // Those whose pages no other office opens.
  const others = await Promise.all(['anna', 'ruslan', 'tamara', 'dina', 'pavel', 'kira'].map((name) => stage.as(name)))
  for (const route of gets()) {
    const address = addressOf(route, lived)
    const statuses = await everybody(address)
    if (!statuses.some((status) => status < 300)) statuses.push(...(await everybody(address, others)))
    if (!statuses.some((status) => status < 300)) closed.push(`${route.path} ${statuses.join(' ')}`)
  }
  // A step of a flow opens in its turn, a kept file once there is one, a receipt,
  // a letter's link, a webhook once its owner has one, and a way to stop letters with
  // their own token. Of applications: what comes after a decision, and of events: what a source said and sources dispute.
  const later =
    /^\/programmes\/(?:calls\/:call|:id\/calls\/:call\/results) |^\/programmes\/applications\/:application\/(?:terms|decision|award)|^\/desk\/programmes\/(?:appeals\/|awards\/:|calls\/:call\/decision\/protocols)|\/papers\/:paper |^\/bureau\/(?:check\/|requests\/:request )|^\/events\/(?:check-in |cabinet\/sources\/:|follow )|^\/events\/follow\/link |^\/desk\/events\/(?:conflicts\/:|sources\/:source\/file)/
  const inTurn =
    /^\/my-yard\/report\/|^\/notifications\/stop|^\/small-wins\/follow\/link|^\/open-data\/webhooks\/:|^\/account\/(?:forgotten|organisations\/invitation)|^\/account\/sign-in\/second|^\/account\/(?:sign-in\/)?phone\/code|\/tokens\/|^\/account\/(?:sign-in\/with|consent)\/|^\/oidc\/(?:authorization|userinfo)|^\/desk\/strategy\/import\/:sha|\/paper /
  expect(closed.filter((line) => !inTurn.test(line) && !later.test(line))).toEqual([])
  // Every page for everybody, as a page and as JSON, papers and tables among them: more than other tests ask.
}, 90_000)

test.each(hostile)('every address stands «%s» in its place', async (_, text) => {
  for (const route of gets().filter(({ path }) => path.includes(':')))
    await attackers(
      route,
      route.path.replaceAll(/:\w+/g, () => encodeURIComponent(text)),
    )
})

test.each(hostile)('every address stands «%s» in its query', async (_, text) => {
  for (const route of gets().filter(({ query }) => query.length > 0)) {
    const query = route.query.map((name) => `${name}=${encodeURIComponent(text)}`).join('&')
    await attackers(route, `${addressOf(route, lived)}?${query}`)
  }
})

test.each(['-1', '0', '1e9', '99999999999999999999', '0x10', ' 1 ', '1.5', 'Infinity', '١'])(
  'every list stands page «%s»',
  async (number) => {
    for (const route of gets().filter(({ query }) => query.length > 0)) {
      const query = route.query.map((name) => `${name}=${encodeURIComponent(number)}`).join('&')
      await attackers(route, `${addressOf(route, lived)}?${query}`)
    }
  },
)

test.each([
  '/cases/%00',
  '/cases/%zz',
  '/cases/%ff%fe',
  '/cases/%c0%af..%c0%afetc',
  '/static/../../package.json',
  '/static/..%2f..%2fpackage.json',
  '/static/%2e%2e/%2e%2e/src/main.ts',
  '/media/../../etc/passwd/small',
  '//evil.example/',
  '/en//evil.example',
  '/\\evil.example',
  '/en/en/en',
  '/?a[]=1&a[b]=2&__proto__[x]=1',
  `/${'a'.repeat(9000)}`,
  `/${encodeURIComponent(markup)}`,
  `/en/${encodeURIComponent(markup)}`,
  '/cases?page=1&page=2',
  '/cases?%00=1',
  '/CASES',
  '/cases/',
  '/open311/v2/requests.json?start_date=%27&end_date=%27&page_size=-1&status=%27&service_request_id=%27',
  '/open311/v2/services/%27.xml',
])('the address %s is answered calmly', async (url) => {
  const statuses = await everybody(url)
  for (const status of statuses) expect(status).toBeLessThan(500)
  for (const visitor of visitors) expect((await visitor.get(url)).body).not.toMatch(/root:x:|"scripts"/)
})

test('a redirect never leaves the house', async () => {
  for (const to of [
    '//evil.example',
    'https://evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '\nhttps://evil.example',
    '/%2f/evil.example',
    'javascript:alert(1)',
  ]) {
    for (const path of ['/demo', '/look', '/account/sign-in', '/account/sign-in/link']) {
      const name = path === '/look' ? 'back' : 'next'
      const { body } = await stage.guest().get(`${path}?${name}=${encodeURIComponent(to)}`)
      const links = [...body.matchAll(/(?:href|action|value)="([^"]*)"/g)].map(([, href]) => href ?? '')
      expect(links.filter((href) => /^\s*(?:\/[/\\\t]|https:\/\/evil|javascript:)/.test(href))).toEqual([])
    }
    const { headers } = await stage.guest().post('/demo/be', { person: 'anna', next: to })
    expect(new URL(String(headers.location), 'http://city.test').host).toBe('city.test')
  }
})

test('methods and headers nobody asked for are answered calmly', async () => {
  for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS'] as const) {
    const { statusCode } = await stage.city.app.inject({ method, url: '/cases', headers: { host: 'city.test' } })
    expect(statusCode).toBeLessThan(500)
  }
  for (const headers of [
    { cookie: 'session=; look=%00; draft=%zz; session=[object Object]' },
    { cookie: `session=${'a'.repeat(4000)}` },
    { 'accept-language': markup, accept: 'application/json;q=x, text/html;q=' },
    { 'if-none-match': '"*' },
    { 'x-forwarded-host': 'evil.example', 'x-forwarded-for': markup },
  ]) {
    for (const url of ['/', '/account', '/cases', '/my-yard/report', '/desk']) {
      const answer = await stage.city.app.inject({ method: 'GET', url, headers: { host: 'city.test', ...headers } })
      expect([url, headers, harm(answer)]).toEqual([url, headers, []])
    }
  }
  expect(heard.bugs()).toEqual([])
})

function gets(): DoorRoute[] {
  return routesOf(stage).filter(({ method }) => method === 'GET')
}

/** Opens an address as each visitor, as a page and as JSON; none may come to harm. Answers the statuses. */
async function everybody(url: string, all = visitors): Promise<number[]> {
  const statuses: number[] = []
  const before = heard.bugs().length
  for (const visitor of all) {
    for (const accept of visitor === visitors[0] ? ['text/html', 'application/json'] : ['text/html']) {
      const answer = await visitor.get(url, { accept })
      statuses.push(answer.statusCode)
      expect([url.slice(0, 200), accept, harm(answer), heard.bugs().slice(before)]).toEqual([
        url.slice(0, 200),
        accept,
        [],
        [],
      ])
    }
  }
  return statuses
}

/** The same as a guest and as the first who is let in: whoever is turned away at the door tries nothing. */
async function attackers(route: DoorRoute, url: string): Promise<void> {
  const insider = staff.findIndex((name) => {
    const roles = people.find(({ id }) => id === name)?.roles ?? []
    return route.may.allows({ ...guest, person: name, roles: roles.map(({ role, body }) => ({ name: role, body })) })
  })
  await everybody(url, visitors.slice(0, 1).concat(visitors.slice(insider + 1, insider + 2)))
}
